"""Times a verdict in a practice kernel: wall time of the graded cell less that of the same cell without a judge.

Run by hand: ``python tests/benchmarks/bench_feedback.py``. Prints JSON, medians over 20 runs in milliseconds:
``graded_cell`` with its verdict, ``plain_cell`` of another that displays as much, ``grader`` what the grader itself
took, ``feedback`` the rest.
"""

import json
import os
import statistics
import sys
import tempfile
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from support.practice_kernel import practice_kernel
from support.tiny_repository import ACTIVITY, COVERAGE, EXERCISE, make_tiny_repository

from autograders.assignments import open_repository, write_declarations
from autograders.lab.feedback.desk import Desk
from autograders.lab.feedback.protocol import JudgeRequest, Place
from autograders.lab.home.variants import ensure_variant

REPETITIONS = 20


def median_ms(action):
    times = []
    for _ in range(REPETITIONS):
        start = perf_counter()
        action()
        times.append(1000 * (perf_counter() - start))
    return round(statistics.median(times), 1)


def grader_ms(home, digest):
    desk = Desk()
    place = Place(folder=home, activity=ACTIVITY, exercise=EXERCISE, variant=digest)
    request = JudgeRequest(place=place, criteria=(COVERAGE,), answers={"mean_mm": 3.0})
    seconds = [desk.reply(request).seconds for _ in range(REPETITIONS)]
    desk.end()
    return round(1000 * statistics.median(seconds), 1)


def main():
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        root = make_tiny_repository(Path(folder) / "repository")
        os.environ |= {"ATELIER_REPOSITORY": str(root), "ATELIER_DATA": str(Path(folder) / "data")}
        home = Path(folder) / "atelier" / ACTIVITY
        home.mkdir(parents=True)
        write_declarations(open_repository(root).find_activity(ACTIVITY).exercises, home / "declarations")
        variant = ensure_variant(home)
        with practice_kernel(home, dict(os.environ)) as kernel:
            kernel.run(f'from autograders.candidate import answer, open_case\ncase = open_case("{EXERCISE}")')
            start = perf_counter()
            kernel.run('answer("mean_mm", 3.0)')
            first_ms = 1000 * (perf_counter() - start)
            graded_ms = median_ms(lambda: kernel.run('answer("mean_mm", 3.0)'))
            plain_ms = median_ms(lambda: kernel.run("from IPython.display import HTML\nHTML('<p>3</p>')"))
        grader = grader_ms(home, next(iter(variant.digests.values())))
    measured = {
        "first_verdict": round(first_ms, 1),
        "graded_cell": graded_ms,
        "plain_cell": plain_ms,
        "grader": grader,
        "feedback": round(graded_ms - plain_ms - grader, 1),
        "load_average": round(os.getloadavg()[0], 1),
    }
    print(json.dumps(measured))


if __name__ == "__main__":
    main()
