"""Reading a TOML file into a frozen type, with every fault and its key."""

import tomllib
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from autograders.candidate.errors import Fault, FaultsError

Model = TypeVar("Model", bound=BaseModel)


def read_toml(path: Path, model: type[Model], *, where: str = "") -> Model:
    """Return the content of a TOML file as a frozen type.

    Parameters
    ----------
    path : Path
    model : type
        A pydantic model that forbids unknown keys.
    where : str
        How to call the file in a message; its name by default.

    Returns
    -------
    model

    Raises
    ------
    FaultsError
        With every fault of the file: unreadable, not TOML, or not as the model says.
    """
    where = where or path.name
    content = parse_toml(path, where=where)
    try:
        return model.model_validate(content)
    except ValidationError as error:
        raise FaultsError(faults_of(error, where)) from None


def parse_toml(path: Path, *, where: str = "") -> dict[str, Any]:
    """Return the content of a TOML file.

    Parameters
    ----------
    path : Path
    where : str
        How to call the file in a message; its name by default.

    Returns
    -------
    dict

    Raises
    ------
    FaultsError
        Where the file cannot be read or is not TOML.
    """
    where = where or path.name
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise FaultsError([Fault(where, "", f"cannot be read ({error.strerror}).", "Create it.")]) from None
    except UnicodeDecodeError:
        raise FaultsError([Fault(where, "", "is not UTF-8 text.", "Save it as UTF-8.")]) from None
    except tomllib.TOMLDecodeError as error:
        raise FaultsError([Fault(where, "", f"is not valid TOML: {error}.", "Correct that line.")]) from None


def faults_of(error: ValidationError, where: str) -> list[Fault]:
    """Return the faults that a validation found, each with its key path and a repair.

    Examples
    --------
    >>> class Card(BaseModel):
    ...     title: str
    >>> try:
    ...     Card.model_validate({})
    ... except ValidationError as error:
    ...     print(*faults_of(error, "card.toml"))
    card.toml: title: missing. Add it.
    """
    items = error.errors()
    locations = [item["loc"] for item in items]
    return [
        _fault(where, item["loc"], item["type"], item["msg"], item["input"])
        for item in items
        # A list whose items are faulty is also called too short: only the items are at fault.
        if not (item["type"] == "too_short" and any(_is_inside(place, item["loc"]) for place in locations))
    ]


def _is_inside(place: tuple[int | str, ...], outer: tuple[int | str, ...]) -> bool:
    return len(place) > len(outer) and place[: len(outer)] == outer


def _fault(where: str, location: tuple[int | str, ...], kind: str, message: str, received: object) -> Fault:
    key = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in location).lstrip(".")
    if kind == "missing":
        return Fault(where, key, "missing.", "Add it.")
    if kind == "extra_forbidden":
        return Fault(where, key, "unknown key.", "Remove it, or correct its spelling.")
    short = repr(received)
    short = short if len(short) <= 80 else short[:79] + "…"
    return Fault(where, key, f"{message.removeprefix('Value error, ')} (received {short}).", "Correct it.")
