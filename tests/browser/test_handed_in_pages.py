"""Our rules on pages that are handed in agree with axe-core, which others keep, on what both look at."""

import pytest
from support.browser import axe_violations
from support.pages import SOUND

from autograders.candidate.pages import Outcome, check_page

pytestmark = pytest.mark.needs("chromium")
# A fault, our rule, that of axe-core.
FAULTS = (
    (' lang="fr"', "", "language", "html-has-lang"),
    ("<title>Ligne V : feuille de route</title>", "", "title", "document-title"),
    ('aria-label="Frise : J1 en 2027"', "", "alternatives", "svg-img-alt"),
    ("</main>", "<img src='data:,'></main>", "alternatives", "image-alt"),
    ("color: #222", "color: #777", "contrast", "color-contrast"),
    ("background: navy", "background: #7f7fff", "contrast", "color-contrast"),
    ("Aller au contenu", "", "links", "link-name"),
)


def test_axe_finds_nothing_against_a_page_that_keeps_our_rules(page):
    page.set_content(SOUND)
    assert axe_violations(page, "html") == []


@pytest.mark.parametrize(("former", "latter", "rule", "axe_rule"), FAULTS)
def test_axe_finds_the_fault_that_our_rule_finds(page, former, latter, rule, axe_rule):
    faulty = SOUND.replace(former, latter, 1)
    page.set_content(faulty)
    assert [each.rule for each in check_page(faulty) if each.outcome is Outcome.BROKEN] == [rule]
    assert {each.split(" ")[0] for each in axe_violations(page, "html")} == {axe_rule}
