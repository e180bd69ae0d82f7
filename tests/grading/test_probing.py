"""What a function is asked, and what counts of what comes back."""

import ast
import json
import math

import numpy as np
import pytest

from autograders.candidate.declarations import AnswerDeclaration
from autograders.candidate.wire import PROBE_MIME, decode_array, unpacked
from autograders.grading.probing import probe_source, read_probes
from autograders.model.answers import ProbeResult


def shown(*payloads):
    return [{"output_type": "display_data", "data": {PROBE_MIME: payload}} for payload in payloads]


def result(call, **content):
    return {"format": 1, "name": "noise", "call": call} | content


NOISE = AnswerDeclaration(name="noise", type="function", label="bruit", parameters=[{"name": "z", "label": "z"}])
PARTS = AnswerDeclaration(
    name="noise",
    type="function",
    label="nomenclature",
    parameters=[{"name": "lines", "label": "lignes"}],
    columns=[
        {"name": "part", "type": "text", "label": "pièce"},
        {"name": "count", "type": "integer", "label": "nombre"},
    ],
    maximum_rows=2,
)


def test_rows_travel_to_a_function_as_rows():
    call = ast.parse(probe_source("noise", [(({"part": "A", "count": 2},),)])).body[0].value
    assert json.loads(unpacked(ast.literal_eval(call.args[1]))) == [[[{"part": "A", "count": 2}]]]


def test_a_table_that_comes_back_is_read_as_its_declaration_says():
    rows = [{"part": "A", "count": 2}]
    assert read_probes(PARTS.result(), 1, shown(result(0, value=rows))) == (ProbeResult(None, rows=tuple(rows)),)


@pytest.mark.parametrize(
    "value",
    [
        1.5,
        None,
        "A",
        {"part": "A", "count": 2},
        [{"part": "A"}],
        [{"part": "A", "count": 2.5}],
        [{"part": "A", "count": 2, "more": 1}],
        [{"part": "A", "count": 1}] * 3,
    ],
)
def test_a_result_that_is_no_such_table_is_no_result_and_says_why(value):
    (probe,) = read_probes(PARTS.result(), 1, shown(result(0, value=value)))
    assert (probe.value, probe.rows) == (None, None)
    assert "noise" in probe.error


def test_the_inputs_travel_as_a_literal_of_packed_json():
    cloud_m = np.arange(6.0).reshape(2, 3)
    call = ast.parse(probe_source("noise", [(cloud_m, 2, "a'b\"c\n")])).body[0].value
    name, encoded = (ast.literal_eval(argument) for argument in call.args)
    ((array, number, text),) = json.loads(unpacked(encoded))
    assert (name, number, text) == ("noise", 2, "a'b\"c\n")
    assert (decode_array(array) == cloud_m).all()


def test_results_are_read_in_the_order_of_the_calls():
    outputs = shown(result(1, value=2), result(0, value=1.5))
    assert read_probes(NOISE.result(), 2, outputs) == (ProbeResult(1.5), ProbeResult(2.0))


def test_a_call_without_a_result_has_none():
    outputs = shown(result(1, value=2.0))
    assert read_probes(NOISE.result(), 2, outputs) == (ProbeResult(None, "aucun résultat"), ProbeResult(2.0))


def test_nothing_at_all_is_told_apart_from_calls_that_failed():
    assert read_probes(NOISE.result(), 2, []) == ()
    assert read_probes(NOISE.result(), 1, shown(result(0, error="ValueError : non"))) == (
        ProbeResult(None, "ValueError : non"),
    )


@pytest.mark.parametrize("value", [math.nan, math.inf, True, "2", [2.0], None, 10**400, {"value": 2}])
def test_what_is_no_finite_number_is_no_result(value):
    (probe,) = read_probes(NOISE.result(), 1, shown(result(0, value=value)))
    assert probe.value is None


@pytest.mark.parametrize(
    "payload",
    [
        result(-1, value=1.0),
        result(2, value=1.0),
        result(True, value=1.0),
        result("0", value=1.0),
        result(0, value=1.0) | {"name": "other"},
        None,
        [],
        result(0, value=[[[[[[[[1.0]]]]]]]]),
    ],
)
def test_results_of_other_calls_and_of_other_forms_are_ignored(payload):
    assert read_probes(NOISE.result(), 1, shown(payload)) == ()


def test_an_error_is_cut_and_printable():
    (probe,) = read_probes(NOISE.result(), 1, shown(result(0, error="\x1b" + "é\ud800" * 1000)))
    assert probe.error.startswith("é?")
    assert len(probe.error) <= 300
