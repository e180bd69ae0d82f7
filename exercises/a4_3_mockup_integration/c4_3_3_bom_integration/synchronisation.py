"""Trials of the function that makes patches: what it returns is applied, and the laws of a patch are looked at."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

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


Law: TypeAlias = Callable[[Pair, Sequence[Row]], Slip | None]


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


def incomplete(pair: Pair, patch: Sequence[Row]) -> Slip | None:
    """Return why a new comparison would find something, if it would."""
    source, target = records(pair.source), records(pair.target)
    active = in_force(target)
    if any(row["action"] == CREATE and folded(row["article"]) in active for row in patch):
        return Slip("Un article déjà en vigueur est créé", MISTAKES.get(pair.betrayed))
    try:
        after = apply_patch(target, patch, KNOWN)
    except PatchError:
        return Slip("Le correctif ne s’applique pas à cette cible", MISTAKES.get(pair.betrayed))
    if agrees(source, after, pair.fields.split(",")):
        return None
    return Slip("Une nouvelle comparaison trouve encore des différences", MISTAKES.get(pair.betrayed))


def too_long(pair: Pair, patch: Sequence[Row]) -> Slip | None:
    """Return which row is of no use, if one is."""
    source, target = records(pair.source), records(pair.target)
    active = in_force(target)
    for row in patch:
        key = folded(row["article"])
        if row["action"] == RETIRE and key not in active:
            betrayed = MISTAKES["retired-again"] if key in target else None
            return Slip("Un article qui n’est pas en vigueur est retiré", betrayed)
    fields = pair.fields.split(",")
    # A field of the other side's is a loss, and costs there.
    own = [row for row in patch if row["action"] == RETIRE or str(row["field"]).strip() in fields]
    if len(own) <= smallest(source, target, fields):
        return None
    return Slip("Le correctif a plus de lignes qu’il n’en faut", MISTAKES[superfluous(target, own)])


def untraced(pair: Pair, patch: Sequence[Row]) -> Slip | None:
    """Return what would be lost without a trace, if anything."""
    target = records(pair.target)
    for row in patch:
        key, field = folded(row["article"]), str(row["field"]).strip()
        if row["action"] == RETIRE:
            if not str(row["reason"]).strip():
                return Slip("Un retrait n’a pas de motif", MISTAKES["erased-without-trace"])
        elif field not in pair.fields.split(","):
            betrayed = MISTAKES["foreign-field-overwritten"] if field in KNOWN else None
            return Slip("Un champ est écrit dont la source n’est pas maître", betrayed)
        elif row["action"] == UPDATE and not same_text(str(row["before"]), target.get(key, {}).get(field, "")):
            return Slip("La valeur d’avant n’est pas celle de la cible : elle serait perdue")
    return None


def superfluous(target: Records, patch: Sequence[Row]) -> str:
    """Return the misconception of rows that write what is there already: the same text, or only the same number."""
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


def judge_synchronisation(answers: Answers) -> Sequence[Check]:
    """Return the checks of the function that makes patches, law by law."""
    return [
        law_check(
            answers,
            "Correctif complet : une nouvelle comparaison ne trouve rien",
            incomplete,
            at_stake=lambda pair: patch_length(pair) > 0,
            advice="Comparez des numéros normalisés, dans les deux sens : absents de la cible, absents de la source.",
        ),
        held_or_not(
            answers,
            "Correctif minimal et rejouable : aucune ligne inutile",
            too_long,
            at_stake=lambda pair: True,
            advice="Ne gardez que les champs qui diffèrent ; sur une cible accordée, le correctif est vide.",
        ),
        held_or_not(
            answers,
            "Correctif sans perte : motifs, valeurs d’avant, champs de l’autre système",
            untraced,
            at_stake=touches_what_is_there,
            advice="Un retrait a un motif, une modification garde la valeur d’avant, chaque champ a son maître.",
        ),
    ]


def held_or_not(answers: Answers, label: str, slip: Law, *, at_stake: Callable[[Pair], bool], advice: str) -> Check:
    """Judge a law that one exception breaks: what is lost once is lost."""
    check = law_check(answers, label, slip, at_stake=at_stake, advice=advice)
    return replace(check, fraction=float(check.fraction == 1.0))


def law_check(
    answers: Answers,
    label: str,
    slip: Law,
    *,
    at_stake: Callable[[Pair], bool],
    advice: str,
) -> Check:
    """Judge one law on the pairs where it is at stake."""
    answer = answers["synchronise"]
    kept = [(index, pair) for index, pair in enumerate(pairs()) if at_stake(pair)]
    probes = tuple(answer.probes[index] for index, _ in kept if index < len(answer.probes))
    check = established_check(
        Answers([replace(answer, probes=probes)]),
        "synchronise",
        weight=1,
        situations=[pair.situation for _, pair in kept],
        rule=lambda index, rows: slip(kept[index][1], rows),
        advice=advice,
    )
    return replace(check, label=label)


def patch_length(pair: Pair) -> int:
    """Return how many rows the patch of a pair takes."""
    return smallest(records(pair.source), records(pair.target), pair.fields.split(","))


def touches_what_is_there(pair: Pair) -> bool:
    """Return whether the patch of a pair has to change or retire something."""
    said, held = in_force(records(pair.source)), in_force(records(pair.target))
    created = sum(key not in held for key in said)
    return patch_length(pair) > created * len(pair.fields.split(","))


def synchronisation_probes() -> Mapping[str, Sequence[Any]]:
    """Return the calls of the function that makes patches."""
    return {"synchronise": [(pair.source, pair.target, pair.fields) for pair in pairs()]}
