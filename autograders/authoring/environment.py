"""Whether this machine is fit for the course: what ``atelier doctor`` looks at."""

import importlib.metadata
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from autograders.sandbox import ConfinementLevel, ConfinementReport, probe_confinement

from .progress import Progress, silent

DISTRIBUTION = "atelier-maquette"
REINSTALL = "Run 'pip install -e .' again in the environment of the course."
ENOUGH_BYTES = 2 * 1024**3
LEAST_BYTES = 200 * 1024**2
IMPORT_SECONDS = 120
_MODULES = {
    "libusb-package": "libusb_package",
    "open3d-cpu": "open3d",
    "scikit-image": "skimage",
}
_LIBUSB = "import autograders.candidate, ctypes; ctypes.CDLL('libusb-1.0.so.0')"


class Fitness(StrEnum):
    """What a finding means for grading."""

    OK = "ok"
    WARNING = "warning"
    FAULT = "fault"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that was looked at.

    Parameters
    ----------
    name : str
    fitness : Fitness
        ``FAULT`` prevents grading, ``WARNING`` takes something away.
    detail : str
        What was found.
    repair : str
        What to do about it; empty when all is well.
    """

    name: str
    fitness: Fitness
    detail: str
    repair: str = ""


def examine(folder: Path, *, accept_reduced: bool, progress: Progress = silent) -> tuple[Finding, ...]:
    """Return what there is to say about this machine.

    Parameters
    ----------
    folder : Path
        Where the course is kept and graded; its disk and rights are looked at.
    accept_reduced : bool
        Whether the course's settings accept a reduced confinement.
    progress : Progress
    """
    requirements = _requirements()
    steps: list[Callable[[], Finding]] = [
        python_version,
        *[lambda r=requirement: library(r) for requirement in requirements],
        libusb,
        lambda: confinement(probe_confinement(), accept_reduced=accept_reduced),
        lambda: server_extension("nbgrader.server_extensions.formgrader"),
        lambda: server_extension("jupyterlab_jupytext"),
        lambda: lab_extension("@jupyter/nbgrader"),
        lambda: lab_extension("jupyterlab-jupytext"),
        kernel,
        lambda: disk_space(folder),
        lambda: write_access(folder),
        lambda: write_access(Path(tempfile.gettempdir())),
    ]
    findings = []
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        for done, finding in enumerate(pool.map(lambda step: step(), steps), start=1):
            findings.append(finding)
            progress("Examining the machine", done, len(steps))
    return tuple(findings)


def python_version(version: tuple[int, int, int] = sys.version_info[:3]) -> Finding:
    """Return whether the interpreter is one of those that the course is made for.

    Examples
    --------
    >>> python_version((3, 10, 0)).repair
    'Make the environment again with Python 3.11, 3.12 or 3.13.'
    """
    printed = ".".join(str(part) for part in version)
    if (3, 11) <= version[:2] <= (3, 13):
        return Finding(name="Python", fitness=Fitness.OK, detail=printed)
    repair = "Make the environment again with Python 3.11, 3.12 or 3.13."
    return Finding(name="Python", fitness=Fitness.FAULT, detail=printed, repair=repair)


def library(requirement: str) -> Finding:
    """Return whether a declared library is there, in a version that fits, and can be imported.

    Parameters
    ----------
    requirement : str
        As declared, such as ``numpy>=2,<3``.
    """
    from packaging.requirements import Requirement

    wanted = Requirement(requirement)
    try:
        version = importlib.metadata.version(wanted.name)
    except importlib.metadata.PackageNotFoundError:
        return Finding(name=wanted.name, fitness=Fitness.FAULT, detail="not installed", repair=REINSTALL)
    if not wanted.specifier.contains(version, prereleases=True):
        detail = f"{version} found, {wanted.specifier} expected"
        return Finding(name=wanted.name, fitness=Fitness.FAULT, detail=detail, repair=REINSTALL)
    module = _MODULES.get(wanted.name, wanted.name.replace("-", "_"))
    # The candidate's package first: it loads libusb, as every notebook does.
    failure = _failure(f"import autograders.candidate, {module}")
    if failure:
        detail = f"{version}, but cannot be imported: {failure}"
        return Finding(name=wanted.name, fitness=Fitness.FAULT, detail=detail, repair=_import_repair(failure))
    return Finding(name=wanted.name, fitness=Fitness.OK, detail=version)


def libusb() -> Finding:
    """Return whether Open3D finds libusb-1.0, the system's or the one that a package carries."""
    if sys.platform != "linux":
        return Finding(name="libusb-1.0", fitness=Fitness.OK, detail="not needed on this system")
    failure = _failure(_LIBUSB)
    if failure:
        repair = "Install the system package libusb-1.0-0 (Debian, Ubuntu) or libusb1 (Fedora)."
        return Finding(name="libusb-1.0", fitness=Fitness.FAULT, detail=failure, repair=repair)
    return Finding(name="libusb-1.0", fitness=Fitness.OK, detail="found")


