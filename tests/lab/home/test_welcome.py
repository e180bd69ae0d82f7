"""The Accueil: what a candidate sees first."""

import itertools
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser

import nbformat
import pytest
from nbformat.sign import NotebookNotary
from support.exams import sitting
from support.tiny_repository import ACTIVITY, COVERAGE, EXERCISE, SUPPORT

from autograders.assignments import open_repository
from autograders.lab.catalogue import read_case_studies
from autograders.lab.exam.records import write_sitting
from autograders.lab.home.accueil import FILE, accueil_notebook
from autograders.lab.home.folder import fill_home
from autograders.lab.home.gathering import arrange_welcome
from autograders.lab.home.welcome import (
    BlocSection,
    CaseStudySection,
    NotebookRow,
    PageLink,
    Way,
    Welcome,
    welcome_html,
    welcome_text,
)
from autograders.lab.progress import Attempt, Progress, Source
from autograders.lab.progress.privacy import FILE as PRIVACY

NOW = datetime(2026, 3, 10, 18, 30, tzinfo=UTC)
ROW = NotebookRow(
    competency="C2.1.3",
    title="Longueur <d’une> règle & plus",
    link="a2_1_tiny_case/c2_1_3 tiny à part.ipynb",
    duration_minutes=150,
    points=10,
    standing="Commencé, 45 %",
    share=0.45,
)


class Outline(HTMLParser):
    """The elements of a page, in order, with their attributes and the text in them."""

    def __init__(self, html):
        super().__init__()
        self.elements = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.elements.append([tag, dict(attrs), ""])

    def handle_data(self, data):
        if self.elements:
            self.elements[-1][2] += data

    def of(self, *tags):
        return [(tag, attributes, text) for tag, attributes, text in self.elements if tag in tags]


def page(row=ROW, **changes):
    study = CaseStudySection(code="A2.1", title="Petite étude", brief_link="a2_1/lisez-moi.md", notebooks=(row,))
    blocs = (
        BlocSection(code="B1", title="Premier bloc", case_studies=()),
        BlocSection(code="B2", title="Deuxième bloc", case_studies=(study,)),
    )
    return Welcome(blocs=blocs, **changes)


def attempt(criterion, fraction, **changes):
    return Attempt(
        **{
            "at": NOW - timedelta(days=1),
            "activity": ACTIVITY,
            "exercise": EXERCISE,
            "criterion": criterion,
            "variant": "d1",
            "source": Source.PRACTICE,
            "fraction": fraction,
            "points": 5 * fraction,
            "maximum": 5,
        }
        | changes
    )


def arranged(repository, home, *attempts, **rest):
    opened = open_repository(repository)
    return arrange_welcome(opened, read_case_studies(opened), home, NOW, attempts, **rest)


def only_row(welcome):
    (row,) = [row for bloc in welcome.blocs for study in bloc.case_studies for row in study.notebooks]
    return row


def test_links_are_encoded_and_texts_escaped():
    links = Outline(welcome_html(page())).of("a")
    assert "a2_1_tiny_case/c2_1_3%20tiny%20%C3%A0%20part.ipynb" in [attributes["href"] for _, attributes, _ in links]
    assert "Longueur <d’une> règle & plus" in [text for _, _, text in links]


