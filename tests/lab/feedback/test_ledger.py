"""Which criteria a cell has judged: by what it hands in, and what was handed in before."""

from autograders.lab.feedback.ledger import Ledger
from autograders.lab.feedback.protocol import Criterion

NOISE = Criterion(id="noise", answers=("capture", "sigma"), has_figure=True, has_rubric=False)
COLOUR = Criterion(id="colour", answers=("capture", "shade"), has_figure=False, has_rubric=False)
WRITTEN = Criterion(id="written", answers=(), has_figure=False, has_rubric=True)
CRITERIA = (NOISE, COLOUR, WRITTEN)


def after_cell(ledger, **answers):
    for name, wire in answers.items():
        ledger.note(name, wire)
    return ledger.completed_by_cell(CRITERIA)


def test_a_criterion_is_judged_when_the_last_of_its_answers_comes():
    ledger = Ledger()
    assert after_cell(ledger, capture="a") == ()
    assert after_cell(ledger, sigma=1.0) == ("noise",)


def test_one_cell_may_complete_several_criteria():
    assert after_cell(Ledger(), capture="a", sigma=1.0, shade=2) == ("noise", "colour")


def test_the_same_cell_run_again_is_judged_again():
    ledger = Ledger()
    after_cell(ledger, capture="a", sigma=1.0)
    assert after_cell(ledger, capture="a", sigma=1.0) == ("noise",)


def test_another_cell_that_repeats_a_shared_answer_shows_no_verdict_twice():
    ledger = Ledger()
    after_cell(ledger, capture="a", sigma=1.0)
    assert after_cell(ledger, capture="a", shade=2) == ("colour",)


def test_a_shared_answer_that_changes_has_every_criterion_judged_that_reads_it():
    ledger = Ledger()
    after_cell(ledger, capture="a", sigma=1.0)
    assert after_cell(ledger, capture="b", shade=2) == ("noise", "colour")


def test_a_refused_answer_takes_back_what_stood_under_its_name():
    ledger = Ledger()
    after_cell(ledger, capture="a", sigma=1.0)
    assert after_cell(ledger, capture="a", sigma=None) == ()
    assert "sigma" not in ledger.answers


def test_a_cell_that_hands_in_nothing_has_nothing_judged():
    ledger = Ledger()
    after_cell(ledger, capture="a", sigma=1.0)
    assert not ledger.has_news
    assert after_cell(ledger) == ()
