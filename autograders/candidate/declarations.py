"""Public declaration of an answer: its type, unit, shape and bounds.

The declaration is printed in the notebook, checked by ``answer`` where the candidate works, and checked
again by the trusted process, which believes nothing that a submission sends.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator


class AnswerType(StrEnum):
    """The kinds of value that an answer can hold."""

    NUMBER = "number"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    TEXT = "text"
    CHOICE = "choice"
    NUMBERS = "numbers"
    TABLE = "table"
    FUNCTION = "function"


def one_of(words: Sequence[str]) -> str:
    """Return the permitted words as a sentence names them.

    Examples
    --------
    >>> one_of(["oui", "non"])
    'l’un des mots « oui », « non »'
    """
    return "l’un des mots " + ", ".join(f"« {word} »" for word in words)


class ColumnType(StrEnum):
    """The kinds of value in a column of a table."""

    NUMBER = "number"
    INTEGER = "integer"
    TEXT = "text"
    CHOICE = "choice"
    DATE = "date"


class Public(BaseModel):
    """Base of the frozen types that are read from files: an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Column(Public):
    """A column of a table answer.

    Parameters
    ----------
    name : str
        Key of the column in each row.
    type : ColumnType
    unit : str
        Unit as printed; empty where the value has none.
    label : str
        What the column holds, in French.
    choices : tuple of str
        The permitted words of a ``choice``.
    """

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,62}$")]
    type: ColumnType
    unit: str = ""
    label: str
    choices: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _choices_fit_the_type(self) -> Self:
        if (self.type is ColumnType.CHOICE) != bool(self.choices):
            raise ValueError(f"'choices' goes with type 'choice' and only with it, got '{self.type}'")
        return self

    def kind(self) -> str:
        """Return what kind of value a cell is, in French.

        Examples
        --------
        >>> Column(name="quality", type="choice", label="qualité", choices=("rapide", "soignee")).kind()
        'l’un des mots « rapide », « soignee »'
        """
        unit = f" en {self.unit}" if self.unit else ""
        match self.type:
            case ColumnType.NUMBER:
                return f"un nombre{unit}"
            case ColumnType.INTEGER:
                return f"un nombre entier{unit}"
            case ColumnType.TEXT:
                return "un texte"
            case ColumnType.CHOICE:
                return one_of(self.choices)
            case ColumnType.DATE:
                return "une date écrite AAAA-MM-JJ (ISO 8601), comme « 2027-03-05 »"


class Parameter(Public):
    """A parameter of a function answer, as printed for the candidate."""

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,62}$")]
    label: str


class AnswerDeclaration(Public):
    """What an answer must look like; says nothing of what is right.

    Parameters
    ----------
    name : str
        Name used in ``answer(name, value)``.
    type : AnswerType
    label : str
        What is asked, in French.
    unit : str
        Unit of the value or values; empty where there is none.
    minimum, maximum : float, optional
        Public bounds of plausibility, inclusive, for numbers.
    length : int, optional
        Exact count for ``numbers``; ``None`` admits any count up to the bound of the protocol.
    choices : tuple of str
        The permitted words of a ``choice``.
    columns : tuple of Column
        The columns of a ``table``; of the table that a ``function`` returns, where it returns no number.
    maximum_rows : int
        Bound of such a table.
    maximum_characters : int
        Bound of a ``text``.
    inspection : str
        How a ``text`` that is a file of the field is read, such as ``ids``; empty for plain text.
    parameters : tuple of Parameter
        The parameters of a ``function``, in order; each call returns one number in ``unit``, or a table.
    """

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,62}$")]
    type: AnswerType
    label: str
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None
    length: Annotated[int, Field(ge=1, le=10_000)] | None = None
    choices: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    maximum_rows: Annotated[int, Field(ge=1, le=10_000)] = 200
    maximum_characters: Annotated[int, Field(ge=1, le=200_000)] = 20_000
    inspection: str = ""
    parameters: tuple[Parameter, ...] = ()

    @model_validator(mode="after")
    def _parts_fit_the_type(self) -> Self:
        needed = {
            AnswerType.CHOICE: ("choices", bool(self.choices)),
            AnswerType.TABLE: ("columns", bool(self.columns) and self.type is not AnswerType.FUNCTION),
            AnswerType.FUNCTION: ("parameters", bool(self.parameters)),
        }
        for answer_type, (part, present) in needed.items():
            if (self.type is answer_type) != present:
                raise ValueError(f"'{part}' goes with type '{answer_type}' and only with it, got '{self.type}'")
        if self.inspection and self.type is not AnswerType.TEXT:
            raise ValueError(f"'inspection' goes with type 'text', got '{self.type}'")
        if self.minimum is not None and self.maximum is not None and self.minimum > self.maximum:
            raise ValueError(f"minimum {self.minimum} is above maximum {self.maximum}")
        return self

    @property
    def is_tried(self) -> bool:
        """Whether the grader tries it on inputs of its own: a function, or a file of the field."""
        return self.type is AnswerType.FUNCTION or bool(self.inspection)

    def kind(self) -> str:
        """Return what kind of value is expected, in French, without saying which one is right.

        Examples
        --------
        >>> AnswerDeclaration(name="sigma_mm", type="number", label="écart-type", unit="mm").kind()
        'un nombre en mm'
        """
        unit = f" en {self.unit}" if self.unit else ""
        match self.type:
            case AnswerType.NUMBER:
                return f"un nombre{unit}"
            case AnswerType.INTEGER:
                return f"un nombre entier{unit}"
            case AnswerType.BOOLEAN:
                return "True (oui) ou False (non)"
            case AnswerType.TEXT:
                return f"un texte d’au plus {self.maximum_characters} caractères"
            case AnswerType.CHOICE:
                return one_of(self.choices)
            case AnswerType.NUMBERS:
                count = f"{self.length} nombres" if self.length else "une suite de nombres"
                return f"{count}{unit}"
            case AnswerType.TABLE:
                names = ", ".join(column.name for column in self.columns)
                return f"une liste de lignes (dictionnaires) aux clés {names}"
            case AnswerType.FUNCTION:
                names = ", ".join(parameter.name for parameter in self.parameters)
                return f"une fonction de paramètres ({names}) qui rend {self.result().kind()}"

    def result(self) -> "AnswerDeclaration":
        """Return what each call of a ``function`` must return, declared like an answer.

        Examples
        --------
        >>> mean = AnswerDeclaration(
        ...     name="mean", type="function", label="moyenne", unit="mm", parameters=[Parameter(name="z", label="z")]
        ... )
        >>> mean.result().kind(), mean.kind()
        ('un nombre en mm', 'une fonction de paramètres (z) qui rend un nombre en mm')
        """
        kind = AnswerType.TABLE if self.columns else AnswerType.NUMBER
        return AnswerDeclaration(
            name=self.name,
            type=kind,
            label=self.label,
            unit=self.unit,
            columns=self.columns,
            maximum_rows=self.maximum_rows,
        )
