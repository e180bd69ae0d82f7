"""An IPython kernel that is built before the fork and speaks over a pipe instead of sockets."""

import asyncio
import builtins
import io
import logging
import math
import os
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import ipykernel.debugger
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
from jupyter_client.jsonutil import json_default
from jupyter_client.session import Session as JupyterSession
from traitlets.config import Config

from .frames import encode_frame
from .streams import KernelStream, flush_regularly

INLINE_BACKEND = "module://matplotlib_inline.backend_inline"

# What each of these needs for the first time is then imported and compiled already.
_WARMING = (
    "class Shown:\n    def _repr_html_(self):\n        return '<b>1</b>'\ndisplay(Shown())\n1 + 1",
    "await __import__('asyncio').sleep(0)",
    "print(1 / 0)",
)
_WARMING_PLOT = "import matplotlib.pyplot as plt\nplt.plot([0, 1])\nplt.title('x')\nplt.show()"


class PipeSession(JupyterSession):
    """What the kernel takes for its connection: each message becomes one frame."""

    def attach(self, write: Callable[[dict[str, Any]], None]) -> None:
        """Send messages to this function from now on."""
        self._write = write

    def send(  # type: ignore[no-untyped-def]  # noqa: D102 - the signature is Jupyter's
        self,
        stream,
        msg_or_type,
        content=None,
        parent=None,
        ident=None,
        buffers=None,
        track=False,
        header=None,
        metadata=None,
    ):
        message = msg_or_type if isinstance(msg_or_type, dict) else self.msg(msg_or_type, content, parent, header)
        kind = message["msg_type"]
        self._write({"token": message["parent_header"].get("msg_id"), "type": kind, "content": message["content"]})
        return message


class WarmKernel:
    """A kernel that has run a few cells before, and forgot them."""

    def __init__(self) -> None:
        os.environ["MPLBACKEND"] = INLINE_BACKEND
        # A debugger would need its own sockets; a history, a database and a thread.
        ipykernel.debugger._is_debugpy_available = False
        config = Config()
        config.HistoryManager.enabled = False
        config.HistoryManager.hist_file = ":memory:"
        application = IPKernelApp.instance()
        self._session = PipeSession(key=b"")
        self._session.attach(lambda document: None)
        self._kernel = IPythonKernel.instance(session=self._session, config=config, parent=application, log=_silent())
        # Looked up by `%matplotlib` and by libraries that ask whether they run in a notebook.
        application.kernel = self._kernel
        self._kernel._execute_sleep = 0
        # Compared with the current thread, to know where an interrupt may be caught: nowhere, here.
        self._kernel.shell_channel_thread = SimpleNamespace(parent_thread=None)

    def warm(self) -> None:
        """Run the warming cells and forget them."""
        loop = asyncio.new_event_loop()
        standard = sys.stdout, sys.stderr
        sys.stdout, sys.stderr = io.StringIO(), io.StringIO()
        try:
            plot = [_WARMING_PLOT] if "matplotlib" in sys.modules else []
            for source in [*_WARMING, *plot]:
                loop.run_until_complete(self._execute("warming", source))
        finally:
            sys.stdout, sys.stderr = standard
            loop.close()
        self._kernel.shell.reset(new_session=True)
        self._kernel.shell.execution_count = 1
        for name in ("_", "__", "___"):
            builtins.__dict__.pop(name, None)

    def attach(self, frames_descriptor: int) -> "asyncio.AbstractEventLoop":
        """Speak over this descriptor, and take over standard output and error; called after the fork."""
        lock = threading.RLock()

        def write(document: dict[str, Any]) -> None:
            frame = _frame_of(document)
            with lock:
                while frame:
                    frame = frame[os.write(frames_descriptor, frame) :]

        def write_stream(name: str, text: str) -> None:
            header = self._kernel.get_parent("shell").get("header") or {}
            write({"token": header.get("msg_id"), "type": "stream", "content": {"name": name, "text": text}})

        self._session.attach(write)
        self._write = write
        written = threading.Event()
        sys.stdout = KernelStream("stdout", 1, write_stream, written)
        sys.stderr = KernelStream("stderr", 2, write_stream, written)
        flush_regularly((sys.stdout, sys.stderr), written)
        loop = asyncio.new_event_loop()
        asyncio.set_event_loop(loop)
        return loop

    def run(self, loop: "asyncio.AbstractEventLoop", token: str, source: str) -> None:
        """Execute one cell; its messages carry the token."""
        loop.run_until_complete(self._execute(token, source))

    def say(self, document: dict[str, Any]) -> None:
        """Send a document that is no message of the kernel."""
        self._write(document)

    async def _execute(self, token: str, source: str) -> None:
        request = self._session.msg(
            "execute_request",
            {
                "code": source,
                "silent": False,
                "store_history": True,
                "user_expressions": {},
                "allow_stdin": False,
                "stop_on_error": False,
            },
        )
        request["header"] |= {"msg_id": token, "date": datetime.now(UTC)}
        self._kernel.set_parent([], request, channel="shell")
        await self._kernel.execute_request(None, [], request)


def _silent() -> logging.Logger:
    # A stock kernel's own log does not reach the notebook either.
    log = logging.getLogger("autograders.sandbox.kernel")
    log.addHandler(logging.NullHandler())
    log.propagate = False
    return log


def _frame_of(document: dict[str, Any]) -> bytes:
    try:
        return encode_frame(document)
    except (TypeError, ValueError):
        return encode_frame(_plain(document))


def _plain(value: Any) -> Any:
    """Return the value with what JSON cannot hold replaced as Jupyter does (dates, bytes, numpy numbers)."""
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return repr(value)
    if value is None or isinstance(value, bool | int | float | str):
        return value
    try:
        return _plain(json_default(value))
    except TypeError:
        return repr(value)
