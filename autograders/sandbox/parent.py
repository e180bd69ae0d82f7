"""The warm parent: imports once, then forks a session whenever the driver asks; runs nothing of a submission.

Started as ``python -m autograders.sandbox.parent DESCRIPTOR`` with one end of a pair of sockets.
"""

import contextlib
import gc
import importlib
import importlib.util
import os
import random
import signal
import socket
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .channel import receive_message, send_message
from .child import Launch, Pipes, supervise
from .confinement import FIRST_DYNAMIC_USER, LAST_DYNAMIC_USER, Cell, ConfinementLevel, may_become_others
from .huge_pages import use_huge_pages
from .kernel import WarmKernel
from .limits import Limits
from .namespaces import is_mapped, write_identity_maps
from .scratch import remove_scratch
from .view import View, make_view, python_view


def main() -> None:
    """Warm up, then serve until the driver is gone."""
    channel = socket.socket(fileno=int(sys.argv[1]))
    request, _ = receive_message(channel)
    base = Path(request["base"])
    try:
        kernel = WarmKernel()
        for name in request["preload"]:
            importlib.import_module(name)
        # Fills the import system's memory of a folder that a session may not list.
        importlib.util.find_spec("autograders.candidate")
        kernel.warm()
        # What exists now is shared with every session, as long as no collection writes to it.
        gc.collect()
        gc.freeze()
        use_huge_pages()
        # The kernel reaps the supervisors.
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        send_message(channel, {"ready": True})
        _serve(channel, kernel, base)
    except EOFError:
        return
    except Exception as error:  # noqa: BLE001 - an import failed: the driver tells the person, whatever it is
        traceback.print_exc()
        with contextlib.suppress(OSError):  # the driver is gone
            send_message(channel, {"failed": f"{type(error).__name__}: {error}"[:1000]})
    finally:
        # The driver's end of each lifeline is closed by now, or closes with it: every supervisor ends.
        with contextlib.suppress(ChildProcessError):
            os.wait()
        remove_scratch(base)


def _serve(channel: socket.socket, kernel: WarmKernel, base: Path) -> None:
    users = _fresh_users()
    view = python_view()
    while True:
        request, descriptors = receive_message(channel)
        try:
            launch = _launch(request, base, next(users), view)
            _start(launch, Pipes.received(descriptors), kernel, channel)
            send_message(channel, {"started": True})
        except OSError as error:
            send_message(channel, {"failed": str(error)})
        finally:
            for descriptor in descriptors:
                os.close(descriptor)


def _fresh_users() -> Iterator[int | None]:
    """Yield a user of its own for each session, or ``None`` where the parent may not become another."""
    if not (may_become_others() and is_mapped(FIRST_DYNAMIC_USER) and is_mapped(LAST_DYNAMIC_USER)):
        while True:
            yield None
    span = LAST_DYNAMIC_USER - FIRST_DYNAMIC_USER + 1
    # Another parent's sessions are likely to have other users.
    offset = random.randrange(span)  # noqa: S311 - no secret
    while True:
        yield FIRST_DYNAMIC_USER + offset % span
        offset += 1


def _launch(request: dict[str, Any], base: Path, user: int | None, view: View) -> Launch:
    level = ConfinementLevel(request["level"])
    mounts = {name: Path(path) for name, path in request["mounts"].items()}
    folder = None
    if level is not ConfinementLevel.FULL:
        folder = base / request["session"]
        folder.mkdir(mode=0o700)
        if user is not None:
            os.chown(folder, user, user)
    cell = Cell(level, user, view.merged(make_view(mounts.values())), folder, Limits(**request["limits"]))
    return Launch(cell, mounts, request["environment"])


def _start(launch: Launch, pipes: Pipes, kernel: WarmKernel, channel: socket.socket) -> None:
    needed_read, needed_write = os.pipe()
    written_read, written_write = os.pipe()
    try:
        supervisor = os.fork()
        if supervisor == 0:
            channel.close()
            os.close(needed_read)
            os.close(written_write)
            supervise(launch, pipes, kernel, needed_write, written_read)
        os.close(needed_write)
        os.close(written_read)
        needed_write = written_read = -1
        # Ends without a byte where the supervisor failed before, or maps itself.
        if launch.cell.user is not None and os.read(needed_read, 1):
            write_identity_maps(supervisor)
            os.write(written_write, b"1")
    finally:
        for descriptor in (needed_read, needed_write, written_read, written_write):
            if descriptor >= 0:
                os.close(descriptor)


if __name__ == "__main__":
    main()
