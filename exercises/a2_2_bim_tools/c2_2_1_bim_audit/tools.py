"""The tool of coordination: what is imperative sets aside, what is wished weighs, and the lead tells how firmly."""

from collections.abc import Collection, Mapping
from typing import Any

from autograders.criteria import (
    Band,
    Pair,
    absent,
    folded,
    number_check,
    pairs_check,
    printed,
    right,
    rows_by_key,
    rows_by_pair,
    table_check,
    wrong,
)
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.exercise import Misconception
from autograders.model.verdict import Check

from .words import MISTAKES

FAILURES, COLUMNS = "tool_failures", ("tool", "requirement")
TRUSTED = 0.5
IMPERATIVE = ("OX-1", "OX-2", "OX-3", "OX-4", "OX-5")


def offers(case: JudgedCase) -> Mapping[str, Any]:
    """Return what is known of the tools: failed, unmet, points, eligible, best."""
    told: Mapping[str, Any] = case.truth["tools"]
    return told


def failures(case: JudgedCase) -> set[Pair]:
    """Return the pairs of tool and imperative requirement that it does not meet."""
    return {(tool, code) for tool, codes in offers(case)["failed"].items() for code in codes}


def own_eligible(answers: Answers, case: JudgedCase) -> tuple[str, ...]:
    """Return the tools that the candidate's own table leaves; the right ones where it is far from right."""
    own, wanted = set(rows_by_pair(answers.rows(FAILURES), COLUMNS)), failures(case)
    table = own if len(own & wanted) >= TRUSTED * len(own | wanted) else wanted
    left = tuple(tool for tool in offers(case)["points"] if tool not in {name for name, _ in table})
    return left if len(left) > 1 else tuple(offers(case)["eligible"])


def own_points(answers: Answers, case: JudgedCase) -> dict[str, float]:
    """Return the points of each tool as the candidate has them; the right ones where there are none, or invented."""
    if not _are_credible(answers, case):
        return {tool: float(points) for tool, points in offers(case)["points"].items()}
    rows = rows_by_key(answers.rows("tool_points") or (), "tool")
    return {
        tool: float(str(same[0]["points"])) if len(same := rows.get(folded(tool), [])) == 1 else float(points)
        for tool, points in offers(case)["points"].items()
    }


def leads(answers: Answers, case: JudgedCase) -> list[tuple[str, float]]:
    """Return the tool that may be recommended with its lead over the second, by own figures and by right ones."""
    sources = (
        (own_eligible(answers, case), own_points(answers, case)),
        (tuple(offers(case)["eligible"]), offers(case)["points"]),
    )
    ranked = [(sorted(eligible, key=lambda tool: -points[tool]), points) for eligible, points in sources]
    return [(tools[0], points[tools[0]] - points[tools[1]]) for tools, points in ranked]


