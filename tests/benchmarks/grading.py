"""Grades cohorts of C2.1.2 by stock nbgrader and by ``atelier grade``, in the same run, and prints how they compare.

Run by hand on an idle machine: ``python tests/benchmarks/grading.py [--json]``, twenty minutes on two cores; it needs
the extra ``cluster``. The same notebooks, of mixed strength, go through both: those of the exercise's bank that end by
themselves, in turn. Stock is nbgrader's own command under its own configuration (one process, a kernel for each
notebook), measured on ``STOCK`` submissions and scaled; what each further submission takes is the slope between two
cohorts. Neither makes feedback pages.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterable
from contextlib import chdir, redirect_stdout
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from io import StringIO
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from time import perf_counter, process_time

import nbformat
from nbformat import NotebookNode

from autograders.assignments import (
    ActivityPackage,
    BankSubmission,
    Course,
    ExercisePackage,
    apply_submission,
    build_activity,
    open_course,
    read_bank,
)
from autograders.authoring.cohort import SimulatedCandidate
from autograders.authoring.demo import hand_in

ROOT = Path(__file__).resolve().parents[2]
ACTIVITY, EXERCISE = "a2_1_digitisation", "c2_1_2_point_cloud_quality"
PARTS = ("course/referential.toml", "course/course.toml", "datasets/scanner_bench", f"exercises/{ACTIVITY}/{EXERCISE}")
ATELIER, NBGRADER = (Path(sys.executable).parent / name for name in ("atelier", "nbgrader"))
WORKERS = 2
FEW, STOCK, SMALL, LARGE, STORED = 4, 20, 40, 200, 1000
# Stock waits for them until its time is over, or does not come back.
ENDLESS = {"infinite_loop", "endless_output", "huge_memory", "process_exit"}
# Of control groups, version 1; to be mounted and writable.
CPU_ACCOUNTS = Path("/sys/fs/cgroup/cpuacct")
SETTINGS = 'format = 1\ncourse_id = "benchmark"\nrepository = "{repository}"\nvariants = 3\n'
OUR_CONFIGURATION = """\
from pathlib import Path

from autograders.grading.configuration import configure

c = get_config()
configure(c, Path(__file__).parent)
"""
_NOTEBOOKS = shutil.ignore_patterns("*.ipynb")
STOCK_CONFIGURATION = 'c = get_config()\nc.CourseDirectory.course_id = "benchmark"\n'


class CpuMeter:
    """A control group of its own: the kernel counts there what all processes take, whoever reaps them."""

    def __init__(self) -> None:
        self._folder = Path(mkdtemp(prefix="atelier-", dir=CPU_ACCOUNTS))

    def enter(self) -> None:
        """Count this process and all that it starts from now on."""
        (self._folder / "cgroup.procs").write_text(str(os.getpid()))

    def seconds(self) -> float:
        """Return what was counted."""
        return int((self._folder / "cpuacct.usage").read_text()) / 1e9


@dataclass(frozen=True)
class Timing:
    """What a command and all that it started took."""

    wall_seconds: float
    cpu_seconds: float


def small_repository(folder: Path) -> Path:
    """Return a repository whose activity is the one exercise."""
    for part in PARTS:
        source, target = ROOT / part, folder / part
        target.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if source.is_dir() else shutil.copy)(source, target)
    activity = folder / "exercises" / ACTIVITY
    shutil.copy(ROOT / "exercises" / ACTIVITY / "brief.md", activity)
    (activity / "activity.toml").write_text(
        f'format = 1\ncode = "A2.1"\ntitle = "Numérisation"\nexercises = ["{EXERCISE}"]\n', encoding="utf-8"
    )
    return folder


def new_course(folder: Path, repository: Path) -> tuple[Course, ActivityPackage]:
    """Return a course in which the exercise is built."""
    folder.mkdir()
    (folder / "course.toml").write_text(SETTINGS.format(repository=repository), encoding="utf-8")
    (folder / "nbgrader_config.py").write_text(OUR_CONFIGURATION, encoding="utf-8")
    course = open_course(folder)
    activity = course.repository.find_activity("A2.1")
    build_activity(course, activity)
    return course, activity


def copied(course: Course, folder: Path, configuration: str, hand_ins: Path, count: int) -> Path:
    """Return a copy of a course in which nothing is graded, with the first so many hand-ins."""
    shutil.copytree(course.folder, folder, ignore=shutil.ignore_patterns("submitted"))
    (folder / "nbgrader_config.py").write_text(configuration, encoding="utf-8")
    for candidate in sorted(hand_ins.iterdir())[:count]:
        shutil.copytree(candidate, folder / "submitted" / candidate.name)
    return folder


def hand_in_mixed(course: Course, activity: ActivityPackage, count: int) -> None:
    """Hand in the bank's submissions in turn."""
    bank = [submission for submission in read_bank(activity.exercises[0]) if submission.name not in ENDLESS]
    for number in range(count):
        chosen = bank[number % len(bank)]
        make = partial(_made, chosen)
        hand_in(course, activity, SimulatedCandidate(f"candidate{number:04d}", chosen.summary, make))


