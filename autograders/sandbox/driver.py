"""The trusted side: one warm parent, and as many confined sessions as are wanted."""

import os
import re
import secrets
import threading
import weakref
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Any, Self

from .channel import receive_message, send_message
from .confinement import ConfinementLevel
from .errors import SandboxUnavailableError
from .groups import ControlGroup, ControlGroups
from .hierarchies import NoControlGroupError, find_places
from .launcher import close_parent, start_parent
from .limits import Limits
from .report import ConfinementReport, Mechanism, probe_mechanisms
from .session import Session, SessionPipes

_NO_VARIABLES: Mapping[str, str] = MappingProxyType({})
_LEVELS = (ConfinementLevel.FULL, ConfinementLevel.REDUCED, ConfinementLevel.NONE)
_MOUNT_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,63}")


class WarmSandbox:
    """A warm parent process and its confined sessions; a context manager, to be used from any number of threads.

    Parameters
    ----------
    preload : sequence of str
        Modules that the parent imports once, in this order.
    minimum_level : ConfinementLevel
        The least that is accepted; the best that the machine grants is always used.

    Raises
    ------
    SandboxUnavailableError
        If the machine grants less.

    Examples
    --------
    >>> with WarmSandbox() as sandbox, sandbox.open(mounts={}) as session:
    ...     session.execute("6 * 7").outputs[0]["data"]["text/plain"]
    '42'
    """

    report: ConfinementReport

    def __init__(self, *, preload: Sequence[str] = (), minimum_level: ConfinementLevel = ConfinementLevel.FULL) -> None:
        self._lock = threading.Lock()
        self._sessions: weakref.WeakSet[Session] = weakref.WeakSet()
        self._groups, self._ungrouped = _control_groups()
        try:
            self._parent = start_parent(preload)
        except BaseException:
            self._drop_groups("")
            raise
        try:
            self.report = self._reach(minimum_level)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        """Return the sandbox."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the sandbox."""
        self.close()

    @property
    def process_id(self) -> int:
        """Number of the parent's process, as the driver sees it."""
        return self._parent.process.pid

    def close(self) -> None:
        """End every session and the parent; may be called twice."""
        for session in list(self._sessions):
            session.close()
        close_parent(self._parent)
        self._drop_groups("the sandbox is closed")

    def open(
        self,
        *,
        mounts: Mapping[str, Path],
        environment: Mapping[str, str] = _NO_VARIABLES,
        limits: Limits | None = None,
    ) -> Session:
        """Start a confined session.

        Parameters
        ----------
        mounts : mapping of str to Path
            Name in the working directory to a file or folder, which can be read and not changed.
        environment : mapping of str to str
            Variables that the notebook sees besides a fixed, minimal set.
        limits : Limits, optional
            Bounds of the session.

        Returns
        -------
        Session

        Raises
        ------
        SandboxUnavailableError
            If the session cannot be confined, or the parent is gone.
        ValueError
            If a mount has an improper name.
        FileNotFoundError
            If a mount does not exist.
        """
        return self._open(self.report.level, mounts, environment, limits or Limits())

    def _reach(self, minimum: ConfinementLevel) -> ConfinementReport:
        """Return the report of the best level that a session really reaches."""
        refusals: dict[ConfinementLevel, str] = {}
        for level in _LEVELS[: _LEVELS.index(minimum) + 1]:
            try:
                self._try(level)
            except SandboxUnavailableError as error:
                refusals[level] = str(error)
                continue
            return ConfinementReport(level, self._mechanisms(refusals))
        report = ConfinementReport(minimum, self._mechanisms(refusals))
        reasons = "; ".join(f"{level}: {reason}" for level, reason in refusals.items())
        raise SandboxUnavailableError(f"confinement cannot be reached ({reasons}). {report.repairs()}".rstrip())

    def _try(self, level: ConfinementLevel) -> None:
        """Open a session at a level; if the control group keeps it from starting, do without from now on."""
        try:
            self._open(level, {}, {}, Limits()).close()
        except SandboxUnavailableError as error:
            if self._groups is None:
                raise
            groups, self._groups = self._groups, None
            try:
                self._open(level, {}, {}, Limits()).close()
            except SandboxUnavailableError:
                self._groups = groups
                raise error from None
            groups.close()
            self._ungrouped = str(error)

    def _mechanisms(self, refusals: Mapping[ConfinementLevel, str]) -> tuple[Mechanism, ...]:
        return probe_mechanisms(refusals, walled=self._parent.walled, ungrouped=self._ungrouped)

    def _drop_groups(self, reason: str) -> None:
        if self._groups is not None:
            self._groups.close()
            self._groups, self._ungrouped = None, reason

    def _open(
        self, level: ConfinementLevel, mounts: Mapping[str, Path], environment: Mapping[str, str], limits: Limits
    ) -> Session:
        request = {
            "session": secrets.token_hex(8),
            "level": level,
            "mounts": {_checked_name(name): str(Path(path).resolve(strict=True)) for name, path in mounts.items()},
            "environment": {str(name): str(value) for name, value in environment.items()},
            "limits": limits.to_json(),
        }
        group = self._make_group(limits)
        own, lent = _make_pipes()
        if group is not None:
            lent += group.doors
        try:
            with self._lock:
                send_message(self._parent.channel, request, lent)
                answer, _ = receive_message(self._parent.channel)
        except (EOFError, OSError) as error:
            _close_all(vars(own).values())
            if group is not None:
                group.remove()
            raise SandboxUnavailableError(f"the warm parent is gone: {error}") from None
        finally:
            _close_all(lent)
        session = Session(own, limits, group)
        self._sessions.add(session)
        if "failed" in answer:
            session.close()
            raise SandboxUnavailableError(f"no session could be started: {answer['failed']}")
        session.wait_until_confined()
        return session

    def _make_group(self, limits: Limits) -> ControlGroup | None:
        try:
            return None if self._groups is None else self._groups.make(limits)
        except OSError as error:
            raise SandboxUnavailableError(f"no control group could be made: {error}") from None


def probe_confinement() -> ConfinementReport:
    """Return what this machine offers, by starting a session at the best level that it grants.

    Returns
    -------
    ConfinementReport
        At the level ``NONE`` with the reason where nothing can be started at all.
    """
    try:
        with WarmSandbox(minimum_level=ConfinementLevel.NONE) as sandbox:
            return sandbox.report
    except SandboxUnavailableError as error:
        return ConfinementReport(ConfinementLevel.NONE, (Mechanism("warm parent", False, str(error)),))


def _control_groups() -> tuple[ControlGroups | None, str]:
    """Return the driver's control groups, or why there are none."""
    try:
        return ControlGroups(find_places()), ""
    except (NoControlGroupError, OSError) as error:
        return None, str(error)


def _make_pipes() -> tuple[SessionPipes, list[int]]:
    requests_read, requests_write = os.pipe()
    frames_read, frames_write = os.pipe()
    stdout_read, stdout_write = os.pipe()
    stderr_read, stderr_write = os.pipe()
    lifeline_read, lifeline_write = os.pipe()
    status_read, status_write = os.pipe()
    own = SessionPipes(requests_write, frames_read, stdout_read, stderr_read, lifeline_write, status_read)
    return own, [requests_read, frames_write, stdout_write, stderr_write, lifeline_read, status_write]


def _close_all(descriptors: Any) -> None:
    for descriptor in descriptors:
        os.close(descriptor)


def _checked_name(name: str) -> str:
    if not _MOUNT_NAME.fullmatch(name):
        raise ValueError(f"mount name {name!r}: expected letters, digits, dots, hyphens, not starting with a dot")
    return name
