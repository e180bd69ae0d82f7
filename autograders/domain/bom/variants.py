"""Variants: conditions as sets of features and values, never as formulas to evaluate."""

from collections.abc import Mapping

from ..errors import DomainError

# Pairs of feature and value: any value of a feature will do, each feature must; without a pair it always holds.
Condition = frozenset[tuple[str, str]]
_LONGEST_CONDITION = 2000
_SHOWN_CHARACTERS = 40


def read_condition(text: str) -> Condition:
    """Return the condition that a cell of an export holds, pairs such as ``vitrage=triple`` parted by semicolons.

    Parameters
    ----------
    text : str
        Blank for a line that holds in all variants.

    Raises
    ------
    DomainError
        If a pair lacks its feature, its sign or its value, or the text is too long.

    Examples
    --------
    >>> sorted(read_condition("parement=bois; parement=alu; vitrage = triple"))
    [('parement', 'alu'), ('parement', 'bois'), ('vitrage', 'triple')]
    """
    if len(text) > _LONGEST_CONDITION:
        raise DomainError(f"condition de {len(text)} caractères ; {_LONGEST_CONDITION} au plus")
    pairs = [pair.split("=") for pair in text.split(";") if pair.strip()]
    cleaned = [tuple(part.strip() for part in pair) for pair in pairs]
    for pair in cleaned:
        if len(pair) != 2 or not all(pair):
            shown = "=".join(pair)[:_SHOWN_CHARACTERS]
            raise DomainError(f"« {shown} » reçu ; une paire « caractéristique=valeur » attendue")
    return frozenset((feature, value) for feature, value in cleaned)


def holds(condition: Condition, configuration: Mapping[str, str]) -> bool:
    """Return whether a condition holds for a configuration.

    Parameters
    ----------
    condition : Condition
    configuration : mapping of str by feature
        The value chosen for each.

    Raises
    ------
    DomainError
        If the configuration says nothing of a feature of the condition.

    Examples
    --------
    >>> condition = read_condition("parement=bois; parement=alu; vitrage=triple")
    >>> [holds(condition, {"parement": "alu", "vitrage": vitrage}) for vitrage in ("double", "triple")]
    [False, True]
    """
    features = {feature for feature, _ in condition}
    if missing := sorted(features - configuration.keys()):
        raise DomainError(f"configuration sans valeur pour : {', '.join(missing)} ; en choisir une pour chacune")
    return all((feature, configuration[feature]) in condition for feature in features)
