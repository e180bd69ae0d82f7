"""The ledger of invoices: what each lot cost month by month, with the slips that real ledgers have."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from .progress import Progress, month_end

SPLIT_SHARE = 0.35
DOUBLED, CREDITED = 2, 2


@dataclass(frozen=True, kw_only=True)
class Invoice:
    """A line of the ledger.

    Parameters
    ----------
    number, lot : str
    period : date
        First day of the month of the works.
    received : date
        Later than the works.
    amount_eur : float, €
        Negative for a credit note.
    text : str
    """

    number: str
    lot: str
    period: date
    received: date
    amount_eur: float
    text: str


def draw_ledger(progress: Progress, rng: np.random.Generator) -> tuple[Invoice, ...]:
    """Return lines whose sum by lot and period, each number once, is what was spent.

    Parameters
    ----------
    progress : Progress
    rng : numpy Generator
    """
    amounts = [
        (lot, progress.months[month], part)
        for lot, months in progress.actual_eur.items()
        for month, amount in enumerate(months)
        if amount
        for part in _parts(amount, rng)
    ]
    large = [index for index, (_, _, amount) in enumerate(amounts) if amount > 100_000]
    credited = {large[index] for index in rng.permutation(len(large))[:CREDITED].tolist()}
    lines: list[Invoice] = []
    for index, (lot, period, amount) in enumerate(amounts):
        received = month_end(period) + timedelta(days=int(rng.integers(4, 40)))
        bill = Invoice(
            number="", lot=lot, period=period, received=received, amount_eur=amount, text="situation de travaux"
        )
        if index in credited:
            excess = 1000.0 * int(rng.integers(20, 90))
            lines += [
                replace(bill, amount_eur=round(amount + excess, 2)),
                replace(bill, amount_eur=-excess, text="avoir", received=received + timedelta(days=25)),
            ]
        else:
            lines.append(bill)
    lines.sort(key=lambda line: (line.received, line.lot))
    numbered = [replace(line, number=f"F{4100 + rank:05d}") for rank, line in enumerate(lines)]
    doubled = sorted(rng.permutation(len(numbered) - 20)[:DOUBLED].tolist(), reverse=True)
    for place in doubled:
        # Entered again a few lines further down.
        numbered.insert(place + int(rng.integers(3, 15)), numbered[place])
    return tuple(numbered)


def settled(lines: Sequence[Invoice]) -> tuple[Invoice, ...]:
    """Return the lines of a ledger, each number once."""
    return tuple({line.number: line for line in lines}.values())


def ledger_slips(lines: Sequence[Invoice], progress: Progress) -> dict[str, dict[str, list[float]]]:
    """Return what each lot seems to have cost in each month by slips that the ledger invites.

    ``entered-twice``: every line counts. ``credits-left-out``: credit notes do not. ``month-received``: an invoice
    counts in the month in which it came, and not at all after the status date.
    """
    once = settled(lines)
    months = progress.months[: progress.status]

    def by_month(counted: Sequence[Invoice], month_of: Callable[[Invoice], date]) -> dict[str, list[float]]:
        sums: defaultdict[tuple[str, date], float] = defaultdict(float)
        for line in counted:
            sums[line.lot, month_of(line)] += line.amount_eur
        return {lot: [round(sums[lot, month], 2) for month in months] for lot in progress.actual_eur}

    return {
        "entered-twice": by_month(lines, lambda line: line.period),
        "credits-left-out": by_month([line for line in once if line.amount_eur > 0], lambda line: line.period),
        "month-received": by_month(once, lambda line: line.received.replace(day=1)),
    }


def _parts(amount: float, rng: np.random.Generator) -> list[float]:
    if rng.random() >= SPLIT_SHARE:
        return [amount]
    first = round(amount * float(rng.uniform(0.3, 0.7)), 2)
    return [first, round(amount - first, 2)]
