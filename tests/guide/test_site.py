"""The site of the guides: built without a warning, no dead end, readable by everybody, searched without a network."""

import re
import subprocess
import sys
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt
from support.browser import axe_violations, browser, page, screenshot
from support.guides import GUIDE, PAGES
from support.tiny_repository import ROOT

__all__ = ["browser", "page", "screenshot"]
NAMES = [path.stem for path in PAGES]
PATIENCE_MS = 120_000


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Build the site as the README says; a warning is a fault."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", str(GUIDE), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return folder


def soup_of(path):
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def test_no_link_leads_nowhere(site):
    soups = {path: soup_of(path) for path in site.glob("*.html")}
    identifiers = {path: {tag["id"] for tag in soup.find_all(id=True)} for path, soup in soups.items()}
    dead = []
    for path, soup in soups.items():
        for link in soup.find_all("a", href=True):
            parts = urlsplit(link["href"])
            if parts.scheme:
                continue
            target = (path.parent / unquote(parts.path)) if parts.path else path
            if not target.is_file() or (parts.fragment and parts.fragment not in identifiers.get(target, ())):
                dead.append(f"{path.name}: {link['href']}")
    assert dead == []
    assert {path.stem for path in soups} >= set(NAMES)


def test_no_page_asks_another_machine_for_a_part_of_itself(site):
    loaded = {
        tag.get("src") or tag.get("href")
        for path in site.glob("*.html")
        for tag in soup_of(path).find_all(["script", "img", "link", "iframe", "source"])
        if tag.get("src") or tag.get("href")
    }
    assert [address for address in loaded if urlsplit(address).scheme not in ("", "data")] == []


def test_a_page_says_in_which_language_it_is_written(site):
    languages = {name: soup_of(site / f"{name}.html").html["lang"] for name in NAMES}
    assert languages == dict.fromkeys(NAMES, "fr") | dict.fromkeys(("threat-model", "grading-at-scale"), "en")


def test_the_files_that_a_page_includes_are_on_it(site):
    shown = soup_of(site / "jupyterhub.html").get_text()
    for path in (GUIDE / "jupyterhub").glob("*.py"):
        assert path.read_text(encoding="utf-8").strip() in shown


@pytest.mark.parametrize(
    "path", [path for path in PAGES if "include}" not in path.read_text()], ids=lambda path: path.stem
)
def test_french_punctuation_stays_with_its_word(path):
    loose = [
        child.content
        for token in MarkdownIt("commonmark").enable("table").parse(path.read_text(encoding="utf-8"))
        for child in token.children or ()
        if child.type == "text" and re.search(r"« | [:;!?»%]", child.content)
    ]
    assert loose == []


def test_what_the_readme_links_to_is_there():
    links = re.findall(r"\]\((?!https?:)([^)#]+)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert [link for link in links if not (ROOT / link).exists()] == []


@pytest.mark.needs("chromium")
@pytest.mark.parametrize("name", [*NAMES, "search"])
def test_a_page_opens_in_a_browser_and_breaks_no_rule(site, page, screenshot, name):
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto((site / f"{name}.html").as_uri())
    screenshot("light", page)
    # Beforehand: axe-core itself tries what a browser refuses to a page that is opened as a file.
    assert said == []
    assert axe_violations(page, "html") == []


@pytest.mark.needs("chromium")
def test_a_dark_page_breaks_no_rule_either(site, page, screenshot):
    page.emulate_media(color_scheme="dark")
    page.goto((site / "auteur.html").as_uri())
    screenshot("dark", page)
    assert axe_violations(page, "html") == []


@pytest.mark.needs("chromium")
def test_the_search_finds_other_forms_of_a_word_without_a_server(site, page):
    page.goto((site / "index.html").as_uri())
    box = page.get_by_label("Recherche").locator("visible=true").first
    # The page has « recours ».
    box.fill("archives recours")
    box.press("Enter")
    found = page.locator("#search-results li a")
    found.first.wait_for(timeout=PATIENCE_MS)
    assert any("Instructeur" in text for text in found.all_inner_texts())
