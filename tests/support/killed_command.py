"""``killed_command.py MOMENTS ARGUMENTS...``: the real ``atelier`` command, killed by SIGKILL at moment after moment.

A moment is the end of a function of the product; the process dies there the given time. Each is a process of its own,
forked when all is imported; the last run, which nothing kills, is this one.
"""

import json
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


def status_of_killed(moment, number, arguments):
    child = os.fork()
    if child == 0:
        die_at(moment, number)
        os._exit(main(arguments))
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    from autograders.cli import main

    for name in ("gradebook", "cohort_run", "pools"):
        import_module(f"autograders.grading.{name}")
    for moment, number in json.loads(sys.argv[1]).items():
        status = status_of_killed(moment, number, sys.argv[2:])
        if status != -signal.SIGKILL:
            sys.exit(f"{moment}: exit status {status}")
    sys.exit(main(sys.argv[2:]))
