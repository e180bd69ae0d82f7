"""The facts of each exchange, drawn so that the printed gates give the level that was planted."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from . import degradation
from .description import Model, draw_model
from .measures import survival
from .systems import Link

SHARE_LIMIT = 0.95
ISO_STATES = ("en cours", "partagé", "publié", "archivé")
RULES, FILES, CHANGES, DELETIONS, VERSIONS = 6, 20, 8, 5, 5
# Elements sent, by what the source works on: one lost of 32 stays within the limit, two do not.
CONTENTS = {
    "MOD": {"voile": 6, "dalle": 4, "poteau": 5, "poutre": 5, "gaine": 6, "tube": 6},
    "STR": {"voile": 8, "dalle": 6, "poteau": 9, "poutre": 9},
    "CVC": {"gaine": 12, "tube": 12, "bouche": 8},
    "COO": {"voile": 5, "poteau": 6, "gaine": 6, "tube": 5, "chemin": 5, "luminaire": 5},
    "EDC": {"voile": 4, "dalle": 4, "gaine": 6, "bouche": 6, "luminaire": 6, "prise": 6},
}
SMALL = ("identifiers", "classes", "geometry", "classification", "relations")
FAULTS = {
    1: ("rekeyed", "interface", "format", "reading"),
    2: (
        "identifiers",
        "classes",
        "properties",
        "moved_properties",
        "relations",
        "quantities",
        "geometry",
        "units",
        "classification",
    ),
    3: ("states", "process", "changes", "deletions", "versions"),
    4: ("conceptual_model", "assumptions", "unchecked", "contradiction"),
}
# Chance that a gate beyond the one that fails is met all the same: good papers do not mend a bad exchange.
FINE_ANYWAY = {2: 0.6, 3: 0.5, 4: 0.3}

Count = tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What the papers and the trials of an exchange show.

    Parameters
    ----------
    rekeyed, interface_documented, format_documented : bool
    read, changes, deletions, versions : pair of int
        How many went well of how many tried.
    states : mapping of str by state of ISO 19650
        State of the receiving system; empty for none.
    process : str
        ``own``, ``other`` (it describes another exchange) or ``none``.
    conceptual_model, assumptions : bool
    rules_checked, contradictions : int
    """

    rekeyed: bool
    interface_documented: bool
    format_documented: bool
    read: Count
    states: Mapping[str, str]
    process: str
    changes: Count
    deletions: Count
    versions: Count
    conceptual_model: bool
    assumptions: bool
    rules_checked: int
    contradictions: int


@dataclass(frozen=True, kw_only=True)
class Exchange:
    """An exchange with its evidence.

    Parameters
    ----------
    link : Link
    facts : Facts
    before, after : Model
    losses : mapping of tuple of str
        Tags that each loss struck.
    """

    link: Link
    facts: Facts
    before: Model
    after: Model
    losses: Mapping[str, tuple[str, ...]]


def draw_exchange(link: Link, rng: np.random.Generator) -> Exchange:
    """Return an exchange whose first gate not met is the one after its level."""
    faults = {gate: _faults(gate, link.level, rng) for gate in FAULTS}
    before = draw_model(f"Essai d’échange {link.code}", CONTENTS[link.source], rng)
    after, losses = before, {}
    for name in dict.fromkeys((*faults[2], *_small_losses(faults[2], rng))):
        tags = _struck(before, name, wide=name in faults[2], rekeyed="rekeyed" in faults[1], rng=rng)
        after = degradation.LOSSES[name](after, tags)
        losses[name] = tags
    if "rekeyed" in faults[1] and "identifiers" not in losses:
        losses["identifiers"] = tuple(before.elements)
        after = degradation.regenerate_identifiers(after, losses["identifiers"])
    if "units" not in losses and rng.random() < 0.5:
        after = degradation.convert_units(after)
    exchange = Exchange(link=link, facts=_facts(faults, rng), before=before, after=after, losses=losses)
    reached = level_of(gates_of(exchange))
    if reached != link.level:
        raise RuntimeError(f"{link.code}: level {reached} reached, {link.level} planted; mend exchanges.py")
    return exchange


