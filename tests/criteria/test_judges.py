"""What judges give points for, and what they say."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograders.candidate.declarations import AnswerDeclaration
from autograders.criteria import (
    Band,
    Slip,
    choice_check,
    conclusion_check,
    file_check,
    function_check,
    number_check,
    numbers_check,
    plan_check,
    table_check,
    table_function_check,
)
from autograders.model.answers import Answer, Answers, AnswerState, ProbeResult
from autograders.model.exercise import Misconception

METRES = Misconception(id="metres", message="Longueur donnée en mètres.")
REVERSED = Misconception(id="reversed", message="Verdict inverse.")
WITHOUT_UNCERTAINTY = Misconception(id="without-uncertainty", message="Décision prise sans l’incertitude.")
OVER_BUDGET = Misconception(id="over-budget", message="Plan trop long.")
PANELS = {"P05": {"sigma_mm": Band(1.0, 1.2)}, "P10": {"sigma_mm": Band(1.4, 1.6)}}


def answers_of(*answers):
    return Answers(answers)


def given_answer(name, kind, value, probes=(), **declaration):
    return Answer(
        declaration=AnswerDeclaration(name=name, type=kind, label=f"libellé de {name}", **declaration),
        state=AnswerState.GIVEN,
        value=value,
        probes=probes,
    )


def number(value, name="sigma_mm"):
    return given_answer(name, "number", value, unit="mm")


def panels(*rows):
    columns = [
        {"name": "panel", "type": "text", "label": "repère"},
        {"name": "sigma_mm", "type": "number", "label": "bruit"},
    ]
    return answers_of(given_answer("panels", "table", tuple(rows), columns=columns))


def row(panel, sigma_mm):
    return {"panel": panel, "sigma_mm": sigma_mm}


def judged_panels(*rows, **options):
    return table_check(panels(*rows), "panels", weight=1, key="panel", accepted=PANELS, **options)


def function(*results, declared="noise"):
    answer = Answer(
        declaration=AnswerDeclaration(
            name=declared, type="function", label="bruit", parameters=[{"name": "points_m", "label": "points"}]
        ),
        state=AnswerState.GIVEN,
        probes=results,
    )
    return answers_of(answer)


def judged_function(*results, **options):
    return function_check(
        function(*results),
        "noise",
        weight=1,
        accepted=[Band(1, 2), Band(3, 4)],
        situations=["un plan propre", "un plan incliné"],
        **options,
    )


def conformity(sigma_mm, conform):
    given_answers = [given_answer("conform", "boolean", conform)]
    declared = AnswerDeclaration(name="sigma_mm", type="number", label="bruit", unit="mm")
    state = AnswerState.MISSING if sigma_mm is None else AnswerState.GIVEN
    given_answers.append(Answer(declaration=declared, state=state, value=sigma_mm))
    return conclusion_check(
        answers_of(*given_answers),
        "conform",
        weight=1,
        figures={"sigma_mm": Band(0.5, 10)},
        rule=lambda own: own["sigma_mm"] <= 2,
        advice="Comparez le bruit à la limite.",
        suspicions={REVERSED: lambda own: own["sigma_mm"] > 2},
    )


class TestNumber:
    def test_a_value_within_the_band_earns_all(self):
        check = number_check(answers_of(number(2.05)), "sigma_mm", weight=3, accepted=Band(2.0, 2.1))
        assert (check.fraction, check.weight, check.label) == (1.0, 3, "libellé de sigma_mm")

    def test_any_of_several_bands_will_do(self):
        check = number_check(answers_of(number(5.0)), "sigma_mm", weight=1, accepted=[Band(2.0, 2.1), Band(5, 5)])
        assert check.fraction == 1.0

    def test_a_wrong_value_is_told_what_was_received_and_what_to_do_and_never_what_is_right(self):
        check = number_check(
            answers_of(number(7.0)), "sigma_mm", weight=1, accepted=Band(2.0, 2.1), advice="Vérifiez la sélection."
        )
        assert check.fraction == 0.0
        assert check.message == "7\u00a0mm reçu\u00a0: hors de la plage admise. Vérifiez la sélection."

    def test_a_recognised_misconception_teaches_instead_of_the_general_advice(self):
        accepted = Band(2.0, 2.1)
        check = number_check(
            answers_of(number(0.00204)),
            "sigma_mm",
            weight=1,
            accepted=accepted,
            advice="Vérifiez la sélection.",
            suspicions={METRES: accepted.times(0.001)},
        )
        assert (check.fraction, check.misconception) == (0.0, "metres")
        assert check.message.endswith(METRES.message)

    def test_a_right_value_is_right_even_where_it_looks_like_a_misconception(self):
        check = number_check(
            answers_of(number(2.0)), "sigma_mm", weight=1, accepted=Band(1, 3), suspicions={METRES: Band(0, 9)}
        )
        assert (check.fraction, check.misconception) == (1.0, "")


class TestAbsentAnswers:
    @pytest.mark.parametrize(
        ("state", "message", "fragment", "review"),
        [
            (AnswerState.MISSING, "", "Pas de réponse. sigma_mm attend un nombre en mm.", False),
            (AnswerState.REFUSED, "« abc » reçu.", "« abc » reçu.", False),
            (AnswerState.OTHER_VARIANT, "", "autre variante", True),
        ],
    )
    def test_earn_nothing_and_say_why(self, state, message, fragment, review):
        declaration = AnswerDeclaration(name="sigma_mm", type="number", label="bruit", unit="mm")
        answers = answers_of(Answer(declaration=declaration, state=state, message=message))
        check = number_check(answers, "sigma_mm", weight=1, accepted=Band(0, 10))
        assert (check.fraction, check.review) == (0.0, review)
        assert fragment in check.message


class TestSeries:
    def series(self, *values):
        return answers_of(given_answer("lengths_mm", "numbers", np.array(values, dtype=float), unit="mm"))

    def judged(self, *values, **options):
        accepted = [Band(0.9, 1.1), Band(1.9, 2.1), Band(2.9, 3.1), Band(3.9, 4.1)]
        return numbers_check(self.series(*values), "lengths_mm", weight=1, accepted=accepted, **options)

    def test_each_element_earns_its_share(self):
        check = self.judged(1, 2, 7, 4)
        assert check.fraction == 0.75
        assert "À revoir, dans l’ordre\u00a0: 3." in check.message

    def test_a_longer_series_gains_nothing(self):
        # Four right values among eight: half.
        assert self.judged(1, 2, 3, 4, 5, 6, 7, 8).fraction == 0.5

    def test_a_misconception_is_told_where_most_of_the_wrong_elements_show_it(self):
        bands = [Band(0.0009, 0.0011), Band(0.0019, 0.0021), Band(0.0029, 0.0031), Band(0.0039, 0.0041)]
        assert self.judged(0.001, 0.002, 9, 4, suspicions={METRES: bands}).misconception == "metres"
        assert self.judged(0.001, 8, 9, 4, suspicions={METRES: bands}).misconception == ""


class TestTable:
    def test_rows_are_known_by_their_key_in_any_order_and_case(self):
        assert judged_panels(row(" p10 ", 1.5), row("P05", 1.1)).fraction == 1.0

    def test_each_right_cell_earns_its_share_and_lacking_rows_are_named(self):
        check = judged_panels(row("P05", 1.1))
        assert check.fraction == 0.5
        assert "Lignes absentes\u00a0: P10." in check.message

    def test_a_row_given_twice_with_different_figures_is_no_row(self):
        check = judged_panels(row("P05", 1.1), row("P05", 3.0), row("P10", 1.5))
        assert check.fraction == 0.5
        assert "double" in check.message

    def test_the_same_row_twice_is_one_row(self):
        assert judged_panels(row("P05", 1.1), row("P05", 1.1), row("P10", 1.5)).fraction == 1.0

    def test_rows_made_up_cost_what_a_row_is_worth_unless_they_are_to_be_ignored(self):
        extra = [row("P05", 1.1), row("P10", 1.5), row("T60", 2.0)]
        # 2 right cells out of 2 and one unexpected row worth 1 cell.
        assert judged_panels(*extra).fraction == pytest.approx(2 / 3)
        assert judged_panels(*extra, ignored=["T60"]).fraction == 1.0

    def test_a_misconception_is_told_where_most_of_the_wrong_cells_show_it(self):
        truncated = {"P05": {"sigma_mm": Band(0.3, 0.9)}, "P10": {"sigma_mm": Band(0.4, 1.3)}}
        check = judged_panels(row("P05", 0.6), row("P10", 0.8), suspicions={METRES: truncated})
        assert (check.fraction, check.misconception) == (0.0, "metres")


class TestConclusion:
    def test_a_conclusion_that_follows_from_its_figure_earns_all_even_if_the_figure_is_wrong(self):
        assert conformity(1.9, conform=True).fraction == 1.0
        assert conformity(9.0, conform=False).fraction == 1.0

    def test_a_conclusion_against_its_figure_earns_nothing(self):
        check = conformity(1.9, conform=False)
        assert (check.fraction, check.misconception) == (0.0, "reversed")

    @pytest.mark.parametrize("conform", [True, False])
    def test_a_conclusion_without_its_figure_earns_nothing(self, conform):
        check = conformity(None, conform)
        assert check.fraction == 0.0
        assert "Donnez aussi sigma_mm." in check.message

    @pytest.mark.parametrize("sigma_mm", [0.0, 0.4, 11.0, 1e300])
    @pytest.mark.parametrize("conform", [True, False])
    def test_a_figure_made_up_supports_nothing(self, sigma_mm, conform):
        assert conformity(sigma_mm, conform).fraction == 0.0

    def test_a_word_is_judged_by_the_same_rule_and_wrong_rules_are_recognised(self):
        def decide(error_mm, uncertainty_mm):
            # ISO 14253-1 with a limit of 1 mm.
            if error_mm <= 1 - uncertainty_mm:
                return "conforme"
            return "non conforme" if error_mm > 1 + uncertainty_mm else "non concluant"

        words = ["conforme", "non conforme", "non concluant"]
        answers = answers_of(
            given_answer("decision", "choice", "conforme", choices=words),
            number(0.9, "bias_mm"),
            number(0.2, "uncertainty_mm"),
        )
        check = conclusion_check(
            answers,
            "decision",
            weight=1,
            figures={"bias_mm": Band(0, 5), "uncertainty_mm": Band(0, 5)},
            rule=lambda own: decide(own["bias_mm"], own["uncertainty_mm"]),
            advice="Appliquez l’ISO 14253-1.",
            suspicions={WITHOUT_UNCERTAINTY: lambda own: decide(own["bias_mm"], 0)},
        )
        assert (check.fraction, check.misconception) == (0.0, "without-uncertainty")


class TestChoice:
    def judged(self, word):
        answers = answers_of(given_answer("level", "text", word))
        return choice_check(
            answers, "level", weight=1, accepted=["LOA30"], suspicions={"LOA40": METRES}, advice="À 95 %."
        )

    def test_case_and_blanks_do_not_matter(self):
        assert self.judged(" loa30 ").fraction == 1.0

    def test_a_wrong_word_may_betray_a_misconception(self):
        assert self.judged("loa40").misconception == "metres"
        assert self.judged("LOA10").message.endswith("À 95 %.")


class TestFunction:
    def test_each_right_call_earns_its_share_and_the_situation_that_failed_is_named(self):
        check = judged_function(ProbeResult(1.5), ProbeResult(9.0))
        assert check.fraction == 0.5
        assert "En défaut sur\u00a0: un plan incliné." in check.message

    def test_an_exception_is_a_failed_call_of_which_the_type_alone_is_told(self):
        check = judged_function(ProbeResult(1.5), ProbeResult(None, "LinAlgError : SVD did not converge"))
        assert check.fraction == 0.5
        # A function could raise its input, which is hidden.
        assert "LinAlgError" in check.message
        assert "SVD did not converge" not in check.message

    def test_calls_that_never_came_back_are_failed(self):
        assert judged_function(ProbeResult(1.5)).fraction == 0.5

    def test_a_function_that_was_never_called_earns_nothing(self):
        check = judged_function()
        assert check.fraction == 0.0
        assert "pas pu être essayée" in check.message

    def test_results_beyond_the_calls_are_not_looked_at(self):
        assert judged_function(ProbeResult(9.0), ProbeResult(9.0), ProbeResult(1.5)).fraction == 0.0

    def test_a_misconception_is_told_where_most_of_the_wrong_results_show_it(self):
        bands = [Band(0.001, 0.002), Band(0.003, 0.004)]
        check = judged_function(ProbeResult(0.0015), ProbeResult(0.0035), suspicions={METRES: bands})
        assert (check.fraction, check.misconception) == (0.0, "metres")


class TestTableFunction:
    def judged(self, *probes):
        columns = [{"name": "part", "type": "text", "label": "pièce"}]
        parameters = [{"name": "lines", "label": "lignes"}]
        answer = given_answer("parts", "function", None, tuple(probes), columns=columns, parameters=parameters)

        def rule(index, rows):
            return None if len(rows) == index + 1 else Slip("Une pièce manque", METRES if not rows else None)

        return table_function_check(
            answers_of(answer), "parts", weight=1, situations=["une pièce", "deux pièces"], rule=rule, advice="Relisez."
        )

    def rows(self, count):
        return ProbeResult(None, rows=({"part": "A"},) * count)

    def test_each_right_table_earns_its_share_and_the_slip_of_the_others_is_told(self):
        assert self.judged(self.rows(1), self.rows(2)).fraction == 1.0
        check = self.judged(self.rows(1), self.rows(1))
        assert check.fraction == 0.5
        assert "En défaut sur\u00a0: deux pièces. Une pièce manque. Relisez." in check.message

    def test_a_slip_may_betray_a_misconception(self):
        assert self.judged(self.rows(0), self.rows(2)).misconception == "metres"

    def test_a_number_an_exception_and_a_call_that_never_came_back_are_failed(self):
        assert self.judged(ProbeResult(1.0)).fraction == 0.0
        check = self.judged(self.rows(1), ProbeResult(None, "KeyError : hidden"))
        assert check.fraction == 0.5
        assert "KeyError" in check.message
        assert "hidden" not in check.message

    def test_a_function_that_was_never_called_earns_nothing(self):
        assert "pas pu être essayée" in self.judged().message

    def test_of_a_table_that_is_none_the_kind_of_error_is_told(self):
        check = self.judged(self.rows(1), ProbeResult(None, "AnswerError : « parts », ligne 1, colonne part : reçu 7"))
        assert "Première erreur rencontrée\u00a0: AnswerError." in check.message


def test_of_a_file_that_cannot_be_read_the_readers_own_words_are_told():
    refused = ProbeResult(None, "IdsError : Non valide au regard du schéma IDS 1.0.")
    answer = given_answer("rules", "text", "<ids/>", (refused,), inspection="ids")
    check = file_check(
        answers_of(answer), "rules", weight=1, situations=["une maquette"], rule=lambda index, rows: None
    )
    assert check.fraction == 0.0
    assert check.message.endswith("Non valide au regard du schéma IDS 1.0.")
    assert "IdsError" not in check.message


class TestPlan:
    def judged(self, *names):
        columns = [{"name": "capture", "type": "text", "label": "capture"}]
        rows = tuple({"capture": name} for name in names)
        answers = answers_of(given_answer("plan", "table", rows, columns=columns))
        minutes = {"fine": 40.0, "coarse": 10.0}
        return plan_check(
            answers,
            "plan",
            weight=1,
            cost=lambda row: minutes.get(str(row["capture"])),
            budget=50.0,
            unit="min",
            over_budget=OVER_BUDGET,
        )

    def test_a_plan_that_spends_exactly_the_budget_holds(self):
        assert self.judged("fine", "coarse").fraction == 1.0

    def test_a_plan_over_budget_earns_nothing_and_is_told_both_figures(self):
        check = self.judged("fine", "coarse", "coarse")
        assert (check.fraction, check.misconception) == (0.0, "over-budget")
        assert "60\u00a0min pour un budget de 50\u00a0min" in check.message

    def test_a_plan_of_what_does_not_exist_or_of_nothing_earns_nothing(self):
        assert self.judged("finest").fraction == 0.0
        assert self.judged().fraction == 0.0


class TestBand:
    @pytest.mark.parametrize(("low", "high"), [(2.0, 1.0), (float("nan"), 1.0), (1.0, float("nan"))])
    def test_a_band_that_a_faulty_reference_makes_is_refused(self, low, high):
        with pytest.raises(ValueError, match="empty"):
            Band(low, high)

    @pytest.mark.parametrize("references", [[], [float("nan")], [1.0, float("inf")]])
    def test_a_band_needs_finite_references(self, references):
        with pytest.raises(ValueError, match="finite"):
            Band.spanning(references, relative=0.05)

    @given(st.lists(st.floats(-1e6, 1e6), min_size=1), st.floats(0, 1), st.floats(0, 10))
    def test_holds_every_reference_that_it_spans(self, references, relative, absolute):
        band = Band.spanning(references, relative=relative, absolute=absolute)
        assert all(reference in band for reference in references)

    @given(st.floats(-1e6, 1e6), st.floats(0, 1), st.floats(-1e3, 1e3))
    def test_scales_with_its_values(self, value, relative, factor):
        assert factor * value in Band.around(value, relative=relative, absolute=1e-9).times(factor)
