"""What a confined process says, checked message by message and turned into outputs by nbclient's own code."""

import json
from collections import Counter
from typing import Any

from .frames import FrameBudgetError, FrameError

# Bounds the work that nbclient does when displays are shared by identifier: it visits all of them each time.
MAXIMUM_WORK = 200_000
# One update is copied into every display that shares its identifier: a few bytes sent would become gigabytes.
MAXIMUM_COPIED_CHARACTERS = 32 * 1024**2
_STREAMS = ("stdout", "stderr")
_DISPLAYS = ("display_data", "update_display_data", "execute_result")
# Widgets need a browser to answer; a stock run without one leaves them empty too.
_IGNORED = ("execute_input", "status", "comm_open", "comm_msg", "comm_close", "debug_event")
_MAXIMUM_COUNT = 1_000_000


class Transcript:
    """The outputs of a session, cell by cell, as a stock nbclient run would have them.

    Nothing that a message says raises anything but `FrameError` and `FrameBudgetError`.
    """

    def __init__(self) -> None:
        from nbclient import NotebookClient
        from nbformat.v4 import new_notebook

        self._client = NotebookClient(new_notebook())
        self._index = -1
        self._work = 0
        self._copied_characters = 0
        self._shown: Counter[str] = Counter()
        self._text: dict[str, list[str]] = {name: [] for name in _STREAMS}

    def begin_cell(self, source: str) -> Any:
        """Add a cell, and return it; what follows belongs to it."""
        from nbformat.v4 import new_code_cell

        cell = new_code_cell(source)
        self._client.nb.cells.append(cell)
        self._index += 1
        self._client.clear_before_next_output = False
        return cell

    def add_text(self, name: str, text: str) -> None:
        """Add to the standard output or error of the present cell; pieces become one output."""
        if text:
            self._text[name].append(text)

    def end_cell(self) -> None:
        """Write out text that is still held back."""
        for name in _STREAMS:
            text = "".join(self._text[name])
            self._text[name].clear()
            if text:
                self._process("stream", {"name": name, "text": text})

    def add(self, kind: object, content: object) -> None:
        """Add a message of the kernel to the present cell.

        Raises
        ------
        FrameError
            If it is none that a kernel sends.
        FrameBudgetError
            If displays are updated without end.
        """
        if kind in _IGNORED:
            return
        if not isinstance(content, dict):
            raise FrameError("content is not an object")
        if kind == "stream":
            name, text = content.get("name"), content.get("text")
            if name not in _STREAMS or not isinstance(text, str):
                raise FrameError("stream")
            self.add_text(name, text)
        elif kind in _DISPLAYS:
            self._process(str(kind), _checked_display(content, str(kind)))
        elif kind == "error":
            self._process("error", _checked_error(content))
        elif kind == "clear_output":
            self._process("clear_output", {"wait": content.get("wait") is True})
        else:
            raise FrameError(f"{str(kind)[:40]} is no message of a kernel")

    def _process(self, kind: str, content: dict[str, Any]) -> None:
        if kind != "stream":
            self.end_cell()
        identifier = content.get("transient", {}).get("display_id")
        if identifier is not None:
            # An update visits all displays of that identifier and adds none.
            self._shown[identifier] += kind != "update_display_data"
            self._work += self._shown[identifier]
            self._copied_characters += self._shown[identifier] * len(json.dumps(content))
        self._work += len(self._shown) if kind == "clear_output" else 1
        if self._work > MAXIMUM_WORK or self._copied_characters > MAXIMUM_COPIED_CHARACTERS:
            raise FrameBudgetError
        message = {
            "header": {"msg_type": kind},
            "msg_type": kind,
            "parent_header": {"msg_id": "cell"},
            "metadata": {},
            "content": content,
        }
        self._client.process_message(message, self._client.nb.cells[self._index], self._index)


def checked_count(value: object) -> int | None:
    """Return an execution count that is one, else ``None``."""
    return value if type(value) is int and 0 <= value <= _MAXIMUM_COUNT else None


def _checked_display(content: dict[str, Any], kind: str) -> dict[str, Any]:
    data, metadata, transient = content.get("data"), content.get("metadata") or {}, content.get("transient") or {}
    if not (isinstance(data, dict) and isinstance(metadata, dict) and isinstance(transient, dict)):
        raise FrameError(kind)
    identifier = transient.get("display_id")
    checked: dict[str, Any] = {
        "data": {mime: _checked_value(mime, value) for mime, value in data.items()},
        "metadata": metadata,
        "transient": {"display_id": identifier} if isinstance(identifier, str) else {},
    }
    if kind == "execute_result":
        checked["execution_count"] = checked_count(content.get("execution_count"))
    return checked


def _checked_value(mime: str, value: object) -> object:
    # The notebook format holds text for every type but JSON ones.
    if mime == "application/json" or mime.endswith("+json"):
        return value
    if isinstance(value, str) or (isinstance(value, list) and all(isinstance(line, str) for line in value)):
        return value
    return str(value)


def _checked_error(content: dict[str, Any]) -> dict[str, Any]:
    name, value, lines = content.get("ename"), content.get("evalue"), content.get("traceback")
    if not (isinstance(name, str) and isinstance(value, str) and isinstance(lines, list)):
        raise FrameError("error")
    return {"ename": name, "evalue": value, "traceback": [str(line) for line in lines]}
