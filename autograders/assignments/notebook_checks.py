"""What must hold between the cells of ``notebook.py`` and the criteria and answers of ``exercise.toml``."""

import ast
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from autograders.candidate.errors import Fault
from autograders.model.exercise import Exercise, Grading

from .percent import BEGIN_SOLUTION, END_SOLUTION, Role, SourceCell, given_part, is_marker, markers_alternate

WHERE = "notebook.py"
# nbgrader's cell ids know no other character.
_SOLUTION_NAME = re.compile(r"[a-z][a-z0-9-]{0,60}")


def syntax_faults(text: str) -> list[Fault]:
    """Return the fault of a script that Python cannot parse, with its line."""
    try:
        ast.parse(text)
    except SyntaxError as error:
        place = f"line {error.lineno}" if error.lineno else ""
        return [Fault(WHERE, place, f"is not valid Python: {error.msg}.", "Correct it.")]
    return []


def notebook_faults(cells: Sequence[SourceCell], exercise: Exercise, name: str) -> list[Fault]:
    """Return everything that is wrong with the cells of a notebook's source.

    Parameters
    ----------
    cells : sequence of SourceCell
    exercise : Exercise
    name : str
        Of the exercise's folder, which the first code cell opens.
    """
    return [
        *_opening_faults(cells, name),
        *_solution_faults(cells),
        *_marker_faults(cells),
        *_pairing_faults(cells, exercise),
        *_figure_faults(cells, exercise),
        *_answer_faults(cells, exercise),
    ]


def _opening_faults(cells: Sequence[SourceCell], name: str) -> Iterator[Fault]:
    first = next((cell for cell in cells if cell.is_code), None)
    expected = f'open_case("{name}")'
    if first is None or first.role is not Role.GIVEN or expected not in first.source:
        repair = f"Begin the code with 'from autograders.candidate import answer, open_case' and 'case = {expected}'."
        yield Fault(WHERE, first.key if first else "", f"the first code cell does not call {expected}.", repair)


def _solution_faults(cells: Sequence[SourceCell]) -> Iterator[Fault]:
    solutions = [cell for cell in cells if cell.role is Role.SOLUTION]
    for cell in solutions:
        if not _SOLUTION_NAME.fullmatch(cell.name):
            yield Fault(WHERE, cell.key, "is no name for a cell.", "Use small letters, digits and hyphens.")
    for key, count in Counter(cell.key for cell in solutions).items():
        if count > 1:
            yield Fault(WHERE, key, f"stands on {count} cells.", "Give each solution cell a name of its own.")


def _marker_faults(cells: Sequence[SourceCell]) -> Iterator[Fault]:
    for cell in cells:
        marked = any(map(is_marker, cell.source.split("\n")))
        if cell.role is Role.SOLUTION and not (marked and markers_alternate(cell.source)):
            repair = f"Open each solution with '{BEGIN_SOLUTION}' and close it with '{END_SOLUTION}'."
            yield Fault(WHERE, cell.key, "its solution markers do not pair up.", repair)
        if cell.role is not Role.SOLUTION and marked:
            yield Fault(
                WHERE,
                cell.key,
                "has solution markers, but is no solution cell.",
                'Give it the header # %% solution="name", or remove them.',
            )


def _pairing_faults(cells: Sequence[SourceCell], exercise: Exercise) -> Iterator[Fault]:
    for role, kinds, header in (
        (Role.GRADED, (Grading.AUTO, Grading.MIXED), '# %% criterion="{}"'),
        (Role.MANUAL, (Grading.MIXED, Grading.RUBRIC), '# %% [markdown] rubric="{}"'),
    ):
        expected = [criterion.id for criterion in exercise.criteria if criterion.how in kinds]
        found = Counter(cell.name for cell in cells if cell.role is role)
        for identifier in expected:
            if found[identifier] != 1:
                message = f"{found[identifier]} cells, exactly one expected."
                yield Fault(WHERE, f'{role}="{identifier}"', message, f"Keep one cell {header.format(identifier)}.")
        for identifier in sorted(set(found) - set(expected)):
            message = f"belongs to no {' or '.join(kinds)} criterion of exercise.toml."
            yield Fault(WHERE, f'{role}="{identifier}"', message, "Correct the identifier, or remove the cell.")


