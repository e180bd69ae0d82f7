"""What a table whose rows are named by two columns gives points for."""

import pytest

from autograders.candidate.declarations import AnswerDeclaration
from autograders.criteria import Slip, pairs_check, rows_by_pair
from autograders.model.answers import Answer, Answers, AnswerState
from autograders.model.exercise import Misconception

HEARSAY = Misconception(id="hearsay", message="Ce témoin récite la procédure.")
BACKWARDS = Misconception(id="backwards", message="Les flèches vont dans l’autre sens.")
COLUMNS = ("source", "target")
ARCS = [("production", "depot"), ("depot", "visa")]


def arc(source, target, witness="I1"):
    return {"source": source, "target": target, "witness": witness}


def arcs_given(*rows):
    columns = [{"name": name, "type": "text", "label": name} for name in (*COLUMNS, "witness")]
    declaration = AnswerDeclaration(name="arcs", type="table", label="arcs", columns=columns)
    return Answers([Answer(declaration=declaration, state=AnswerState.GIVEN, value=tuple(rows))])


def judged(*rows, **options):
    return pairs_check(
        arcs_given(*rows), "arcs", label="arcs", weight=2, columns=COLUMNS, expected=ARCS, advice="Relisez.", **options
    )


def witness_slip(key, row):
    return Slip("un témoin récite", HEARSAY) if row["witness"] == "I9" else None


def backwards(lacking, excess):
    return BACKWARDS if {(target, source) for source, target in excess} == set(lacking) else None


def test_all_rows_expected_earn_all_in_any_order_and_with_blanks_around_words():
    check = judged(arc(" depot", "visa "), arc("production", "depot"))
    assert (check.fraction, check.label, check.weight) == (1.0, "arcs", 2)


def test_a_row_twice_alike_counts_once_and_twice_differently_as_wrong():
    assert judged(arc(*ARCS[0]), arc(*ARCS[0]), arc(*ARCS[1])).fraction == 1.0
    contradictory = judged(arc(*ARCS[0]), arc(*ARCS[0], "I2"), arc(*ARCS[1]))
    assert (contradictory.fraction, "différemment" in contradictory.message) == (0.5, True)


def test_a_row_that_lacks_costs_its_share_and_the_advice_is_told():
    check = judged(arc(*ARCS[0]))
    assert check.fraction == 0.5
    assert check.message.endswith("Lignes absentes : depot, visa. Relisez.")


def test_a_row_in_excess_costs_unless_it_is_judged_elsewhere():
    rows = [arc(*ARCS[0]), arc(*ARCS[1]), arc("visa", "archivage")]
    check = judged(*rows)
    assert check.fraction == pytest.approx(2 / 3)
    assert "Lignes inattendues : visa, archivage." in check.message
    assert judged(*rows, judged=lambda key: key[0] != "visa").fraction == 1.0


def test_a_row_that_breaks_the_rule_is_named_and_its_misconception_takes_the_place_of_the_advice():
    check = judged(arc(*ARCS[0], "I9"), arc(*ARCS[1]), rule=witness_slip)
    assert (check.fraction, check.misconception) == (0.5, "hearsay")
    assert check.message.endswith("production, depot : un témoin récite. Ce témoin récite la procédure.")


def test_what_lacks_and_is_in_excess_together_may_betray_a_misconception():
    check = judged(arc("depot", "production"), arc("visa", "depot"), betrayed=backwards)
    assert (check.fraction, check.misconception) == (0.0, "backwards")


def test_the_misconception_of_a_row_goes_before_that_of_the_whole():
    rows = [arc(*ARCS[0], "I9"), arc("visa", "depot")]
    assert judged(*rows, rule=witness_slip, betrayed=backwards).misconception == "hearsay"


def test_rows_that_lack_can_be_told_without_giving_the_answer_and_are_counted():
    check = judged(arc("visa", "archivage"), lacking_as=lambda key: "un arc")
    assert "Lignes absentes : un arc (2)." in check.message
    assert "depot" not in check.message


def test_long_lists_are_cut_and_long_words_too():
    rows = [arc("x" * 500, f"t{number}") for number in range(20)]
    message = judged(*rows).message
    assert "et 14 autres" in message
    assert len(message) < 600


def test_rows_are_found_by_pair_and_none_is_no_row():
    assert rows_by_pair(None, COLUMNS) == {}
    assert list(rows_by_pair([arc("a", "b"), arc("b", "a")], COLUMNS)) == [("a", "b"), ("b", "a")]
