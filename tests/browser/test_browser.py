"""The browser of the tests itself: it notices what it is there to notice."""

import pytest
from support.browser import WCAG, axe_violations, guarded_page

pytestmark = pytest.mark.needs("chromium")
FINE = '<!doctype html><html lang="fr"><title>Essai</title><main><h1>Essai</h1>{}</main></html>'
FAULTS = {
    "image-alt": '<img src="data:,">',
    "color-contrast": '<p style="color:#999;background:#fff">pâle</p>',
    "label": "<input>",
    # Success criterion 2.5.8, new in WCAG 2.2: targets of 24 by 24 pixels.
    "target-size": "<button style='padding:0;border:0;width:9px;height:9px'>a</button>" * 2,
}


def test_axe_knows_the_rules_of_wcag_2_2_and_finds_what_breaks_them(page):
    page.set_content(FINE.format("".join(FAULTS.values())))
    assert {line.split()[0] for line in axe_violations(page, "main")} == FAULTS.keys()
    known = page.evaluate("axe.getRules().flatMap(rule => rule.tags)")
    assert set(WCAG) <= set(known)


def test_what_is_not_ours_is_not_looked_at(page):
    page.set_content(FINE.format('<p class="ours">bien</p><img src="data:,">'))
    assert axe_violations(page, ".ours") == []


def test_a_picture_is_kept(page, screenshot):
    page.set_content(FINE.format(""))
    assert screenshot("page", page).read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("content", "event"),
    [
        ("<img src='https://example.org/x.png'>", "request"),
        ("<script>new WebSocket('wss://example.org/x')</script>", "websocket"),
        ("<script>open('https://example.org/')</script>", "popup"),
    ],
    ids=["picture", "socket", "window"],
)
def test_a_page_that_asks_another_machine_fails_its_test(browser, content, event):
    # Chromium tells of a request after the page has loaded, or before, as it happens: the page stays until it has.
    with (
        pytest.raises(AssertionError, match="asked other machines"),
        guarded_page(browser) as page,
        page.expect_event(event),
    ):
        page.set_content(content)
