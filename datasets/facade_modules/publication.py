"""Writes the extracts of the PLM and the records of site, each part with what is true of it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from autograders.candidate.cases import PublicFile
from autograders.domain.bom import Structure

from . import changes, documents, extracts, lifecycle, nested, suppliers, totals
from .catalogue import Catalogue
from .changes import Effort
from .documents import french_day
from .extracts import Recorded
from .lifecycle import Validity
from .manufacturing import Manufacturing
from .merging import Sides
from .service import Service
from .tools import FORMATS, Tool

Written = tuple[PublicFile, ...]


def write_structures(
    public: Path,
    catalogue: Catalogue,
    recorded: Recorded,
    made: Manufacturing,
    published: Mapping[str, str],
    rng: np.random.Generator,
) -> tuple[Written, dict[str, Any]]:
    """Write the register of articles, both structures, the nested form and the suppliers; return what is odd there."""
    lines, mistyped = extracts.print_lines(recorded.usages, recorded.days, recorded.articles, rng)
    days = [recorded.days[rank % len(recorded.days)] for rank in range(len(made.usages))]
    shop_lines, shop_mistyped = extracts.print_lines(made.usages, days, made.articles, rng)
    parents = {usage.parent for usage in made.usages}
    replaced = recorded.slips["obsolete"] | recorded.slips["superseded"]
    rows = [
        extracts.article_row(
            article,
            published[article.number],
            suppliers.supplier_of(article, article.number in parents),
            replaced.get(article.number, ""),
            rng,
        )
        for article in made.articles.values()
    ]
    older, changed = nested.older_usages(catalogue, rng)
    files = (
        documents.write_table(public, "articles.csv", "Registre des articles", documents.ARTICLES, rows),
        documents.write_table(
            public, "ebom.csv", "Nomenclature d’études (EBOM)", documents.LINES, documents.line_rows(lines)
        ),
        documents.write_table(
            public, "mbom.csv", "Nomenclature de fabrication (MBOM)", documents.LINES, documents.line_rows(shop_lines)
        ),
        documents.write_json(
            public, "articles.json", "Arborescence des produits, état antérieur", nested.nested_export(catalogue, older)
        ),
        documents.write_table(
            public,
            "fournisseurs.csv",
            "Fournisseurs (codage Windows-1252)",
            suppliers.HEADER,
            suppliers.SUPPLIERS,
            encoding="cp1252",
        ),
    )
    odd = {
        "mistyped_rows": {"ebom": mistyped, "mbom": shop_mistyped},
        "mistyped_lines": [
            [usage.parent, str(usage.find), usage.child] for usage in (recorded.usages[row] for row in mistyped)
        ],
        "older_export": changed,
    }
    return files, odd


def structure_truth(
    structure: Structure, catalogue: Catalogue, recorded: Recorded, made: Manufacturing
) -> dict[str, Any]:
    """Return what follows from the structures, and the slips of record."""
    return {
        "bill": totals.bill_figures(structure, catalogue),
        "reconciliation": totals.reconciliation(structure, made, catalogue.order) | {"slips": made.slips},
        "records": dict(recorded.slips),
        "ebom": totals.plain_structure(recorded.articles, totals.without_loop(recorded)),
        "mbom": totals.plain_structure(made.articles, made.usages),
    }


def write_life(
    public: Path,
    structure: Structure,
    recorded: Recorded,
    published: Mapping[str, str],
    validities: Sequence[Validity],
    rng: np.random.Generator,
) -> tuple[Written, dict[str, Any], Effort]:
    """Write revisions, effectivities, changes and their log; return the truth and what a change costs too."""
    issues, issue_faults = lifecycle.draw_issues(published, rng)
    drawn = changes.draw_changes(structure, rng)
    entries, illegal = changes.draw_log(drawn, rng)
    effects, premature = changes.draw_effects(entries, rng)
    keeping = frozenset(number for number, article in recorded.articles.items() if article.interchangeable)
    found = changes.impacts(drawn, structure, keeping)
    approved = changes.approved_changes(entries)
    effort = changes.draw_effort(drawn, found, approved, rng)
    files = (
        documents.write_table(
            public,
            "revisions.csv",
            "Registre des révisions",
            "article revision etat date",
            ((item.article, item.revision, item.state, french_day(item.day)) for item in issues),
        ),
        documents.write_table(
            public,
            "effectivites.csv",
            "Effectivités de huit positions",
            "parent repere composant debut fin",
            ((row.parent, row.find, row.child, french_day(row.first), french_day(row.last)) for row in validities),
        ),
        documents.write_table(
            public,
            "modifications.csv",
            "Modifications demandées",
            "modification soumise_le article forme_conservee ajustement_conserve fonction_conservee decision effet_le",
            (_change_row(change, effects.get(change.number)) for change in drawn),
        ),
        documents.write_table(
            public,
            "journal_des_modifications.csv",
            "Journal des modifications",
            "date modification etat_depart etat_arrivee",
            ((french_day(entry.day), entry.change, entry.source, entry.target) for entry in entries),
        ),
    )
    truth = {
        "revisions": issue_faults | {"published": dict(published)},
        "changes": found,
        "change_records": changes.recorded_changes(drawn, effects, entries),
        "log_changes": [entry.change for entry in entries],
        "illegal_moves": illegal,
        "premature_effects": premature,
        "workload": changes.workload(drawn, found, approved, effort) | {"approved": sorted(approved)},
    }
    return files, truth, effort


def write_tools(public: Path, drawn: Sequence[Tool]) -> PublicFile:
    """Write what each partner's software does with each format."""
    rows = [(tool.partner, tool.name, *(tool.levels[each] for each in FORMATS)) for tool in drawn]
    header = " ".join(["partenaire", "logiciel", *(each.replace(" ", "_") for each in FORMATS)])
    return documents.write_table(public, "logiciels.csv", "Formats que les logiciels lisent et écrivent", header, rows)


