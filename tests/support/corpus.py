"""Attacks and faults kept as data: a folder for each family, in it one TOML file for each thing handed in.

A file says what it attempts (or what is broken), from which honest work it starts, what that work is worth, and what
must come of it:

    what     a sentence
    start    "released" (the empty notebook, the default), "half" or "solved"
    honest   points of the honest work
    points   points that are certain in the end; those of the honest work by default
    status   "graded" (the default), "to-review" or "failed"
    told     fragments of the report's lines on this candidate

and what is done to the honest work: ``[[cells]]`` are put in, ``[[patch]]`` are operations of JSON Patch (RFC 6902) in
which a cell may be named by its nbgrader identifier, ``[file]`` changes the bytes of the notebook, ``[[files]]`` lie
beside it. ``family.toml`` holds what all files of a folder share.
"""

import json
import os
import socket
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_raw_cell
from support.tiny_course import COVERAGE_CELL, grade_id_of
from support.tiny_repository import EXERCISE

KEYS = {"what", "start", "honest", "points", "status", "told", "cells", "patch", "file", "files"}
MAKE = {"code": new_code_cell, "markdown": new_markdown_cell, "raw": new_raw_cell}


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One attack or fault."""

    family: str
    name: str
    what: str
    honest: float
    points: float
    status: str
    told: tuple[str, ...]
    start: str
    change: dict[str, Any]

    def __str__(self):
        return f"{self.family}/{self.name}"


@dataclass(frozen=True, kw_only=True)
class Family:
    """The entries of one folder.

    Parameters
    ----------
    name : str
    settings : tuple of str
        Lines for the course's nbgrader_config.py.
    preamble : str
        Source of a first cell that every notebook of the family gets; empty for none.
    entries : tuple of Entry
    """

    name: str
    settings: tuple[str, ...]
    preamble: str
    entries: tuple[Entry, ...]


def read_families(root: Path) -> dict[str, Family]:
    """Return the families below a folder by name."""
    folders = sorted(path.parent for path in root.glob("*/family.toml"))
    return {folder.name: _read_family(folder) for folder in folders}


def _read_family(folder: Path) -> Family:
    shared = tomllib.loads((folder / "family.toml").read_text(encoding="utf-8"))
    paths = sorted(path for path in folder.glob("*.toml") if path.name != "family.toml")
    return Family(
        name=folder.name,
        settings=tuple(shared.get("settings", ())),
        preamble=shared.get("preamble", ""),
        entries=tuple(_read_entry(path) for path in paths),
    )


def _read_entry(path: Path) -> Entry:
    stated = tomllib.loads(path.read_text(encoding="utf-8"))
    assert set(stated) <= KEYS, f"{path}: {set(stated) - KEYS}"
    honest = float(stated["honest"])
    return Entry(
        family=path.parent.name,
        name=path.stem,
        what=stated["what"],
        honest=honest,
        points=float(stated.get("points", honest)),
        status=stated.get("status", "graded"),
        told=tuple(stated["told"]),
        start=stated.get("start", "released"),
        change={key: stated[key] for key in ("cells", "patch", "file", "files") if key in stated},
    )


def honest_work(sitting, start: str):
    """Return the honest work from which an entry starts."""
    if start == "half":
        return sitting.bank("partial/no_function")
    return sitting.solved() if start == "solved" else sitting.released()


def hand_in(sitting, family: Family, entry: Entry) -> None:
    """Hand in what an entry describes, under its own name."""
    notebook = honest_work(sitting, entry.start)
    changes = list(entry.change.get("cells", ()))
    if family.preamble and "cells" in entry.change:
        changes.insert(0, {"source": family.preamble, "before": changes[0].get("before", COVERAGE_CELL)})
    document = json.loads(nbformat.writes(notebook))
    for change in changes:
        _insert(document["cells"], change)
    for operation in entry.change.get("patch", ()):
        document = patched(document, operation)
    content = json.dumps(document, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")
    path = sitting.hand_in(entry.name, _rewritten(content, entry.change.get("file", {})))
    for beside in entry.change.get("files", ()):
        _put(path.parent, beside)


def _insert(cells, change) -> None:
    if change.get("last"):
        place = len(cells)
    elif "after" in change:
        place = _cell_index(cells, change["after"]) + 1
    else:
        place = _cell_index(cells, change.get("before", COVERAGE_CELL))
    source = change["source"] * change.get("lines", 1)
    cell = MAKE[change.get("kind", "code")](source, **change.get("more", {}))
    cells[place:place] = [json.loads(json.dumps(cell))] * change.get("times", 1)


def patched(document, operation):
    """Return a document after one operation of JSON Patch; ``value_json`` gives values that TOML has no form for."""
    *parents, last = _steps(document, operation["path"])
    holder = _at(document, parents)
    kind = operation["op"]
    if kind == "remove":
        del holder[last]
        return document
    if kind in ("copy", "move"):
        *source_parents, source = _steps(document, operation["from"])
        value = json.loads(json.dumps(_at(document, source_parents)[source]))
        if kind == "move":
            del _at(document, source_parents)[source]
    else:
        value = json.loads(operation["value_json"]) if "value_json" in operation else operation["value"]
    if isinstance(holder, list) and kind != "replace":
        holder.insert(len(holder) if last == "-" else last, value)
    else:
        holder[last] = value
    return document


def _steps(document, pointer: str) -> list[Any]:
    steps: list[Any] = []
    at = document
    for part in pointer.split("/")[1:]:
        text = part.replace("~1", "/").replace("~0", "~")
        step: Any = text
        if isinstance(at, list):
            step = "-" if text == "-" else int(text) if text.lstrip("-").isdigit() else _cell_index(at, text)
        steps.append(step)
        if step == "-":
            break
        at = at[step] if isinstance(at, list) else at.get(step) if isinstance(at, dict) else None
    return steps


def _cell_index(cells, grade_id: str) -> int:
    names = [grade_id_of(nbformat.from_dict(cell)) for cell in cells]
    return names.index(grade_id)


def _at(document, steps):
    for step in steps:
        document = document[step]
    return document


def _rewritten(content: bytes, change) -> bytes:
    if "text" in change:
        content = (change["text"] * change.get("times", 1)).encode()
    if "hex" in change:
        content = bytes.fromhex(change["hex"]) * change.get("times", 1)
    if "encoding" in change:
        content = content.decode("utf-8").encode(change["encoding"], "replace")
    for old, new, *times in change.get("replace", ()):
        assert old.encode() in content, f"the notebook does not hold {old}"
        content = content.replace(old.encode(), new.encode() * (times or [1])[0])
    content = bytes.fromhex(change.get("before_hex", "")) + content + bytes.fromhex(change.get("after_hex", ""))
    content = content * change.get("copies", 1)
    return content[: int(len(content) * change.get("share", 1))]


def _put(folder: Path, beside) -> None:
    name = beside["name"].replace("NOTEBOOK", f"{EXERCISE}.ipynb")
    path = Path(os.fsdecode(os.fsencode(folder) + b"/" + name.encode("latin-1")))
    path.parent.mkdir(parents=True, exist_ok=True)
    if beside.get("replaces"):
        path.unlink()
    match beside.get("kind", "file"):
        case "file":
            path.write_bytes(beside.get("text", "").encode() * beside.get("times", 1))
            if "size" in beside:
                os.truncate(path, beside["size"])
        case "folder":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
        case "link":
            path.symlink_to(beside["target"])
        case "socket":
            with socket.socket(socket.AF_UNIX) as made:
                # Its address has little room: relative to the folder.
                before = Path.cwd()
                os.chdir(path.parent)
                try:
                    made.bind(path.name)
                finally:
                    os.chdir(before)
        case "renamed":
            (folder / f"{EXERCISE}.ipynb").rename(path)
