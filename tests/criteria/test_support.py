"""What conclusions and forms are worth beside figures, right or wrong."""

import pytest

from autograders.criteria import founded, unfounded
from autograders.model.verdict import Check

VERDICT = Check(label="verdict", weight=1.0, fraction=1.0, message="Admis.")
REFUSED = Check(label="verdict", weight=1.0, fraction=0.0, message="Refusé.", misconception="reversed")


def figure(fraction):
    return Check(label="écart", weight=1.0, fraction=fraction, message="Reçu.", misconception="in-metres")


@pytest.mark.parametrize(("fractions", "kept"), [((0.0, 0.0), 0.0), ((0.0, 0.25), 1.0), ((1.0, 0.0), 1.0), ((), 0.0)])
def test_a_conclusion_counts_beside_a_figure_that_is_right_at_least_in_part(fractions, kept):
    figures = [figure(fraction) for fraction in fractions]
    *before, verdict = founded(figures, [VERDICT])
    assert before == figures
    assert verdict.fraction == kept


def test_a_guess_is_told_why_it_earns_nothing_and_a_wrong_conclusion_keeps_its_own_message():
    guess, wrong = unfounded([VERDICT, REFUSED], "Rien ne le fonde.")
    assert (guess.fraction, guess.message, guess.weight) == (0.0, "Rien ne le fonde.", VERDICT.weight)
    assert wrong == REFUSED
