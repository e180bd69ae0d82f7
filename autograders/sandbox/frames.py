"""Length-prefixed JSON over a pipe, bounded in length, depth and number of values."""

import json
import math
import re
import struct
from collections.abc import Iterator
from typing import Any, NoReturn

MAXIMUM_DEPTH = 64
MAXIMUM_VALUES = 1_000_000
# A kernel says nothing shorter. Frames of a few bytes would have the driver read a million of them for one budget.
LEAST_COUNTED_BYTES = 100
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_PREFIX = struct.Struct(">I")


class FrameError(ValueError):
    """What came over the pipe is not a frame."""


class FrameBudgetError(ValueError):
    """More came over the pipe than is accepted."""


def encode_frame(document: dict[str, Any]) -> bytes:
    r"""Return the frame that carries a document.

    Examples
    --------
    >>> encode_frame({"a": 1})
    b'\x00\x00\x00\x07{"a":1}'

    Raises
    ------
    ValueError
        If the document holds a number that JSON has no notation for.
    """
    body = json.dumps(document, separators=(",", ":"), allow_nan=False).encode()
    return _PREFIX.pack(len(body)) + body


class FrameReader:
    """Cuts what comes from an untrusted process into documents.

    Parameters
    ----------
    budget_bytes : int
        How much is accepted in all; a short frame counts as one of ``LEAST_COUNTED_BYTES``.
    """

    def __init__(self, budget_bytes: int) -> None:
        self._left = budget_bytes
        self._buffer = bytearray()

    def spend(self, count: int) -> None:
        """Count bytes that came by another way.

        Raises
        ------
        FrameBudgetError
            When the budget is spent.
        """
        self._left -= count
        if self._left < 0:
            raise FrameBudgetError

    def feed(self, data: bytes) -> Iterator[dict[str, Any]]:
        """Yield the documents that are complete with this piece.

        Raises
        ------
        FrameError
            If a frame is no JSON object within the bounds.
        FrameBudgetError
            When the budget is spent, or a frame announces more than is left of it.
        """
        self.spend(len(data))
        self._buffer += data
        while len(self._buffer) >= _PREFIX.size:
            (length,) = _PREFIX.unpack_from(self._buffer)
            end = _PREFIX.size + length
            if end - len(self._buffer) > self._left:
                raise FrameBudgetError
            if len(self._buffer) < end:
                return
            self.spend(max(0, LEAST_COUNTED_BYTES - end))
            body = bytes(self._buffer[_PREFIX.size : end])
            del self._buffer[:end]
            yield decode_document(body)


def decode_document(body: bytes) -> dict[str, Any]:
    """Return the JSON object in `body`, in text that can be written out again.

    Raises
    ------
    FrameError
        If it is none, or too deep, or holds too many values.
    """
    text = body.decode("utf-8", "replace")
    try:
        document = json.loads(text, parse_constant=_no_constant, parse_float=_finite)
    except (ValueError, RecursionError) as error:
        raise FrameError(str(error)) from None
    if not isinstance(document, dict):
        raise FrameError("not an object")
    _check_bounds(document)
    # Half of a surrogate pair passes in JSON, as an escape sequence, but cannot be saved.
    return _with_whole_characters(document) if _SURROGATE.search(text) else document


def _no_constant(name: str) -> NoReturn:
    raise FrameError(f"{name} is not JSON")


def _finite(digits: str) -> float:
    value = float(digits)
    if math.isinf(value):
        raise FrameError("a number beyond the range of floats")
    return value


def _check_bounds(document: dict[str, Any]) -> None:
    level: list[Any] = [document]
    count = 0
    for _ in range(MAXIMUM_DEPTH):
        count += len(level)
        if count > MAXIMUM_VALUES:
            raise FrameError("too many values")
        level = [
            child
            for value in level
            if isinstance(value, dict | list)
            for child in (value.values() if isinstance(value, dict) else value)
        ]
        if not level:
            return
    raise FrameError("too deep")


def _with_whole_characters(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, list):
        return [_with_whole_characters(item) for item in value]
    if isinstance(value, dict):
        return {_with_whole_characters(key): _with_whole_characters(item) for key, item in value.items()}
    return value
