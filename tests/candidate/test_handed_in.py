"""Answers kept beside the notebooks: a later notebook of the case study takes up what earlier ones handed in."""

import json

import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from autograders.candidate import answer, handed_in, open_case
from autograders.candidate.errors import CaseError

EARLIER, LATER = "c9_9_1_bench", "c9_9_2_report"
ANSWERS = [
    {"name": "sigma_mm", "type": "number", "label": "écart-type", "unit": "mm", "minimum": 0},
    {"name": "steps", "type": "numbers", "label": "pas"},
    {
        "name": "plan",
        "type": "table",
        "label": "plan",
        "columns": [{"name": "position", "type": "text", "label": "position"}],
    },
    {
        "name": "noise",
        "type": "function",
        "label": "bruit",
        "parameters": [{"name": "factor", "label": "facteur"}],
    },
]


@pytest.fixture
def activity(tmp_path):
    """Return the folder of a case study of two notebooks on one data set, with a shell to answer in."""
    (tmp_path / "declarations").mkdir()
    for name in (EARLIER, LATER):
        public = {"exercise": name, "activity": "a9_9_tiny", "title": "Essai", "dataset": "tiny", "answers": ANSWERS}
        (tmp_path / "declarations" / f"{name}.json").write_text(json.dumps(public))
    (tmp_path / "data" / "tiny").mkdir(parents=True)
    work_on_variant(tmp_path, "d1")
    InteractiveShell.instance()
    yield tmp_path
    InteractiveShell.clear_instance()


def work_on_variant(folder, digest):
    case = {"dataset": "tiny", "digest": digest, "specification": [], "files": []}
    (folder / "data" / "tiny" / "case.json").write_text(json.dumps(case))


def hand_in(folder, exercise, **values):
    open_case(exercise, folder)
    with capture_output():
        for name, value in values.items():
            answer(name, value)


def taken_up(folder, exercise=LATER):
    return handed_in(open_case(exercise, folder))


def test_a_later_notebook_finds_numbers_and_tables_under_the_competency_and_their_name(activity):
    hand_in(activity, EARLIER, sigma_mm=np.float64(2.5), plan=[{"position": "P01"}])
    assert taken_up(activity) == {"C9.9.1.sigma_mm": 2.5, "C9.9.1.plan": [{"position": "P01"}]}


def test_arrays_come_back_as_arrays(activity):
    hand_in(activity, EARLIER, steps=[1.5, 2.0])
    assert taken_up(activity)["C9.9.1.steps"].tolist() == [1.5, 2.0]


def test_the_last_value_counts_and_the_refused_one_does_not(activity):
    hand_in(activity, EARLIER, sigma_mm=2.5)
    hand_in(activity, EARLIER, sigma_mm=3.0)
    hand_in(activity, EARLIER, sigma_mm=-1.0)
    assert taken_up(activity) == {"C9.9.1.sigma_mm": 3.0}


def test_a_notebook_does_not_take_up_its_own_answers_nor_a_function(activity):
    hand_in(activity, EARLIER, sigma_mm=2.5, noise=lambda factor: factor)
    assert taken_up(activity, EARLIER) == {}
    assert set(taken_up(activity)) == {"C9.9.1.sigma_mm"}


def test_answers_made_on_another_variant_are_forgotten_with_the_first_answer_on_the_new_one(activity):
    hand_in(activity, EARLIER, sigma_mm=2.5, steps=[1.0])
    work_on_variant(activity, "d2")
    hand_in(activity, EARLIER, sigma_mm=4.0)
    assert taken_up(activity) == {"C9.9.1.sigma_mm": 4.0}


def test_a_folder_in_the_way_does_not_stop_handing_in(activity):
    (activity / "remises").write_text("")
    open_case(EARLIER, activity)
    with capture_output() as captured:
        answer("sigma_mm", 2.5)
    assert "enregistrée" in captured.outputs[0].data["text/plain"]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        '{"format": 2, "variant": "d1", "answers": {}}',
        '{"variant": "d1", "answers": {"steps": {"dtype": 1}}}',
    ],
)
def test_a_damaged_file_is_named_with_what_to_do(activity, content):
    (activity / "remises").mkdir()
    (activity / "remises" / f"{EARLIER}.json").write_text(content)
    with pytest.raises(CaseError, match=rf"remises/{EARLIER}.json » endommagé. Supprimez-le"):
        taken_up(activity)
