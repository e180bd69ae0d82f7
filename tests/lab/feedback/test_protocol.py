"""Lines between the kernel and the judge: what is no message ends the talk, and nothing is too long."""

import io

import pytest

from autograders.lab.feedback import protocol
from autograders.lab.feedback.desk import Desk
from autograders.lab.feedback.judge import serve
from autograders.lab.feedback.protocol import Asked, HintRequest, LineError, Place, answered, asked, line_of

HINT = HintRequest(
    place=Place(folder="/nowhere", activity="a9_9_none", exercise="c9_9_9_none", variant="d"),
    criterion="C9.9.9.none",
    rung=1,
)


def test_a_request_comes_back_from_its_line():
    request = Asked(number=7, request=HINT)
    assert asked(line_of(request)) == request


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{}\n",
        b"not json\n",
        b'{"number": 1, "request": {"ask": "unknown"}}\n',
        b'{"number": 1, "request": {"ask": "progress", "more": 1}}\n',
        line_of(Asked(number=1, request=HINT))[:-1],
    ],
)
def test_what_is_no_message_is_refused(line):
    with pytest.raises(LineError):
        asked(line)
    with pytest.raises(LineError):
        answered(line)


def test_a_message_beyond_the_bound_is_not_sent(monkeypatch):
    monkeypatch.setattr(protocol, "MAXIMUM_LINE_BYTES", 100)
    with pytest.raises(LineError):
        line_of(Asked(number=1, request=HINT))


def test_the_judge_replies_to_each_request_until_one_is_no_message(home):
    replies = io.BytesIO()
    lines = line_of(Asked(number=4, request=HINT)) + line_of(Asked(number=5, request=HINT)) + b"noise\n"
    serve(io.BytesIO(lines + line_of(Asked(number=6, request=HINT))), replies, Desk())
    found = [answered(line + b"\n") for line in replies.getvalue().splitlines()]
    assert [answer.number for answer in found] == [4, 5]
    assert all(answer.reply.reply == "refusal" for answer in found)