def _figure_faults(cells: Sequence[SourceCell], exercise: Exercise) -> Iterator[Fault]:
    declared = [figure.id for figure in exercise.figures]
    drawn = Counter(cell.figure for cell in cells if cell.figure)
    for identifier in declared:
        if drawn[identifier] != 1:
            message = f"drawn by {drawn[identifier]} cells, exactly one expected."
            yield Fault(WHERE, f'figure="{identifier}"', message, f'Add figure="{identifier}" to its cell\'s header.')
    for identifier in sorted(set(drawn) - set(declared)):
        yield Fault(
            WHERE,
            f'figure="{identifier}"',
            "is not declared.",
            f'Add [[figures]] with id = "{identifier}" and its text alternative to exercise.toml.',
        )
    for cell in cells:
        if cell.figure and (preset := sorted(_preset_names(cell))):
            message = f"draws a figure and presets {', '.join(preset)}: submissions are verified without its figures."
            yield Fault(WHERE, cell.key, message, "Give the figure a solution cell of its own.")


def _answer_faults(cells: Sequence[SourceCell], exercise: Exercise) -> Iterator[Fault]:
    declared = {declaration.name for declaration in exercise.answers}
    read_by = {criterion.id: set(criterion.own_answers) for criterion in exercise.criteria}
    preset: set[str] = set()
    handed_in: set[str] = set()
    for cell in cells:
        if cell.role is Role.SOLUTION:
            preset |= _preset_names(cell)
        if cell.role is not Role.GRADED:
            continue
        calls, faults = _answer_calls(cell)
        yield from faults
        for answer, variable in calls:
            handed_in.add(answer)
            if answer not in declared:
                yield Fault(
                    WHERE, cell.key, f"hands in '{answer}', which is not declared.", "Declare it, or correct it."
                )
            elif answer not in read_by.get(cell.name, declared):
                message = f"hands in '{answer}', which the criterion does not read."
                yield Fault(WHERE, cell.key, message, f"Add it to the answers of {cell.name}, or move it.")
            if variable not in preset:
                message = f"'{variable}' is not preset in a solution cell above."
                repair = f"Write '{variable} = None' above '{BEGIN_SOLUTION}'."
                yield Fault(WHERE, cell.key, message, repair)
    for declaration in exercise.answers:
        if declaration.name not in handed_in:
            message = f"'{declaration.name}' is handed in by no graded cell."
            yield Fault(
                WHERE, "", message, f'Add answer("{declaration.name}", …) to the cell of a criterion that reads it.'
            )


def _answer_calls(cell: SourceCell) -> tuple[list[tuple[str, str]], list[Fault]]:
    """Return the (answer, variable) pairs of a graded cell, and what else stands in it."""
    repair = 'Keep only lines of the form answer("name", variable).'
    try:
        statements = ast.parse(cell.source).body
    except SyntaxError as error:
        return [], [Fault(WHERE, cell.key, f"is not valid Python: {error.msg}.", repair)]
    calls, faults = [], []
    for statement in statements:
        match statement:
            case ast.Expr(
                value=ast.Call(
                    func=ast.Name(id="answer"),
                    args=[ast.Constant(value=str(name)), ast.Name(id=variable)],
                    keywords=[],
                )
            ):
                calls.append((name, variable))
            case _:
                faults.append(Fault(WHERE, cell.key, f"'{ast.unparse(statement)[:80]}' does not belong there.", repair))
    if not statements:
        faults.append(Fault(WHERE, cell.key, "hands in nothing.", repair))
    return calls, faults


def _preset_names(cell: SourceCell) -> set[str]:
    try:
        statements = ast.parse(given_part(cell.source)).body
    except SyntaxError:
        # A marker inside a block: what stands above it is no script of its own.
        return set()
    names: set[str] = set()
    for statement in statements:
        match statement:
            case ast.Assign(targets=targets, value=ast.Constant(value=None)):
                names |= {target.id for target in targets if isinstance(target, ast.Name)}
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.Constant(value=None)):
                names.add(name)
    return names