def confinement(report: ConfinementReport, *, accept_reduced: bool) -> Finding:
    """Return what the level of confinement means for grading.

    Parameters
    ----------
    report : ConfinementReport
    accept_reduced : bool
        As the course's settings say.
    """
    lacking = [mechanism for mechanism in report.mechanisms if not mechanism.available]
    detail = str(report.level)
    if lacking:
        detail += "; missing: " + ", ".join(f"{mechanism.name} ({mechanism.detail})" for mechanism in lacking)
    repair = " ".join(dict.fromkeys(mechanism.repair for mechanism in lacking if mechanism.repair))
    match report.level:
        case ConfinementLevel.FULL:
            return Finding(name="confinement", fitness=Fitness.OK, detail=detail)
        case ConfinementLevel.REDUCED if accept_reduced:
            return Finding(name="confinement", fitness=Fitness.WARNING, detail=detail, repair=repair)
        case ConfinementLevel.REDUCED:
            repair = f"{repair} Or accept it: accept_reduced_confinement = true in course/course.toml.".strip()
    return Finding(name="confinement", fitness=Fitness.FAULT, detail=detail, repair=repair)


def server_extension(name: str) -> Finding:
    """Return whether an extension of Jupyter's server is enabled."""
    from jupyter_core.paths import jupyter_config_path
    from jupyter_server.extension.config import ExtensionConfigManager

    label = f"server extension {name.removeprefix('nbgrader.server_extensions.')}"
    repair = f"Run 'jupyter server extension enable --sys-prefix {name}'."
    try:
        enabled = ExtensionConfigManager(read_config_path=jupyter_config_path()).get_jpserver_extensions().get(name)
    except (OSError, ValueError) as error:
        repair = "Correct or remove that file of Jupyter's configuration."
        return Finding(name=label, fitness=Fitness.WARNING, detail=f"configuration unreadable: {error}", repair=repair)
    if enabled:
        return Finding(name=label, fitness=Fitness.OK, detail="enabled")
    return Finding(name=label, fitness=Fitness.WARNING, detail="not enabled", repair=repair)


def lab_extension(name: str) -> Finding:
    """Return whether an extension of JupyterLab is installed where JupyterLab looks for it."""
    from jupyter_core.paths import jupyter_path

    found = [folder for folder in jupyter_path("labextensions") if (Path(folder) / name / "package.json").is_file()]
    if found:
        return Finding(name=f"JupyterLab extension {name}", fitness=Fitness.OK, detail="installed")
    return Finding(name=f"JupyterLab extension {name}", fitness=Fitness.WARNING, detail="not found", repair=REINSTALL)


def kernel() -> Finding:
    """Return whether Jupyter knows the kernel that notebooks name, and whether it is this Python."""
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

    repair = "Run 'python -m ipykernel install --sys-prefix' in the environment of the course."
    try:
        spec = KernelSpecManager().get_kernel_spec("python3")
    except NoSuchKernel:
        return Finding(name="kernel python3", fitness=Fitness.WARNING, detail="not installed", repair=repair)
    return Finding(name="kernel python3", fitness=Fitness.OK, detail=spec.resource_dir)


def disk_space(folder: Path) -> Finding:
    """Return whether the disk has room for variants, submissions and feedback."""
    free = shutil.disk_usage(folder).free
    detail = f"{free / 1024**3:.1f} GiB free in {folder}"
    repair = f"Free some space: {ENOUGH_BYTES / 1024**3:.0f} GiB are comfortable for a class."
    if free < LEAST_BYTES:
        return Finding(name="disk", fitness=Fitness.FAULT, detail=detail, repair=repair)
    if free < ENOUGH_BYTES:
        return Finding(name="disk", fitness=Fitness.WARNING, detail=detail, repair=repair)
    return Finding(name="disk", fitness=Fitness.OK, detail=detail)


def write_access(folder: Path) -> Finding:
    """Return whether files can be made in a folder."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        repair = f"Get the right to write in {folder}, or work in a folder of your own."
        return Finding(name="write access", fitness=Fitness.FAULT, detail=f"{folder}: {error.strerror}", repair=repair)
    return Finding(name="write access", fitness=Fitness.OK, detail=str(folder))


def _requirements() -> list[str]:
    from packaging.requirements import Requirement

    declared = [Requirement(text) for text in importlib.metadata.requires(DISTRIBUTION) or []]
    here = [item for item in declared if item.marker is None or item.marker.evaluate({"extra": ""})]
    return sorted(f"{item.name}{item.specifier}" for item in here)


def _failure(source: str) -> str:
    # In a process of its own: a library that crashes is a finding, not the end of the examination.
    command = [sys.executable, "-P", "-c", source]
    try:
        finished = subprocess.run(command, capture_output=True, text=True, timeout=IMPORT_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return f"no end after {IMPORT_SECONDS} s"
    if finished.returncode == 0:
        return ""
    if finished.returncode < 0:
        return f"crashed with signal {-finished.returncode}"
    lines = finished.stderr.strip().splitlines()
    return lines[-1] if lines else f"exit status {finished.returncode}"


def _import_repair(failure: str) -> str:
    missing, found, _ = failure.partition(": cannot open shared object file")
    if found:
        return f"Install the system package that carries {missing.split()[-1]}."
    return REINSTALL
