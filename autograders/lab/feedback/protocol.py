"""What the kernel asks of the judge and what it gets back: one line of JSON each, bounded and checked on both sides."""

from pathlib import Path
from typing import Annotated, Any, Literal, TypeAlias, cast

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from autograders.model.rubric import HIGHEST_LEVEL

# Pictures of reference and files of the field that are tried are the largest.
MAXIMUM_LINE_BYTES = 64_000_000


class Message(BaseModel):
    """Base of all messages: frozen, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Place(Message):
    """Which exercise is practised, where, and on which data.

    Parameters
    ----------
    folder : Path
        The activity's folder, in which the notebook lies.
    activity, exercise : str
        Names of their folders in the repository.
    variant : str
        Digest of the data that the notebook opened.
    """

    folder: Path
    activity: str
    exercise: str
    variant: str


class OpenRequest(Message):
    """An exercise was opened."""

    ask: Literal["open"] = "open"
    place: Place


class JudgeRequest(Message):
    """Judge some criteria.

    Parameters
    ----------
    place : Place
    criteria : tuple of str
    answers : dict
        All that the notebook has handed in, as it travels.
    tried : dict or None
        By name of an answer that is tried: the outputs of the trial; ``None`` before the judge said what it tries.
    """

    ask: Literal["judge"] = "judge"
    place: Place
    criteria: tuple[str, ...]
    answers: dict[str, Any]
    tried: dict[str, list[Any]] | None = None


class TrialRequest(Message):
    """Ask what is tried of some answers before they are judged later, in a mock exam.

    Parameters
    ----------
    place : Place
    answers : dict
        That the notebook has just handed in, as they travel.
    """

    ask: Literal["trial"] = "trial"
    place: Place
    answers: dict[str, Any]


class HintRequest(Message):
    """Take hints up to a rung, 1 to 3; with 0 only ask which were taken."""

    ask: Literal["hint"] = "hint"
    place: Place
    criterion: str
    rung: Annotated[int, Field(ge=0, le=3)]


class FigureRequest(Message):
    """Ask for the figures that the worked solution draws for a criterion."""

    ask: Literal["figure"] = "figure"
    place: Place
    criterion: str


class RubricRequest(Message):
    """Ask for the rubric of a criterion, with the model answer once the candidate has written one."""

    ask: Literal["rubric"] = "rubric"
    place: Place
    criterion: str
    notebook: Path
    written: bool = False


class LevelRequest(Message):
    """Keep the level at which the candidate places the own text."""

    ask: Literal["level"] = "level"
    place: Place
    criterion: str
    level: Annotated[int, Field(ge=0, le=HIGHEST_LEVEL)]


class VariantRequest(Message):
    """Change the data of the case study."""

    ask: Literal["variant"] = "variant"
    place: Place


class SolutionRequest(Message):
    """Ask for the worked solution of a finished variant: of the given number, or the latest."""

    ask: Literal["solution"] = "solution"
    place: Place
    number: int | None = None


class ProgressRequest(Message):
    """Ask for the dashboard, shown in a notebook of a folder."""

    ask: Literal["progress"] = "progress"
    folder: Path


Request: TypeAlias = Annotated[
    OpenRequest
    | JudgeRequest
    | TrialRequest
    | HintRequest
    | FigureRequest
    | RubricRequest
    | LevelRequest
    | VariantRequest
    | SolutionRequest
    | ProgressRequest,
    Field(discriminator="ask"),
]


class Criterion(Message):
    """What the kernel has to know of a criterion: nothing that tells what is right.

    Parameters
    ----------
    id : str
    answers : tuple of str
        Those that this notebook hands in; empty for one that a person reads.
    has_figure : bool
        Whether the worked solution draws something for it.
    has_rubric : bool
        Whether a person reads all or half of it.
    """

    id: str
    answers: tuple[str, ...]
    has_figure: bool
    has_rubric: bool


class Opened(Message):
    """The exercise's criteria, in order."""

    reply: Literal["opened"] = "opened"
    criteria: tuple[Criterion, ...]


class Trials(Message):
    """What the judge tries before it judges: by name of the answer, calls as ``encoded_calls`` wrote them."""

    reply: Literal["trials"] = "trials"
    calls: dict[str, str]


