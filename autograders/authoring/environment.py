"""Whether this machine is fit for the course: what ``atelier doctor`` looks at."""

import ctypes
import importlib.metadata
import importlib.util
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from .imports import import_failures
from .progress import Progress, silent

# Nothing heavy is imported by this module: what it examines may be broken.
if TYPE_CHECKING:
    from autograders.sandbox import ConfinementReport

DISTRIBUTION = "atelier-maquette"
REINSTALL = "Run 'pip install -e .' again in the environment of the course."
ENOUGH_BYTES = 2 * 1024**3
LEAST_BYTES = 200 * 1024**2
_MODULES = {
    "google-re2": "re2",
    "jupyterlab-language-pack-fr-fr": "jupyterlab_language_pack_fr_FR",
    "python-dateutil": "dateutil",
    "python-docx": "docx",
    "libusb-package": "libusb_package",
    "markdown-it-py": "markdown_it",
    "open3d-cpu": "open3d",
    "pillow": "PIL",
    "scikit-image": "skimage",
    "spiffworkflow": "SpiffWorkflow",
}
_LIBUSB = "libusb-1.0.so.0"
SERVER_EXTENSIONS = ("nbgrader.server_extensions.formgrader", "jupyterlab_jupytext")
LAB_EXTENSIONS = ("@jupyter/nbgrader", "jupyterlab-jupytext")


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


def examine(folder: Path, progress: Progress = silent) -> tuple[Finding, ...]:
    """Return what there is to say about this machine.

    Parameters
    ----------
    folder : Path
        Where one works; its course, disk and rights are looked at.
    progress : Progress
    """
    findings: list[Finding] = []
    steps: list[Callable[[], Sequence[Finding]]] = [
        lambda: [python_version()],
        lambda: [libusb(), *libraries(declared_requirements())],
        lambda: _course_and_confinement(folder, findings),
        lambda: [server_extension(name) for name in SERVER_EXTENSIONS],
        lambda: [lab_extension(name) for name in LAB_EXTENSIONS],
        lambda: [kernel(), disk_space(folder)],
        lambda: [write_access(place) for place in (folder, Path(tempfile.gettempdir()))],
    ]
    for done, step in enumerate(steps):
        progress("Examining the machine", done, len(steps))
        findings += step()
    progress("Examining the machine", len(steps), len(steps))
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


def libraries(requirements: Sequence[str]) -> tuple[Finding, ...]:
    """Return whether the declared libraries are there, in versions that fit, and can be imported.

    Parameters
    ----------
    requirements : sequence of str
        As declared, such as ``numpy>=2,<3``.
    """
    from packaging.requirements import Requirement

    wanted = [Requirement(requirement) for requirement in requirements]
    failures = import_failures([_module(item.name) for item in wanted if _version(item.name)])
    return tuple(_library(item.name, str(item.specifier), failures.get(_module(item.name), "")) for item in wanted)


def _library(name: str, specifier: str, failure: str) -> Finding:
    from packaging.specifiers import SpecifierSet

    version = _version(name)
    if not version:
        return Finding(name=name, fitness=Fitness.FAULT, detail="not installed", repair=REINSTALL)
    if not SpecifierSet(specifier).contains(version, prereleases=True):
        detail = f"{version} found, {specifier} expected"
        return Finding(name=name, fitness=Fitness.FAULT, detail=detail, repair=REINSTALL)
    if failure:
        detail = f"{version}, but cannot be imported: {failure}"
        return Finding(name=name, fitness=Fitness.FAULT, detail=detail, repair=_import_repair(failure))
    return Finding(name=name, fitness=Fitness.OK, detail=version)


