"""Whether modules can be imported, tried in another process: one that crashes is a finding, not the end."""

import subprocess
import sys
from collections.abc import Mapping, Sequence

SECONDS = 120
_MARK = "import-trial\t"
# The candidate's package first: it loads libusb, as every notebook does. Where it cannot, what follows says why.
_TRIAL = f"""
import contextlib, importlib, sys
with contextlib.suppress(ImportError):
    import autograders.candidate
for name in sys.argv[1:]:
    try:
        importlib.import_module(name)
        failure = ""
    except BaseException as error:
        failure = " ".join(f"{{type(error).__name__}}: {{error}}".split())
    print("{_MARK}" + name, failure, sep="\\t", flush=True)
"""


def import_failures(modules: Sequence[str]) -> Mapping[str, str]:
    """Return why each module cannot be imported; empty where it can.

    One process imports them one after the other, since they share most of what they need; where a module takes
    the process down, another process goes on with the next.

    Parameters
    ----------
    modules : sequence of str
        In the order in which they are imported.

    Examples
    --------
    >>> import_failures(["json", "no_such_module"])
    {'json': '', 'no_such_module': "ModuleNotFoundError: No module named 'no_such_module'"}
    """
    failures: dict[str, str] = {}
    remaining = list(modules)
    while remaining:
        output, ending = _try(remaining)
        reported = [line.removeprefix(_MARK) for line in output.splitlines() if line.startswith(_MARK)]
        for name, _, failure in (line.partition("\t") for line in reported):
            failures[name] = failure
        remaining = remaining[len(reported) :]
        if remaining:
            failures[remaining.pop(0)] = ending
    return failures


def _try(modules: Sequence[str]) -> tuple[str, str]:
    # -P: a file of the current folder must not pass for a library.
    command = [sys.executable, "-P", "-c", _TRIAL, *modules]
    try:
        finished = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        return (error.stdout or b"").decode(), f"no end after {SECONDS} s"
    if finished.returncode < 0:
        return finished.stdout, f"crashed with signal {-finished.returncode}"
    last = finished.stderr.strip().splitlines()[-1:]
    return finished.stdout, last[0] if last else f"ended with exit status {finished.returncode}"
