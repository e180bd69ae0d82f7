"""The judge as its kernel sees it: a child process that is asked, and started again once where it died."""

import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from contextlib import suppress
from typing import IO, cast

from autograders.candidate.errors import AtelierError

from .protocol import MAXIMUM_LINE_BYTES, Asked, LineError, Reply, Request, answered, line_of

# -P: a file of the candidate's called numpy.py is not for the judge.
COMMAND = (sys.executable, "-P", "-m", "autograders.lab.feedback.judge")
PATIENCE_SECONDS = 180.0
ENDING_SECONDS = 1.0
GONE = (
    "Le correcteur s’est arrêté et n’a pas pu être relancé. Vos réponses sont gardées ; redémarrez le noyau du carnet."
)
LATE = "Le correcteur n’a pas répondu à temps. Vos réponses sont gardées ; exécutez de nouveau la cellule."
SHOWS_TRACEBACKS = "ATELIER_TRACEBACK"


class JudgeError(AtelierError):
    """The judge does not reply; the message is in French, on one line."""


class JudgeGoneError(JudgeError):
    """The process ended before it replied."""


class JudgeProcess:
    """A judge of one kernel's own.

    Parameters
    ----------
    command : sequence of str
        That starts it.
    """

    def __init__(self, command: Sequence[str] = COMMAND) -> None:
        self._command = tuple(command)
        self._run: _Run | None = None
        self._number = 0
        # Buttons and cells may ask from different threads.
        self._turn = threading.Lock()

    @property
    def process_id(self) -> int | None:
        """Its process, or ``None`` where none runs."""
        return self._run.process_id if self._run else None

    def start(self) -> None:
        """Start it, without waiting until it can reply."""
        self._run = _Run(self._command)

    def stop(self) -> None:
        """End it."""
        run, self._run = self._run, None
        if run is not None:
            run.end()

    def send(self, request: Request) -> "Future[Reply]":
        """Ask without waiting.

        Returns
        -------
        Future
            Of the reply; fails with ``JudgeGoneError`` where the judge ends first.

        Raises
        ------
        JudgeError
            If the request is too long.
        """
        with self._turn:
            self._run = run = self._run or _Run(self._command)
            self._number += 1
            try:
                line = line_of(Asked(number=self._number, request=request))
            except LineError:
                raise JudgeError("Ces réponses sont trop volumineuses pour être jugées ici.") from None
            return run.send(self._number, line)

    def ask(self, request: Request, seconds: float = PATIENCE_SECONDS) -> Reply:
        """Return the reply to a request; a judge that died is started again once.

        Raises
        ------
        JudgeError
            If there is none.
        """
        for _ in range(2):
            try:
                return self.send(request).result(seconds)
            except FutureTimeoutError:
                self.stop()
                raise JudgeError(LATE) from None
            except JudgeGoneError:
                self.stop()
        raise JudgeError(GONE)


class _Run:
    """One process, from its start to its end, and who waits for its replies."""

    def __init__(self, command: Sequence[str]) -> None:
        # Not in the kernel's group: what interrupts a cell must not interrupt a judgement.
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=None if os.environ.get(SHOWS_TRACEBACKS) else subprocess.DEVNULL,
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )
        self._requests = cast("IO[bytes]", self._process.stdin)
        self._replies = cast("IO[bytes]", self._process.stdout)
        self._waiting: dict[int, Future[Reply]] = {}
        self._over = False
        threading.Thread(target=self._read, name="atelier-judge", daemon=True).start()

    @property
    def process_id(self) -> int:
        return self._process.pid

    def send(self, number: int, line: bytes) -> "Future[Reply]":
        future: Future[Reply] = Future()
        self._waiting[number] = future
        try:
            self._requests.write(line)
            self._requests.flush()
        except OSError:
            self._over = True
        # Its end may have been seen just before the request was put down.
        if self._over:
            self._give_up()
        return future

    def end(self) -> None:
        # It ends where its requests end; what it does just then is not waited for.
        with suppress(OSError):
            self._requests.close()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(ENDING_SECONDS)
        self._process.kill()
        self._process.wait()

    def _read(self) -> None:
        with suppress(LineError, OSError, ValueError):
            while line := self._replies.readline(MAXIMUM_LINE_BYTES + 1):
                answer = answered(line)
                future = self._waiting.pop(answer.number, None)
                if future is not None:
                    future.set_result(answer.reply)
        self._over = True
        self._give_up()

    def _give_up(self) -> None:
        while self._waiting:
            with suppress(KeyError):
                _, future = self._waiting.popitem()
                future.set_exception(JudgeGoneError(GONE))
