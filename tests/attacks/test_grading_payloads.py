"""Messages made by hand: what a submission can emit besides what ``answer`` does, run for real."""

from textwrap import dedent, indent

import pytest
from support.tiny_course import COVERAGE_CELL, NO_MARKS, built_repository, index_of, shared_sitting, sitting, with_cell
from support.tiny_repository import COVERAGE, EXERCISE, SUPPORT

from autograders.model.answers import AnswerState
from autograders.records import Records

__all__ = ["built_repository", "shared_sitting", "sitting"]

PREAMBLE = """
import json
from autograders.candidate.wire import ANSWER_MIME
session, kernel = get_ipython().kernel.session, get_ipython().kernel

def emit(value, name="mean_mm", **more):
    claim = {"format": 1, "exercise": case.exercise.exercise, "variant": case.digest, "name": name, "value": value}
    get_ipython().display_pub.publish({"text/plain": "x", ANSWER_MIME: claim | more})
"""

HOSTILE_VALUES = {
    "nested a thousand deep": "emit(eval('[' * 90 + ']' * 90)); v = []\nfor _ in range(900): v = [v]\nemit(v)",
    "nested too deep to be encoded": "v = []\nfor _ in range(100_000): v = [v]\nemit(v)",
    "huge": "emit('x' * 3_000_000)",
    "many": "for n in range(400): emit('x')",
    "cyclic": "v = []\nv.append(v)\nemit(v)",
    "not a number": "emit(float('nan')); emit(float('inf')); emit(float('-inf'))",
    "a number of thousands of digits": "emit(10 ** 4000)",
    "another dtype": "emit({'dtype': '|O', 'shape': [1], 'base64': 'gASVAAAA'}, name='mean_mm')",
    "a pickle": "emit({'py/reduce': ['os.system', ['touch /tmp/owned']]})",
    "a boolean for a number": "emit(True)",
    "a table for a number": "emit([{'mean_mm': 1000.0}])",
    "a list for the claim": "get_ipython().display_pub.publish({ANSWER_MIME: [1, 2, 3]})",
    "a text for the claim": "get_ipython().display_pub.publish({ANSWER_MIME: json.dumps({'name': 'mean_mm'})})",
    "another format": "emit(1000.0, format=99)",
    "another exercise": "emit(1000.0, exercise='c2_1_2_point_cloud_quality')",
    "a criterion as the name": "emit(5.0, name='C2.1.3.coverage')",
    "an undeclared name": "emit(5.0, name='score')",
    "a lone surrogate": "emit('\\ud800', name='\\ud800')",
    "a function that was never handed in": "emit({'callable': True}, name='mean_of')",
}


def attack(sitting, code):
    notebook = sitting.released()
    return with_cell(notebook, dedent(PREAMBLE + code), at=index_of(notebook, COVERAGE_CELL) + 1)


def candidate_of(name):
    return name.replace(" ", "-")


@pytest.fixture(scope="module")
def results(shared_sitting):
    """Return the results of one run over all hostile values, each handed in by a candidate of its own."""
    works = {candidate_of(name): attack(shared_sitting, code) for name, code in HOSTILE_VALUES.items()}
    return shared_sitting.grade_all(works)


@pytest.mark.parametrize("name", HOSTILE_VALUES)
def test_a_hostile_value_is_worth_nothing_and_hurts_nobody(shared_sitting, results, name):
    result = results[candidate_of(name)]
    assert (result.total, result.problem) == (0.0, "")
    with Records(shared_sitting.course.records_url) as records:
        gradings = {item.grading.candidate: item for item in records.latest(shared_sitting.activity.name)}
        answers = {item.name: item for item in records.answers(gradings[candidate_of(name)].id)}
    assert answers["mean_mm"].state in (AnswerState.MISSING, AnswerState.REFUSED)


@pytest.mark.parametrize("name", ["another exercise", "a criterion as the name", "an undeclared name"])
def test_what_was_set_aside_is_told_in_the_report(results, name):
    assert any("écartée" in remark for remark in results[candidate_of(name)].remarks)


def test_an_answer_made_on_another_candidates_variant_is_for_a_person_to_look_at(sitting):
    # "ada" and "bob" work on different variants: the same computation gives other readings.
    theirs = next(variant for variant in sitting.course.variants(sitting.activity.name)
                  if variant != sitting.course.variant_of(sitting.activity.name, "ada"))  # fmt: skip
    case = theirs.case("tiny_ruler")
    code = f"emit({case.truth['mean_mm']!r}, variant={theirs.digests['tiny_ruler']!r})"
    result = sitting.grade_one(attack(sitting, code))
    assert (result.status, dict(result.scores)) == ("to-review", {COVERAGE: None, SUPPORT: None})


def test_the_truth_of_another_variant_is_simply_wrong_under_ones_own_digest(sitting):
    theirs = next(variant for variant in sitting.course.variants(sitting.activity.name)
                  if variant != sitting.course.variant_of(sitting.activity.name, "ada"))  # fmt: skip
    result = sitting.grade_one(attack(sitting, f"emit({theirs.case('tiny_ruler').truth['mean_mm']!r})"))
    assert result.scores[COVERAGE] == 0.0


def test_messages_past_the_display_system_are_read_by_the_same_rules(sitting):
    raw = """
    content = {"data": {ANSWER_MIME: {"format": 1, "exercise": "%s", "variant": case.digest, "name": "mean_mm",
                                      "value": {"fraction": 1.0}}}, "metadata": {}, "transient": {}}
    for kind in ("display_data", "execute_result", "update_display_data", "verdict", "execute_reply"):
        try:
            session.send(kernel.iopub_socket, kind, content)
        except Exception:
            pass
    """
    code = dedent(raw) % EXERCISE
    result = sitting.grade_one(attack(sitting, "\ntry:\n" + indent(code, "    ") + "\nexcept Exception:\n    pass\n"))
    assert dict(result.scores) == NO_MARKS