def libusb() -> Finding:
    """Return whether Open3D finds libusb-1.0, the system's or the one that a package carries."""
    if sys.platform != "linux":
        return Finding(name="libusb-1.0", fitness=Fitness.OK, detail="not needed on this system")
    try:
        ctypes.CDLL(_LIBUSB)
    except OSError as error:
        if importlib.util.find_spec("libusb_package") is not None:
            return Finding(name="libusb-1.0", fitness=Fitness.OK, detail="carried by libusb-package")
        repair = "Install the system package libusb-1.0-0 (Debian, Ubuntu) or libusb1 (Fedora)."
        return Finding(name="libusb-1.0", fitness=Fitness.FAULT, detail=str(error), repair=repair)
    return Finding(name="libusb-1.0", fitness=Fitness.OK, detail="of the system")


def confinement(report: "ConfinementReport", *, accept_reduced: bool) -> Finding:
    """Return what the level of confinement means for grading.

    Parameters
    ----------
    report : ConfinementReport
    accept_reduced : bool
        As the course's settings say.
    """
    from autograders.sandbox import ConfinementLevel

    lacking = [mechanism for mechanism in report.mechanisms if not mechanism.available]
    detail = str(report.level)
    if lacking:
        detail += "; missing: " + ", ".join(f"{mechanism.name} ({mechanism.detail})" for mechanism in lacking)
    repair = " ".join(dict.fromkeys(mechanism.repair for mechanism in lacking if mechanism.repair))
    match report.level:
        case ConfinementLevel.FULL:
            return Finding(name="confinement", fitness=Fitness.OK, detail=detail, repair=repair)
        case ConfinementLevel.REDUCED if accept_reduced:
            return Finding(name="confinement", fitness=Fitness.WARNING, detail=detail, repair=repair)
        case ConfinementLevel.REDUCED:
            repair = f"{repair} Or accept it: accept_reduced_confinement = true in course/course.toml.".strip()
    return Finding(name="confinement", fitness=Fitness.FAULT, detail=detail, repair=repair)


def _course_and_confinement(folder: Path, findings: Sequence[Finding]) -> list[Finding]:
    if any(finding.fitness is Fitness.FAULT for finding in findings):
        detail = "not examined: it needs a Python and libraries without faults"
        return [Finding(name="confinement", fitness=Fitness.FAULT, detail=detail, repair="Repair those first.")]
    from autograders.assignments import open_course
    from autograders.candidate.errors import AtelierError
    from autograders.sandbox import probe_confinement

    accept_reduced = False
    try:
        opened = open_course(folder)
    except AtelierError as error:
        course = Finding(name="course", fitness=Fitness.FAULT, detail=str(error), repair="Mend that first.")
    else:
        accept_reduced = opened.settings.accept_reduced_confinement
        course = Finding(name="course", fitness=Fitness.OK, detail=str(opened.folder))
    return [course, confinement(probe_confinement(), accept_reduced=accept_reduced)]


def server_extension(name: str) -> Finding:
    """Return whether an extension of Jupyter's server is enabled."""
    from jupyter_core.paths import jupyter_config_path
    from jupyter_server.extension.config import ExtensionConfigManager

    label = f"server extension {name.removeprefix('nbgrader.server_extensions.')}"
    repair = f"Run 'jupyter server extension enable --sys-prefix {name}'."
    manager = ExtensionConfigManager(read_config_path=jupyter_config_path())
    enabled = manager.get_jpserver_extensions().get(name)  # type: ignore[no-untyped-call]
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


def declared_requirements() -> list[str]:
    """Return the libraries that this distribution declares for this machine, sorted."""
    from packaging.requirements import Requirement

    declared = [Requirement(text) for text in importlib.metadata.requires(DISTRIBUTION) or []]
    here = [item for item in declared if item.marker is None or item.marker.evaluate({"extra": ""})]
    return sorted(f"{item.name}{item.specifier}" for item in here)


def _module(distribution: str) -> str:
    return _MODULES.get(distribution, distribution.replace("-", "_"))


def _version(distribution: str) -> str:
    try:
        return importlib.metadata.version(distribution)
    except importlib.metadata.PackageNotFoundError:
        return ""


def _import_repair(failure: str) -> str:
    missing, found, _ = failure.partition(": cannot open shared object file")
    if found:
        return f"Install the system package that carries {missing.split()[-1]}."
    return REINSTALL
