"""``killed_command.py MOMENT NUMBER ARGUMENTS...``: the real ``atelier`` command, killed by SIGKILL at a moment.

A moment is the end of a function of the product; the process dies there the NUMBERth time.
"""

import os
import signal
import sys
from importlib import import_module

MOMENTS = {
    "when the workers are being started": ("pools", "LocalPool", "submit"),
    "when scores are about to be committed": ("gradebook", "GradebookWriter", "_write_rows"),
    "when the graded copy is not in its place yet": ("transactions", "Database", "until_done"),
    "between gradebook and records": ("gradebook", "GradebookWriter", "write"),
    "when records are about to be committed": ("store", "", "_insert"),
    "when a criterion is sent to a person for all": ("gradebook", "GradebookWriter", "rescore"),
}


def die_at(moment, number):
    module_name, owner_name, name = MOMENTS[moment]
    floor = "records" if module_name == "store" else "grading"
    module = import_module(f"autograders.{floor}.{module_name}")
    owner = getattr(module, owner_name) if owner_name else module
    original = getattr(owner, name)
    times = iter(range(1, number))

    def deadly(*arguments, **named):
        result = original(*arguments, **named)
        if next(times, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(owner, name, deadly)


if __name__ == "__main__":
    from autograders.cli import main

    if sys.argv[1] != "never":
        die_at(sys.argv[1], int(sys.argv[2]))
    sys.exit(main(sys.argv[3:]))
