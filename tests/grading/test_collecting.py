"""What counts as an answer, whatever a submission emits."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograders.candidate.wire import ANSWER_MIME, encode_array
from autograders.grading import collect_answers
from autograders.grading.collecting import MAXIMUM_CLAIMS, is_bounded
from autograders.model.answers import AnswerState
from autograders.model.exercise import Exercise

EXERCISE = Exercise.model_validate(
    {
        "format": 1,
        "title": "t",
        "summary": "s",
        "competency": "C2.1.2",
        "dataset": "bench",
        "duration_minutes": 10,
        "answers": [
            {"name": "sigma_mm", "type": "number", "label": "σ", "unit": "mm", "minimum": 0},
            {"name": "spacings_mm", "type": "numbers", "label": "pas", "length": 2},
            {"name": "note", "type": "text", "label": "note"},
            {
                "name": "panels",
                "type": "table",
                "label": "panneaux",
                "columns": [{"name": "panel", "type": "text", "label": "nom"}],
            },
            {
                "name": "noise",
                "type": "function",
                "label": "bruit",
                "parameters": [{"name": "points_m", "label": "points"}],
            },
        ],
        "criteria": [
            {"id": "C2.1.2.noise", "points": 5, "how": "auto", "answers": ["sigma_mm"], "hints": ["a", "b", "c"]}
        ],
    }
)
NAME, DIGEST = "c2_1_2_quality", "d" * 64


def claim(name, value, **more):
    return {"format": 1, "exercise": NAME, "variant": DIGEST, "name": name, "value": value} | more


def refusal(name, message):
    return {"format": 1, "exercise": NAME, "variant": DIGEST, "name": name, "refused": message}


def shown(*payloads):
    return [{"output_type": "display_data", "data": {ANSWER_MIME: payload}, "metadata": {}} for payload in payloads]


def collected(*payloads):
    return collect_answers(EXERCISE, NAME, DIGEST, shown(*payloads))


def test_every_declared_answer_is_there_even_when_nothing_was_emitted():
    answers = collected().answers
    assert list(answers) == ["sigma_mm", "spacings_mm", "note", "panels", "noise"]
    assert {answer.state for answer in answers.values()} == {AnswerState.MISSING}


def test_the_last_well_formed_value_of_a_name_counts():
    answer = collected(claim("sigma_mm", 1.0), claim("sigma_mm", 2.0), claim("sigma_mm", "deux")).answers["sigma_mm"]
    assert (answer.state, answer.value, answer.wire) == (AnswerState.GIVEN, 2.0, 2.0)


def test_a_refusal_takes_nothing_away_from_a_value():
    answers = collected(claim("sigma_mm", 1.0), refusal("sigma_mm", "non")).answers
    assert answers["sigma_mm"].value == 1.0


def test_a_refusal_alone_is_told_cut_and_without_control_characters():
    answer = collected(refusal("sigma_mm", "\x1b[31mtrop\u202e" + "x" * 1000)).answers["sigma_mm"]
    assert answer.state is AnswerState.REFUSED
    assert answer.message.startswith("[31mtrop")
    assert len(answer.message) <= 300


def test_an_answer_made_on_another_variant_is_set_apart():
    answer = collected(claim("sigma_mm", 1.0, variant="e" * 64)).answers["sigma_mm"]
    assert (answer.state, answer.value) == (AnswerState.OTHER_VARIANT, None)


def test_a_value_of_the_right_variant_wins_over_later_ones_of_others():
    answers = collected(claim("sigma_mm", 1.0), claim("sigma_mm", 2.0, variant="e" * 64)).answers
    assert answers["sigma_mm"].value == 1.0


def test_a_claim_on_another_exercise_is_set_aside_and_told():
    result = collected(claim("sigma_mm", 1.0, exercise="c2_1_3_other"))
    assert result.answers["sigma_mm"].state is AnswerState.MISSING
    assert result.remarks == ("Une réponse au nom d’un autre exercice (« c2_1_3_other ») a été écartée.",)


def test_no_name_adds_a_line_to_the_report():
    result = collected(claim("x\u2028C2.1.2.noise\x1b[1m : 5 / 5\n", 1.0))
    assert result.remarks == ("Une réponse de nom inconnu (« x C2.1.2.noise[1m : 5 / 5 ») a été écartée.",)


def test_a_claim_on_an_unknown_name_is_set_aside_and_told():
    result = collected(claim("score", 20))
    assert result.remarks == ("Une réponse de nom inconnu (« score ») a été écartée.",)


def test_a_text_that_no_file_can_hold_is_refused():
    answer = collected(claim("note", "\ud800")).answers["note"]
    assert answer.state is AnswerState.REFUSED
    assert "caractères illisibles" in answer.message


def test_a_function_is_given_without_a_value():
    answer = collected(claim("noise", {"callable": True})).answers["noise"]
    assert (answer.state, answer.value) == (AnswerState.GIVEN, None)


def test_only_the_last_claims_are_read_when_there_are_too_many():
    result = collected(*[claim("sigma_mm", float(n)) for n in range(MAXIMUM_CLAIMS + 7)])
    assert result.answers["sigma_mm"].value == MAXIMUM_CLAIMS + 6
    assert result.remarks == (
        f"{MAXIMUM_CLAIMS + 7} réponses émises : seules les {MAXIMUM_CLAIMS} dernières ont été lues.",
    )


def nested(depth):
    value = 1.0
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("sigma_mm", math.nan),
        ("sigma_mm", math.inf),
        ("sigma_mm", True),
        ("sigma_mm", 10**400),
        ("sigma_mm", {"__eq__": True}),
        ("sigma_mm", None),
        ("sigma_mm", [2.5]),
        ("spacings_mm", [1.0, 2.0]),
        ("spacings_mm", encode_array([1.0, 2.0]) | {"dtype": "<f4"}),
        ("spacings_mm", encode_array([1.0, 2.0]) | {"dtype": "|O"}),
        ("spacings_mm", encode_array([1.0, 2.0]) | {"shape": [10**12]}),
        ("spacings_mm", encode_array([1.0, 2.0]) | {"shape": [-2]}),
        ("spacings_mm", encode_array([1.0, 2.0]) | {"base64": "é"}),
        ("spacings_mm", encode_array([1.0, math.nan])),
        ("spacings_mm", encode_array([1.0, 2.0, 3.0])),
        ("spacings_mm", {"py/object": "os.system"}),
        ("panels", [{"panel": "P05", "score": 5}]),
        ("panels", [[["P05"]]]),
        ("panels", [{"panel": "P05"}] * 201),
        ("noise", {"callable": True, "pickle": "gASV"}),
        ("noise", "gASV"),
        ("note", "x" * 20_001),
    ],
)
def test_a_value_of_another_kind_is_refused_with_a_reason(name, value):
    answer = collected(claim(name, value)).answers[name]
    assert (answer.state, answer.value, answer.wire) == (AnswerState.REFUSED, None, None)
    assert answer.message


@pytest.mark.parametrize(
    "payload",
    [
        claim("sigma_mm", nested(100_000)),
        claim("note", "x" * 5_000_000),
        claim("panels", [{"panel": "x"}] * 300_000),
        claim("sigma_mm", 1.0, format=2),
        claim("sigma_mm", 1.0, format=True),
        claim(["sigma_mm"], 1.0),
        {},
        [],
        None,
        "sigma_mm",
        7,
    ],
)
def test_a_payload_out_of_bounds_or_form_is_no_answer_and_told(payload):
    result = collected(payload)
    assert {answer.state for answer in result.answers.values()} == {AnswerState.MISSING}
    assert len(result.remarks) == 1


def test_a_payload_that_holds_itself_is_out_of_bounds():
    cyclic = []
    cyclic.append(cyclic)
    assert not is_bounded(cyclic)


@pytest.mark.parametrize(
    "outputs", [[None], [7], [{}], [{"data": None}], [{"data": []}], [{"data": {ANSWER_MIME: []}}]]
)
def test_outputs_of_any_form_are_gone_through(outputs):
    answers = collect_answers(EXERCISE, NAME, DIGEST, outputs).answers
    assert {answer.state for answer in answers.values()} == {AnswerState.MISSING}


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20),
    lambda children: st.lists(children, max_size=4) | st.dictionaries(st.text(max_size=8), children, max_size=4),
    max_leaves=12,
)


@given(st.sampled_from(list(EXERCISE.model_dump()["answers"])), JSON)
def test_nothing_that_arrives_raises_and_what_counts_is_of_the_declared_kind(declaration, value):
    name = declaration["name"]
    answer = collected(claim(name, value)).answers[name]
    if answer.given:
        kinds = {"number": (int, float), "text": str, "table": list, "function": dict, "numbers": dict}
        assert isinstance(value, kinds[declaration["type"]])
    assert isinstance(answer.digest(), str)
