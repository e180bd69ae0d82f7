"""Code that two candidates have in common beyond what was handed out, with the lines side by side."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from nbformat import NotebookNode

from autograders.assignments import ExercisePackage, reference_notebook, release_notebook
from autograders.grading.submissions import Submission, read_submission
from autograders.grading.texts import printable

from .fingerprints import Fingerprints, Place, bounded, fingerprints, fragments, similarity

# Ours. Right solutions of the exercises by different methods have less than a tenth in common.
MINIMUM_SIMILARITY = 0.4
MINIMUM_SHARED = 6
# As MOSS does: what many have in common is taken for a habit of the class; in a small one, half of it is many.
MAXIMUM_SHARING = 10
SMALL_SHARING = 3
SHOWN_LINES = 60
SHOWN_CHARACTERS = 160


@dataclass(frozen=True, kw_only=True)
class Passage:
    """Lines of a code cell: the cell's number among them and the first line's, both from 1."""

    cell: int
    first_line: int
    lines: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class CodePair:
    """Two candidates with code in common.

    Parameters
    ----------
    exercise, first, second : str
    similarity : float
        Share of the shorter one's own fingerprints that both have.
    shared, first_own, second_own : int
        How many fingerprints both have, and each has.
    first_passages, second_passages : tuple of Passage
        The lines on which the common ones stand, cut after ``SHOWN_LINES``.
    """

    exercise: str
    first: str
    second: str
    similarity: float
    shared: int
    first_own: int
    second_own: int
    first_passages: tuple[Passage, ...]
    second_passages: tuple[Passage, ...]


@dataclass(frozen=True, kw_only=True)
class CodeFacts:
    """What the code of an activity shows.

    Parameters
    ----------
    pairs : tuple of CodePair
        The most alike first.
    compared : int
        Notebooks with code of their own.
    cut : tuple of (str, str)
        Candidate and exercise where the code is too long to be compared to its end.
    unread : tuple of (str, str)
        Where there was no notebook that could be read.
    """

    pairs: tuple[CodePair, ...]
    compared: int
    cut: tuple[tuple[str, str], ...]
    unread: tuple[tuple[str, str], ...]


def code_facts(
    packages: Iterable[ExercisePackage],
    submissions: Mapping[tuple[str, str], Submission],
    built: Sequence[Path] = (),
) -> CodeFacts:
    """Return what the code of an activity's notebooks shows; none of it is run.

    Parameters
    ----------
    packages : iterable of ExercisePackage
    submissions : mapping of (str, str) to Submission
        By candidate and exercise.
    built : sequence of Path
        Folders of the assignment as it was built: the exercises may have changed since.
    """
    pairs: list[CodePair] = []
    compared, cut = 0, []
    for package in packages:
        known = handed_out(package, built)
        cells: dict[str, list[str]] = {}
        for (candidate, exercise), submission in submissions.items():
            if exercise == package.name and not submission.problem:
                cells[candidate], complete = bounded(_submitted_code(submission))
                cut += [] if complete else [(candidate, exercise)]
        own = _without_habits({candidate: fingerprints(code, known) for candidate, code in cells.items()})
        compared += sum(bool(found) for found in own.values())
        pairs += _pairs(package.name, cells, own)
    return CodeFacts(
        pairs=tuple(sorted(pairs, key=lambda pair: (-pair.similarity, -pair.shared))),
        compared=compared,
        cut=tuple(sorted(cut)),
        unread=tuple(sorted(key for key, submission in submissions.items() if submission.problem)),
    )


def handed_out(package: ExercisePackage, built: Sequence[Path] = ()) -> frozenset[bytes]:
    """Return the fragments of an exercise's released notebook and of its worked solution, which anybody may use."""
    now = [_code(release_notebook(package)), _code(reference_notebook(package))]
    then = [_submitted_code(read_submission(folder / f"{package.name}.ipynb")) for folder in built]
    return frozenset().union(*map(fragments, [*now, *then]))


def _code(notebook: NotebookNode) -> list[str]:
    return [cell.source for cell in notebook.cells if cell.cell_type == "code"]


def _submitted_code(submission: Submission) -> list[str]:
    return [cell.source for cell in submission.cells if cell.kind == "code"]


def maximum_sharing(notebooks: int) -> int:
    """Return in how many of some notebooks a fragment may stand before it is taken for a habit."""
    return min(MAXIMUM_SHARING, max(SMALL_SHARING, notebooks // 2))


def _without_habits(found: Mapping[str, Fingerprints]) -> dict[str, Fingerprints]:
    having: dict[bytes, int] = defaultdict(int)
    for own in found.values():
        for digest in own:
            having[digest] += 1
    limit = maximum_sharing(len(found))
    return {
        candidate: {digest: places for digest, places in own.items() if having[digest] <= limit}
        for candidate, own in found.items()
    }


def _pairs(exercise: str, cells: Mapping[str, Sequence[str]], own: Mapping[str, Fingerprints]) -> list[CodePair]:
    holders: dict[bytes, list[str]] = defaultdict(list)
    for candidate in sorted(own):
        for digest in own[candidate]:
            holders[digest].append(candidate)
    common: dict[tuple[str, str], int] = defaultdict(int)
    for candidates in holders.values():
        for pair in combinations(candidates, 2):
            common[pair] += 1
    return [
        _pair(exercise, first, second, cells, own)
        for (first, second), shared in sorted(common.items())
        if shared >= MINIMUM_SHARED and similarity(own[first], own[second]) >= MINIMUM_SIMILARITY
    ]


def _pair(
    exercise: str, first: str, second: str, cells: Mapping[str, Sequence[str]], own: Mapping[str, Fingerprints]
) -> CodePair:
    shared = own[first].keys() & own[second].keys()
    passages = [
        _passages(cells[candidate], [place for digest in shared for place in own[candidate][digest]])
        for candidate in (first, second)
    ]
    return CodePair(
        exercise=exercise,
        first=first,
        second=second,
        similarity=similarity(own[first], own[second]),
        shared=len(shared),
        first_own=len(own[first]),
        second_own=len(own[second]),
        first_passages=passages[0],
        second_passages=passages[1],
    )


def _passages(cells: Sequence[str], places: Iterable[Place]) -> tuple[Passage, ...]:
    """Return the lines of some places, those that touch or overlap together, ``SHOWN_LINES`` in all at most."""
    spans: list[Place] = []
    for place in sorted(places):
        last = spans[-1] if spans else None
        if last and last.cell == place.cell and place.first_line <= last.last_line + 1:
            spans[-1] = Place(last.cell, last.first_line, max(last.last_line, place.last_line))
        else:
            spans.append(place)
    passages, left = [], SHOWN_LINES
    for span in spans:
        lines = cells[span.cell - 1].split("\n")[span.first_line - 1 : span.last_line][:left]
        left -= len(lines)
        if lines:
            shown = tuple(printable(line, SHOWN_CHARACTERS) for line in lines)
            passages.append(Passage(cell=span.cell, first_line=span.first_line, lines=shown))
    return tuple(passages)
