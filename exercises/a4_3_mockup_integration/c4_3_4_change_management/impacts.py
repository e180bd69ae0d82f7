"""How far a change is felt: the articles above it, up to those that stay interchangeable."""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from functools import cached_property

from autograders.criteria import absent, folded, right, wrong
from autograders.domain.bom import (
    Article,
    Identification,
    Impact,
    Structure,
    change_impact,
    structure_from_columns,
)
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .decisions import own_decisions, recorded_decisions
from .sets import share_found
from .words import MISTAKES

NAME = "impacts"
# Decisions that leave fewer changes, or fewer articles, to follow than that show no skill in following them.
LEAST_FOLLOWED = 4
REVISION, NUMBER = Identification.NEW_REVISION.value, Identification.NEW_NUMBER.value
# What each touched article becomes, by article in small letters.
Touched = Mapping[str, str]


class Impacts:
    """What changes make of articles, by the rule and by known slips.

    Parameters
    ----------
    case : JudgedCase
    """

    def __init__(self, case: JudgedCase) -> None:
        plm = case.truth["ebom"]
        self._lines = [(str(parent), str(child)) for parent, _, child, _ in plm["lines"]]
        mistyped = [tuple(line) for line in case.truth["records"]["mistyped_lines"]]
        self._typed_well = [
            (str(parent), str(child))
            for parent, find, child, _ in plm["lines"]
            if (parent, find, child) not in mistyped
        ]
        self._articles = list(plm["articles"])
        self._keeping = frozenset(number for number, each in plm["articles"].items() if each["interchangeable"])
        self.changed = {change: str(found["article"]) for change, found in case.truth["changes"].items()}

    @cached_property
    def _structure(self) -> Structure:
        return self._made_of(self._lines)

    @cached_property
    def _structure_as_typed(self) -> Structure:
        return self._made_of(self._typed_well)

    @cached_property
    def _upside_down(self) -> Structure:
        return self._made_of([(child, parent) for parent, child in self._lines])

    def _made_of(self, lines: Sequence[tuple[str, str]]) -> Structure:
        articles = [Article(number=number) for number in self._articles]
        parents, children = zip(*lines, strict=True)
        return structure_from_columns(articles, parents=parents, children=children, quantities=[1] * len(lines))

    def by_rule(self, change: str, decision: str) -> Touched:
        """Return what becomes of each article that a change is felt in."""
        return self._followed(self._structure, change, decision, self._keeping)

    def _followed(self, structure: Structure, change: str, decision: str, keeping: frozenset[str]) -> Touched:
        article = self.changed[change]
        if decision == REVISION:
            return {folded(article): REVISION}
        return _touched(change_impact(structure, [article], keeping - {article}))

    def by_slip(self) -> Mapping[str, Callable[[str, str], Touched]]:
        """Return what wrong ideas make of a change and a decision, by misconception."""
        return {
            # First: a change or two that lose a line may look like another slip, many do not look like this one.
            "keys-as-typed": lambda change, decision: self._followed(
                self._structure_as_typed, change, decision, self._keeping
            ),
            "one-level-only": self._one_level,
            "downwards": lambda change, decision: self._followed(self._upside_down, change, decision, frozenset()),
            "interchangeable-ignored": lambda change, decision: self._followed(
                self._structure, change, decision, frozenset()
            ),
            "stop-left-out": lambda change, decision: {
                article: becomes
                for article, becomes in self.by_rule(change, decision).items()
                if becomes == NUMBER or decision == REVISION
            },
            "revision-propagated": lambda change, decision: (
                self.by_rule(change, NUMBER) | {folded(self.changed[change]): decision}
            ),
        }

    def _one_level(self, change: str, decision: str) -> Touched:
        article = self.changed[change]
        above = {parent for parent, child in self._lines if child == article and decision == NUMBER}
        becomes = {folded(parent): REVISION if parent in self._keeping else NUMBER for parent in above}
        return becomes | {folded(article): decision}


def _touched(impact: Impact) -> Touched:
    numbers = {folded(article): NUMBER for article in impact.new_numbers}
    return numbers | {folded(article): REVISION for article in impact.new_revisions}


def own_impacts(answers: Answers, case: JudgedCase) -> Mapping[str, Mapping[str, Set[str]]]:
    """Return, by change, what the candidate has each article become."""
    changes = {folded(change): change for change in case.truth["changes"]}
    given: dict[str, dict[str, set[str]]] = {}
    for row in answers.rows(NAME) or ():
        change = changes.get(folded(row["change"]))
        if change is not None:
            becomes = given.setdefault(change, {}).setdefault(folded(row["article"]), set())
            becomes.add(str(row["identification"]))
    return given