def _made(chosen: BankSubmission, package: ExercisePackage, _: object) -> NotebookNode:
    return apply_submission(package, chosen)


def command(*arguments: str, folder: Path) -> Timing:
    """Run a command to its end."""
    meter = CpuMeter()
    start = perf_counter()
    done = subprocess.run(
        arguments,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=meter.enter,
    )
    wall = perf_counter() - start
    if done.returncode > 1:
        raise SystemExit(f"{' '.join(arguments)}\n{done.stdout}\n{done.stderr}")
    return Timing(wall, meter.seconds())


def graded(folder: Path, *options: str) -> Timing:
    """Grade what was handed in by our command."""
    return command(str(ATELIER), "grade", "A2.1", "--no-feedback", *options, folder=folder)


def graded_by_stock(folder: Path) -> Timing:
    """Grade what was handed in by nbgrader's command; it puts what it finds beside the source beside each notebook."""
    shutil.copytree(folder / "release" / ACTIVITY, folder / "source" / ACTIVITY, dirs_exist_ok=True, ignore=_NOTEBOOKS)
    timing = command(str(NBGRADER), "autograde", ACTIVITY, "--create", folder=folder)
    for place in (folder / "autograded").glob(f"*/{ACTIVITY}/{EXERCISE}.ipynb"):
        first = next(cell for cell in nbformat.read(place, as_version=4).cells if cell.cell_type == "code")
        if any(output.output_type == "error" for output in first.outputs):
            raise SystemExit(f"{place}: its first cell fails, so that nothing else of it is measured")
    return timing


def peak_of_workers_mb() -> float:
    """Return the largest resident memory that a process started from this one ever had."""
    parents, peaks = {}, {}
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            lines = dict(line.split(":\t", 1) for line in status.read_text().splitlines() if ":\t" in line)
        except OSError:
            continue
        number = int(status.parent.name)
        parents[number] = int(lines["PPid"])
        peaks[number] = int(lines.get("VmHWM", "0 kB").split()[0])

    def is_below(number: int) -> bool:
        parent = parents.get(number, 0)
        return parent == os.getpid() or (parent > 1 and is_below(parent))

    return max((peak for number, peak in peaks.items() if is_below(number)), default=0) * 1024 / 1e6


def cpu_by_candidate(folder: Path) -> tuple[dict[str, float], float]:
    """Return the processor time from the result before to each candidate's, seconds, and the workers' peak, MB."""
    from autograders.grading import grade_activity

    course = open_course(folder)
    activity = course.repository.find_activity("A2.1")
    meter = CpuMeter()
    meter.enter()
    seen: list[float] = []
    grade_activity(course, activity, progress=lambda *_: seen.append(meter.seconds()), workers=1)
    names = sorted(path.name for path in (folder / "submitted").iterdir())
    # One worker takes them in this order. The first ones warm up; at the last, nothing is under way any more.
    spent = [after - before for before, after in pairwise(seen)]
    return dict(list(zip(names, spent, strict=False))[3:-1]), peak_of_workers_mb()


def cpu_of_cells_seconds(folder: Path, libraries: Iterable[str]) -> dict[str, float]:
    """Return the processor time of each candidate's cells in an interpreter that has imported what they import."""
    # The first one before Open3D: it finds libusb.
    for name in ("autograders.candidate.virtual_scanner", *libraries):
        import_module(name)
    import matplotlib.pyplot
    from ipykernel.inprocess.ipkernel import InProcessKernel

    shell = InProcessKernel().shell
    shell.run_line_magic("matplotlib", "inline")
    found = {}
    for place in sorted(folder.glob(f"*/{ACTIVITY}")):
        notebook = nbformat.read(place / f"{EXERCISE}.ipynb", as_version=4)
        start = process_time()
        with chdir(place), redirect_stdout(StringIO()):
            for cell in notebook.cells:
                if cell.cell_type == "code":
                    shell.run_cell(cell.source)
        found[place.parent.name] = process_time() - start
        shell.reset()
        matplotlib.pyplot.close("all")
    return found


