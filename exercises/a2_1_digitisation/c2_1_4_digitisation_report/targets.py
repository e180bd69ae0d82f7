"""The targets of the protocol: each one observed has a role, the roles are those that the specification admits."""

from collections.abc import Mapping

from autograders.candidate.wire import Row
from autograders.criteria import absent, folded, right, wrong
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .words import MISTAKES

NAME, EARLIER = "registration_protocol", "C2.1.3.wrong_target"
TIE, CHECK, LEFT_OUT = "calage", "controle", "ecartee"


def observed_targets(case: JudgedCase) -> Mapping[str, list[str]]:
    """Return the targets that each station of the first campaign observed."""
    return {station: list(seen) for station, seen in case.truth["network"]["observations"].items()}


def own_roles(answers: Answers, case: JudgedCase) -> Mapping[str, Mapping[str, str]]:
    """Return the role of each observed target by station; those without one, or with two, are left out."""
    given: dict[tuple[str, str], set[str]] = {}
    for row in answers.rows(NAME) or ():
        given.setdefault(_place(row), set()).add(str(row["role"]))
    return {
        station: {
            target: next(iter(roles))
            for target in targets
            if len(roles := given.get((folded(station), folded(target)), set())) == 1
        }
        for station, targets in observed_targets(case).items()
    }


def unnamed_targets(answers: Answers, case: JudgedCase) -> list[str]:
    """Return the observed targets to which the protocol gives no role, or two."""
    roles = own_roles(answers, case)
    return [
        f"{target} à {station}"
        for station, targets in observed_targets(case).items()
        for target in targets
        if target not in roles[station]
    ]


def judge_naming(answers: Answers, case: JudgedCase) -> Check:
    """Return the check that each observed target has its role, and no other target is named."""
    label, weight = "Rôle de chaque cible observée", 1.0
    if (missing := absent(answers[NAME], label=label, weight=weight)) is not None:
        return missing
    observed = {(folded(station), folded(name)) for station, seen in observed_targets(case).items() for name in seen}
    foreign = {_place(row) for row in answers.rows(NAME) or ()} - observed
    unnamed = unnamed_targets(answers, case)
    fraction = max(0.0, (len(observed) - len(unnamed) - len(foreign)) / len(observed))
    received = f"{len(observed) - len(unnamed)} rôles donnés sur {len(observed)}."
    if fraction == 1.0:
        return right(label, weight, received)
    parts = [received]
    parts += [f"Sans rôle, ou avec deux : {', '.join(unnamed[:8])}."] if unnamed else []
    parts += [f"{len(foreign)} lignes ne sont pas des observations de la reconnaissance."] if foreign else []
    mistake = MISTAKES["targets-unnamed"] if unnamed else None
    return wrong(label, weight, " ".join(parts), misconception=mistake, fraction=fraction)


def judge_roles(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of the roles: check points for checks alone, the candidate's own wrong target left out."""
    label, weight = "Rôles des cibles conformes au cahier des charges", 1.0
    if (missing := absent(answers[NAME], label=label, weight=weight)) is not None:
        return missing
    own = answers.text(EARLIER)
    if own is None:
        return wrong(label, weight, "Votre carnet C2.1.3 ne désigne pas de cible à écarter : rien ne fonde les rôles.")
    roles, known = own_roles(answers, case), case.truth["network"]["targets"]
    faults = {
        station: _role_fault(roles[station], targets, known, own) for station, targets in observed_targets(case).items()
    }
    faulty = {station: mistake for station, mistake in faults.items() if mistake is not None}
    received = f"{len(faults) - len(faulty)} stations conformes sur {len(faults)}."
    if not faulty:
        return right(label, weight, received)
    message = f"{received} À revoir : {', '.join(faulty)}."
    mistake = next((MISTAKES[each] for each in faulty.values() if each), None)
    fraction = 1 - len(faulty) / len(faults)
    return wrong(label, weight, message, misconception=mistake, fraction=fraction)


def _role_fault(
    roles: Mapping[str, str], targets: list[str], known: Mapping[str, Mapping[str, object]], own: str
) -> str | None:
    """Return what is wrong with a station's roles: a misconception, an empty text, or ``None`` where nothing is."""
    wrong_one = next((target for target in targets if folded(target) == folded(own)), None)
    if any(known[target]["check"] and roles.get(target) == TIE for target in targets):
        return "check-as-tie"
    if wrong_one is not None and roles.get(wrong_one) == TIE:
        return "wrong-target-kept"
    for target in targets:
        wanted = LEFT_OUT if target == wrong_one else CHECK if known[target]["check"] else TIE
        if roles.get(target) != wanted:
            return ""
    return None


def _place(row: Row) -> tuple[str, str]:
    return folded(row["station"]), folded(row["target"])
