"""A text kept in the source of the cell that runs: the only thing that travels with a notebook and is run again."""

import ast
from collections.abc import Collection

from ..process import ProcessError

METHOD = "keep"


def with_text_kept(source: str, names: Collection[str], text: str) -> str:
    r"""Return the source of a cell with another text in its one call of ``keep``.

    Parameters
    ----------
    source : str
        In which a method of this name is called with a literal text, or nothing.
    names : collection of str
        Of the variables whose method it may be.
    text : str

    Raises
    ------
    ProcessError
        If there is no such call, or several.

    Examples
    --------
    >>> print(with_text_kept("process = board.keep()  # dessin\nprint(1)", {"board"}, '<a b="é"/>'))
    process = board.keep(r'''<a b="é"/>''')  # dessin
    print(1)
    """
    try:
        calls = [call for call in ast.walk(ast.parse(source)) if _keeps(call, names)]
    except SyntaxError:
        calls = []
    if len(calls) != 1:
        raise ProcessError(
            f"{len(calls)} appels de {METHOD} reconnus dans cette cellule, un seul attendu pour y écrire le dessin : "
            f'`process = {min(names, default="board")}.{METHOD}("")`, sans commande en % ni en ! dans la cellule.'
        )
    [call] = calls
    lines = source.encode().splitlines(keepends=True)
    start = _position(lines, call.func.end_lineno, call.func.end_col_offset)  # type: ignore[attr-defined]
    end = _position(lines, call.end_lineno, call.end_col_offset)  # type: ignore[attr-defined]
    whole = source.encode()
    return (whole[:start] + f"({literal(text)})".encode() + whole[end:]).decode()


def literal(text: str) -> str:
    r"""Return a Python literal of a text, legible where it can be.

    Examples
    --------
    >>> print(literal('<a b="c"/>'))
    r'''<a b="c"/>'''
    >>> print(literal("'''"))
    "'''"
    """
    legible = f"r'''{text}'''"
    # Not where the text ends the literal, or has ends of lines that Python reads as others.
    fine = "'''" not in text and not text.endswith(("'", "\\")) and "\r" not in text and "\x00" not in text
    return legible if fine else repr(text)


def _keeps(call: ast.AST, names: Collection[str]) -> bool:
    match call:
        case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=attribute), args=arguments, keywords=[]):
            texts = all(isinstance(each, ast.Constant) and isinstance(each.value, str) for each in arguments)
            return name in names and attribute == METHOD and len(arguments) <= 1 and texts
    return False


def _position(lines: list[bytes], line: int, column: int) -> int:
    return sum(map(len, lines[: line - 1])) + column
