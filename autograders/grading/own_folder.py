"""A folder of this process's own: it holds truths of variants and what candidates handed in, so it never stays behind.

It goes when the process ends. Where that was killed, or ended itself at once because of a judge that does not come
back, the next process of the same user that asks for such a folder removes it.
"""

import os
import shutil
import tempfile
import threading
from multiprocessing.util import Finalize
from pathlib import Path

_PREFIX = "atelier-worker-"
_LOCK = threading.Lock()
# By process: a forked one has its own.
_FOLDERS: dict[int, Path] = {}


def own_folder() -> Path:
    """Return the folder, made when it is first asked for."""
    process = os.getpid()
    with _LOCK:
        if process not in _FOLDERS:
            _remove_what_others_left()
            _FOLDERS[process] = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{process}-"))
            # Not atexit, which processes of a pool do not run.
            Finalize(None, shutil.rmtree, (_FOLDERS[process], True), exitpriority=1)
        return _FOLDERS[process]


def _remove_what_others_left() -> None:
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        process = folder.name.removeprefix(_PREFIX).partition("-")[0]
        try:
            left = folder.stat().st_uid == os.getuid() and not Path("/proc", process).exists()
        except FileNotFoundError:  # another process has just removed it
            continue
        if left:
            shutil.rmtree(folder, ignore_errors=True)
