"""What the judges of a choice among options give points for: rows by rule, matrices, weights, pairwise judgements."""

import numpy as np
import pytest

from autograders.candidate.declarations import AnswerDeclaration
from autograders.criteria import (
    Band,
    Slip,
    coherence_check,
    judgements_check,
    matrix_check,
    ratio_check,
    read_judgements,
    read_matrix,
    read_weights,
    rows_check,
    share_check,
    weights_check,
)
from autograders.model.answers import Answer, Answers, AnswerState
from autograders.model.exercise import Misconception

GRAMS = Misconception(id="grams", message="Masse en grammes.")
INTRUDER = Misconception(id="intruder", message="Appareil éliminé.")
PERCENT = Misconception(id="percent", message="Poids en pour cent.")
UNSCALED = Misconception(id="unscaled", message="Somme à ramener à 1.")
FORGOTTEN = Misconception(id="forgotten", message="Oublié.")
JUDGEMENT_MISTAKES = {
    key: Misconception(id=key, message=key) for key in ("not-reciprocal", "matrix-of-ones", "judgements-off-scale")
}
CRITERIA = ("exactitude", "cout", "masse")
PAIRS = ("first", "second", "value")


def table(rows, **columns):
    declared = [{"name": name, "type": kind, "label": name} for name, kind in columns.items()]
    declaration = AnswerDeclaration(name="rows", type="table", label="tableau", columns=declared)
    return Answers([Answer(declaration=declaration, state=AnswerState.GIVEN, value=tuple(rows))])


def judged_rows(*rows, penalty=0.0, chance=0):
    def rule(key, row):
        return None if row["fate"] == {"A01": "retenu", "A02": "éliminé"}[key] else Slip("sort à revoir", GRAMS)

    answers = table(rows, device="text", fate="text")
    return rows_check(
        answers,
        "rows",
        label="tri",
        weight=2,
        key="device",
        expected=["A01", "A02"],
        rule=rule,
        advice="Relisez la fiche.",
        penalty=penalty,
        chance=chance,
    )


def fate(device, word):
    return {"device": device, "fate": word}


def test_rows_that_follow_the_rule_earn_all_in_any_order_and_case():
    check = judged_rows(fate(" a02", "éliminé"), fate("A01", "retenu"))
    assert (check.fraction, check.label, check.weight) == (1.0, "tri", 2)


def test_a_row_with_a_slip_is_named_and_its_misconception_told():
    check = judged_rows(fate("A01", "retenu"), fate("A02", "retenu"))
    assert check.fraction == 0.5
    assert "A02 : sort à revoir" in check.message
    assert check.misconception == "grams"


def test_a_row_that_lacks_or_is_in_excess_costs():
    assert judged_rows(fate("A01", "retenu")).fraction == 0.5
    extra = judged_rows(fate("A01", "retenu"), fate("A02", "éliminé"), fate("A99", "retenu"))
    assert extra.fraction == pytest.approx(2 / 3)
    assert "a99" in extra.message


def test_a_row_given_twice_differently_counts_as_wrong_and_twice_alike_as_once():
    assert judged_rows(fate("A01", "retenu"), fate("A01", "éliminé"), fate("A02", "éliminé")).fraction == 0.5
    assert judged_rows(fate("A01", "retenu"), fate("a01", "retenu"), fate("A02", "éliminé")).fraction == 1.0


def test_only_what_is_beyond_chance_gains():
    same = judged_rows(fate("A01", "retenu"), fate("A02", "retenu"), chance=1)
    every = judged_rows(fate("A01", "retenu"), fate("A02", "éliminé"), chance=1)
    assert (same.fraction, every.fraction) == (0.0, 1.0)


def test_with_a_penalty_of_one_the_same_word_everywhere_gains_nothing():
    assert judged_rows(fate("A01", "retenu"), fate("A02", "retenu"), penalty=1.0).fraction == 0.0


def cell(device, column, value):
    return {"device": device, "column": column, "value": value}


RIGHT_CELLS = (
    cell("A01", "masse", 6.0),
    cell("A01", "cout", 900),
    cell("A02", "masse", 2.0),
    cell("A02", "cout", 500),
)


def judged_matrix(*rows):
    accepted = {(row["device"], row["column"]): Band.around(row["value"], relative=0.01) for row in RIGHT_CELLS}
    return matrix_check(
        table(rows, device="text", column="text", value="number"),
        "rows",
        weight=1,
        keys=("device", "column", "value"),
        accepted=accepted,
        excluded=["A03"],
        suspicions={GRAMS: {place: band.times(1000) for place, band in accepted.items() if place[1] == "masse"}},
        excluded_misconception=INTRUDER,
    )


def test_a_matrix_is_read_by_row_and_column_and_a_contradiction_left_out():
    rows = [cell("A01", "Masse", 6), cell("a01", "masse", 6.0), cell("A01", "cout", 1), cell("A01", "cout", 2)]
    assert read_matrix(rows, ("device", "column", "value")) == {("a01", "masse"): 6.0}


def test_a_full_matrix_with_right_values_earns_all():
    assert judged_matrix(*reversed(RIGHT_CELLS)).fraction == 1.0


def test_one_wrong_value_spoils_its_column_and_no_other():
    check = judged_matrix(cell("A01", "masse", 6000), *RIGHT_CELLS[1:])
    assert (check.fraction, check.misconception) == (0.5, "grams")
    assert "masse de A01" in check.message


def test_a_cell_that_lacks_costs_itself_alone():
    assert judged_matrix(*RIGHT_CELLS[:3]).fraction == 0.75


