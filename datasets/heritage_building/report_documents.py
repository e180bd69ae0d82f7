"""The files that an author of the report receives: demands, certificates, site journal."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from string import Template
from typing import Any

from autograders.candidate.cases import PublicFile

from . import report
from .documents import write_csv


def write_report_files(public: Path, template: Path, facts: Any) -> tuple[PublicFile, ...]:
    """Write the client's demands, as a text and as the tables in it, the certificates and the journal."""
    sections = [(order, title, report.SECTIONS[title]) for order, title in enumerate(facts.sections, start=1)]
    wanted = report.METADATA_ALWAYS | report.METADATA_SOMETIMES
    metadata = [(key, wanted[key]) for key in facts.metadata]
    parameters = [(key, label, unit) for key, (label, unit) in report.PARAMETERS.items()]
    indicators = [(key, *of) for key, of in report.INDICATORS.items()]
    text = Template(template.read_text(encoding="utf-8")).substitute(
        section_characters=report.SECTION_CHARACTERS,
        validity_months=report.VALIDITY_MONTHS,
        step_unit=facts.step_unit,
        sections=_rows(sections),
        figures=_rows(facts.figures),
        metadata=_rows(metadata),
        parameters=_rows(parameters),
        indicators=_rows(indicators),
    )
    (public / "exigences_du_rapport.md").write_text(text, encoding="utf-8", newline="\n")
    return (
        PublicFile(path="exigences_du_rapport.md", label="Exigences du commanditaire pour le rapport"),
        write_csv(public, "rapport_sections.csv", "Sections exigées, dans l’ordre", "ordre titre contenu", sections),
        write_csv(
            public,
            "rapport_chiffres.csv",
            "Chiffres clés exigés",
            "cle grandeur carnet unite decimales",
            facts.figures,
        ),
        write_csv(public, "rapport_metadonnees.csv", "Métadonnées exigées", "cle demande", metadata),
        _write_certificates(public, facts.certificates),
        _write_journal(public, facts.journal),
    )


def _write_certificates(public: Path, certificates: Iterable[Any]) -> PublicFile:
    rows = [
        (
            item.number,
            item.instrument,
            item.model,
            item.serial,
            item.laboratory,
            item.calibrated.isoformat(),
            item.issued.isoformat(),
            report.VALIDITY_MONTHS,
        )
        for item in certificates
    ]
    header = "certificat instrument modele numero_serie laboratoire date_etalonnage date_emission validite_mois"
    return write_csv(public, "certificats_etalonnage.csv", "Certificats d’étalonnage du parc", header, rows)


def _write_journal(public: Path, journal: Iterable[Any]) -> PublicFile:
    rows = [
        (
            item.day.isoformat(),
            item.hour,
            item.station,
            item.operator,
            item.function,
            item.instrument,
            item.serial,
            item.temperature_c,
            item.remark,
        )
        for item in journal
    ]
    header = "date heure station operateur fonction instrument numero_serie temperature_c remarque"
    return write_csv(public, "journal_de_chantier.csv", "Journal de chantier de la reconnaissance", header, rows)


def _rows(cells: Iterable[Sequence[object]]) -> str:
    return "\n".join(
        f"| {' | '.join(str(cell).replace('.', ',') if isinstance(cell, float) else str(cell) for cell in row)} |"
        for row in cells
    )
