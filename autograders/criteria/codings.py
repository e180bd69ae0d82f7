"""Judges of coded interviews: how far a coding agrees with a reference beyond chance, and what passages found it."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from autograders.candidate.wire import Row
from autograders.domain.audit import cohen_kappa
from autograders.model.answers import Answers
from autograders.model.exercise import Misconception
from autograders.model.verdict import Check

from .pairs import Pair, rows_by_pair
from .rows import Slip
from .wording import absent, printed, right, wrong
from .words import holds, plain

# What founds a code in a person's text, of fewer words one cannot tell what it speaks of: conventions of ours.
LEAST_WORDS, MOST_WORDS = 4, 30


def read_codes(
    rows: Sequence[Row] | None, columns: tuple[str, str, str], cells: Iterable[Pair], *, silent: str
) -> dict[Pair, str]:
    """Return the code of each cell, an interview and a theme.

    Parameters
    ----------
    rows : sequence of rows, optional
    columns : tuple of str
        That hold the interview, the theme and the code.
    cells : iterable of tuple of str
        To be coded, in order; what is coded elsewhere is left out.
    silent : str
        The code of a cell without a row. A cell under two codes is under neither.

    Examples
    --------
    >>> rows = [{"who": "E1", "on": "cost", "code": "frein"}, {"who": "E1", "on": "cost", "code": "appui"}]
    >>> read_codes(rows, ("who", "on", "code"), [("E1", "cost"), ("E2", "cost")], silent="rien")
    {('E1', 'cost'): 'appui/frein', ('E2', 'cost'): 'rien'}
    """
    interview, theme, code = columns
    found = rows_by_pair(rows, (interview, theme))
    codes = {cell: {str(row[code]) for row in found.get(cell, ())} for cell in cells}
    return {cell: "/".join(sorted(given)) or silent for cell, given in codes.items()}


def coding_agreement(reference: Mapping[Pair, str], own: Mapping[Pair, str]) -> float:
    """Return Cohen's κ of a coding and the reference, on the reference's cells.

    Parameters
    ----------
    reference, own : mapping of tuple of str to str
        Code by cell.

    Raises
    ------
    DomainError
        If both use one same code everywhere.

    Examples
    --------
    >>> reference = {("E1", "a"): "frein", ("E1", "b"): "rien", ("E2", "a"): "frein", ("E2", "b"): "rien"}
    >>> coding_agreement(reference, reference | {("E2", "a"): "rien"})
    0.5
    """
    return cohen_kappa(list(reference.values()), [own[cell] for cell in reference])


def coding_check(
    answers: Answers,
    name: str,
    *,
    label: str,
    weight: float,
    reference: Mapping[Pair, str],
    own: Mapping[Pair, str],
    least: float,
    full: float,
    betrayed: Callable[[], Misconception | None] = lambda: None,
    advice: str = "",
) -> Check:
    """Judge a coding by its agreement with the reference as a whole, not cell by cell.

    The fraction is (κ − least)/(full − least), from 0 to 1, where κ is Cohen's (1960): two who code at random and
    as often agree on cells as well, which earns nothing here.

    Parameters
    ----------
    answers : Answers
    name : str
        Of the ``table`` answer that holds the coding.
    label : str
    weight : float
        Share in the criterion.
    reference, own : mapping of tuple of str to str
        Code by cell; the reference has two different codes at least.
    least, full : float
        The κ up to which there is no point, and from which on there are all.
    betrayed : callable () -> Misconception or None
        What the differences tell; asked where the agreement is not enough.
    advice : str

    Returns
    -------
    Check
    """
    if (missing := absent(answers[name], label=label, weight=weight)) is not None:
        return missing
    kappa = coding_agreement(reference, own)
    alike = sum(own[cell] == code for cell, code in reference.items())
    received = f"{alike} cases concordantes sur {len(reference)}, κ de Cohen = {printed(round(kappa, 3))}"
    if kappa >= full:
        return right(label, weight, f"{received} : accord suffisant.")
    fraction = max(0.0, (kappa - least) / (full - least))
    message = f"{received} ; tous les points dès {printed(full)}."
    return wrong(label, weight, message, misconception=betrayed(), advice=advice, fraction=fraction)


def to_be_founded(cells: Sequence[Pair], coded: Callable[[Pair], bool]) -> Sequence[Pair]:
    """Return the cells whose passage is asked for: those that are rightly coded, so that a wrong code costs once.

    Where that is less than half there is nothing to spare, and all are asked for.

    Parameters
    ----------
    cells : sequence of tuple of str
        That a passage has to found.
    coded : callable (cell) -> bool
        Whether a cell is rightly coded.

    Examples
    --------
    >>> cells = [("E1", "a"), ("E1", "b"), ("E2", "a")]
    >>> to_be_founded(cells, lambda cell: cell[0] == "E1")
    [('E1', 'a'), ('E1', 'b')]
    >>> to_be_founded(cells, lambda cell: cell[0] == "E2") == cells
    True
    """
    right_ones = [cell for cell in cells if coded(cell)]
    return right_ones if 2 * len(right_ones) >= len(cells) else cells


def passage_slip(
    passage: object, *, person: str, texts: Mapping[str, str], lived: str, mistakes: Mapping[str, Misconception]
) -> Slip | None:
    """Return what is wrong with a passage that is to found a code, or ``None``.

    It stands word for word in the person's own text, is neither so short that it says nothing nor so long that it
    says everything, and lies in the words that tell what was lived, or holds them with a word or two around them.

    Parameters
    ----------
    passage : object
        As it was given; case, accents and punctuation do not count.
    person : str
        Whose code is to be founded.
    texts : mapping of str to str
        By person.
    lived : str
        The words of the text that tell what was coded.
    mistakes : mapping
        By ``other-person``, ``paraphrase``, ``passage-too-long`` and ``passage-beside``.

    Returns
    -------
    Slip or None
    """
    words = plain(passage)
    count = len(words.split())
    if not words:
        return Slip("passage absent")
    if not holds(plain(texts[person]), words):
        elsewhere = any(holds(plain(text), words) for text in texts.values())
        return Slip("introuvable dans son texte", mistakes["other-person" if elsewhere else "paraphrase"])
    if count > MOST_WORDS:
        return Slip(f"plus de {MOST_WORDS} mots", mistakes["passage-too-long"])
    if count < LEAST_WORDS:
        return Slip(f"moins de {LEAST_WORDS} mots : on ne peut pas juger de quoi il parle")
    told = plain(lived)
    if not (holds(told, words) or holds(words, told)):
        return Slip("il ne porte pas sur ce thème", mistakes["passage-beside"])
    return None
