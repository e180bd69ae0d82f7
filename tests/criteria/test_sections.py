"""Whether a report has the sections that were asked for: what counts as a heading, as a text, as an order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograders.candidate.declarations import AnswerDeclaration
from autograders.criteria import sections_check, sections_order_check
from autograders.model.answers import Answer, Answers, AnswerState
from autograders.model.exercise import Misconception

DEMANDED = ("Synthèse", "Réseau", "Limites et réserves")
WORDS = "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente cent"
MISTAKES = {
    name: Misconception(id=name, message=f"Message {name}.")
    for name in ("section-missing", "not-a-heading", "heading-without-content", "copied-text", "sections-order")
}


def answers_of(text):
    declaration = AnswerDeclaration(name="report", type="text", label="rapport", maximum_characters=10_000)
    state = AnswerState.MISSING if text is None else AnswerState.GIVEN
    return Answers([Answer(declaration=declaration, state=state, value=text)])


def report(*titles, heading="## "):
    return "\n\n".join(f"{heading}{title}\n\nDe {title} : {WORDS}." for title in titles)


def presence(text):
    return sections_check(
        answers_of(text), "report", weight=2, demanded=DEMANDED, characters=60, misconceptions=MISTAKES
    )


def order(text):
    return sections_order_check(
        answers_of(text), "report", weight=1, demanded=DEMANDED, misconception=MISTAKES["sections-order"]
    )


@pytest.mark.parametrize(
    "text",
    [
        report(*DEMANDED),
        report("1. SYNTHESE", "2) Reseau", "III. **Limites et réserves**"),
        report(*DEMANDED, heading="#### ") + "\n## Annexes\nAucune.",
        report("Synthèse") + "\n### Détail\nSuite.\n" + report("Réseau", "Limites et réserves"),
    ],
)
def test_titles_are_found_whatever_their_numbering_case_accents_and_level(text):
    assert presence(text).fraction == order(text).fraction == 1.0


def test_a_missing_section_costs_its_share_and_is_named():
    check = presence(report("Synthèse", "Réseau"))
    assert check.fraction == pytest.approx(2 / 3)
    assert check.misconception == "section-missing"
    assert "Limites et réserves" in check.message


def test_a_title_in_bold_is_no_heading():
    assert presence(report(*DEMANDED, heading="**") + "\n\n**Réseau**").misconception == "not-a-heading"


def test_a_heading_within_code_is_none():
    check = presence("```\n" + report(*DEMANDED) + "\n```")
    assert (check.fraction, check.misconception) == (0.0, "not-a-heading")


@pytest.mark.parametrize("body", ["", "Voir plus haut.", "conforme " * 80, f"<!-- {WORDS} {WORDS} -->"])
def test_a_title_over_no_text_counts_for_half(body):
    check = presence(report("Synthèse", "Réseau") + f"\n\n## Limites et réserves\n\n{body}")
    assert check.fraction == pytest.approx(2.5 / 3)
    assert check.misconception == "heading-without-content"


def test_the_same_text_under_two_titles_counts_for_half_under_both():
    same = "\n\n".join(f"## {title}\n\n{WORDS} {WORDS}" for title in DEMANDED[:2])
    check = presence(f"{same}\n\n{report(DEMANDED[2])}")
    assert check.fraction == pytest.approx(2 / 3)
    assert check.misconception == "copied-text"


def test_another_order_is_told_from_a_missing_section():
    assert order(report("Réseau", "Synthèse", "Limites et réserves")).misconception == "sections-order"
    assert order(report("Synthèse", "Limites et réserves")).fraction == 1.0


def test_the_order_of_one_section_in_three_is_not_judged():
    check = order(report("Réseau"))
    assert (check.fraction, check.misconception) == (0.0, "")


def test_no_report_gets_nothing_and_is_asked_for():
    for check in (presence(None), order(None)):
        assert check.fraction == 0.0
        assert "report attend" in check.message


@given(st.text(alphabet="# `~<!->\n1.aé", max_size=200))
def test_whatever_is_handed_in_gets_a_verdict(text):
    assert presence(text).fraction == order(text).fraction == 0.0
