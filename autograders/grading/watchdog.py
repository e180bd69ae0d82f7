"""Bounds on the time that a grader's own code may take: a judge that does not come back costs its criterion alone.

Beyond its time an exception is raised in the judge's thread, which ends Python code; far beyond it, where the process
may be given up, the process ends: nothing else stops a call into C.
"""

import ctypes
import faulthandler
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

Result = TypeVar("Result")
FATAL_FACTOR = 3
_STANDARD_ERROR = 2


class JudgeTimeoutError(BaseException):
    """Raised inside a judge whose time is over; not an ``Exception``, so that no judge catches it by chance."""


@dataclass(frozen=True, kw_only=True)
class Watchdog:
    """The time that each call of a grader's may take.

    Parameters
    ----------
    seconds : float
    ends_process : bool
        Whether a call that takes ``FATAL_FACTOR`` times as long ends the process: for one that exists to judge.
        Calls from several threads then take turns, since a process has one such timer.
    """

    seconds: float = 60.0
    ends_process: bool = False

    def call(self, judge: Callable[[], Result]) -> Result:
        """Return what a judge returns.

        Raises
        ------
        JudgeTimeoutError
            If its time was over first.
        """
        if not self.ends_process:
            return _interrupted(judge, self.seconds)
        with _TURN:
            faulthandler.dump_traceback_later(self.seconds * FATAL_FACTOR, exit=True, file=_STANDARD_ERROR)
            try:
                return _interrupted(judge, self.seconds)
            finally:
                faulthandler.cancel_dump_traceback_later()


_TURN = threading.Lock()


def _interrupted(judge: Callable[[], Result], seconds: float) -> Result:
    alarm = _Alarm(seconds)
    try:
        return judge()
    finally:
        alarm.stop()


class _Alarm:
    """Raises ``JudgeTimeoutError`` in the thread that made it, once, unless it is stopped first."""

    def __init__(self, seconds: float) -> None:
        self._thread = threading.get_ident()
        self._lock = threading.Lock()
        self._live = True
        self._rung = False
        self._timer = threading.Timer(seconds, self._ring)
        self._timer.daemon = True
        self._timer.start()

    def stop(self) -> None:
        self._timer.cancel()
        with self._lock:
            self._live = False
        # Taking the exception back would leave the interpreter looking for one ever after, so that a profiler hangs:
        # one that is under way is raised at the first jump backwards.
        for _ in range(2 * self._rung):
            pass

    def _ring(self) -> None:
        with self._lock:
            if self._live:
                self._rung = True
                kind = ctypes.py_object(JudgeTimeoutError)
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self._thread), kind)