class ShownVerdict(Message):
    """One verdict, ready to be shown.

    Parameters
    ----------
    criterion : str
    html, text : str
    summary : str
        One line, for those who listen.
    hints : int
        Rungs taken before.
    """

    criterion: str
    html: str
    text: str
    summary: str
    hints: int


class Verdicts(Message):
    """The verdicts asked for, in the order of the exercise.

    Parameters
    ----------
    verdicts : tuple of ShownVerdict
    seconds : float
        That the graders took.
    note : str
        Why they could not be kept; empty where they were.
    """

    reply: Literal["verdicts"] = "verdicts"
    verdicts: tuple[ShownVerdict, ...]
    seconds: float
    note: str = ""


class Hints(Message):
    """The rungs taken of a criterion's ladder, lowest first."""

    reply: Literal["hints"] = "hints"
    criterion: str
    taken: tuple[str, ...]


class Picture(Message):
    """A figure of the worked solution.

    Parameters
    ----------
    figure : str
        Its identifier; the cell that draws it in the candidate's notebook is ``cell``.
    cell : str
    alternative : str
    png : tuple of str
        Base64; empty where the worked solution draws no still picture.
    """

    figure: str
    cell: str
    alternative: str
    png: tuple[str, ...]


class Figures(Message):
    """The figures of a criterion; ``ready`` is false while the worked solution is still running."""

    reply: Literal["figures"] = "figures"
    criterion: str
    ready: bool
    pictures: tuple[Picture, ...] = ()


class Rubric(Message):
    """What a candidate compares the own text with.

    Parameters
    ----------
    criterion : str
    title : str
    levels : tuple of str
        0 to 4.
    own : str
        Markdown found in the saved notebook; empty where there is none yet.
    model : str
        Markdown of the worked solution; empty until the candidate has written something.
    points : float
        Of the part that a person reads.
    """

    reply: Literal["rubric"] = "rubric"
    criterion: str
    title: str
    levels: tuple[str, ...]
    own: str
    model: str
    points: float


class Done(Message):
    """What was done, in French, and where it leads.

    Parameters
    ----------
    message : str
    link : str
        Path relative to the activity's folder; empty where there is nothing to open.
    """

    reply: Literal["done"] = "done"
    message: str
    link: str = ""


class Dashboard(Message):
    """The candidate's progress as HTML, and as text."""

    reply: Literal["dashboard"] = "dashboard"
    html: str
    text: str


class Refusal(Message):
    """Why there is no answer to a request: one line in French."""

    reply: Literal["refusal"] = "refusal"
    message: str


Reply: TypeAlias = Annotated[
    Opened | Trials | Verdicts | Hints | Figures | Rubric | Done | Dashboard | Refusal, Field(discriminator="reply")
]


class Asked(Message):
    """A request and its number; the reply bears the same."""

    number: int
    request: Request


class Answered(Message):
    """A reply and the number of its request."""

    number: int
    reply: Reply


Envelope: TypeAlias = Asked | Answered
_ASKED, _ANSWERED = TypeAdapter(Asked), TypeAdapter(Answered)


class LineError(ValueError):
    """A line that is no message, or too long to be one."""


def line_of(message: Asked | Answered) -> bytes:
    """Return a message as its line.

    Raises
    ------
    LineError
        If it is too long.
    """
    line = message.model_dump_json().encode("utf-8", "replace") + b"\n"
    if len(line) > MAXIMUM_LINE_BYTES:
        raise LineError(f"a message of {len(line)} bytes, {MAXIMUM_LINE_BYTES} at most")
    return line


def asked(line: bytes) -> Asked:
    """Return the request on a line; raise ``LineError`` where there is none."""
    return cast("Asked", _read(line, _ASKED))


def answered(line: bytes) -> Answered:
    """Return the reply on a line; raise ``LineError`` where there is none."""
    return cast("Answered", _read(line, _ANSWERED))


def _read(line: bytes, adapter: TypeAdapter[Any]) -> Any:
    if not line.endswith(b"\n"):
        raise LineError("no end of line within the bound")
    try:
        return adapter.validate_json(line)
    except ValueError as error:
        raise LineError(str(error)[:300]) from None
