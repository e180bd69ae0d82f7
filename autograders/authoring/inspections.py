"""Files that the submissions of a bank hand in: most of them hand in that of the worked solution."""

from collections.abc import Sequence

from autograders.candidate.declarations import AnswerDeclaration
from autograders.grading.probing import Call, OpenSession, calls_digest, inspect_file
from autograders.model.answers import ProbeResult


class Inspections:
    """What our own reader found, by file: the same one is read once. To be used from any number of threads."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str, str], tuple[ProbeResult, ...]] = {}

    def inspect(
        self, open_session: OpenSession, declaration: AnswerDeclaration, text: str, calls: Sequence[Call]
    ) -> tuple[ProbeResult, ...]:
        """Return what ``inspect_file`` returns for the same arguments.

        Nothing of a submission runs where a file is read, so that it says the same whoever hands it in.

        Parameters
        ----------
        open_session : callable
        declaration : AnswerDeclaration
        text : str
        calls : sequence of tuple
        """
        key = (declaration.model_dump_json(), text, calls_digest(declaration, calls))
        # Again where nothing came back: a busy machine may have ended the reader.
        found = self._found.get(key) or inspect_file(open_session, declaration, text, calls)
        self._found[key] = found
        return found
