"""What may leave a notebook, and what the trusted side makes of what arrives."""

import base64
import json
import re
from datetime import date, datetime

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from autograders.candidate.declarations import AnswerDeclaration, Column, Parameter
from autograders.candidate.errors import AnswerError
from autograders.candidate.wire import decode_array, encode_array, from_wire, to_wire

COLUMNS = (Column(name="panel", type="text", label="panneau"), Column(name="sigma_mm", type="number", label="σ"))
PLAN = (
    Column(name="quality", type="choice", label="qualité", choices=("rapide", "soignee")),
    Column(name="scans", type="integer", label="nombre"),
)
DAYS = (Column(name="task", type="text", label="tâche"), Column(name="start", type="date", label="début"))
DECLARATIONS = {
    "number": AnswerDeclaration(name="x", type="number", label="x", unit="mm", minimum=0, maximum=100),
    "integer": AnswerDeclaration(name="x", type="integer", label="x", minimum=0),
    "boolean": AnswerDeclaration(name="x", type="boolean", label="x"),
    "text": AnswerDeclaration(name="x", type="text", label="x", maximum_characters=10),
    "choice": AnswerDeclaration(name="x", type="choice", label="x", choices=("conforme", "non conforme")),
    "numbers": AnswerDeclaration(name="x", type="numbers", label="x", length=2),
    "table": AnswerDeclaration(name="x", type="table", label="x", columns=COLUMNS, maximum_rows=3),
    "plan": AnswerDeclaration(name="x", type="table", label="x", columns=PLAN),
    "days": AnswerDeclaration(name="x", type="table", label="x", columns=DAYS),
    "function": AnswerDeclaration(
        name="x", type="function", label="x", parameters=(Parameter(name="points_m", label="nuage"),)
    ),
}

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


def through_json(declaration, value):
    return from_wire(declaration, json.loads(json.dumps(to_wire(declaration, value))))


@given(arrays(np.float64, array_shapes(max_dims=3, max_side=5)))
def test_an_array_of_up_to_three_dimensions_arrives_bit_for_bit(array):
    arrived = decode_array(json.loads(json.dumps(encode_array(array))))
    assert arrived.shape == array.shape
    assert arrived.tobytes() == array.tobytes()


@pytest.mark.parametrize("kind", DECLARATIONS)
@given(wire=json_values)
def test_anything_that_arrives_is_a_value_of_the_declared_kind_or_refused(kind, wire):
    try:
        value = from_wire(DECLARATIONS[kind], wire)
    except AnswerError:
        return
    if kind == "number":
        assert type(value) is float and 0 <= value <= 100
    if kind == "integer":
        assert type(value) is int
    if kind == "boolean":
        assert type(value) is bool


@pytest.mark.parametrize(
    ("kind", "given_value", "expected"),
    [
        ("number", np.float32(2.5), 2.5),
        ("number", np.array(2.5), 2.5),
        ("number", 3, 3.0),
        ("integer", np.int64(7), 7),
        ("integer", 7.0, 7),
        ("boolean", np.bool_(True), True),
        ("choice", " Conforme ", "conforme"),
        ("table", [{"panel": "P10", "sigma_mm": np.float64(1.5)}], ({"panel": "P10", "sigma_mm": 1.5},)),
        ("plan", [{"quality": " Rapide", "scans": 2}], ({"quality": "rapide", "scans": 2},)),
        ("plan", [{"quality": "rapide", "scans": np.float64(2.0)}], ({"quality": "rapide", "scans": 2},)),
    ],
)
def test_values_as_the_field_s_libraries_return_them_are_accepted(kind, given_value, expected):
    assert through_json(DECLARATIONS[kind], given_value) == expected


@pytest.mark.parametrize(
    "day",
    [
        "2027-03-05",
        " 2027-03-05 ",
        "2027-03-05 00:00:00",
        "20270305",
        date(2027, 3, 5),
        datetime(2027, 3, 5, 18, 30),
        pd.Timestamp("2027-03-05"),
        np.datetime64("2027-03-05"),
        np.datetime64("2027-03-05T00:00:00.000000000"),
    ],
    ids=repr,
)
def test_a_day_arrives_as_iso_8601_writes_it_whatever_a_library_has_it_as(day):
    assert through_json(DECLARATIONS["days"], [{"task": "A", "start": day}]) == ({"task": "A", "start": "2027-03-05"},)


def test_the_days_of_a_data_frame_arrive():
    frame = pd.DataFrame({"task": ["A"], "start": pd.to_datetime(["05/03/2027"], dayfirst=True)})
    assert through_json(DECLARATIONS["days"], frame) == ({"task": "A", "start": "2027-03-05"},)


@pytest.mark.parametrize(
    "day",
    [
        "3/4/2027",
        "05/03/2027",
        "2027-02-30",
        "mars 2027",
        "",
        20270305,
        None,
        pd.NaT,
        np.datetime64("NaT"),
        float("nan"),
    ],
    ids=repr,
)
def test_what_is_no_day_of_iso_8601_is_refused_with_its_row_and_column(day):
    with pytest.raises(AnswerError, match=r"ligne 1, colonne start : .*attendu une date écrite AAAA-MM-JJ"):
        through_json(DECLARATIONS["days"], [{"task": "A", "start": day}])