def write_sides(public: Path, sides: Sides) -> Written:
    """Write the three states of one product's lines."""
    (public / "fusion").mkdir()
    states = (
        ("commun", "État commun", sides.common),
        ("bureau_etudes", "État du bureau d’études", sides.office),
        ("usine", "État de l’usine", sides.works),
    )
    return tuple(
        documents.write_table(
            public,
            f"fusion/{name}.csv",
            f"{label} d’un même produit, à fusionner",
            "parent composant repere quantite",
            ((*key, extracts.decimal(record["quantite"])) for key, record in lines.items()),
        )
        for name, label, lines in states
    )


def write_service(public: Path, records: Service, ids: Mapping[str, str]) -> Written:
    """Write what was mounted and what was replaced."""
    built: Iterable[Sequence[str]] = (
        (row.place, ids[row.place], row.serial, row.article, row.revision, french_day(row.day)) for row in records.built
    )
    maintained: Iterable[Sequence[str]] = (
        (french_day(row.day), row.place, row.removed, row.fitted, row.article, row.revision, row.reason)
        for row in records.maintained
    )
    return (
        documents.write_table(
            public,
            "as_built.csv",
            "Relevé de pose (tel que construit)",
            "emplacement global_id serie article revision pose_le",
            built,
        ),
        documents.write_table(
            public,
            "as_maintained.csv",
            "Remplacements depuis la pose (tel qu’entretenu)",
            "date emplacement serie_deposee serie_posee article revision motif",
            maintained,
        ),
    )


def _change_row(change: changes.Change, effect: date | None) -> tuple[str, ...]:
    return (
        change.number,
        french_day(change.submitted),
        change.article,
        documents.yes_no(change.form_kept),
        documents.yes_no(change.fit_kept),
        documents.yes_no(change.function_kept),
        change.decision,
        "" if effect is None else french_day(effect),
    )