def measured(folder: Path, tell: Callable[[str], None]) -> dict[str, float]:
    """Return the figures of one run."""
    repository = small_repository(folder / "repository")
    course, activity = new_course(folder / "course", repository)
    hand_in_mixed(course, activity, STORED)
    hand_ins = course.folder / "submitted"

    def fresh(name: str, count: int, configuration: str = OUR_CONFIGURATION) -> Path:
        return copied(course, folder / name, configuration, hand_ins, count)

    workers = ("--workers", str(WORKERS))
    few, stock = (graded_by_stock(fresh(f"stock{count}", count, STOCK_CONFIGURATION)) for count in (FEW, STOCK))
    tell(f"stock: {few}, {stock}")
    small, large = (graded(fresh(f"ours{count}", count), *workers) for count in (SMALL, LARGE))
    tell(f"ours: {small}, {large}")
    stock_each = (stock.wall_seconds - few.wall_seconds) / (STOCK - FEW)
    stock_cpu_each = (stock.cpu_seconds - few.cpu_seconds) / (STOCK - FEW)
    ours_each = (large.wall_seconds - small.wall_seconds) / (LARGE - SMALL)

    def stock_whole(count: int) -> float:
        return stock.wall_seconds + stock_each * (count - STOCK)

    warm = partial(
        cpu_of_cells_seconds, folder / f"stock{STOCK}" / "autograded", activity.exercises[0].exercise.libraries
    )
    # Before and after: the machine's state changes what cells take by more than what is added to them.
    before = warm()
    spent, peak_mb = cpu_by_candidate(fresh("one", STOCK + 4))
    after = warm()
    cells = {name: (before[name] + after[name]) / 2 for name in before}
    # Candidate by candidate, since their cells differ by more than what is added to them.
    both = sorted(cells.keys() & spent.keys())
    added = statistics.median(spent[name] - cells[name] for name in both)
    cells_each = statistics.mean(cells[name] for name in both)
    drift = statistics.mean(after[name] - before[name] for name in both)
    tell(
        f"cells: {cells_each:.3f} s, with all: {statistics.mean(spent[name] for name in both):.3f} s; drift {drift:.3f}"
    )
    local, dask = large, on_cluster(fresh("cluster", LARGE))
    tell(f"cluster: {dask}")
    stored = fresh("stored", STORED)
    run = graded(stored, *workers)
    judge = repository / "exercises" / ACTIVITY / EXERCISE / "grading.py"
    judge.write_text(judge.read_text(encoding="utf-8") + "\n# Another version.\n", encoding="utf-8")
    regraded = command(str(ATELIER), "regrade", "A2.1", folder=stored)
    tell(f"stored: {run}, regraded: {regraded}")
    return {
        "ratio_whole_200": stock_whole(LARGE) / large.wall_seconds,
        "ratio_whole_40": stock_whole(SMALL) / small.wall_seconds,
        "ratio_grading_only": stock_each / ours_each,
        "ratio_overhead": (stock_cpu_each - cells_each) / added,
        "stock_seconds_each": stock_each,
        "ours_seconds_each": ours_each,
        "cells_cpu_ms_mean": 1000 * cells_each,
        "added_cpu_ms_median": 1000 * added,
        "worker_peak_mb": peak_mb,
        "regrade_ratio": run.wall_seconds / regraded.wall_seconds,
        "regrade_ratio_to_stock": stock_whole(STORED) / regraded.wall_seconds,
        "dask_to_local": dask.wall_seconds / local.wall_seconds,
    }


def on_cluster(folder: Path) -> Timing:
    """Grade on a scheduler of this machine with as many workers, started before."""
    from distributed import LocalCluster

    with LocalCluster(n_workers=WORKERS, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        return graded(folder, "--scheduler", cluster.scheduler_address)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    with TemporaryDirectory(prefix="atelier-benchmark-") as folder:
        figures = measured(Path(folder), lambda line: print(line, file=sys.stderr, flush=True))
    if chosen.json:
        print(json.dumps({name: round(value, 3) for name, value in figures.items()}, indent=2))
    else:
        for name, value in figures.items():
            print(f"{name:26} {value:10.2f}")


if __name__ == "__main__":
    main()
