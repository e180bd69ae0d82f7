"""One confined kernel, seen from the trusted side."""

import contextlib
import json
import os
import secrets
import select
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from time import monotonic
from types import TracebackType
from typing import Any, Self

from .claims import Transcript, checked_count
from .endings import ending_of_process, ending_of_reason
from .errors import SandboxUnavailableError
from .frames import FrameBudgetError, FrameError, FrameReader, encode_frame
from .groups import ControlGroup
from .limits import Limits
from .runs import CellRun, CellStatus, Ending, EndingKind

_PIECE_BYTES = 1 << 18
_START_SECONDS = 60
# The supervisor kills at once; this bounds the wait for a machine that is itself in trouble.
_END_SECONDS = 20
_OWN_END_SECONDS = 2
_FRAME_OVERHEAD_BYTES = 1 << 16


@dataclass(frozen=True)
class SessionPipes:
    """The driver's ends: see `child.Pipes`."""

    requests: int
    frames: int
    stdout: int
    stderr: int
    lifeline: int
    status: int


class _Ended(Exception):  # noqa: N818 - a way out of the loop, not an error
    def __init__(self, kind: EndingKind | None) -> None:
        self.kind = kind


class Session:
    """A confined process with an IPython kernel; a context manager.

    Nothing that the submission does raises an exception here. Use one session from one thread at a time.

    Parameters
    ----------
    pipes : SessionPipes
        Descriptors, owned from now on.
    limits : Limits
        Bounds that the driver keeps: time and output.
    group : ControlGroup, optional
        The one that the process is in; removed at the end.
    """

    def __init__(self, pipes: SessionPipes, limits: Limits, group: ControlGroup | None = None) -> None:
        self.ending: Ending | None = None
        self._pipes = pipes
        self._limits = limits
        self._group = group
        self._reader = FrameReader(limits.output_bytes + _FRAME_OVERHEAD_BYTES)
        self._transcript = Transcript()
        self._left_seconds = limits.wall_seconds
        self._lock = threading.Lock()
        self._closed = False
        os.set_blocking(pipes.requests, False)
        self._poll = select.poll()
        self._sources = {pipes.frames, pipes.stdout, pipes.stderr}
        for descriptor in self._sources:
            os.set_blocking(descriptor, False)
            self._poll.register(descriptor, select.POLLIN)

    def __enter__(self) -> Self:
        """Return the session."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the session."""
        self.close()

    def wait_until_confined(self) -> None:
        """Wait for the process to say that it stands behind its walls, before it is given any code.

        Raises
        ------
        SandboxUnavailableError
            With the mechanism that was refused.
        """
        try:
            for document in self._documents(monotonic() + _START_SECONDS):
                if document.get("type") == "ready":
                    return
                self._end(None)
                raise SandboxUnavailableError(str(document.get("message")))
        except (_Ended, FrameError, FrameBudgetError):
            report = self._end(None)
            reason = report.get("failed") or "the confined process ended while it was being set up"
            raise SandboxUnavailableError(str(reason)) from None

    def execute(self, source: str) -> CellRun:
        """Run one cell.

        Parameters
        ----------
        source : str
            Code of the cell.

        Returns
        -------
        CellRun
            ``SKIPPED`` when the process is gone already.
        """
        if self.ending is not None:
            return CellRun([], None, CellStatus.SKIPPED)
        outputs = self._transcript.begin_cell()
        token = secrets.token_hex(16)
        count: int | None = None
        start = monotonic()
        try:
            count, status = self._converse(token, source, start)
            if self._is_out_of_memory():  # another process of the session was killed than the one that answers
                raise _Ended(EndingKind.MEMORY)
        except _Ended as ended:
            status = _STATUS_OF.get(ended.kind, CellStatus.DIED)
            self._end(ended.kind)
        except FrameBudgetError:
            status = CellStatus.OUTPUT_LIMIT
            self._end(EndingKind.OUTPUT)
        except FrameError:
            status = CellStatus.DIED
            self._end(EndingKind.PROTOCOL)
        with contextlib.suppress(FrameBudgetError):  # the budget is spent: what has come is kept
            self._transcript.end_cell()
        self._left_seconds -= monotonic() - start
        return CellRun(outputs, count, status)

    def close(self) -> None:
        """Kill what is left and remove the scratch folder; may be called twice."""
        self._end(EndingKind.CLOSED)

    def _converse(self, token: str, source: str, start: float) -> tuple[int | None, CellStatus]:
        deadline = start + min(self._limits.cell_wall_seconds, self._left_seconds)
        request = encode_frame({"token": token, "source": source})
        for document in self._documents(deadline, request):
            if document.get("token") != token:  # said by a thread that an earlier cell left, or invented
                continue
            kind, content = document.get("type"), document.get("content")
            if kind != "execute_reply":
                self._transcript.add(kind, content)
                continue
            if not isinstance(content, dict):
                raise FrameError("execute_reply")
            self._take_raw_text()
            status = CellStatus.OK if content.get("status") == "ok" else CellStatus.ERROR
            return checked_count(content.get("execution_count")), status
        raise _Ended(None)

    def _documents(self, deadline: float, request: bytes = b"") -> Iterator[dict[str, Any]]:
        """Write the request and yield documents until the process is gone; always within the deadline."""
        if request:
            self._poll.register(self._pipes.requests, select.POLLOUT)
        try:
            while True:
                left = deadline - monotonic()
                if left <= 0:
                    raise _Ended(EndingKind.WALL_TIME)
                for descriptor, event in self._poll.poll(left * 1000):
                    if descriptor == self._pipes.requests:
                        request = self._write(request, event)
                    elif descriptor == self._pipes.frames:
                        yield from self._reader.feed(self._read(descriptor))
                    else:
                        self._add_raw_text(descriptor)
        finally:
            if request:
                self._poll.unregister(self._pipes.requests)

    def _write(self, request: bytes, event: int) -> bytes:
        if event & select.POLLERR:
            raise _Ended(None)
        try:
            left = request[os.write(self._pipes.requests, request) :]
        except OSError:
            raise _Ended(None) from None
        if not left:
            self._poll.unregister(self._pipes.requests)
        return left

    def _read(self, descriptor: int) -> bytes:
        """Return what is there; the end of the frames is the end of the process."""
        try:
            data = os.read(descriptor, _PIECE_BYTES)
        except BlockingIOError:
            return b""
        if not data and descriptor == self._pipes.frames:
            self._take_raw_text()
            raise _Ended(None)
        return data

    def _add_raw_text(self, descriptor: int) -> bool:
        data = self._read(descriptor) if descriptor in self._sources else b""
        if not data:
            if self._is_at_end(descriptor):
                self._forget(descriptor)
            return False
        self._reader.spend(len(data))
        name = "stdout" if descriptor == self._pipes.stdout else "stderr"
        self._transcript.add_text(name, data.decode("utf-8", "replace"))
        return True

    def _take_raw_text(self) -> None:
        for descriptor in (self._pipes.stdout, self._pipes.stderr):
            while self._add_raw_text(descriptor):
                pass

    def _is_at_end(self, descriptor: int) -> bool:
        return any(event & select.POLLHUP for _, event in _poll_once(descriptor))

    def _forget(self, descriptor: int) -> None:
        if descriptor in self._sources:
            self._sources.discard(descriptor)
            self._poll.unregister(descriptor)

    def _end(self, reason: EndingKind | None) -> dict[str, Any]:
        """Have everything killed, close the pipes, note the ending, and return the supervisor's report."""
        with self._lock:
            if self._closed:
                return {}
            self._closed = True
        report: dict[str, Any] | None = None
        try:
            if reason is None:
                report = self._supervisor_report(_OWN_END_SECONDS)
                # It has closed its pipe, yet lives.
                reason = None if report is not None else EndingKind.PROTOCOL
            if report is None:
                self._kill()
                report = self._supervisor_report(_END_SECONDS)
        finally:
            for descriptor in vars(self._pipes).values():
                os.close(descriptor)
            if reason is None and self._is_out_of_memory():
                reason = EndingKind.MEMORY
            if self._group is not None:
                self._group.remove()
        if reason is None:
            self.ending = ending_of_process(report or {}, self._limits)
        else:
            self.ending = ending_of_reason(reason, self._limits)
        return report or {}

    def _is_out_of_memory(self) -> bool:
        return self._group is not None and self._group.killed() > 0

    def _kill(self) -> None:
        # A byte, not only the end of the pipe: a process that the caller forked may hold a copy of our end.
        with contextlib.suppress(OSError):
            os.write(self._pipes.lifeline, b"k")

    def _supervisor_report(self, seconds: float) -> dict[str, Any] | None:
        """Wait for the supervisor to be done, and return what it says: nothing if it was killed, None if it lives."""
        poll = select.poll()
        poll.register(self._pipes.status, select.POLLIN)
        deadline = monotonic() + seconds
        data = b""
        while (left := deadline - monotonic()) > 0 and poll.poll(left * 1000):
            piece = os.read(self._pipes.status, _PIECE_BYTES)
            if not piece:
                report: dict[str, Any] = json.loads(data) if data else {}
                return report
            data += piece
        return None


_STATUS_OF = {EndingKind.WALL_TIME: CellStatus.TIMEOUT, None: CellStatus.DIED}


def _poll_once(descriptor: int) -> list[tuple[int, int]]:
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    return poll.poll(0)
