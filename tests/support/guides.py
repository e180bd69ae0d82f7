"""What the guides and the README say: their blocks, the commands in them, and a course on which these can be tried."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import typer.main
from markdown_it import MarkdownIt

from autograders.cli.app import app

from .tiny_repository import ACTIVITY, EXERCISE, REPORT, ROOT, add_report_exercise, make_tiny_repository

GUIDE = ROOT / "course" / "guide"
PAGES = tuple(sorted(GUIDE.glob("*.md")))
# Pages of the site that lie beside it, and the page before the site.
OTHER_PAGES = (*sorted((ROOT / "course").glob("*.md")), ROOT / "README.md")
PROGRAMS = ("atelier", "nbgrader", "dask", "pip", "jupyter", "jupyterhub", "sphinx-build")
_CAPTION = re.compile(r":caption: (.+)\n\n")
# The tiny case study under the names of the real one that the guides speak of.
_NAMES = {ACTIVITY: "a2_1_digitisation", EXERCISE: "c2_1_3_deployment", REPORT: "c2_1_4_digitisation_report"}


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, the file that it is, if it is one, and its text."""

    language: str
    caption: str
    text: str


def blocks(page: Path, language: str = "") -> Iterator[Block]:
    """Yield a page's blocks, those of one language if it is named."""
    for token in _parsed(page):
        if token.type != "fence":
            continue
        caption = _CAPTION.match(token.content)
        text = token.content[caption.end() :] if caption else token.content
        block = Block(token.info.split()[-1] if token.info else "", caption.group(1) if caption else "", text)
        if language in ("", block.language):
            yield block


def command_lines(page: Path) -> Iterator[tuple[str, ...]]:
    """Yield the commands of a page's blocks for the shell, in order, each as its words."""
    for block in blocks(page, "sh"):
        for line in block.text.replace("\\\n", " ").splitlines():
            yield from (tuple(shlex.split(part, comments=True)) for part in line.split(" && ") if part.strip())


def mentioned_commands(page: Path) -> Iterator[tuple[str, ...]]:
    """Yield the commands that stand in a page's prose and tables, each as its words."""
    for token in _parsed(page):
        for child in token.children or ():
            if child.type == "code_inline":
                words = shlex.split(child.content)
                if len(words) > 1 and Path(words[0]).name in PROGRAMS:
                    yield tuple(words)


def units(words: tuple[str, ...]) -> set[str]:
    """Return what of a command has to be exercised: itself, and each of its options.

    Raises
    ------
    AssertionError
        If ``atelier`` has no such command or option.

    Examples
    --------
    >>> sorted(units((".venv/bin/atelier", "grade", "A2.1", "--again")))
    ['atelier grade', 'atelier grade --again']
    """
    program, arguments = Path(words[0]).name, list(words[1:])
    options = [word.partition("=")[0] for word in arguments if word.startswith("--") and len(word) > 2]
    if program != "atelier":
        name = " ".join([program, *_leading_words(arguments)])
        return {name} | {f"{name} {option}" for option in options}
    command, name = typer.main.get_command(app), program
    while arguments and arguments[0] in getattr(command, "commands", {}):
        name = f"{name} {arguments[0]}"
        command = command.commands[arguments.pop(0)]
    assert not hasattr(command, "commands") or not arguments or command.invoke_without_command, f"no such: {words}"
    known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
    assert known >= set(options) - {"--help"}, f"no such option: {words}"
    return {name} | {f"{name} {option}" for option in options if option != "--help"}


def _leading_words(arguments: list[str]) -> Iterator[str]:
    # Of nbgrader db and dask, which have commands of commands.
    for word in arguments[:3]:
        if not re.fullmatch(r"[a-z_]+", word):
            return
        yield word


def _parsed(page: Path):
    return MarkdownIt("commonmark").enable("table").parse(page.read_text(encoding="utf-8"))


def make_small_repository(root: Path) -> Path:
    """Write a repository with a fast case study A2.1, of two notebooks, under the names that the guides use."""
    add_report_exercise(make_tiny_repository(root))
    for path in sorted(root.rglob("*"), reverse=True):
        if path.is_file():
            path.write_text(_renamed(path.read_text(encoding="utf-8")), encoding="utf-8")
        if path.name in _NAMES:
            path.rename(path.with_name(_NAMES[path.name]))
    return root


def _renamed(text: str) -> str:
    for old, new in _NAMES.items():
        text = text.replace(old, new)
    return text
