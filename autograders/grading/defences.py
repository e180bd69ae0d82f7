"""Keeps when the stages of a candidate's thesis defence began and ended."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime

from autograders.assignments import Course
from autograders.records import DefenceTime, Records

from .assessing import AssessmentError, grader_name

_MINUTES = re.compile(r"(\d{1,3})-(\d{1,3})")


def keep_defence(course: Course, candidate: str, spans: Sequence[str], author: str) -> tuple[DefenceTime, ...]:
    """Keep the times of a defence, all of them or none, and return them; an earlier note stays to be read.

    Parameters
    ----------
    course : Course
    candidate : str
        Of the gradebook.
    spans : sequence of str
        One for each stage, in the referential's order, such as ``0-35``: minutes from the start of the defence.
    author : str
        Who notes them.

    Raises
    ------
    AssessmentError
        If there are not as many as stages, one is no span, or one begins before the former ends.
    """
    stages, name, now = course.repository.referential.thesis.defence_stages, grader_name(author), datetime.now(UTC)
    if len(spans) != len(stages):
        titles = ", ".join(stage.title for stage in stages)
        raise AssessmentError(f"{candidate}: {len(spans)} spans given, one for each stage expected ({titles}).")
    times: list[DefenceTime] = []
    for stage, span in zip(stages, spans, strict=True):
        read = _MINUTES.fullmatch(span)
        start, end = (int(read[1]), int(read[2])) if read else (0, 0)
        if start >= end:
            raise AssessmentError(f"{stage.title}: '{span}', START-END in minutes expected, such as 0-35.")
        if times and start < times[-1].end_minute:
            raise AssessmentError(f"{stage.title}: begins at {start}, before {times[-1].stage} ends. Correct one.")
        times.append(
            DefenceTime(
                candidate=candidate,
                stage=stage.title,
                start_minute=start,
                end_minute=end,
                author=name,
                noted_at=now,
            )
        )
    with Records(course.records_url) as records:
        records.keep_decisions(*times)
    return tuple(times)
