"""The candidate's IDS: readable, for IFC4, asking for what is due, of whom it is due, and for nothing more."""

import re
from collections.abc import Sequence
from html import unescape

from autograders.criteria import holds, right, wrong
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .needs import due_codes, requirements
from .trials import (
    BROKEN,
    EXISTENCE,
    GOOD,
    NAME,
    OTHER_SCHEMA,
    OTHER_VERSION,
    is_right,
    reading_check,
    refused,
    rows_of,
    trials_check,
    trials_of,
    unread_check,
)
from .words import MISTAKES, plain

GROUPS = {
    "Noms, numéros et révisions": ("EI-01", "EI-04", "EI-05", "EI-12"),
    "Performances": ("EI-02", "EI-03", "EI-06", "EI-11"),
    "Quantités, matières, classes et liens": ("EI-07", "EI-08", "EI-09", "EI-10"),
}
PURPOSE_WORDS = 3
LEVEL_NUMBER = re.compile(r"\blod\b ?[1-5]?[0-9]*")
ANCHOR = re.compile(r"""pattern\s+value\s*=\s*["']\^""")


def judge_ids(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of the IDS."""
    due = due_codes(answers, case)
    return [
        _header(answers, case),
        _version(answers, case),
        _good_model(answers, case),
        *(
            trials_check(
                answers,
                case,
                label=f"Exigences éprouvées : {title[0].lower()}{title[1:]}",
                weight=1.25,
                chosen=trials_of(case, [code for code in codes if code in due]),
                advice="Chaque exigence due doit refuser ce qui l’enfreint et admettre ce qui la respecte de justesse.",
            )
            for title, codes in GROUPS.items()
        ),
        trials_check(
            answers,
            case,
            label="Présence exigée des panneaux et des modules, et d’eux seuls",
            weight=0.5,
            chosen=trials_of(case, [EXISTENCE]),
            advice="minOccurs vaut 1 là où la maquette doit en contenir, 0 ailleurs.",
        ),
        _nothing_early(answers, case, due),
    ]


def header_field(text: str, name: str) -> str:
    """Return the text of an element of an IDS header, as plain words; the file is known to be valid by then.

    Examples
    --------
    >>> header_field("<info><milestone>Pose &amp; réception</milestone></info>", "milestone")
    'pose reception'
    """
    found = re.search(rf"<(?:\w{{1,40}}:)?{name}>([^<]{{0,2000}})</", text)
    return plain(unescape(found[1])) if found is not None else ""


def _header(answers: Answers, case: JudgedCase) -> Check:
    label, weight = "Fichier valide, titre, usage et jalon", 0.5
    read = reading_check(answers, case, label=label, weight=weight)
    if read.fraction < 1.0:
        return read
    text, phase = answers.text(NAME) or "", str(case.specification["delivery_phase"])
    fields = {name: header_field(text, name) for name in ("title", "purpose", "milestone")}
    if any(LEVEL_NUMBER.search(field) for field in fields.values()):
        return wrong(label, weight, "Un niveau LOD sert d’en-tête.", misconception=MISTAKES["lod-as-need"])
    faults = [] if fields["title"] else ["le titre (title) est vide"]
    faults += [] if len(fields["purpose"].split()) >= PURPOSE_WORDS else ["l’usage (purpose) n’est pas dit"]
    faults += [] if holds(fields["milestone"], phase) else ["le jalon (milestone) n’est pas la phase de remise"]
    if not faults:
        return right(label, weight, "Fichier valide, en-tête complet.")
    return wrong(label, weight, f"À revoir : {', '.join(faults)}.", fraction=1 - len(faults) / 3)


def _version(answers: Answers, case: JudgedCase) -> Check:
    label, weight = "Version d’IFC visée", 0.5
    if (unread := unread_check(answers, case, label=label, weight=weight)) is not None:
        return unread
    here = [row["outcome"] for row in rows_of(answers, case, GOOD) or ()]
    there = [row["outcome"] for row in rows_of(answers, case, OTHER_SCHEMA) or ()]
    pairs = list(zip(here, there, strict=False))
    faulty = sum(own == OTHER_VERSION or other != OTHER_VERSION for own, other in pairs)
    if not faulty:
        return right(label, weight, "Toutes les spécifications visent l’IFC4.")
    fraction = 1 - faulty / len(pairs)
    message = f"{faulty} spécifications sur {len(here)} ne visent pas l’IFC4, ou visent l’IFC2X3 aussi."
    return wrong(label, weight, message, misconception=MISTAKES["other-version"], fraction=fraction)


def _good_model(answers: Answers, case: JudgedCase) -> Check:
    label, weight = "Maquette conforme admise", 0.5
    if (unread := unread_check(answers, case, label=label, weight=weight)) is not None:
        return unread
    rows = rows_of(answers, case, GOOD) or ()
    broken = [row for row in rows if row["outcome"] == BROKEN]
    silent = [row for row in rows if row["outcome"] == OTHER_VERSION]
    if not broken and not silent:
        return right(label, weight, "Aucune spécification ne la refuse.")
    message = f"{len(broken)} spécifications sur {len(rows)} refusent une maquette conforme"
    message += f" et {len(silent)} n’en disent rien." if silent else "."
    fraction = 1 - (len(broken) + len(silent)) / len(rows)
    # The good model holds one panel and one module; its other assemblies are frames.
    frames = any(int(str(row["applicable"])) > int(str(row["failed"])) > 0 for row in broken)
    anchored = ANCHOR.search(answers.text(NAME) or "") is not None
    mistake = MISTAKES["anchors-in-pattern"] if anchored else MISTAKES["frames-included"] if frames else None
    return wrong(label, weight, message, misconception=mistake, fraction=fraction)


def _nothing_early(answers: Answers, case: JudgedCase, due: Sequence[str]) -> Check:
    label, weight = "Rien d’exigé avant l’heure", 0.5
    if (unread := unread_check(answers, case, label=label, weight=weight)) is not None:
        return unread
    early = [code for code in requirements(case) if code not in due]
    good = rows_of(answers, case, GOOD)
    asking = [code for code in due if is_right(answers, case, trials_of(case, [code])[0])]
    if good is None or 2 * len(asking) < len(due):
        return wrong(label, weight, "Le fichier n’éprouve pas la moitié des exigences dues : rien à juger ici.")
    demanded = [
        code
        for code in early
        if any(
            refused(rows_of(answers, case, trial.model), good)
            for trial in trials_of(case, [code])
            if not trial.accepted
        )
    ]
    if not demanded:
        return right(label, weight, "Une maquette n’est refusée que pour ce qui est dû à la remise.")
    message = f"Exigences qui ne sont pas dues à la remise, d’après vos phases : {', '.join(demanded)}."
    fraction = 1 - len(demanded) / len(early)
    return wrong(label, weight, message, misconception=MISTAKES["demanded-too-early"], fraction=fraction)
