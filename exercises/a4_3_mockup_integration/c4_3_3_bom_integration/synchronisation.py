"""Trials of the function that makes patches: what it returns is applied, and the laws of a patch are looked at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from autograders.candidate.wire import Row
from autograders.criteria import Slip, folded
from autograders.model.answers import Answers
from autograders.model.verdict import Check

from .patches import (
    CREATE,
    IN_FORCE,
    OBSOLETE,
    RETIRE,
    UPDATE,
    PatchError,
    Records,
    agrees,
    apply_patch,
    in_force,
    records,
    same_text,
    smallest,
)
from .trials import MISTAKES, established_check

KNOWN = ("designation", "revision", "quantite")
ONE, TWO, THREE, FOUR, FIVE = "PF-00051", "SE-00052", "PR-00053", "PR-00054", "MT-00055"
MODEL_FIELDS, PLM_FIELDS = "quantite", "designation,revision"


@dataclass(frozen=True)
class Pair:
    """A source, a target and the fields of which the source is master.

    Parameters
    ----------
    situation : str
        In French.
    source, target : list of Row
    fields : str
    betrayed : str
        Misconception, where the situation was made for one.
    """

    situation: str
    source: list[Row]
    target: list[Row]
    fields: str = MODEL_FIELDS
    betrayed: str = ""


def record(number: str, quantity: str = "1", revision: str = "A", *, reason: str = "", label: str = "") -> Row:
    """Return a record; obsolete where a reason is given."""
    return {
        "article": number,
        "designation": label or f"Article {number}",
        "revision": revision,
        "quantite": quantity,
        "etat": OBSOLETE if reason else IN_FORCE,
        "motif": reason,
    }


def pairs() -> list[Pair]:
    """Return the pairs that the function is tried on."""
    model = [record(ONE, "6", "B"), record(TWO, "12", "A"), record(f"{THREE.lower()} ", "131", ""), record(FIVE, "3")]
    plm = [
        record(ONE, "7", "C"),
        record(TWO, "12,0", "B", label="Cadre"),
        record(THREE, "130", "A"),
        record(FOUR, "6"),
        record("PR-00056", "2", reason="remplacé"),
    ]
    settled = list(apply_by_hand(plm))
    return [
        Pair("un article que la cible n’a pas", [record(ONE, "2"), record(TWO)], [record(TWO)], "revision,quantite"),
        Pair("un article que la source n’a plus", [record(ONE)], [record(ONE), record(TWO, "4")]),
        Pair("une quantité changée", [record(ONE, "6"), record(TWO)], [record(ONE, "5"), record(TWO)]),
        Pair(
            "un champ changé des deux côtés et dont la cible est maître",
            [record(ONE, "6", "A")],
            [record(ONE, "5", "C")],
        ),
        Pair(
            "deux écritures d’un même nombre",
            [record(ONE, "6"), record(TWO, "0,30"), record(FIVE, "9")],
            [record(ONE, "6,0"), record(TWO, "0.3"), record(FIVE, "8")],
            betrayed="numbers-as-text",
        ),
        Pair(
            "deux écritures d’un même numéro",
            [record(ONE.lower(), "2"), record(f" {TWO}"), record(FIVE, "9")],
            [record(ONE, "2"), record(f"{TWO} "), record(FIVE, "8")],
            betrayed="keys-not-folded",
        ),
        Pair(
            "un article déjà obsolète dans la cible",
            [record(ONE), record(FIVE, "9")],
            [record(ONE), record(TWO, reason="sans emploi"), record(FIVE, "8")],
            betrayed="retired-again",
        ),
        Pair(
            "un article obsolète dans la cible et connu de la source",
            [record(ONE), record(TWO, "4", "B")],
            [record(ONE), record(TWO, "4", "A", reason="sans emploi")],
            "revision,quantite",
        ),
        Pair(
            "un article obsolète dans la source",
            [record(ONE), record(TWO, reason="arrêté")],
            [record(ONE), record(TWO)],
        ),
        Pair(
            "deux côtés d’accord", [record(ONE, "2"), record(TWO)], [record(TWO), record(ONE, "2")], "revision,quantite"
        ),
        Pair("un côté vide", [], [record(ONE), record(TWO)]),
        Pair("de la maquette au PLM", model, plm),
        Pair("du PLM à la maquette", plm, model, PLM_FIELDS),
        Pair("le correctif rejoué", model, settled),
    ]


def apply_by_hand(plm: Sequence[Row]) -> Sequence[Row]:
    """Return the PLM of ``pairs`` once it follows the model, written out."""
    one, two, three, four, gone = plm
    return [
        {**one, "quantite": "6"},
        two,
        {**three, "quantite": "131"},
        {**four, "etat": OBSOLETE, "motif": "absent de la maquette"},
        gone,
        record(FIVE, "3", "", label=""),
    ]


def patch_slip(pair: Pair, patch: Sequence[Row]) -> Slip | None:
    """Return the first law of a patch that rows break, if any."""
    fields = pair.fields.split(",")
    source, target = records(pair.source), records(pair.target)
    known = [str(row["field"]).strip() for row in patch if row["action"] != RETIRE]
    if any(row["action"] == RETIRE and not str(row["reason"]).strip() for row in patch):
        return Slip("Un retrait n’a pas de motif", MISTAKES["erased-without-trace"])
    if any(field in KNOWN and field not in fields for field in known):
        return Slip("Un champ est écrit dont la source n’est pas maître", MISTAKES["foreign-field-overwritten"])
    active = in_force(target)
    if any(row["action"] == RETIRE and folded(row["article"]) not in active for row in patch):
        betrayed = MISTAKES["retired-again"] if any(folded(row["article"]) in target for row in patch) else None
        return Slip("Un article qui n’est pas en vigueur est retiré", betrayed)
    if any(row["action"] == CREATE and folded(row["article"]) in active for row in patch):
        return Slip("Un article déjà en vigueur est créé", MISTAKES.get(pair.betrayed))
    try:
        after = apply_patch(target, patch, KNOWN)
    except PatchError:
        return Slip("Le correctif ne s’applique pas à cette cible", MISTAKES.get(pair.betrayed))
    if not agrees(source, after, fields):
        return Slip("Une nouvelle comparaison trouve encore des différences", MISTAKES.get(pair.betrayed))
    if len(patch) > smallest(source, target, fields):
        return Slip("Le correctif a plus de lignes qu’il n’en faut", MISTAKES[superfluous(target, patch)])
    lied = [
        row
        for row in patch
        if row["action"] == UPDATE
        and (key := folded(row["article"])) in target
        and not same_text(str(row["before"]), target[key][str(row["field"]).strip()])
    ]
    return Slip("La valeur d’avant n’est pas celle de la cible : elle serait perdue") if lied else None


def superfluous(target: Records, patch: Sequence[Row]) -> str:
    """Return the misconception of rows that write what is there already, or the same number otherwise written."""
    held = [
        (str(record[field]).strip(), str(row["after"]).strip())
        for row in patch
        if row["action"] == UPDATE
        and (record := target.get(folded(row["article"]))) is not None
        and (field := str(row["field"]).strip()) in record
    ]
    same_number = any(before != after and same_text(before, after) for before, after in held)
    same_word = any(before == after for before, after in held)
    return "numbers-as-text" if same_number and not same_word else "rewrites-everything"


def judge_synchronisation(answers: Answers) -> Check:
    """Return the check of the function that makes patches."""
    tried = pairs()
    return established_check(
        answers,
        "synchronise",
        weight=3,
        situations=[pair.situation for pair in tried],
        rule=lambda index, rows: patch_slip(tried[index], rows),
        advice="Comparez les numéros normalisés, puis les seuls champs dont la source est maître, valeur par valeur.",
    )


def synchronisation_probes() -> Mapping[str, Sequence[Any]]:
    """Return the calls of the function that makes patches."""
    return {"synchronise": [(pair.source, pair.target, pair.fields) for pair in pairs()]}
