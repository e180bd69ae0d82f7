"""Answers by name, with a digest that tells one answer from another."""

from autograders.candidate.declarations import AnswerDeclaration
from autograders.model.answers import Answer, Answers, AnswerState, ProbeResult

SIGMA = AnswerDeclaration(name="sigma_mm", type="number", label="écart-type")


def given(value):
    return Answer(declaration=SIGMA, state=AnswerState.GIVEN, value=value, wire=value)


def test_a_missing_answer_has_no_value_of_any_kind():
    answers = Answers([Answer(declaration=SIGMA, state=AnswerState.MISSING)])
    assert answers.number("sigma_mm") is None
    assert answers.text("sigma_mm") is None
    assert answers.numbers("sigma_mm") is None
    assert answers.rows("sigma_mm") is None
    assert answers.boolean("sigma_mm") is None


def test_a_boolean_is_no_number():
    assert Answers([given(True)]).number("sigma_mm") is None


def test_the_digest_changes_with_value_state_and_probes():
    digests = {
        given(1.0).digest(),
        given(2.0).digest(),
        Answer(declaration=SIGMA, state=AnswerState.MISSING).digest(),
        Answer(declaration=SIGMA, state=AnswerState.GIVEN, wire=1.0, probes=(ProbeResult(1.0),)).digest(),
    }
    assert len(digests) == 4
    assert given(1.0).digest() == given(1.0).digest()
