"""Answers that are tried in the notebook's own kernel: functions are called, files of the field are read."""

import json
from typing import Any

from autograders.candidate.answers import probe
from autograders.candidate.declarations import AnswerDeclaration
from autograders.candidate.inspections import inspect
from autograders.candidate.wire import packed


def try_answer(declaration: AnswerDeclaration, wire: Any, calls: str) -> list[Any]:
    """Call a function that was handed in, or read a file that was, and return the outputs of that.

    Parameters
    ----------
    declaration : AnswerDeclaration
    wire : object
        The answer as it travels.
    calls : str
        As the judge encoded them.
    """
    from IPython.utils.capture import capture_output

    with capture_output() as captured:
        if declaration.inspection:
            inspect(declaration.model_dump_json(), json.dumps(wire), packed(calls))
        else:
            probe(declaration.name, packed(calls))
    return [{"data": output.data} for output in captured.outputs]