def test_a_row_that_must_not_be_there_is_named_and_costs():
    check = judged_matrix(*RIGHT_CELLS, cell("A03", "masse", 1), cell("A03", "cout", 1))
    assert check.fraction == pytest.approx(4 / 6)
    assert (check.misconception, "a03" in check.message) == ("intruder", True)


def weight_row(column, weight):
    return {"column": column, "weight": weight}


def judged_weights(*weights):
    rows = [weight_row(column, weight) for column, weight in zip(CRITERIA, weights, strict=False)]
    return weights_check(
        table(rows, column="text", weight="number"),
        "rows",
        weight=1,
        key="column",
        value="weight",
        criteria=CRITERIA,
        percentages=PERCENT,
        unscaled=UNSCALED,
    )


def test_weights_that_sum_to_one_earn_all():
    assert judged_weights(0.6, 0.1, 0.3).fraction == 1.0
    assert judged_weights(0.333, 0.333, 0.333).fraction == 1.0


@pytest.mark.parametrize(("weights", "misconception"), [((60, 10, 30), "percent"), ((0.6, 0.3, 0.3), "unscaled")])
def test_another_sum_is_told_for_what_it_is(weights, misconception):
    check = judged_weights(*weights)
    assert (check.fraction, check.misconception) == (0.0, misconception)


@pytest.mark.parametrize("weights", [(0.5, 0.5), (1.2, -0.4, 0.2), (0.5, 0.5, 0.0)])
def test_a_weight_that_lacks_or_is_not_positive_earns_nothing(weights):
    assert judged_weights(*weights).fraction == 0.0


def test_weights_given_twice_differently_are_not_read():
    rows = [weight_row("cout", 0.2), weight_row("COUT", 0.3), weight_row("masse", 0.5)]
    assert read_weights(rows, key="column", value="weight") == {"masse": 0.5}


@pytest.mark.parametrize(
    ("weights", "fraction", "misconception"),
    [
        ({"masse": 0.2, "cout": 0.8}, 1.0, ""),
        # Shares, so that a sum of 100 costs elsewhere.
        ({"masse": 20, "cout": 80}, 1.0, ""),
        ({"masse": 0.5, "cout": 0.5}, 0.0, ""),
        ({"cout": 1.0}, 0.0, "forgotten"),
        ({}, 0.0, ""),
    ],
)
def test_a_share_is_judged_within_its_bounds(weights, fraction, misconception):
    check = share_check(weights, label="EX-13", weight=1, members=["masse"], low=0.1, high=0.3, none=FORGOTTEN)
    assert (check.fraction, check.misconception) == (fraction, misconception)


@pytest.mark.parametrize(
    ("weights", "fraction"),
    [({"exactitude": 0.4, "cout": 0.2}, 1.0), ({"exactitude": 0.3, "cout": 0.2}, 0.0), ({"exactitude": 0.3}, 0.0)],
)
def test_a_ratio_needs_both_weights_and_enough_of_the_first(weights, fraction):
    check = ratio_check(weights, label="EX-10", weight=1, more="exactitude", less="cout", at_least=2)
    assert check.fraction == fraction


def pair(first, second, value):
    return {"first": first, "second": second, "value": value}


HALF = (pair("exactitude", "cout", 4), pair("exactitude", "masse", 0.33), pair("cout", "masse", 0.13))


def judged_judgements(*rows):
    matrix = read_judgements(rows, PAIRS, CRITERIA)
    answers = table(rows, first="text", second="text", value="number")
    return judgements_check(answers, "rows", label="jugements", weight=1, matrix=matrix, mistakes=JUDGEMENT_MISTAKES)


def test_half_of_the_judgements_is_enough_and_few_digits_are_understood():
    # 0.33 is taken for 1/3 and 0.13 for 1/8: Saaty's values.
    expected = [[1, 4, 1 / 3], [1 / 4, 1, 1 / 8], [3, 8, 1]]
    assert read_judgements(HALF, PAIRS, CRITERIA) == pytest.approx(np.array(expected))
    assert judged_judgements(*HALF).fraction == 1.0


@pytest.mark.parametrize(
    ("rows", "misconception"),
    [
        (HALF[:2], ""),
        ((*HALF[:2], pair("cout", "masse", -3)), ""),
        ((*HALF, pair("cout", "exactitude", 4)), "not-reciprocal"),
        ((*HALF, pair("cout", "cout", 2)), "not-reciprocal"),
        ((*HALF[:2], pair("cout", "masse", 2.6)), "judgements-off-scale"),
        ((*HALF[:2], pair("cout", "masse", 12)), "judgements-off-scale"),
        ([pair(a, b, 1) for a in CRITERIA for b in CRITERIA], "matrix-of-ones"),
    ],
)
def test_what_is_no_judgement_earns_nothing(rows, misconception):
    check = judged_judgements(*rows)
    assert (check.fraction, check.misconception) == (0.0, misconception)


def test_judgements_that_contradict_each_other_are_not_coherent():
    # Saaty's textbook matrices: CR 0.0332 and 0.4037.
    coherent = np.array([[1, 3, 5], [1 / 3, 1, 3], [1 / 5, 1 / 3, 1]])
    circular = np.array([[1, 2, 5], [1 / 2, 1, 1 / 3], [1 / 5, 3, 1]])
    fractions = [
        coherence_check(matrix, label="cohérence", weight=1, limit=0.1, misconception=UNSCALED).fraction
        for matrix in (coherent, circular, np.ones((3, 3)), None)
    ]
    assert fractions == [1.0, 0.0, 0.0, 0.0]
