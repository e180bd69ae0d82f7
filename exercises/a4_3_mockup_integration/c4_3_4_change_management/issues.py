"""What changed between the two issues of the model, element by element."""

from collections.abc import Sequence

from autograders.criteria import absent, right, wrong
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .sets import set_check, share_found
from .words import MISTAKES

NAME = "issue_changes"
KINDS = {
    "ajouté": "added",
    "supprimé": "removed",
    "régénéré": "regenerated",
    "déplacé": "moved",
    "type changé": "type_changed",
    "propriété changée": "property_changed",
    "forme changée": "geometry_changed",
}
PRESENCE = ("ajouté", "supprimé", "régénéré")
CONTENT = ("type changé", "propriété changée", "forme changée")


def judge_issues(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of the differences: presence, places, content."""
    given: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for row in answers.rows(NAME) or ():
        # Upper and lower case tell GlobalIds apart.
        given[str(row["change"])].add(str(row["global_id"]).strip())
    known = case.truth["revision_b"]
    expected = {kind: set(known[key]) for kind, key in KINDS.items() if kind != "régénéré"}
    pairs = [(str(before), str(after)) for before, after in known["regenerated"]]
    expected["régénéré"] = {before for before, _ in pairs}
    # Either identifier names the element.
    given["régénéré"] = {next((pair[0] for pair in pairs if each in pair), each) for each in given["régénéré"]}
    return [
        _judge_presence(answers, given, expected, pairs),
        _judge_moved(answers, given["déplacé"], expected["déplacé"], set(known["carried_along"])),
        _judge_content(answers, given, expected),
    ]


def _judge_presence(
    answers: Answers,
    given: dict[str, set[str]],
    expected: dict[str, set[str]],
    pairs: Sequence[tuple[str, str]],
) -> Check:
    label, weight = "Indices : éléments ajoutés, supprimés, régénérés", 1.5
    if (missing := absent(answers[NAME], label=label, weight=weight)) is not None:
        return missing
    shares = {kind: share_found(given[kind], expected[kind]) for kind in PRESENCE}
    received = ", ".join(f"{kind} : {len(given[kind] & expected[kind])} justes" for kind in PRESENCE)
    if min(shares.values()) == 1.0:
        return right(label, weight, f"{received}.")
    excess = sum(len(given[kind] - expected[kind]) for kind in PRESENCE)
    told = None
    if any(before in given["supprimé"] or after in given["ajouté"] for before, after in pairs):
        told = "regenerated-as-two"
    elif not excess and shares["régénéré"] == 1.0 and given["ajouté"] and given["supprimé"]:
        told = "assembly-alone"
    message = f"{received} ; {excess} de trop."
    advice = "Rapprochez par GlobalId, puis par repère ce qui reste seul de chaque côté."
    fraction = sum(shares.values()) / len(shares)
    return wrong(
        label, weight, message, misconception=MISTAKES[told] if told else None, advice=advice, fraction=fraction
    )


def _judge_moved(answers: Answers, given: set[str], expected: set[str], carried: set[str]) -> Check:
    return set_check(
        answers,
        NAME,
        label="Indices : éléments déplacés",
        weight=1,
        given=given,
        expected=expected,
        advice="Comparez le placement relatif à l’hôte, avec la tolérance du cahier des charges.",
        suspicions={"parts-moved": lambda excess, _: bool(excess) and excess <= carried},
    )


def _judge_content(answers: Answers, given: dict[str, set[str]], expected: dict[str, set[str]]) -> Check:
    return set_check(
        answers,
        NAME,
        label="Indices : type, propriétés, forme",
        weight=1.5,
        given={(each, kind) for kind in CONTENT for each in given[kind]},
        expected={(each, kind) for kind in CONTENT for each in expected[kind]},
        advice="Comparez ce que désignent les renvois (#12) : jeux de propriétés, type par son nom, forme.",
        suspicions={
            "type-as-property": lambda excess, _: (
                bool(excess) and excess <= {(each, "propriété changée") for each in expected["type changé"]}
            )
        },
        shown=lambda item: item[0],
    )