def judge_impacts(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of the articles touched, judged from the candidate's own decisions."""
    labels = (
        ("Impacts : l’article modifié, selon votre décision", 0.75),
        ("Impacts : les autres articles touchés", 1.5),
        ("Impacts : révision ou référence de chacun", 0.75),
    )
    missing = [absent(answers[NAME], label=label, weight=weight) for label, weight in labels]
    if any(missing):
        return [each for each in missing if each is not None]
    rule, own = Impacts(case), own_impacts(answers, case)
    decided = own_decisions(answers, case)
    wanted = {change: rule.by_rule(change, decision) for change, decision in decided.items()}
    told = _told(rule, case, decided, own)
    return [
        _judge_changed(*labels[0], rule, decided, own, case, told),
        _judge_others(*labels[1], rule, wanted, own, told),
        _judge_becoming(*labels[2], rule, wanted, own, told),
    ]


def _told(
    rule: Impacts, case: JudgedCase, decided: Mapping[str, str], own: Mapping[str, Mapping[str, Set[str]]]
) -> str | None:
    """Return the slip that gives more than half of the changes that are wrong."""
    given = {change: {article: next(iter(who)) for article, who in rows.items()} for change, rows in own.items()}
    wrong_ones = [
        change for change, decision in decided.items() if given.get(change, {}) != rule.by_rule(change, decision)
    ]
    recorded = recorded_decisions(case)
    slips = dict(rule.by_slip()) | {"recorded-followed": lambda change, _: rule.by_rule(change, recorded[change])}
    for name, made in slips.items():
        hits = sum(given.get(change, {}) == made(change, decided[change]) for change in wrong_ones)
        if 2 * hits > len(wrong_ones):
            return name
    return None


def _judge_changed(
    label: str,
    weight: float,
    rule: Impacts,
    decided: Mapping[str, str],
    own: Mapping[str, Mapping[str, Set[str]]],
    case: JudgedCase,
    told: str | None,
) -> Check:
    agreeing = [
        change
        for change, decision in decided.items()
        if own.get(change, {}).get(folded(rule.changed[change])) == {decision}
    ]
    received = f"{len(agreeing)} modifications sur {len(decided)} dont l’article modifié suit votre décision."
    if len(agreeing) == len(decided):
        return right(label, weight, received)
    mistake = MISTAKES[told] if told else None
    advice = "L’article modifié est le premier touché : donnez-le, avec la décision que la règle impose."
    return wrong(label, weight, received, misconception=mistake, advice=advice, fraction=len(agreeing) / len(decided))


def _judge_others(
    label: str,
    weight: float,
    rule: Impacts,
    wanted: Mapping[str, Touched],
    own: Mapping[str, Mapping[str, Set[str]]],
    told: str | None,
) -> Check:
    shares = {
        change: (bool(others), share_found(set(own.get(change, ())) - changed, others))
        for change, changed, others in _others(rule, wanted)
    }
    felt = [share for is_felt, share in shares.values() if is_felt]
    # A revision is felt nowhere else: saying so earns nothing, saying otherwise costs.
    loud = sum(share < 1 for is_felt, share in shares.values() if not is_felt)
    fraction = max(0.0, sum(felt) / max(LEAST_FOLLOWED, len(felt)) - loud / len(shares))
    uneven = [change for change, (_, share) in shares.items() if share < 1]
    received = f"{len(shares) - len(uneven)} modifications justes sur {len(shares)}."
    if fraction == 1.0:
        return right(label, weight, received)
    if len(felt) < LEAST_FOLLOWED:
        received += " Vos décisions ne laissent presque rien à suivre vers le haut."
    if uneven:
        received += f" À revoir : {', '.join(uneven[:8])}."
    mistake = MISTAKES[told] if told else None
    advice = (
        "Remontez de parent en parent, numéros lus sans casse ni espace, boucle écartée ; un article qui change de "
        "référence n’est pas interchangeable, quoi qu’en dise le registre."
    )
    return wrong(label, weight, received, misconception=mistake, advice=advice, fraction=fraction)


def _judge_becoming(
    label: str,
    weight: float,
    rule: Impacts,
    wanted: Mapping[str, Touched],
    own: Mapping[str, Mapping[str, Set[str]]],
    told: str | None,
) -> Check:
    named = [
        own.get(change, {})[article] == {wanted[change][article]}
        for change, _, others in _others(rule, wanted)
        for article in others
        if article in own.get(change, {})
    ]
    total = sum(len(others) for _, _, others in _others(rule, wanted))
    received = f"{sum(named)} justes, pour {len(named)} articles touchés que vous avez trouvés."
    # What was not found has cost its points above: the half of it is enough to judge the rest by.
    fraction = sum(named) / max(len(named), total / 2, LEAST_FOLLOWED)
    if fraction == 1.0:
        return right(label, weight, received)
    mistake = MISTAKES[told] if told else None
    advice = "Un parent interchangeable prend une révision, un autre une référence."
    return wrong(label, weight, received, misconception=mistake, advice=advice, fraction=fraction)


def _others(rule: Impacts, wanted: Mapping[str, Touched]) -> Iterator[tuple[str, Set[str], Set[str]]]:
    """Yield each change with its article and with the others that it touches."""
    for change, touched in wanted.items():
        changed = {folded(rule.changed[change])}
        yield change, changed, set(touched) - changed
