"""A Dask cluster of real processes on this machine: a scheduler, and workers that share no folder with anybody."""

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

START_SECONDS = 120


@dataclass(frozen=True)
class Cluster:
    address: str
    scheduler: subprocess.Popen
    workers: tuple[subprocess.Popen, ...]
    folders: tuple[Path, ...]


@contextlib.contextmanager
def dask_cluster(folder: Path, workers: int) -> Iterator[Cluster]:
    """Start a scheduler and some workers, each in a folder of its own; end them afterwards."""
    started = []

    def start(place, *arguments):
        place.mkdir()
        # What a worker writes goes into its own folder, and it starts in it.
        environment = os.environ | {"TMPDIR": str(place), "HOME": str(place)}
        command = [sys.executable, "-m", "dask", *arguments]
        with (place / "log").open("w") as log:
            started.append(subprocess.Popen(command, cwd=place, env=environment, stdout=log, stderr=log))

    try:
        file = folder / "scheduler.json"
        start(
            folder / "scheduler",
            *["scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file)],
        )
        address = _address(file, started[0])
        places = tuple(folder / f"worker-{number}" for number in range(workers))
        for place in places:
            start(place, "worker", address, "--nworkers", "1", "--nthreads", "1", "--no-nanny", "--no-dashboard")
        from distributed import Client

        with Client(address, set_as_default=False) as client:
            client.wait_for_workers(workers, timeout=START_SECONDS)
        yield Cluster(address, started[0], tuple(started[1:]), places)
    finally:
        for process in reversed(started):
            process.kill()
            process.wait()


def _address(file: Path, scheduler: subprocess.Popen) -> str:
    deadline = monotonic() + START_SECONDS
    while monotonic() < deadline and scheduler.poll() is None:
        with contextlib.suppress(OSError, ValueError):  # not there yet, or half written
            return json.loads(file.read_text())["address"]
        with contextlib.suppress(subprocess.TimeoutExpired):
            scheduler.wait(0.05)
    raise AssertionError(f"no scheduler: {(file.parent / 'scheduler' / 'log').read_text()}")
