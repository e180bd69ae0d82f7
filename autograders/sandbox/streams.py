"""Standard output and error of the confined kernel."""

import io
import threading
from collections.abc import Callable, Sequence

Send = Callable[[str, str], None]

_FLUSH_CHARACTERS = 16 * 1024
# As often as a stock kernel.
_FLUSH_SECONDS = 0.2


class KernelStream(io.TextIOBase):
    """Text stream that hands over what is written: when asked to, when it is much, or a moment later.

    Parameters
    ----------
    name : str
        ``stdout`` or ``stderr``.
    descriptor : int
        The descriptor that libraries in C write to.
    send : callable
        Receives the stream's name and a piece of text.
    written : threading.Event
        Set when text is held back.
    """

    encoding = "UTF-8"
    errors = "strict"

    def __init__(self, name: str, descriptor: int, send: Send, written: threading.Event) -> None:
        super().__init__()
        self.name = name
        self._descriptor = descriptor
        self._send = send
        self._lock = threading.RLock()
        self._pieces: list[str] = []
        self._size = 0
        self._written = written

    def fileno(self) -> int:
        """Return the descriptor that libraries in C write to."""
        return self._descriptor

    def isatty(self) -> bool:
        """Whether a person types here: no."""
        return False

    def writable(self) -> bool:
        """Whether it can be written to: yes."""
        return True

    def write(self, text: str) -> int:
        """Take text, and return its length."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        if not text:
            return 0
        with self._lock:
            self._pieces.append(text)
            self._size += len(text)
            if self._size >= _FLUSH_CHARACTERS:
                self.flush()
        self._written.set()
        return len(text)

    def flush(self) -> None:
        """Hand over what has been written."""
        with self._lock:
            text = "".join(self._pieces)
            self._pieces.clear()
            self._size = 0
            for start in range(0, len(text), _FLUSH_CHARACTERS):
                self._send(self.name, text[start : start + _FLUSH_CHARACTERS])


def flush_regularly(streams: Sequence[KernelStream], written: threading.Event) -> None:
    """Flush the streams a moment after something was written, from a thread of its own, for good."""

    def flush() -> None:
        pause = threading.Event()
        while written.wait():
            pause.wait(_FLUSH_SECONDS)
            written.clear()
            for stream in streams:
                stream.flush()

    threading.Thread(target=flush, name="flusher", daemon=True).start()
