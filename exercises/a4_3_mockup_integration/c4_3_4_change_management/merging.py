"""The merge of what the design office and the works made of a common state, and what they disagree on."""

from collections.abc import Mapping, Sequence

from autograders.candidate.wire import Row
from autograders.criteria import absent, folded, right, wrong
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .sets import items_of, set_check
from .words import MISTAKES

LINES, CONFLICTS = "merged_lines", "merge_conflicts"
KINDS = {"quantity": "quantité", "deletion": "suppression"}
TOLERANCE = 1e-6
Key = tuple[str, str, int]
State = Mapping[Key, float]


def judge_merging(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of the merged lines and of the conflicts."""
    return [_judge_lines(answers, case), _judge_conflicts(answers, case)]


def _state(case: JudgedCase, name: str) -> State:
    return {
        (folded(parent), folded(child), int(find)): float(quantity)
        for parent, child, find, quantity in case.truth["merge"][name]
    }


def _conflicts(case: JudgedCase) -> set[Key]:
    return {
        (folded(each["line"][0]), folded(each["line"][1]), int(each["line"][2]))
        for each in case.truth["merge"]["conflicts"]
    }


def _key(row: Row) -> Key:
    return folded(row["parent"]), folded(row["component"]), int(row["find_number"])


def _judge_lines(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of the merged lines: those that someone changed decide, the others must be as they were."""
    label, weight = "Lignes fusionnées", 1.25
    if (missing := absent(answers[LINES], label=label, weight=weight)) is not None:
        return missing
    given: dict[Key, set[float]] = {}
    for row in answers.rows(LINES) or ():
        given.setdefault(_key(row), set()).add(float(row["quantity"]))
    own = {key: next(iter(values)) for key, values in given.items() if len(values) == 1}
    merged, states = _state(case, "merged"), [_state(case, name) for name in ("common", "office", "works")]
    keys = set().union(*states, given)
    touched = {key for key in keys if len({state.get(key) for state in states}) > 1}
    faulty = {key for key in keys if not _same(own.get(key), merged.get(key)) or len(given.get(key, ())) > 1}
    received = f"{len(touched - faulty)} lignes justes sur {len(touched)} qu’un côté au moins a changées"
    if not faulty:
        return right(label, weight, f"{received}.")
    quiet = faulty - touched
    message = f"{received} ; {len(quiet)} autres sont fausses." if quiet else f"{received}."
    message += f" À revoir : {', '.join(f'{key[1].upper()} repère {key[2]}' for key in sorted(faulty)[:8])}."
    common, office, works = states
    conflicts = _conflicts(case)
    slips = {
        "union-merged": {key: merged.get(key, common.get(key)) for key in keys},
        "office-wins": {key: office.get(key) if key in conflicts else merged.get(key) for key in keys},
        "works-wins": {key: works.get(key) if key in conflicts else merged.get(key) for key in keys},
        "deletion-wins": {
            key: None if key in conflicts and None in (office.get(key), works.get(key)) else merged.get(key)
            for key in keys
        },
    }
    told = next((name for name, slip in slips.items() if all(_same(own.get(key), slip[key]) for key in keys)), None)
    advice = "Pour chaque ligne, comparez chaque côté à l’état commun, l’absence comprise."
    fraction = max(0.0, len(touched - faulty) / len(touched) - len(quiet) / len(keys))
    return wrong(
        label, weight, message, misconception=MISTAKES[told] if told else None, advice=advice, fraction=fraction
    )


def _same(one: float | None, other: float | None) -> bool:
    return one == other if one is None or other is None else abs(one - other) <= TOLERANCE


def _judge_conflicts(answers: Answers, case: JudgedCase) -> Check:
    expected = {
        ((folded(each["line"][0]), folded(each["line"][1]), int(each["line"][2])), KINDS[each["kind"]])
        for each in case.truth["merge"]["conflicts"]
    }
    office, works = _state(case, "office"), _state(case, "works")
    differing = {key for key in {*office, *works} if office.get(key) != works.get(key)}
    deletions = {each for each in expected if each[1] == KINDS["deletion"]}
    return set_check(
        answers,
        CONFLICTS,
        label="Conflits de la fusion",
        weight=1,
        given=items_of(answers, CONFLICTS, lambda row: (_key(row), str(row["kind"]))),
        expected=expected,
        advice="Il y a conflit quand les deux côtés ont changé une ligne, différemment.",
        suspicions={
            "two-way-differences": lambda excess, _: (
                bool(excess) and {key for key, _ in excess} <= differing and len(excess) > 1
            ),
            "deletion-wins": lambda excess, lacking: not excess and lacking == deletions,
        },
        shown=lambda item: f"{item[0][1].upper()} repère {item[0][2]}",
    )
