"""Whatever is handed in, a judge returns a check: it never raises, and a fraction stays between 0 and 1."""

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
    function_check,
    judgements_check,
    matrix_check,
    number_check,
    numbers_check,
    pairs_check,
    plan_check,
    read_judgements,
    rows_check,
    table_check,
    table_function_check,
    weights_check,
)
from autograders.model.answers import Answer, Answers, AnswerState, ProbeResult
from autograders.model.exercise import Misconception

DECLARATIONS = (
    AnswerDeclaration(name="figure", type="number", label="chiffre", unit="mm"),
    AnswerDeclaration(name="series", type="numbers", label="suite"),
    AnswerDeclaration(
        name="rows",
        type="table",
        label="tableau",
        columns=[
            {"name": "panel", "type": "text", "label": "repère"},
            {"name": "sigma_mm", "type": "number", "label": "bruit"},
        ],
    ),
    AnswerDeclaration(name="flag", type="boolean", label="avis"),
    AnswerDeclaration(name="word", type="choice", label="mot", choices=("oui", "non")),
    AnswerDeclaration(
        name="function", type="function", label="fonction", parameters=[{"name": "points_m", "label": "points"}]
    ),
)
EVERYTHING = Band(-1e308, 1e308)
SLIP = Misconception(id="slip", message="Erreur reconnue.")

floats = st.floats(allow_nan=True, allow_infinity=True)
cells = st.one_of(floats, st.integers(-(2**53), 2**53), st.text(max_size=20), st.booleans(), st.none())
tables = st.lists(st.dictionaries(st.sampled_from(["panel", "sigma_mm", "other"]), cells, max_size=3), max_size=6)
# Also of another kind than declared, as if a decoder had let them through.
values = st.one_of(
    st.none(),
    st.booleans(),
    floats,
    st.integers(-(2**53), 2**53),
    st.text(max_size=50),
    st.lists(floats, max_size=8).map(np.array),
    st.just(np.zeros((2, 2))),
    st.just(np.array(3.0)),
    tables.map(tuple),
)
results = st.builds(ProbeResult, st.one_of(st.none(), floats), st.text(max_size=300), st.none() | tables.map(tuple))
probes = st.lists(results, max_size=5).map(tuple)


def some_answer(declaration):
    return st.builds(
        Answer,
        declaration=st.just(declaration),
        state=st.sampled_from(AnswerState),
        value=values,
        message=st.text(max_size=50),
        probes=probes,
    )


answers = st.tuples(*(some_answer(declaration) for declaration in DECLARATIONS)).map(Answers)

JUDGES = {
    "number": lambda a: number_check(a, "figure", weight=1, accepted=Band(1, 2), suspicions={SLIP: Band(3, 4)}),
    "numbers": lambda a: numbers_check(
        a, "series", weight=1, accepted=[Band(1, 2)] * 3, suspicions={SLIP: [EVERYTHING] * 2}
    ),
    "table": lambda a: table_check(
        a,
        "rows",
        weight=1,
        key="panel",
        accepted={"P05": {"sigma_mm": Band(1, 2)}},
        suspicions={SLIP: {"P05": {"sigma_mm": EVERYTHING}}},
    ),
    "conclusion": lambda a: conclusion_check(
        a,
        "flag",
        weight=1,
        figures={"figure": Band(0, 10)},
        rule=lambda own: own["figure"] < 5,
        advice="",
        suspicions={SLIP: lambda own: own["figure"] < 3},
    ),
    "choice": lambda a: choice_check(a, "word", weight=1, accepted=["oui"], suspicions={"non": SLIP}),
    "function": lambda a: function_check(
        a,
        "function",
        weight=1,
        accepted=[Band(1, 2)] * 3,
        situations=["un plan"] * 3,
        suspicions={SLIP: [EVERYTHING] * 3},
    ),
    "table function": lambda a: table_function_check(
        a,
        "function",
        weight=1,
        situations=["un plan"] * 3,
        rule=lambda index, rows: Slip("une ligne", SLIP) if len(rows) == index else None,
    ),
    "plan": lambda a: plan_check(
        a,
        "rows",
        weight=1,
        cost=lambda row: 1.0 if row.get("panel") == "P05" else None,
        budget=2.0,
        unit="min",
        over_budget=SLIP,
    ),
    "rows": lambda a: rows_check(
        a,
        "rows",
        label="tri",
        weight=1,
        key="panel",
        expected=["P05"],
        rule=lambda key, row: None if row.get("sigma_mm") == 1 else Slip("faux", SLIP),
        penalty=1.0,
    ),
    "pairs": lambda a: pairs_check(
        a,
        "rows",
        label="arcs",
        weight=1,
        columns=("panel", "other"),
        expected=[("P05", "P10")],
        rule=lambda key, row: None if row.get("sigma_mm") == 1 else Slip("faux", SLIP),
        betrayed=lambda lacking, excess: SLIP if excess else None,
    ),
    "matrix": lambda a: matrix_check(
        a,
        "rows",
        weight=1,
        keys=("panel", "other", "sigma_mm"),
        accepted={("P05", "masse"): Band(1, 2)},
        excluded=["P10"],
        suspicions={SLIP: {("P05", "masse"): EVERYTHING}},
    ),
    "weights": lambda a: weights_check(
        a, "rows", weight=1, key="panel", value="sigma_mm", criteria=["P05"], percentages=SLIP, unscaled=SLIP
    ),
    "judgements": lambda a: judgements_check(
        a,
        "rows",
        label="jugements",
        weight=1,
        matrix=read_judgements(a.rows("rows") or (), ("panel", "other", "sigma_mm"), ["P05", "P10"]),
        mistakes=dict.fromkeys(("not-reciprocal", "matrix-of-ones", "judgements-off-scale"), SLIP),
    ),
}


@pytest.mark.parametrize("judge", JUDGES.values(), ids=JUDGES)
@given(given_answers=answers)
def test_any_answer_gets_a_clear_check(judge, given_answers):
    check = judge(given_answers)
    assert 0.0 <= check.fraction <= 1.0
    assert check.message


@pytest.mark.parametrize("judge", JUDGES.values(), ids=JUDGES)
@pytest.mark.parametrize("state", [state for state in AnswerState if state is not AnswerState.GIVEN])
def test_what_is_not_given_earns_nothing(judge, state):
    nothing = Answers([Answer(declaration=declaration, state=state) for declaration in DECLARATIONS])
    assert judge(nothing).fraction == 0.0


@given(st.lists(st.booleans(), min_size=1, max_size=8), st.data())
def test_one_more_right_element_never_costs(right, data):
    accepted = [Band(0.9, 1.1)] * len(right)
    index = data.draw(st.integers(0, len(right) - 1))

    def fraction(pattern):
        series = np.where(pattern, 1.0, 5.0)
        answer = Answer(declaration=DECLARATIONS[1], state=AnswerState.GIVEN, value=series)
        return numbers_check(Answers([answer]), "series", weight=1, accepted=accepted).fraction

    better = [*right[:index], True, *right[index + 1 :]]
    assert fraction(better) >= fraction(right)
