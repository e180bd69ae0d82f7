"""The junk that graders are tried with holds the cases that matter, in the state in which they would arrive."""

import numpy as np
import pytest

from autograders.authoring.junk import SCALED_UP, junk_answers, received, scaled
from autograders.candidate.declarations import AnswerDeclaration
from autograders.model.answers import Answer, AnswerState, ProbeResult

SIGMA = AnswerDeclaration(name="sigma_mm", type="number", label="écart-type", unit="mm", minimum=0, maximum=50)
TABLE = AnswerDeclaration(
    name="panels",
    type="table",
    label="panneaux",
    columns=(
        {"name": "panel", "type": "text", "label": "panneau"},
        {"name": "count", "type": "integer", "label": "nombre"},
        {"name": "range_m", "type": "number", "label": "distance"},
    ),
)
FUNCTION = AnswerDeclaration(
    name="noise", type="function", label="bruit", unit="mm", parameters=({"name": "points_m", "label": "points"},)
)
DECLARATIONS = [
    SIGMA,
    TABLE,
    FUNCTION,
    AnswerDeclaration(name="count", type="integer", label="nombre", minimum=3),
    AnswerDeclaration(name="conform", type="boolean", label="avis"),
    AnswerDeclaration(name="capture", type="text", label="acquisition"),
    AnswerDeclaration(name="decision", type="choice", label="décision", choices=("conforme", "non conforme")),
    AnswerDeclaration(name="lengths", type="numbers", label="longueurs", unit="mm", length=3),
]


def right(declaration, value=None, probes=()):
    return Answer(declaration=declaration, state=AnswerState.GIVEN, value=value, probes=probes)


@pytest.mark.parametrize("declaration", DECLARATIONS, ids=lambda declaration: declaration.type)
def test_every_type_is_tried_missing_refused_and_well_formed_but_absurd(declaration):
    states = {junk.answer.state for junk in junk_answers(right(declaration, probes=(ProbeResult(1.0),) * 4))}
    assert states == set(AnswerState)


def test_what_is_beyond_the_public_bounds_arrives_as_refused():
    assert received(SIGMA, 51.0).state is AnswerState.REFUSED
    assert received(SIGMA, 50.0).value == 50.0


def test_a_number_is_tried_in_a_wrong_unit():
    assert [junk.answer.value for junk in scaled(right(SIGMA, 0.002), SCALED_UP)] == [2.0]


def test_zero_has_no_wrong_unit():
    assert list(scaled(right(SIGMA, 0.0), SCALED_UP)) == []


def test_a_function_is_tried_in_a_wrong_unit_and_keeps_its_failures():
    probes = (ProbeResult(2.0), ProbeResult(None, "ValueError"))
    (junk,) = scaled(right(FUNCTION, probes=probes), SCALED_UP)
    assert junk.answer.probes == (ProbeResult(2000.0), ProbeResult(None, "ValueError"))


def test_a_function_that_returns_tables_is_tried_with_tables_empty_absurd_and_in_a_wrong_unit():
    declaration = FUNCTION.model_copy(update={"columns": TABLE.columns})
    rows = ({"panel": "P1", "count": 2, "range_m": 1.5},)
    reference = right(declaration, probes=(ProbeResult(None, rows=rows),))
    results = [junk.answer.probes for junk in junk_answers(reference) if junk.answer.given]
    assert (ProbeResult(None, rows=()),) in results
    assert any(probe.rows is not None and len(probe.rows) == 200 for probes in results for probe in probes)
    (junk,) = scaled(reference, SCALED_UP)
    assert junk.answer.probes[0].rows == ({"panel": "P1", "count": 2000, "range_m": 1500.0},)


def test_a_table_of_texts_has_no_wrong_unit():
    rows = ({"panel": "P1", "finding": "manquant"},)
    assert list(scaled(right(FUNCTION, probes=(ProbeResult(None, rows=rows),)), SCALED_UP)) == []


def test_several_numbers_are_tried_in_a_wrong_unit():
    (junk,) = scaled(right(DECLARATIONS[-1], np.array([1.0, 2.0, 3.0])), SCALED_UP)
    assert junk.answer.value.tolist() == [1000.0, 2000.0, 3000.0]


def test_a_table_is_tried_empty_and_as_long_as_permitted():
    lengths = {len(junk.answer.value) for junk in junk_answers(right(TABLE)) if isinstance(junk.answer.value, tuple)}
    assert lengths == {0, 1, 200}
