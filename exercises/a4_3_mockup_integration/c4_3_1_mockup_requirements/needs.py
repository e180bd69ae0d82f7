"""The level of information need: for each requirement when, for whom, on what, and how fine the geometry has to be."""

from collections.abc import Mapping
from typing import Any

from autograders.candidate.wire import Row
from autograders.criteria import Slip, folded, rows_by_key, rows_check
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .coding import own_needs
from .phases import own_phase
from .words import CLIENT, MISTAKES, NEVER, PHASES, is_due, plain

NAME = "information_needs"
CLASSES = {"profil": "IfcMember", "fenêtre": "IfcWindow", "isolant": "IfcCovering", "voile": "IfcWall"}
PARTS = {"ouvrage": ("panneau", "module")}
OBJECTS = ("panneau", "module", "profil", "fenêtre", "isolant", "voile", "fixation")
# An honest slip moves so many requirements at most; beyond, the reference takes over.
LARGEST_DEVIATION = 2


def requirements(case: JudgedCase) -> Mapping[str, Mapping[str, Any]]:
    """Return the requirements by code, as the generator told them."""
    told: Mapping[str, Mapping[str, Any]] = case.truth["requirements"]
    return told


def due_codes(answers: Answers, case: JudgedCase) -> tuple[str, ...]:
    """Return the requirements due at delivery: by the candidate's own phases, where they are near the right ones."""
    phase = str(case.specification["delivery_phase"])
    own = {code: is_due(own_milestone(answers, case, code), phase) for code in requirements(case)}
    right = {code: bool(told["due"]) for code, told in requirements(case).items()}
    trusted = sum(own[code] is not due for code, due in right.items()) <= LARGEST_DEVIATION
    return tuple(code for code, due in (own if trusted else right).items() if due)


def own_milestone(answers: Answers, case: JudgedCase, code: str) -> str:
    """Return the phase from which a requirement holds, as the candidate's own phases, else coding, say."""
    topic = str(requirements(case)[code]["topic"])
    if not topic:
        return PHASES[0]
    rows = rows_by_key(answers.rows("phases") or (), "code").get(folded(topic), [])
    return str(rows[0]["phase"]) if len(rows) == 1 else own_phase(answers, case, topic)


def judge_milestones(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of the milestones, from the candidate's own phases."""
    return rows_check(
        answers,
        NAME,
        label="Jalon de chaque exigence",
        weight=0.5,
        key="requirement",
        expected=list(requirements(case)),
        rule=lambda code, row: (
            None if row["milestone"] == own_milestone(answers, case, code) else Slip("autre jalon que vos phases")
        ),
        advice="Avec un code de donnée, c’est la phase que vous avez déduite ; sans code, la conception.",
    )


def judge_due(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of what is due at delivery, from the candidate's own milestones."""
    return rows_check(
        answers,
        NAME,
        label="Exigences dues à la remise",
        weight=0.5,
        key="requirement",
        expected=list(requirements(case)),
        rule=lambda code, row: _due_slip(case, row),
        advice="Une exigence est due si son jalon est la phase de remise ou une phase d’avant.",
    )


def judge_recipients(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of the partners that a requirement serves at delivery, from the candidate's own coding."""
    return rows_check(
        answers,
        NAME,
        label="Partenaires qui ont besoin de chaque donnée à la remise",
        weight=0.5,
        key="requirement",
        expected=list(requirements(case)),
        rule=lambda code, row: _recipient_slip(answers, case, code, str(row["recipients"])),
        advice="Citez ceux qui, d’après votre codage, en ont besoin à la phase de remise ou avant, due ou non.",
    )


def judge_objects(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of the class and of the facet by which each requirement is looked at."""
    return rows_check(
        answers,
        NAME,
        label="Objet et facette de chaque exigence",
        weight=0.5,
        key="requirement",
        expected=list(requirements(case)),
        rule=lambda code, row: _object_slip(case, code, row),
        advice="La classe est celle des éléments visés, la facette celle qui dit où la donnée se lit.",
    )


def judge_geometry(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of the geometry that each object needs, from the candidate's own due requirements."""
    due = due_codes(answers, case)
    return rows_check(
        answers,
        "geometric_needs",
        label="Besoin géométrique de chaque objet",
        weight=0.25,
        key="object",
        expected=OBJECTS,
        rule=lambda name, row: _geometry_slip(due, case, name, str(row["detail"])),
        advice="Un objet que vise une exigence due se modélise par son enveloppe ; les autres ne se demandent pas.",
    )


def _due_slip(case: JudgedCase, row: Row) -> Slip | None:
    due = is_due(str(row["milestone"]), str(case.specification["delivery_phase"]))
    if (row["due"] == "oui") is due:
        return None
    return Slip("ne découle pas de son jalon", None if due else MISTAKES["everything-now"])


def _recipient_slip(answers: Answers, case: JudgedCase, code: str, given: str) -> Slip | None:
    named = set(plain(given).split()) - {"aucun", "et"}
    topic = str(requirements(case)[code]["topic"])
    if not topic:
        return None if named == {CLIENT} else Slip("sans code, c’est le client qui la demande")
    needs, phase = own_needs(answers, case, topic), str(case.specification["delivery_phase"])
    if named == {partner for partner, first in needs.items() if is_due(first, phase)}:
        return None
    later = {partner for partner, first in needs.items() if first != NEVER}
    mistake = MISTAKES["later-recipients"] if named == later else None
    return Slip("ne découle pas de votre codage", mistake)


def _object_slip(case: JudgedCase, code: str, row: Row) -> Slip | None:
    told = requirements(case)[code]
    if row["ifc_class"] != CLASSES.get(told["subject"], "IfcElementAssembly"):
        return Slip("autre classe attendue")
    if row["facet"] == told["facet"]:
        return None
    quantity = str(told["pset"]).startswith("Qto_")
    return Slip("autre facette attendue", MISTAKES["quantity-facet"] if quantity else None)


def _geometry_slip(due: tuple[str, ...], case: JudgedCase, name: str, given: str) -> Slip | None:
    if given.startswith("LOD"):
        return Slip("un numéro n’est pas un besoin", MISTAKES["lod-as-need"])
    subjects = [str(requirements(case)[code]["subject"]) for code in due]
    aimed_at = {part for subject in subjects for part in PARTS.get(subject, (subject,))}
    if given == ("enveloppe" if name in aimed_at else "aucune"):
        return None
    if given == "forme détaillée":
        return Slip("plus que le besoin", MISTAKES["detail-without-use"])
    return Slip("ne découle pas de vos exigences dues")
