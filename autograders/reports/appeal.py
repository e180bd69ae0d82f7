"""A candidate's whole file as one archive, for an appeal: what was handed in, judged, decided, and how it adds up."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeAlias
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from autograders.assignments import Course
from autograders.candidate.cases import CANDIDATE_PATTERN
from autograders.candidate.errors import AtelierError
from autograders.grading.texts import encodable
from autograders.records import Decision, Entry, Records

from .facts import CandidateFacts
from .gathering import facts_of
from .tables import csv_text
from .writing import Report, candidate_report

# nbgrader's folders of a candidate, under the course's.
_STEPS = ("submitted", "autograded", "feedback")
_GENERAL_PURPOSE_DATE = (1980, 1, 1, 0, 0, 0)
# What the records hold, by the name that it bears in the archive.
Recorded: TypeAlias = Mapping[str, Sequence[Entry | Decision]]
READ_ME = """Dossier de {candidate}, établi le {made_at}.

resultats.html, resultats-*.csv : notes, verdicts et conseils, comme le candidat les lit.
carnet-de-notes.json            : ce que le carnet de notes de nbgrader contient, cellule par cellule.
historique.json                 : toutes les corrections, de la première à la dernière : réponses reçues, verdicts,
                                  version du correcteur, variante des données, empreintes, date.
modifications.json              : notes modifiées par une personne, avec l’auteur, la date et le motif.
niveaux.json, soutenance.json   : niveaux donnés par les correcteurs, étapes de la soutenance de thèse.
submitted/, autograded/, feedback/ : carnets remis, carnets corrigés, pages de retour.
empreintes.txt                  : empreinte SHA-256 de chaque fichier de ce dossier.
"""


def write_appeal(course: Course, candidate: str, path: Path) -> Path:
    """Write a candidate's file and return its path.

    Parameters
    ----------
    course : Course
    candidate : str
    path : Path
        Of the archive; replaced where it exists.

    Raises
    ------
    AtelierError
        If the candidate is not in the gradebook, it or the records cannot be read, or the archive cannot be written.
    """
    facts, report = facts_of(course, candidate), candidate_report(course, candidate)
    with Records(course.records_url) as records:
        recorded: Recorded = {
            "historique.json": records.history(candidate),
            "modifications.json": records.overrides(candidate),
            "niveaux.json": records.assessments(candidate),
            "soutenance.json": records.defence_times(candidate),
        }
    unfinished = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with ZipFile(unfinished, "w", ZIP_DEFLATED) as archive:
            _fill(archive, course, facts, report, recorded)
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise AtelierError(
            f"{error.filename or path}: {error.strerror or error}. Make room, correct the rights, or name another "
            "folder with --folder."
        ) from None
    return path


def _fill(
    archive: ZipFile,
    course: Course,
    facts: CandidateFacts,
    report: Report,
    recorded: Recorded,
) -> None:
    digests = []
    for name, content in _contents(course, facts, report, recorded):
        # The same content gives the same archive: no time of a file of ours is in it.
        archive.writestr(ZipInfo(name, _GENERAL_PURPOSE_DATE), content, ZIP_DEFLATED)
        digests.append(f"{hashlib.sha256(content).hexdigest()}  {name}")
    archive.writestr(ZipInfo("empreintes.txt", _GENERAL_PURPOSE_DATE), "\n".join([*digests, ""]), ZIP_DEFLATED)


def _contents(
    course: Course,
    facts: CandidateFacts,
    report: Report,
    recorded: Recorded,
) -> Iterator[tuple[str, bytes]]:
    candidate = facts.candidate.id
    made_at = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"
    yield "lisez-moi.txt", READ_ME.format(candidate=candidate, made_at=made_at).encode("utf-8", "replace")
    yield "resultats.html", report.html.encode()
    for table in report.tables:
        yield f"resultats-{table.name}.csv", csv_text(table).encode()
    yield "carnet-de-notes.json", _json(asdict(facts)["notebooks"])
    for name, entries in recorded.items():
        yield name, _json([asdict(entry) for entry in entries])
    for path in _files(course, candidate):
        yield encodable(path.relative_to(course.folder).as_posix()), path.read_bytes()


def _files(course: Course, candidate: str) -> Iterator[Path]:
    if not CANDIDATE_PATTERN.fullmatch(candidate):
        return  # no folder of nbgrader's bears such a name
    for step in _STEPS:
        for path in sorted((course.folder / step / candidate).rglob("*")):
            # A link that was handed in may lead anywhere.
            inside = path.resolve().is_relative_to((course.folder / step / candidate).resolve())
            if path.is_file() and not path.is_symlink() and inside:
                yield path


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=True, indent=1, default=_plain).encode()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value)
