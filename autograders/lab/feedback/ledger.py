"""What a notebook has handed in since its kernel started, and which criteria a cell completes with that."""

from collections.abc import Mapping, Sequence
from typing import Any

from .protocol import Criterion


class Ledger:
    """The answers of one notebook on one variant.

    A criterion is complete when all its own answers were handed in. A cell has it judged when the cell handed in one
    of them and either an answer has changed since it was last judged, or the same cell is run again: the one that
    hands in the same names.
    """

    def __init__(self) -> None:
        self._answers: dict[str, Any] = {}
        self._cell: set[str] = set()
        self._touched: set[str] = set()
        self._judged: dict[str, tuple[frozenset[str], list[Any]]] = {}

    @property
    def answers(self) -> Mapping[str, Any]:
        """The last well-formed value of each name, as it travels."""
        return self._answers

    @property
    def has_news(self) -> bool:
        """Whether the present cell handed in anything, well formed or not."""
        return bool(self._touched)

    def note(self, name: str, wire: Any) -> None:
        """Note what the present cell handed in under a name; ``None``, for nothing well formed, withdraws it."""
        self._touched.add(name)
        if wire is None:
            self._answers.pop(name, None)
            self._cell.discard(name)
        else:
            self._answers[name] = wire
            self._cell.add(name)

    def awaited(self, criteria: Sequence[Criterion]) -> Mapping[str, tuple[str, ...]]:
        """Return what a criterion lacks to be judged, where the present cell handed in something for it.

        Parameters
        ----------
        criteria : sequence of Criterion

        Returns
        -------
        mapping of str to tuple of str
            Names of answers by criterion; none of a criterion for which nothing is there yet.

        Examples
        --------
        >>> ledger, noise = Ledger(), Criterion(id="noise", answers=("a", "b"), has_figure=False, has_rubric=False)
        >>> ledger.note("a", 1.0)
        >>> ledger.awaited([noise])
        {'noise': ('b',)}
        """
        given = self._answers.keys()
        return {
            criterion.id: tuple(name for name in criterion.answers if name not in given)
            for criterion in criteria
            if not self._touched.isdisjoint(criterion.answers)
            and not given.isdisjoint(criterion.answers)
            and not given >= set(criterion.answers)
        }

    def completed_by_cell(self, criteria: Sequence[Criterion]) -> tuple[str, ...]:
        """Return the criteria to judge now that the present cell has ended; the next one then begins.

        Parameters
        ----------
        criteria : sequence of Criterion

        Examples
        --------
        >>> ledger, noise = Ledger(), Criterion(id="noise", answers=("a", "b"), has_figure=False, has_rubric=False)
        >>> ledger.note("a", 1.0)
        >>> ledger.completed_by_cell([noise])
        ()
        >>> ledger.note("b", 2.0)
        >>> ledger.completed_by_cell([noise])
        ('noise',)
        """
        cell, self._cell = frozenset(self._cell), set()
        self._touched = set()
        found = []
        for criterion in criteria:
            own = criterion.answers
            if cell.isdisjoint(own) or not self._answers.keys() >= set(own):
                continue
            wires = [self._answers[name] for name in own]
            former_cell, former_wires = self._judged.get(criterion.id, (frozenset(), None))
            if wires != former_wires or cell == former_cell:
                self._judged[criterion.id] = cell, wires
                found.append(criterion.id)
        return tuple(found)
