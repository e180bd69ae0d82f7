"""Which parts of the file system a notebook may see: Python, its packages, and little else."""

import os
import site
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

# The folder of the package `autograders`, of which only the public part may be read.
PACKAGE = Path(__file__).resolve().parents[1]
PUBLIC = (PACKAGE / "__init__.py", PACKAGE / "candidate")

# Shared libraries, fonts, time zones, character tables; number of processors and size of memory.
_SYSTEM = (
    "/lib",
    "/lib64",
    "/usr/lib",
    "/usr/lib64",
    "/usr/share/fonts",
    "/usr/share/fontconfig",
    "/usr/share/zoneinfo",
    "/usr/share/locale",
    "/usr/share/i18n",
    "/etc/fonts",
    "/etc/localtime",
    "/etc/ld.so.cache",
    "/proc/cpuinfo",
    "/proc/meminfo",
    "/sys/devices/system/cpu",
)
DEVICES = tuple(Path("/dev") / name for name in ("null", "zero", "full", "random", "urandom"))


@dataclass(frozen=True)
class View:
    """What a session sees beside its scratch folder.

    Parameters
    ----------
    readable : tuple of Path
        Real paths of files and folders, to be read only.
    links : tuple of (Path, str)
        Symbolic links by which they are also known, and their targets.
    """

    readable: tuple[Path, ...]
    links: tuple[tuple[Path, str], ...]

    def merged(self, other: "View") -> "View":
        """Return what is seen through either."""
        return View(_outermost([*self.readable, *other.readable]), (*self.links, *other.links))


def python_view(package: Path = PACKAGE) -> View:
    """Return the view that every session of this interpreter shares.

    Parameters
    ----------
    package : Path
        Folder whose content is withheld, its public part excepted.
    """
    return make_view(python_paths(), package)


def make_view(paths: Iterable[Path], package: Path = PACKAGE) -> View:
    """Return the view of these paths, links resolved and a withheld package left out.

    Parameters
    ----------
    paths : iterable of Path
        Files and folders; those that do not exist are passed over.
    package : Path
        Folder whose content is withheld, its public part excepted.
    """
    readable: dict[Path, None] = {}
    links: dict[Path, str] = {}
    for path in paths:
        if path.exists():
            links |= dict(_links_on_the_way(path))
            readable |= dict.fromkeys(without(path.resolve(), package))
    readable |= dict.fromkeys(entry for entry in (package / "__init__.py", package / "candidate") if entry.exists())
    return View(_outermost(readable), tuple(links.items()))


def python_paths() -> list[Path]:
    """Return the folders of this interpreter and of the system that imports and plots read."""
    names = ("stdlib", "platstdlib", "purelib", "platlib")
    packages = [entry for entry in sys.path if Path(entry).name in {"site-packages", "dist-packages"}]
    own = [sysconfig.get_path(name) for name in names]
    libraries = [sysconfig.get_config_var("LIBDIR"), *own, *site.getsitepackages(), *packages]
    return [Path(entry) for entry in [*libraries, *_SYSTEM] if entry]


def without(path: Path, withheld: Path) -> Iterator[Path]:
    """Yield `path`, or, where `withheld` lies inside, its entries one by one without it.

    Examples
    --------
    >>> list(without(Path("/usr/lib"), Path("/home/me/atelier")))
    [PosixPath('/usr/lib')]
    """
    if path == withheld or withheld in path.parents:
        return
    if path not in withheld.parents:
        yield path
        return
    for entry in sorted(path.iterdir()):
        if not entry.is_symlink():
            yield from without(entry, withheld)


def _outermost(paths: Iterable[Path]) -> tuple[Path, ...]:
    kept = set(paths)
    return tuple(sorted(path for path in kept if not kept & set(path.parents)))


def _links_on_the_way(path: Path) -> Iterator[tuple[Path, str]]:
    """Yield each symbolic link that is crossed from the root to `path`."""
    walked = Path("/")
    pending = list(path.absolute().parts[1:])
    crossed: set[Path] = set()
    while pending:
        walked = walked / pending.pop(0)
        if walked.is_symlink() and walked not in crossed:
            crossed.add(walked)
            target = str(walked.readlink())
            yield walked, target
            pending = [*Path(os.path.normpath(walked.parent / target)).parts[1:], *pending]
            walked = Path("/")
