"""Which figures of a notebook belong to which criterion: told by the notebook's order, no key says it."""

from collections.abc import Iterable, Mapping

from autograders.assignments import Role, SourceCell


def figures_by_criterion(cells: Iterable[SourceCell]) -> Mapping[str, tuple[SourceCell, ...]]:
    """Return the cells that draw what a candidate worked out, by the criterion whose graded cell follows.

    A figure belongs to the next graded cell if a cell to be solved, one that draws nothing, stands before it in the
    same stretch: what is drawn earlier is given to all. Graded cells with nothing to solve between them share.

    Parameters
    ----------
    cells : iterable of SourceCell
        Of an exercise's source, in order.

    Returns
    -------
    mapping
        Only criteria that have such a figure.

    Examples
    --------
    >>> def cell(role, name, figure=""):
    ...     return SourceCell(role=role, name=name, source="", position=1, figure=figure)
    >>> belonging = figures_by_criterion([
    ...     cell(Role.GIVEN, "", "plan"),
    ...     cell(Role.SOLUTION, "noise"),
    ...     cell(Role.SOLUTION, "draw-noise", "noise-law"),
    ...     cell(Role.GRADED, "C2.1.2.noise"),
    ...     cell(Role.SOLUTION, "colour"),
    ...     cell(Role.GRADED, "C2.1.2.colour"),
    ... ])
    >>> {criterion: [cell.figure for cell in drawn] for criterion, drawn in belonging.items()}
    {'C2.1.2.noise': ['noise-law']}
    """
    found: dict[str, tuple[SourceCell, ...]] = {}
    drawn: list[SourceCell] = []
    solving = graded = False
    for cell in cells:
        if cell.role is Role.GRADED:
            graded = True
            if drawn:
                found[cell.name] = tuple(drawn)
        elif cell.figure and solving and not graded:
            drawn.append(cell)
        elif cell.role is Role.SOLUTION and not cell.figure:
            if graded:
                drawn = []
            solving, graded = True, False
    return found
