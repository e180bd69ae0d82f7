"""An item analysis as tables and as one JSON document; no candidate is named."""

from collections.abc import Sequence
from dataclasses import astuple, fields
from typing import Any

from autograders.domain.item_analysis import Alpha

from .advice import Frequency
from .item_answers import Unexplained
from .item_scores import Item
from .item_times import TimesTaken
from .item_wording import Finding
from .items import ItemAnalysis, TestedVariants
from .marks import State
from .tables import Table, Value


def item_tables(
    analysis: ItemAnalysis,
    findings: Sequence[Finding],
    frequencies: Sequence[Frequency],
    unexplained: Sequence[Unexplained],
    times: TimesTaken | None,
) -> tuple[Table, ...]:
    """Return the figures: items, reliability, variants, times, misconceptions, unexplained answers, findings."""
    return (
        _items(analysis),
        _reliability(analysis),
        _variants(analysis),
        _table(
            "times", " ".join(field.name for field in fields(TimesTaken)), [] if times is None else [astuple(times)]
        ),
        _table(
            "misconceptions",
            "criterion misconception message candidates judged",
            [
                (item.criterion, item.misconception, item.message, len(item.candidates), item.judged)
                for item in frequencies
            ],
        ),
        _unexplained(unexplained),
        _table(
            "findings",
            "severity kind subject part title evidence action",
            [
                (item.severity.value, item.kind, item.subject, item.part, item.title, item.evidence, item.action)
                for item in findings
            ],
        ),
    )


def items_document(activity: str, analysis: ItemAnalysis, tables: Sequence[Table]) -> dict[str, Any]:
    """Return the same tables as one JSON document."""
    named = {table.name: [dict(zip(table.header, row, strict=True)) for row in table.rows] for table in tables}
    return {"activity": activity, "candidates": analysis.candidates} | named


def _items(analysis: ItemAnalysis) -> Table:
    states = [state for state in State if state is not State.NOT_ASSESSED]
    header = (
        f"criterion part weight {' '.join(states)} difficulty difficulty_lower difficulty_upper upper_lower item_rest "
        "item_rest_lower item_rest_upper discrimination_candidates weak_probability alpha_without group_alpha_without "
        "variants_probability answers_per_candidate scores_replaced"
    )
    rows = [
        (
            *_identity(found.item),
            found.item.maximum,
            *(found.counts.get(state, 0) for state in states),
            found.difficulty,
            *(found.difficulty_interval or (None, None)),
            found.discrimination.upper_lower,
            found.discrimination.item_rest,
            *(found.item_rest_interval or (None, None)),
            found.discrimination.candidates,
            found.weak_probability,
            found.alpha_without,
            found.group_alpha_without,
            found.variants.adjusted_probability if found.variants else None,
            found.answers_per_candidate,
            found.replaced,
        )
        for found in analysis.items
    ]
    return _table("items", header, rows)


def _reliability(analysis: ItemAnalysis) -> Table:
    header = "scope alpha lower upper candidates items variants_probability"
    rows = [
        (group.code, *_alpha(group.alpha), group.variants.adjusted_probability if group.variants else None)
        for group in analysis.groups
    ]
    return _table("reliability", header, [*rows, ("all", *_alpha(analysis.alpha), None)])


def _variants(analysis: ItemAnalysis) -> Table:
    header = "subject part variant candidates difference standardised probability adjusted_probability"
    compared: list[tuple[tuple[Value, Value], TestedVariants | None]] = [
        *((_identity(found.item), found.variants) for found in analysis.items),
        *(((group.code, ""), group.variants) for group in analysis.groups),
    ]
    rows = [
        (
            *identity,
            difference.variant,
            difference.candidates,
            difference.difference,
            difference.standardised,
            tested.comparison.probability,
            tested.adjusted_probability,
        )
        for identity, tested in compared
        if tested is not None
        for difference in tested.comparison.differences
    ]
    return _table("variants", header, rows)


def _unexplained(found: Sequence[Unexplained]) -> Table:
    rows: list[tuple[Value, ...]] = []
    for item in found:
        head = (item.criterion, item.candidates, item.judged)
        rows += [(*head, "check", label, "", "", count) for label, count in item.checks]
        rows += [
            (*head, "answer", answer.name, answer.value, answer.variant, answer.candidates) for answer in item.answers
        ]
    return _table("unexplained", "criterion candidates judged kind name value variant times", rows)


def _identity(item: Item) -> tuple[Value, Value]:
    return item.criterion.id, item.part.value


def _alpha(alpha: Alpha) -> tuple[Value, ...]:
    return (alpha.value, alpha.lower, alpha.upper, alpha.candidates, alpha.items)


def _table(name: str, header: str, rows: Sequence[tuple[Value, ...]]) -> Table:
    return Table(name=name, header=tuple(header.split()), rows=tuple(rows))
