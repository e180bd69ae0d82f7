"""A transcript takes what a confined process says within bounds."""

import pytest

from autograders.sandbox.claims import MAXIMUM_COPIED_CHARACTERS, Transcript
from autograders.sandbox.frames import FrameBudgetError


def display(text):
    return {"data": {"text/plain": text}, "metadata": {}, "transient": {"display_id": "shared"}}


def test_one_update_of_many_displays_cannot_become_gigabytes():
    transcript = Transcript()
    transcript.begin_cell()
    for _ in range(100):
        transcript.add("display_data", display("x"))
    with pytest.raises(FrameBudgetError):
        transcript.add("update_display_data", display("x" * (MAXIMUM_COPIED_CHARACTERS // 100)))


def test_a_progress_display_that_is_updated_a_thousand_times_is_kept():
    transcript = Transcript()
    outputs = transcript.begin_cell()
    transcript.add("display_data", display("0 %"))
    for step in range(1000):
        transcript.add("update_display_data", display(f"{step / 10} %"))
    assert outputs[0]["data"]["text/plain"] == "99.9 %"
