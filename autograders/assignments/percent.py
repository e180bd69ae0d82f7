"""Percent scripts: the cells of a notebook's source or of a submission of the bank, with their roles."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from autograders.candidate.errors import Fault

BEGIN_SOLUTION = "### BEGIN SOLUTION"
END_SOLUTION = "### END SOLUTION"
# nbgrader looks for these words alone, anywhere in a line.
_BEGIN_WORDS = "BEGIN SOLUTION"
_END_WORDS = "END SOLUTION"
# Valid inside an indented block and at the top level alike.
SOLUTION_STUB = "# Écrivez votre solution ici.\npass"


class Role(StrEnum):
    """What a cell is for; the value is the key in the cell's header, where there is one."""

    PROSE = "prose"
    GIVEN = "given"
    SOLUTION = "solution"
    GRADED = "criterion"
    MANUAL = "rubric"
    AMENDMENT = "amend"
    EXTRA = "extra"


NOTEBOOK_ROLES = (Role.SOLUTION, Role.GRADED, Role.MANUAL)
BANK_ROLES = (Role.SOLUTION, Role.AMENDMENT, Role.EXTRA)
# What jupytext itself remembers of a cell's layout.
_JUPYTEXT_NOTES = ("lines_to_next_cell", "lines_to_end_of_cell_marker")
_CELL_TYPES = {Role.PROSE: "markdown", Role.MANUAL: "markdown"}


@dataclass(frozen=True, kw_only=True)
class SourceCell:
    """One cell of a percent script.

    Parameters
    ----------
    role : Role
    name : str
        What the header says: the solution's name, the criterion; empty for prose and given code.
    source : str
    position : int
        Counted from 1.
    figure : str
        Identifier of the declared figure that the cell draws; empty where it draws none.
    """

    role: Role
    name: str
    source: str
    position: int
    figure: str = ""

    @property
    def key(self) -> str:
        """How a message calls the cell: by its header, which a search in the file finds."""
        return f'{self.role}="{self.name}"' if self.name else f"cell {self.position}"

    @property
    def is_code(self) -> bool:
        """Whether the cell is run."""
        return _CELL_TYPES.get(self.role, "code") == "code"


def read_percent(text: str, where: str, roles: Sequence[Role]) -> tuple[tuple[SourceCell, ...], list[Fault]]:
    r"""Return the cells of a percent script, and what is wrong with their headers.

    Parameters
    ----------
    text : str
        The script.
    where : str
        How to call the file in a fault.
    roles : sequence of Role
        The roles that a header may name in this kind of file.

    Examples
    --------
    >>> cells, faults = read_percent('# %% solution="noise"\nsigma_mm = 2.0', "notebook.py", NOTEBOOK_ROLES)
    >>> cells[0].role, cells[0].name, cells[0].source
    (<Role.SOLUTION: 'solution'>, 'noise', 'sigma_mm = 2.0')
    """
    import jupytext

    cells: list[SourceCell] = []
    faults: list[Fault] = []
    for position, raw in enumerate(jupytext.reads(text, fmt="py:percent").cells, start=1):
        cell, found = _cell(position, raw.cell_type, raw.source, raw.metadata, where, roles)
        faults += found
        if cell is not None:
            cells.append(cell)
    return tuple(cells), faults


def _cell(
    position: int, cell_type: str, source: str, header: Mapping[str, object], where: str, roles: Sequence[Role]
) -> tuple[SourceCell | None, list[Fault]]:
    place = f"cell {position}"
    known = [role for role in roles if role in header]
    unknown = sorted(set(header) - {*map(str, roles), "figure", *_JUPYTEXT_NOTES})
    faults = [
        Fault(where, place, f"unknown header key '{key}'.", f"Use one of {', '.join(roles)}, figure, or none.")
        for key in unknown
    ]
    if len(known) > 1:
        faults.append(
            Fault(where, place, f"has the roles {', '.join(known)} at once.", "Split it: a cell has one role.")
        )
    plain = Role.PROSE if cell_type == "markdown" else Role.GIVEN
    role = known[0] if known else plain
    name = header.get(role, "")
    figure = header.get("figure", "")
    if not isinstance(name, str) or not isinstance(figure, str) or (known and not name):
        faults.append(Fault(where, place, f"header {dict(header)} is not text.", f'Write {role}="name".'))
        return None, faults
    if cell_type != _CELL_TYPES.get(role, "code"):
        expected = "# %% [markdown]" if _CELL_TYPES.get(role) else "# %%"
        faults.append(
            Fault(where, place, f"is a {cell_type} cell with the role {role}.", f"Begin it with '{expected} {role}='.")
        )
        return None, faults
    return SourceCell(role=role, name=name, source=source, position=position, figure=figure), faults


def given_part(source: str) -> str:
    r"""Return the lines of a cell above its first solution marker: what a candidate finds there.

    Examples
    --------
    >>> given_part("sigma_mm = None\n### BEGIN SOLUTION\nsigma_mm = 2.0\n### END SOLUTION")
    'sigma_mm = None'
    """
    lines = source.split("\n")
    end = next((index for index, line in enumerate(lines) if _BEGIN_WORDS in line), len(lines))
    return "\n".join(lines[:end])


def without_markers(source: str) -> str:
    r"""Return a cell with its solution, without the marker lines.

    Examples
    --------
    >>> without_markers("sigma_mm = None\n### BEGIN SOLUTION\nsigma_mm = 2.0\n### END SOLUTION")
    'sigma_mm = None\nsigma_mm = 2.0'
    """
    return "\n".join(line for line in source.split("\n") if not is_marker(line))


def stub_of(source: str) -> str:
    r"""Return a cell as released: each solution region replaced by the stub, indented like its marker.

    Same rule as nbgrader's ClearSolutions with our stub; a test compares them.

    Examples
    --------
    >>> print(stub_of("sigma_mm = None\n### BEGIN SOLUTION\nsigma_mm = 2.0\n### END SOLUTION"))
    sigma_mm = None
    # Écrivez votre solution ici.
    pass
    """
    return "\n".join(_stub_lines(source.split("\n")))


def _stub_lines(lines: Sequence[str]) -> Iterator[str]:
    inside = False
    for line in lines:
        if _BEGIN_WORDS in line:
            inside = True
            indentation = line[: len(line) - len(line.lstrip())]
            yield from (indentation + stub for stub in SOLUTION_STUB.split("\n"))
        elif _END_WORDS in line:
            inside = False
        elif not inside:
            yield line


def is_marker(line: str) -> bool:
    """Return whether nbgrader takes a line for a solution marker."""
    return _BEGIN_WORDS in line or _END_WORDS in line


def markers_alternate(source: str) -> bool:
    r"""Return whether every solution region of a cell is opened once and closed once.

    Examples
    --------
    >>> markers_alternate("### BEGIN SOLUTION\n### END SOLUTION"), markers_alternate("### END SOLUTION")
    (True, False)
    """
    inside = False
    for line in filter(is_marker, source.split("\n")):
        if (_BEGIN_WORDS in line) is inside:
            return False
        inside = not inside
    return not inside