def test_a_heading_never_skips_a_level():
    way = Way(heading="Continuer", title="C2.1.3", reason="Commencé hier.", link="a.ipynb")
    levels = [int(tag[1]) for tag, _, _ in Outline(welcome_html(page(ways=(way,)))).of("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_the_page_says_its_language_and_each_table_has_a_caption_and_scoped_headers():
    outline = Outline(welcome_html(page()))
    assert outline.of("div")[0][1]["lang"] == "fr"
    assert len(outline.of("caption")) == len(outline.of("table")) == 1
    assert all(attributes["scope"] in ("col", "row") for _, attributes, _ in outline.of("th"))


def test_nothing_on_the_page_runs_a_script_or_asks_another_machine():
    html = welcome_html(page(ways=(Way(heading="x", title="y", reason="z", link="javascript:alert(1)"),)))
    assert "<script" not in html
    assert not any(name.startswith("on") for _, attributes, _ in Outline(html).elements for name in attributes)
    assert "://" not in html
    assert "javascript:" not in html


def test_a_bar_only_repeats_what_the_words_say():
    outline = Outline(welcome_html(page()))
    assert "Commencé, 45 %" in [text for _, _, text in outline.of("td")]
    (bar,) = [attributes for _, attributes, _ in outline.of("span") if attributes.get("class") == "atelier-bar"]
    assert bar["aria-hidden"] == "true"


def test_a_later_release_is_told_with_its_link():
    html = welcome_html(page(row=NotebookRow(**vars(ROW) | {"newer_link": "a/b (version 2).ipynb"})))
    assert "L’énoncé a changé" in html
    assert "a/b%20%28version%202%29.ipynb" in html


def test_blocs_without_a_case_study_are_listed_apart():
    outline = Outline(welcome_html(page()))
    assert [text for _, _, text in outline.of("li")] == ["B1 · Premier bloc"]
    assert [text for _, _, text in outline.of("h2")] == ["B2 · Deuxième bloc", "À venir"]


def test_the_text_says_the_same_without_html():
    way = Way(heading="Continuer", title="C2.1.3", reason="Commencé hier.", link="a.ipynb")
    text = welcome_text(page(ways=(way,), warnings=("Progression illisible.",)))
    for said in ("Continuer : C2.1.3 (a.ipynb). Commencé hier.", "Progression illisible.", "Commencé, 45 %"):
        assert said in text
    assert "<" not in text.replace("<d’une>", "")


def test_who_begins_is_proposed_the_first_notebook(repository, tmp_path):
    welcome = arranged(repository, tmp_path)
    assert [(way.heading, way.link) for way in welcome.ways] == [("Proposé pour vous", f"{ACTIVITY}/{EXERCISE}.ipynb")]
    row = only_row(welcome)
    assert (row.standing, row.share, row.points, row.duration_minutes) == ("Pas encore essayé", 0, 10, 15)


def test_who_has_begun_is_led_back_to_it(repository, tmp_path):
    welcome = arranged(repository, tmp_path, attempt(COVERAGE, 1.0), opened={EXERCISE: NOW - timedelta(days=1)})
    assert welcome.ways[0].heading == "Continuer"
    assert "9 mars 2026" in welcome.ways[0].reason
    # One of two criteria that weigh the same.
    assert only_row(welcome).share == pytest.approx(0.5)


def test_what_was_reached_with_hints_is_to_be_confirmed(repository, tmp_path):
    row = only_row(arranged(repository, tmp_path, attempt(COVERAGE, 1.0, hints=2), attempt(SUPPORT, 1.0)))
    assert row.standing.endswith("à confirmer sans indice")


def test_progress_that_cannot_be_read_does_not_close_the_door(repository, tmp_path):
    data = tmp_path / "données de l’atelier"
    data.mkdir()
    (data / "progress.db").write_bytes(b"damaged" * 200)
    welcome = fill_home(open_repository(repository), tmp_path / "maison")
    assert "endommagé" in welcome.warnings[0]
    assert (data / "progress.db").read_bytes() == b"damaged" * 200


def test_the_notebook_opens_with_the_page_shown_trusted_and_its_cell_folded(repository, tmp_path):
    home = tmp_path / "maison à moi"
    fill_home(open_repository(repository), home)
    notebook = nbformat.read(home / FILE, as_version=4)
    nbformat.validate(notebook)
    (cell,) = notebook.cells
    assert cell.metadata.jupyter.source_hidden
    assert "Votre préparation" in cell.outputs[0].data["text/html"]
    notary = NotebookNotary(data_dir=str(tmp_path / "données de l’atelier" / "jupyter" / "data"))
    assert notary.check_signature(notebook)
    notary.store.close()


def test_the_cell_shows_the_page_as_it_is_when_it_is_run(repository, tmp_path, monkeypatch):
    home = tmp_path / "maison"
    fill_home(open_repository(repository), home)
    with Progress() as progress:
        progress.record(attempt(COVERAGE, 1.0, at=datetime.now(UTC)))
    monkeypatch.chdir(home)
    names = {}
    *statements, last = accueil_notebook(page()).cells[0].source.splitlines()
    exec("\n".join(statements), names)
    assert "50" in only_row(eval(last, names)).standing


def test_the_accueil_leads_to_the_dashboard_and_to_what_is_said_of_personal_data(repository, tmp_path):
    (repository / PRIVACY).write_text("# Vos données\n", encoding="utf-8")
    shown = fill_home(open_repository(repository), tmp_path / "maison")
    links = [attributes["href"] for _, attributes, _ in Outline(welcome_html(shown)).of("a")]
    assert {"progression.html", "donnees-personnelles.md"} <= set(links)
    assert "Votre progression" in (tmp_path / "maison" / "progression.html").read_text(encoding="utf-8")
    assert (tmp_path / "maison" / "donnees-personnelles.md").read_text(encoding="utf-8") == "# Vos données\n"


def test_the_accueil_leads_to_the_reports_of_exams(repository, tmp_path):
    folder = tmp_path / "maison" / "examens" / "2026-03-01-A2.1"
    folder.mkdir(parents=True)
    sat = sitting(name=folder.name)
    write_sitting(folder, sat)
    assert fill_home(open_repository(repository), tmp_path / "maison").pages == (
        PageLink(link="progression.html", text="Votre progression en détail"),
    )
    (folder / "rapport.html").touch()
    shown = fill_home(open_repository(repository), tmp_path / "maison").pages[-1]
    assert (shown.link, shown.text) == (
        "examens/2026-03-01-A2.1/rapport.html",
        f"Rapport de l’examen blanc A2.1 du 1 mars 2026 à {sat.created_at.astimezone():%H:%M}",
    )
