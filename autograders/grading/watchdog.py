"""Bounds on the time that a grader's own code may take: a judge that does not come back costs its criterion alone.

Beyond its time an exception is raised in the judge's thread, which ends Python code; far beyond it, where the process
may be given up, the process ends: nothing else stops a call into C.
"""

import ctypes
import faulthandler
import math
import os
import threading
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
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
    _BELL.add(alarm)
    try:
        return judge()
    finally:
        _BELL.remove(alarm)
        alarm.stop()


class _Alarm:
    """Raises ``JudgeTimeoutError`` in the thread that made it, once, unless it is stopped first."""

    def __init__(self, seconds: float) -> None:
        self.due = monotonic() + seconds
        self._thread = threading.get_ident()
        self._lock = threading.Lock()
        self._live = True
        self._rung = False

    def stop(self) -> None:
        with self._lock:
            self._live = False
        # Taking the exception back would leave the interpreter looking for one ever after, so that a profiler hangs:
        # one that is under way is raised at the first jump backwards.
        for _ in range(2 * self._rung):
            pass

    def ring(self) -> None:
        with self._lock:
            if self._live:
                self._rung = True
                kind = ctypes.py_object(JudgeTimeoutError)
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self._thread), kind)


class _Bell:
    """The one thread that rings alarms: to start one for each call takes about as long as most judges do.

    Alarms come and go by single steps of the interpreter: an exception raised in a judge's thread may not find it
    inside a lock that others wait for.
    """

    def __init__(self) -> None:
        self._alarms: dict[int, _Alarm] = {}
        self._sooner = threading.Event()
        self._next = math.inf
        self._process = 0

    def add(self, alarm: _Alarm) -> None:
        if self._process != os.getpid():
            self._start()
        self._alarms[id(alarm)] = alarm
        if alarm.due < self._next:
            self._sooner.set()

    def remove(self, alarm: _Alarm) -> None:
        self._alarms.pop(id(alarm), None)

    def _start(self) -> None:
        with _STARTING:
            if self._process != os.getpid():  # also where a fork left the thread behind
                self._alarms, self._sooner, self._next = {}, threading.Event(), math.inf
                self._process = os.getpid()
                threading.Thread(target=self._watch, name="atelier-watchdog", daemon=True).start()

    def _watch(self) -> None:
        while True:
            self._sooner.clear()
            # Whoever comes from here on sets the event, until the next one due is known.
            self._next = math.inf
            self._next = min((alarm.due for alarm in list(self._alarms.values())), default=math.inf)
            self._sooner.wait(None if math.isinf(self._next) else max(0.0, self._next - monotonic()))
            now = monotonic()
            for alarm in list(self._alarms.values()):
                if alarm.due <= now:
                    self.remove(alarm)
                    alarm.ring()


_STARTING = threading.Lock()
_BELL = _Bell()