def test_a_function_of_other_parameters_is_shown_its_own_beside_those_expected():
    with pytest.raises(
        AnswerError, match=re.escape("reçu une fonction de paramètres (), attendu une fonction de para")
    ):
        to_wire(DECLARATIONS["function"], lambda: 1.0)


def test_a_column_vector_counts_as_a_series_of_numbers():
    assert through_json(DECLARATIONS["numbers"], np.array([[1.0], [2.0]])).tolist() == [1.0, 2.0]


@pytest.mark.parametrize(
    ("kind", "wire", "sentence"),
    [
        ("number", True, "« x » : reçu True, attendu un nombre en mm"),
        ("number", float("nan"), "« x » : reçu nan, attendu un nombre en mm"),
        ("number", 101, "« x » : reçu 101, attendu au plus 100 (mm)"),
        ("number", 10**400, "« x » : reçu un entier démesuré, attendu un nombre en mm"),
        ("integer", 2**53 + 1, "« x » : reçu 9007199254740993, attendu un nombre entier"),
        ("boolean", 1, "« x » : reçu 1, attendu True (oui) ou False (non)"),
        ("text", "a" * 11, "« x » : reçu « aaaaaaaaaaa », attendu un texte d’au plus 10 caractères"),
        ("choice", "oui", "« x » : reçu « oui », attendu l’un des mots « conforme », « non conforme »"),
        ("table", [{"panel": "P10"}], "« x », ligne 1 : clé sigma_mm absente. Les clés sont panel, sigma_mm"),
        (
            "table",
            [{"panel": "P10", "sigma_mm": "2"}],
            "« x », ligne 1, colonne sigma_mm : reçu « 2 », attendu un nombre",
        ),
        (
            "plan",
            [{"quality": "lente", "scans": 2}],
            "« x », ligne 1, colonne quality : reçu « lente », attendu l’un des mots « rapide », « soignee »",
        ),
        (
            "plan",
            [{"quality": "rapide", "scans": 2.5}],
            "« x », ligne 1, colonne scans : reçu 2.5, attendu un nombre entier",
        ),
        (
            "days",
            [{"task": "A", "start": "2027-03-05"}, {"task": "B", "start": "3/4/2027"}],
            "« x », ligne 2, colonne start : reçu « 3/4/2027 », attendu une date écrite AAAA-MM-JJ (ISO 8601), "
            "comme « 2027-03-05 »",
        ),
        (
            "function",
            "print",
            "« x » : reçu « print », attendu une fonction de paramètres (points_m) qui rend un nombre",
        ),
    ],
)
def test_a_refusal_says_what_was_received_and_what_kind_of_thing_is_expected(kind, wire, sentence):
    with pytest.raises(AnswerError) as refusal:
        from_wire(DECLARATIONS[kind], wire)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    "wire",
    [
        {"dtype": "<f8", "shape": [10**12], "base64": ""},
        {"dtype": "<f8", "shape": [-1], "base64": ""},
        {"dtype": "<f8", "shape": [True], "base64": "AAAAAAAA8D8="},
        {"dtype": "|O", "shape": [1], "base64": "AAAAAAAA8D8="},
        {"dtype": "<f8", "shape": [1], "base64": "AAAA"},
        {"dtype": "<f8", "shape": [1], "base64": "*AAAAAAA8D8="},
        {"dtype": "<f8", "shape": [1, 1, 1, 1], "base64": "AAAAAAAA8D8="},
        {"dtype": "<f8", "shape": [2], "base64": base64.b64encode(np.array([1.0, np.inf]).tobytes()).decode()},
        [1.0, 2.0],
    ],
)
def test_a_lying_array_is_refused(wire):
    with pytest.raises(AnswerError):
        from_wire(DECLARATIONS["numbers"], wire)


class EqualsEverything:
    """The classic forger: compares equal to whatever it is compared with."""

    def __eq__(self, other):
        return True

    def __hash__(self):
        return 0

    def __float__(self):
        return 1.0

    def __repr__(self):
        raise RuntimeError("described() must not call the value's own code")


@pytest.mark.parametrize("kind", [kind for kind in DECLARATIONS if kind not in ("numbers", "function")])
def test_an_object_that_equals_everything_is_no_answer(kind):
    with pytest.raises(AnswerError):
        from_wire(DECLARATIONS[kind], to_wire(DECLARATIONS[kind], EqualsEverything()))


@pytest.mark.parametrize("function", [lambda: 1.0, lambda first, second: 1.0])
def test_a_function_with_other_parameters_than_declared_is_refused(function):
    with pytest.raises(AnswerError, match=r"une fonction de paramètres \(points_m\)"):
        to_wire(DECLARATIONS["function"], function)


@pytest.mark.parametrize("function", [lambda points_m: 1.0, lambda points_m, k=2: 1.0, np.std, max])
def test_a_function_that_can_be_called_as_declared_is_accepted(function):
    assert through_json(DECLARATIONS["function"], function) is None


def test_a_row_that_is_no_dictionary_is_told_the_keys():
    with pytest.raises(
        AnswerError, match="ligne 1 : reçu une liste de 2 éléments, attendu un dictionnaire aux clés panel, sigma_mm"
    ):
        from_wire(DECLARATIONS["table"], [["P10", 1.5]])