def gates_of(exchange: Exchange) -> dict[str, dict[str, Any]]:
    """Return by gate what was measured, with whether it is met.

    Parameters
    ----------
    exchange : Exchange

    Returns
    -------
    dict of dict
        ``measures``, shares from 0 to 1 or whether a fact holds; ``failing``, names of what keeps the gate shut.
    """
    facts = exchange.facts
    states = [state for state in facts.states.values() if state]
    distinct = sum(states.count(state) == 1 for state in states)
    measured: dict[str, dict[str, tuple[Any, bool]]] = {
        "G1": {
            "without_rekeying": (not facts.rekeyed, not facts.rekeyed),
            "interface_documented": (facts.interface_documented,) * 2,
            "format_documented": (facts.format_documented,) * 2,
            "read": _all_of(facts.read),
        },
        "G2": {
            name: (value, value >= SHARE_LIMIT) for name, value in survival(exchange.before, exchange.after).items()
        },
        "G3": {
            "states": _all_of((distinct, len(ISO_STATES))),
            "process_modelled": (facts.process == "own",) * 2,
            "changes": _all_of(facts.changes),
            "deletions": _all_of(facts.deletions),
            "versions": _all_of(facts.versions),
        },
        "G4": {
            "conceptual_model": (facts.conceptual_model,) * 2,
            "assumptions": (facts.assumptions,) * 2,
            "rules_checked": _all_of((facts.rules_checked, RULES)),
            "no_contradiction": (facts.contradictions == 0,) * 2,
        },
    }
    return {
        gate: {
            "measures": {name: value for name, (value, _) in rows.items()},
            "failing": [name for name, (_, met) in rows.items() if not met],
        }
        for gate, rows in measured.items()
    }


def level_of(gates: Mapping[str, Mapping[str, Any]]) -> int:
    """Return how many gates are met, from the first on, before one is not.

    Examples
    --------
    >>> level_of({"G1": {"failing": []}, "G2": {"failing": ["typed"]}, "G3": {"failing": []}})
    1
    """
    for level, gate in enumerate(gates.values()):
        if gate["failing"]:
            return level
    return len(gates)


def truth_of(exchange: Exchange) -> dict[str, Any]:
    """Return what graders need of an exchange."""
    gates = gates_of(exchange)
    level = level_of(gates)
    return {
        "source": exchange.link.source,
        "target": exchange.link.target,
        "level": level,
        "failing_gate": f"G{level + 1}" if level < len(gates) else "",
        "gates": gates,
        "losses": {name: list(tags) for name, tags in exchange.losses.items()},
        "unit_after": exchange.after.unit,
    }


def _faults(gate: int, level: int, rng: np.random.Generator) -> tuple[str, ...]:
    if gate > level + 1 and rng.random() < FINE_ANYWAY[gate]:
        return ()
    if gate <= level:
        return ()
    count = 2 if gate == level + 1 and gate == 2 and rng.random() < 0.4 else 1
    drawn = tuple(FAULTS[gate][index] for index in rng.permutation(len(FAULTS[gate]))[:count].tolist())
    # The second would strike what the first took away.
    return drawn[:1] if {"properties", "moved_properties"} == set(drawn) or "units" in drawn else drawn


def _small_losses(wide: tuple[str, ...], rng: np.random.Generator) -> list[str]:
    kept = [name for name in SMALL if name not in wide]
    return [kept[index] for index in rng.permutation(len(kept))[: int(rng.integers(0, 3))].tolist()]


def _struck(model: Model, name: str, *, wide: bool, rekeyed: bool, rng: np.random.Generator) -> tuple[str, ...]:
    tags = tuple(model.elements)
    if name == "units" or (name == "identifiers" and rekeyed):
        return tags
    count = int(rng.integers(len(tags) // 4, len(tags) // 2)) if wide else 1
    return tuple(tags[index] for index in sorted(rng.permutation(len(tags))[:count].tolist()))


def _facts(faults: Mapping[int, tuple[str, ...]], rng: np.random.Generator) -> Facts:
    first, dynamic, shared = faults[1], faults[3], faults[4]
    return Facts(
        rekeyed="rekeyed" in first,
        interface_documented="interface" not in first,
        format_documented="format" not in first,
        read=_count(FILES, "reading" in first),
        states=_states("states" in dynamic, rng),
        process=str(rng.choice(["other", "none"])) if "process" in dynamic else "own",
        changes=_count(CHANGES, "changes" in dynamic),
        deletions=_count(DELETIONS, "deletions" in dynamic),
        versions=_count(VERSIONS, "versions" in dynamic),
        conceptual_model="conceptual_model" not in shared,
        assumptions=not {"assumptions", "conceptual_model"} & set(shared),
        rules_checked=0 if {"unchecked", "conceptual_model"} & set(shared) else RULES,
        contradictions=int("contradiction" in shared),
    )


def _states(faulty: bool, rng: np.random.Generator) -> dict[str, str]:
    words = (("In work", "In review", "Released", "Obsolete"), ("brouillon", "diffusé", "bon pour exécution", "clos"))
    states = dict(zip(ISO_STATES, words[int(rng.integers(len(words)))], strict=True))
    if faulty:
        # Either one has no counterpart, or two become one.
        states["partagé"] = "" if rng.random() < 0.5 else states["publié"]
    return states


def _count(tried: int, faulty: bool) -> Count:
    return tried - int(faulty), tried


def _all_of(count: Count) -> tuple[float, bool]:
    return count[0] / count[1], count[0] == count[1]
