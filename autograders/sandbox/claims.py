"""What a confined process says, checked message by message and turned into outputs."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from .frames import FrameBudgetError, FrameError

if TYPE_CHECKING:
    from nbformat import NotebookNode

# Bounds the work where displays are shared by identifier: each update visits all of them.
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

    Nothing that a message says raises anything but `FrameError` and `FrameBudgetError`. Outputs are built here and not
    by nbclient, which validates each one against a schema, in a millisecond: made of checked parts they are valid.
    """

    def __init__(self) -> None:
        self._outputs: list[NotebookNode] = []
        self._clears_before_next = False
        # By identifier, then by the cell in which they stand: what is cleared there is not updated any more.
        self._displays: dict[str, dict[int, list[NotebookNode]]] = {}
        self._index = -1
        self._work = 0
        self._copied_characters = 0
        self._shown: Counter[str] = Counter()
        self._text: dict[str, list[str]] = {name: [] for name in _STREAMS}

    def begin_cell(self) -> list[NotebookNode]:
        """Return the outputs of a new cell; what follows belongs to it."""
        self._index += 1
        self._outputs = []
        self._clears_before_next = False
        return self._outputs

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
                self._count_work(1)
                self._append(_node({"output_type": "stream", "name": name, "text": text}))

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
            self._show(str(kind), _checked_display(content, str(kind)), content.get("transient"))
        elif kind == "error":
            error = _checked_error(content)
            self.end_cell()
            self._count_work(1)
            self._append(error)
        elif kind == "clear_output":
            self._clear(wait=content.get("wait") is True)
        else:
            raise FrameError(f"{str(kind)[:40]} is no message of a kernel")

    def _show(self, kind: str, output: NotebookNode, transient: object) -> None:
        self.end_cell()
        identifier = transient.get("display_id") if isinstance(transient, dict) else None
        if not isinstance(identifier, str) or not identifier:
            self._count_work(1)
            if kind != "update_display_data":
                self._append(output)
            return
        # An update visits all displays of that identifier and adds none.
        self._shown[identifier] += kind != "update_display_data"
        self._copied_characters += self._shown[identifier] * len(json.dumps(output))
        self._count_work(1 + self._shown[identifier])
        for displays in self._displays.get(identifier, {}).values():
            for display in displays:
                display["data"], display["metadata"] = output["data"], output["metadata"]
        if kind != "update_display_data":
            self._append(output)
            self._displays.setdefault(identifier, {}).setdefault(self._index, []).append(output)

    def _clear(self, *, wait: bool) -> None:
        self.end_cell()
        self._count_work(len(self._shown))
        if wait:
            self._clears_before_next = True
        else:
            self._forget_outputs()

    def _append(self, output: NotebookNode) -> None:
        if self._clears_before_next:
            self._clears_before_next = False
            self._forget_outputs()
        self._outputs.append(output)

    def _forget_outputs(self) -> None:
        self._outputs.clear()
        for cells in self._displays.values():
            cells.pop(self._index, None)

    def _count_work(self, amount: int) -> None:
        self._work += amount
        if self._work > MAXIMUM_WORK or self._copied_characters > MAXIMUM_COPIED_CHARACTERS:
            raise FrameBudgetError


def checked_count(value: object) -> int | None:
    """Return an execution count that is one, else ``None``."""
    return value if type(value) is int and 0 <= value <= _MAXIMUM_COUNT else None


def _node(content: dict[str, Any]) -> NotebookNode:
    # Here, not above: the warm parent imports this package too, and a quarter of its start would be nbformat.
    from nbformat import from_dict

    node: NotebookNode = from_dict(content)
    return node


def _checked_display(content: dict[str, Any], kind: str) -> NotebookNode:
    data, metadata, transient = content.get("data"), content.get("metadata") or {}, content.get("transient") or {}
    if not (isinstance(data, dict) and isinstance(metadata, dict) and isinstance(transient, dict)):
        raise FrameError(kind)
    checked: dict[str, Any] = {
        "output_type": "execute_result" if kind == "execute_result" else "display_data",
        "data": {mime: _checked_value(mime, value) for mime, value in data.items()},
        "metadata": metadata,
    }
    if kind == "execute_result":
        checked["execution_count"] = checked_count(content.get("execution_count"))
    return _node(checked)


def _checked_value(mime: str, value: object) -> object:
    # The notebook format holds text for every type but JSON ones.
    if mime == "application/json" or mime.endswith("+json"):
        return value
    if isinstance(value, str) or (isinstance(value, list) and all(isinstance(line, str) for line in value)):
        return value
    return str(value)


def _checked_error(content: dict[str, Any]) -> NotebookNode:
    name, value, lines = content.get("ename"), content.get("evalue"), content.get("traceback")
    if not (isinstance(name, str) and isinstance(value, str) and isinstance(lines, list)):
        raise FrameError("error")
    traceback = [str(line) for line in lines]
    return _node({"output_type": "error", "ename": name, "evalue": value, "traceback": traceback})