def judge_failures(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of what the tools lack of what is imperative."""
    wanted = failures(case)

    def betrayed(lacking: Collection[Pair], excess: Collection[Pair]) -> Misconception | None:
        if 2 * sum(code not in IMPERATIVE for _, code in excess) > len(excess):
            return MISTAKES["wish-for-must"]
        if excess and all(code == "OX-2" for _, code in excess):
            return MISTAKES["one-version-only"]
        readers = [key for key in wanted if key[1] == "OX-1"]
        return MISTAKES["reading-is-not-writing"] if readers and set(readers) <= set(lacking) else None

    return pairs_check(
        answers,
        FAILURES,
        label="Exigences impératives non satisfaites",
        weight=2.5,
        columns=COLUMNS,
        expected=sorted(wanted),
        betrayed=betrayed,
        lacking_as=lambda key: key[1],
        advice="Pour chaque outil et chaque exigence impérative, comparez la colonne aux valeurs admises.",
    )


def judge_points(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of the points of the tools, those set aside included."""
    told, ideas = offers(case), _points_by_idea(case)
    return table_check(
        answers,
        "tool_points",
        weight=2.5,
        key="tool",
        accepted={tool: {"points": _exactly(points)} for tool, points in told["points"].items()},
        suspicions={
            MISTAKES[name]: {tool: {"points": _exactly(value)} for tool, value in values.items()}
            for name, values in ideas.items()
        },
        advice="Somme des poids des exigences souhaitées que l’outil satisfait, écarté ou non.",
    )


def judge_recommended(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of the tool recommended; without points that support it, it earns nothing."""
    name, weight, told = "recommended_tool", 2.5, offers(case)
    label = answers[name].declaration.label
    if (missing := absent(answers[name], label=label, weight=weight)) is not None:
        return missing
    tool = next((each for each in told["points"] if folded(each) == folded(answers.text(name))), None)
    if tool is None:
        return wrong(label, weight, "Aucun outil de ce nom.", advice="Reprenez un nom de outils.csv.")
    if folded(tool) not in rows_by_key(answers.rows("tool_points") or (), "tool"):
        return wrong(label, weight, f"« {tool} » est recommandé sans ses points.", advice="Donnez aussi tool_points.")
    if not _are_credible(answers, case):
        advice = "Calculez d’abord tool_points."
        return wrong(label, weight, f"« {tool} » : ses points ne viennent pas des fiches.", advice=advice)
    if tool in {first for first, _ in leads(answers, case)}:
        return right(label, weight, f"« {tool} » : la recommandation découle de vos exclusions et de vos points.")
    aside = tool not in own_eligible(answers, case)
    mistake = MISTAKES["points-before-imperatives"] if aside else None
    message = f"« {tool} » : ne découle pas de vos exclusions et de vos points."
    advice = "Écartez d’abord, comparez ensuite les points de ceux qui restent."
    return wrong(label, weight, message, misconception=mistake, advice=advice)


def judge_lead(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of the lead over the second of the tools that remain."""
    points = own_points(answers, case)
    first, second, *_ = sorted(points, key=lambda tool: -points[tool])
    accepted = [lead for _, lead in leads(answers, case)]
    over_all = points[max(own_eligible(answers, case), key=lambda tool: points[tool])] - points[first]
    suspicions = {
        MISTAKES["lead-over-excluded"]: [
            _exactly(value) for value in (over_all, -over_all, points[first] - points[second]) if value not in accepted
        ]
    }
    return number_check(
        answers,
        "lead_points",
        weight=1.0,
        accepted=[_exactly(value) for value in accepted],
        suspicions=suspicions,
        advice="Points de l’outil recommandé moins ceux du deuxième des outils qui restent.",
    )


def judge_unmet(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of the wishes that the candidate's own choice does not meet."""
    name, weight, told = "unmet_wishes", 1.5, offers(case)
    label = answers[name].declaration.label
    if (missing := absent(answers[name], label=label, weight=weight)) is not None:
        return missing
    own = answers.text("recommended_tool") or told["best"]
    tool = next((each for each in told["unmet"] if folded(each) == folded(own)), told["best"])
    given, wanted = {str(row["requirement"]) for row in answers.rows(name) or ()}, set(told["unmet"][tool])
    if given == wanted:
        return right(label, weight, f"« {tool} » : {printed(len(wanted))} exigences souhaitées non satisfaites.")
    fraction = len(given & wanted) / len(given | wanted)
    met = given == {"OX-6", "OX-7", "OX-8", "OX-9", "OX-10"} - wanted
    message = f"« {tool} » : {len(given & wanted)} exigences justes pour {len(given)} données."
    advice = "Comparez sa ligne, colonne par colonne, aux exigences souhaitées."
    mistake = MISTAKES["met-for-unmet"] if met else None
    return wrong(label, weight, message, misconception=mistake, advice=advice, fraction=fraction)


def _points_by_idea(case: JudgedCase) -> dict[str, dict[str, float]]:
    """Return the points that known slips give, by misconception."""
    told = offers(case)
    return {
        "nothing-for-excluded": {tool: 0.0 for tool, codes in told["failed"].items() if codes and told["points"][tool]},
        "wishes-counted": {tool: float(5 - len(codes)) for tool, codes in told["unmet"].items()},
        "lacks-weighed": {tool: float(100 - points) for tool, points in told["points"].items()},
    }


def _are_credible(answers: Answers, case: JudgedCase) -> bool:
    """Return whether most points are right, or follow from one known slip: any others may be chosen to fit."""
    told = offers(case)["points"]
    rows = rows_by_key(answers.rows("tool_points") or (), "tool")
    given = {tool: float(str(same[0]["points"])) for tool in told if (same := rows.get(folded(tool), []))}
    sources = [told, *({**told, **values} for values in _points_by_idea(case).values())]
    return any(
        sum(abs(value - source[tool]) <= 0.01 for tool, value in given.items()) >= TRUSTED * len(told)
        for source in sources
    )


def _exactly(value: float) -> Band:
    return Band.around(value, absolute=0.01)
