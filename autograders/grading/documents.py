"""Documents that are handed in, read by our own code in a confined session: what reads a hostile file may fail."""

from pathlib import Path

from pydantic import ValidationError

from autograders.candidate.documents import Document, DocumentError
from autograders.sandbox import ConfinementLevel, Limits, WarmSandbox

from .texts import on_one_line, printable

MAXIMUM_BYTES = 100 * 1024**2
LIMITS = Limits(cell_wall_seconds=120, wall_seconds=120, cpu_seconds=120, output_bytes=16 * 1024**2)
_READ = """
from pathlib import Path
from autograders.candidate.documents import read_document
from autograders.candidate.errors import AtelierError
try:
    print(read_document(Path({name!r})).model_dump_json())
except AtelierError as error:
    print("!" + str(error))
"""


def read_confined(path: Path) -> Document:
    """Return the text of a PDF or DOCX file, which may be hostile.

    Parameters
    ----------
    path : Path

    Raises
    ------
    DocumentError
        If there is no such file, it is too large, of another kind, damaged or protected, or reading it takes too much.
    SandboxUnavailableError
        If this machine cannot confine a process.
    """
    if not path.is_file():
        raise DocumentError(f"{path}: no such file. Check the path.")
    if path.suffix.lower() not in (".pdf", ".docx"):
        raise DocumentError(f"{path}: a name that ends in .pdf or .docx is expected.")
    if path.stat().st_size > MAXIMUM_BYTES:
        raise DocumentError(
            f"{path}: {path.stat().st_size} bytes, {MAXIMUM_BYTES} at most expected. Shrink its pictures."
        )
    name = f"document{path.suffix.lower()}"
    # Nothing of the document is run: what bounds a process without namespaces is enough.
    with (
        WarmSandbox(minimum_level=ConfinementLevel.REDUCED) as sandbox,
        sandbox.open(mounts={name: path.resolve()}, limits=LIMITS) as session,
    ):
        run = session.execute(_READ.format(name=name))
        said = "".join(output["text"] for output in run.outputs if output.get("name") == "stdout")
        if session.ending is not None:
            raise DocumentError(f"{path}: reading it was broken off ({on_one_line(session.ending.message, 200)}).")
    if said.startswith("!"):
        raise DocumentError(on_one_line(said.removeprefix("!").replace(name, str(path), 1), 500))
    try:
        document = Document.model_validate_json(said)
    except ValidationError:
        raise DocumentError(f"{path}: what was read of it makes no sense. Save it anew, and try again.") from None
    shown = (passage.model_copy(update={"text": printable(passage.text)}) for passage in document.passages)
    return document.model_copy(update={"passages": tuple(shown)})
