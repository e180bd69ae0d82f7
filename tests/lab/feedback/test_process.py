"""The judge as a child process: started again once, and given up in one line."""

import os
import signal
import sys

import pytest

from autograders.lab.feedback.process import JudgeError, JudgeProcess
from autograders.lab.feedback.protocol import ProgressRequest

REQUEST = ProgressRequest(folder="nowhere")


def test_a_judge_that_was_killed_is_started_again(home):
    judge = JudgeProcess()
    try:
        first = judge.ask(REQUEST)
        os.kill(judge.process_id, signal.SIGKILL)
        assert judge.ask(REQUEST) == first
    finally:
        judge.stop()


def test_a_judge_that_dies_again_is_given_up_in_one_line():
    judge = JudgeProcess([sys.executable, "-c", "pass"])
    with pytest.raises(JudgeError, match=r"\ALe correcteur s’est arrêté.*\Z"):
        judge.ask(REQUEST)
    judge.stop()


def test_a_judge_that_does_not_reply_is_given_up_when_its_time_is_over():
    judge = JudgeProcess([sys.executable, "-c", "import sys; sys.stdin.read()"])
    with pytest.raises(JudgeError, match="n’a pas répondu à temps"):
        judge.ask(REQUEST, seconds=0.1)
    judge.stop()


def test_a_judge_that_talks_nonsense_is_given_up():
    judge = JudgeProcess([sys.executable, "-c", "print('bonjour'); input()"])
    with pytest.raises(JudgeError, match="s’est arrêté"):
        judge.ask(REQUEST)
    judge.stop()
