"""The dashboard's HTML: complete, readable without colour, escaped, and alone."""

from datetime import date, timedelta
from html.parser import HTMLParser

import pytest
from support.practice import CHOICE, QUALITY, START, attempt, small_catalogue
from support.tiny_repository import ROOT

from autograders.candidate.errors import AtelierError
from autograders.lab.progress.chart import chart_of
from autograders.lab.progress.dashboard import heat_map, progress_fragment, progress_page, write_progress_page
from autograders.lab.progress.history import mastered_by_day, misconceptions, sessions
from autograders.lab.progress.privacy import privacy_html
from autograders.lab.progress.standing import standing_of

CATALOGUE = small_catalogue()
ATTEMPTS = (
    attempt("C2.1.2.noise", 0.25, misconceptions=("wrong-unit",)),
    attempt("C2.1.2.noise", 1.0, hints=1),
    attempt("C2.1.2.colour", 1.0, day=2),
    attempt("C2.1.1.measurable", 0.5, day=2, misconceptions=("wrong-unit", "never-declared")),
    attempt("C2.1.1.measurable", 0.5, day=4, variant="d2", misconceptions=("wrong-unit",)),
)
TODAY = START.date() + timedelta(days=4)
VOID = {"meta", "br", "line", "path", "circle"}


class Outline(HTMLParser):
    """Collects what the tests ask of a page, and refuses elements that are not closed in order."""

    def __init__(self):
        super().__init__()
        self.open, self.seen, self.headings, self.texts = [], [], [], []

    def handle_starttag(self, tag, attributes):
        self.seen.append((tag, dict(attributes)))
        if tag in {"h1", "h2", "h3", "h4", "h5"}:
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.seen.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.texts.append(" ".join(data.split()))

    @property
    def text(self):
        return " ".join(text for text in self.texts if text)


def outline(html):
    parsed = Outline()
    parsed.feed(html)
    parsed.close()
    assert parsed.open == []
    return parsed


def standing(attempts=ATTEMPTS, opened=()):
    return standing_of(CATALOGUE, attempts, dict.fromkeys(opened, START), TODAY)


PAGES = {
    "begun": progress_page(standing(), privacy=privacy_html(ROOT)),
    "new": progress_page(standing(attempts=())),
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_a_page_is_sound_french_and_has_its_headings_in_order(page):
    parsed = outline(page)
    assert ("html", {"lang": "fr"}) in parsed.seen
    assert parsed.headings[0] == 1
    assert parsed.headings.count(1) == 1
    assert all(following - level <= 1 for level, following in zip(parsed.headings, parsed.headings[1:], strict=False))


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_a_page_runs_nothing_and_loads_nothing(page):
    parsed = outline(page)
    assert {tag for tag, _ in parsed.seen} & {"script", "link", "img", "iframe", "object", "embed", "base"} == set()
    assert not any(name.startswith("on") or name in {"src", "href"} for _, names in parsed.seen for name in names)
    assert "url(" not in page
    assert "@import" not in page


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_every_table_has_a_caption_and_every_header_its_scope(page):
    parsed = outline(page)
    tags = [tag for tag, _ in parsed.seen]
    assert tags.count("caption") == tags.count("table")
    assert all(attributes.get("scope") in {"col", "row"} for tag, attributes in parsed.seen if tag == "th")


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_all_forty_competencies_are_there_by_code(page):
    text = outline(page).text
    codes = {competency.code for competency in CATALOGUE.referential.competencies}
    assert len(codes) == 40
    assert all(code in text for code in codes)
    # Two have an exercise; one mention more is the legend's.
    assert text.count("Pas encore de carnet") == 38 + 1


def test_a_cell_says_its_share_and_level_in_words():
    text = outline(PAGES["begun"]).text.replace("\u202f", " ").replace("\xa0", " ")
    # C2.1.1: (0.5 + 0) / 2; C2.1.2: both criteria whole, one with a hint.
    assert "C2.1.1 25 % Commencé Choisir" in text
    assert "C2.1.2 100 % Acquis Qualifier À confirmer sans indice À revoir" in text


def test_the_heat_map_follows_the_referential():
    rows = heat_map(standing(), "B2")
    assert [row.code for row in rows][:2] == ["A2.1", "A2.2"]
    assert [cell.competency for cell in rows[0].cells] == ["C2.1.1", "C2.1.2", "C2.1.3", "C2.1.4"]
    assert [cell.exercise is None for cell in rows[0].cells] == [False, False, True, True]
    assert rows[1].mastery is None


def test_the_figure_has_a_title_a_description_and_its_figures_in_a_table():
    text = outline(PAGES["begun"]).text
    assert "De 1 le 1 mars 2026 à 2 le 5 mars 2026, sur 4." in text
    assert "Critères acquis à la fin de chaque jour" in text


def test_what_an_exercise_says_is_escaped():
    assert "L’unité est le &lt;mm&gt;, pas le m." in PAGES["begun"]
    assert "<mm>" not in PAGES["begun"]


def test_links_lead_where_the_lab_says():
    fragment = progress_fragment(standing(opened=[CHOICE]), links={CHOICE: 'a b/"x".ipynb'})
    links = [attributes["href"] for tag, attributes in outline(fragment).seen if tag == "a"]
    assert links == ['a b/"x".ipynb']


def test_a_fragment_repeats_no_identifier_so_that_a_notebook_may_show_several():
    assert not any("id" in attributes for _, attributes in outline(progress_fragment(standing())).seen)


def test_the_privacy_page_fits_into_the_page_and_names_what_erases():
    page = PAGES["begun"]
    assert "<h3>Vos données personnelles</h3>" in page
    assert "atelier progress erase" in privacy_html(ROOT)


def test_without_a_privacy_page_nothing_is_said(tmp_path):
    assert privacy_html(tmp_path) == ""


def test_a_named_file_is_never_overwritten_and_the_usual_one_is(monkeypatch, tmp_path):
    monkeypatch.setenv("ATELIER_DATA", str(tmp_path))
    path = write_progress_page(standing(attempts=()))
    assert path == tmp_path / "progression.html"
    write_progress_page(standing())
    assert "Qualifier" in path.read_text(encoding="utf-8")
    with pytest.raises(AtelierError, match="existe déjà"):
        write_progress_page(standing(), path)
    with pytest.raises(AtelierError, match="ne peut être écrit"):
        write_progress_page(standing(), tmp_path / "missing" / "page.html")


def test_a_day_s_work_on_an_exercise_is_one_session_by_best_results():
    days = [(item.exercise, item.judged, item.succeeded) for item in sessions(ATTEMPTS)]
    assert days == [(CHOICE, 1, 0), (QUALITY, 1, 1), (CHOICE, 1, 0), (QUALITY, 1, 1)]


def test_mastered_criteria_are_counted_at_the_end_of_each_day():
    assert [count for _, count in mastered_by_day(CATALOGUE, ATTEMPTS, last=60)] == [1, 2, 2]
    assert [count for _, count in mastered_by_day(CATALOGUE, ATTEMPTS, last=1)] == [2]


def test_the_most_frequent_misconception_comes_first_and_unknown_ones_are_left_out():
    found = [(item.criterion, item.times) for item in misconceptions(CATALOGUE, ATTEMPTS)]
    assert found == [("C2.1.1.measurable", 2), ("C2.1.2.noise", 1)]


def test_a_single_day_is_a_single_mark():
    chart = chart_of([(date(2026, 3, 1), 2)], 4)
    assert len(chart.marks) == 1
    assert [count for _, count in chart.gridlines] == [0, 2, 4]
