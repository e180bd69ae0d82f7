"""Pages that are handed in: what they say is read, what is hidden is not, and what is hostile is refused."""

import time

import pytest
from support.pages import SOUND

from autograders.candidate.inspections import INSPECTIONS
from autograders.candidate.pages import Outcome, Page, PageError, check_page, page_from_rows, page_rows
from autograders.candidate.pages.colours import WHITE, colour_of, contrast


def outcomes(text):
    """Return what each rule finds."""
    return {check.rule: check.outcome for check in check_page(text)}


def broken(text):
    """Return the rules that are not kept."""
    return [rule for rule, outcome in outcomes(text).items() if outcome is Outcome.BROKEN]


def body(content, head=""):
    """Return a page around some content."""
    return f'<html lang="fr"><head><title>Ligne V, feuille</title>{head}</head><body>{content}</body></html>'


def contrast_of(content, head=""):
    """Return what the rule on contrasts finds."""
    return outcomes(body(content, head))["contrast"]


# From the understanding documents of WCAG 2.2, success criterion 1.4.3, and common tables of greys on white.
@pytest.mark.parametrize(
    ("colour", "expected"), [("#767676", 4.542), ("#777777", 4.478), ("#949494", 3.033), ("black", 21.0)]
)
def test_contrasts_are_those_that_wcag_defines(colour, expected):
    assert contrast(colour_of(colour), WHITE) == pytest.approx(expected, abs=0.001)


def test_a_sound_page_keeps_every_rule():
    assert set(outcomes(SOUND).values()) == {Outcome.KEPT}


@pytest.mark.parametrize(
    ("former", "latter", "rule"),
    [
        (' lang="fr"', "", "language"),
        (' lang="fr"', ' lang="en"', "language"),
        ("Ligne V : feuille de route", "Document", "title"),
        ("<main", "<div", "main"),
        ("<h2>Étapes</h2>", "<h4>Étapes</h4>", "headings"),
        ("<h2>Étapes</h2>", "<h2></h2>", "headings"),
        ("<h1>Ligne V</h1>", "", "headings"),
        (' scope="col"', "", "table-headers"),
        ("<caption>Étapes</caption>", "", "table-titles"),
        ('aria-label="Frise : J1 en 2027"', "", "alternatives"),
        ('role="img" ', "", "alternatives"),
        ("</main>", "<img src='data:,'></main>", "alternatives"),
        ("</main>", "<img src='data:,' alt='frise.png'></main>", "alternatives"),
        ("color: #222", "color: #999", "contrast"),
        ("Aller au contenu", "ici", "links"),
        ("Aller au contenu", "", "links"),
        ("#contenu", "#ailleurs", "links"),
        ("<h2>", '<h2 id="contenu">', "identifiers"),
        ("</head>", "<link rel='stylesheet' href='a.css'></head>", "self-contained"),
        ("</head>", "<style>@import 'a.css'</style></head>", "self-contained"),
        ("</main>", "<img src='https://ailleurs.example/a.png' alt='Frise'></main>", "self-contained"),
        ("</main>", "<script></script></main>", "self-contained"),
    ],
)
def test_each_fault_breaks_its_own_rule(former, latter, rule):
    assert broken(SOUND.replace(former, latter, 1)) == [rule]


def test_a_picture_for_decoration_needs_no_words_and_a_layout_table_no_headers():
    page = body(
        '<main><h1>V</h1><img src="data:," alt=""><table role="presentation"><tr><td>a</td></tr></table></main>'
    )
    assert broken(page) == []
    # There is no image that tells something, and no table of data.
    assert [outcomes(page)[rule] for rule in ("alternatives", "table-headers")] == [Outcome.ABSENT] * 2


@pytest.mark.parametrize(
    "content",
    [
        '<p style="color: #949494; font-size: 24px">grand</p>',
        '<p style="color: #949494; font-size: 14pt; font-weight: bold">grand et gras</p>',
        '<div style="background: #000"><p style="color: #fff">sur noir</p></div>',
        '<p style="color: #fff; background: rgb(0 0 0 / 90%)">presque noir</p>',
        '<p>lu</p><p style="color: #fff" hidden>caché</p>',
        '<p style="color: white !important; color: black; background: #333">important</p>',
    ],
)
def test_texts_that_stand_out_keep_the_rule(content):
    assert contrast_of(content) is Outcome.KEPT


@pytest.mark.parametrize(
    ("content", "head"),
    [
        ('<p style="color: #949494; font-size: 23px">presque grand</p>', ""),
        ('<p style="color: #fff">blanc sur blanc</p>', ""),
        ('<p style="color: rgb(0 0 0 / 40%)">à demi transparent</p>', ""),
        ('<div style="background: #000"><p>noir sur noir</p></div>', ""),
        ("<p class=a>plus précis</p>", "<style>p.a { color: #ccc } p { color: #000 }</style>"),
        ("<p>le dernier</p>", "<style>p { color: #000 } p { color: #ccc }</style>"),
        ("<p>important</p>", "<style>p { color: #ccc !important } body p { color: #000 }</style>"),
    ],
)
def test_texts_that_do_not_stand_out_break_the_rule(content, head):
    assert contrast_of(content, head) is Outcome.BROKEN


@pytest.mark.parametrize(
    ("content", "head"),
    [
        ('<p style="background: linear-gradient(red, blue)">dégradé</p>', ""),
        ('<p style="opacity: 0.5">transparent</p>', ""),
        ("<p>variable</p>", "<style>p { color: var(--encre) }</style>"),
        ("<p>condition</p>", "<style>@media (min-width: 1px) { p { color: #eee } }</style>"),
    ],
)
def test_what_this_reading_does_not_settle_is_said_to_be_unsure(content, head):
    assert contrast_of(content, head) is Outcome.UNSURE


def test_a_sheet_for_print_changes_nothing_on_the_screen():
    assert contrast_of("<p>texte</p>", "<style>@media print { p { color: #eee } }</style>") is Outcome.KEPT


def test_values_are_read_with_the_headings_above_them():
    page = body(
        '<h1>V</h1><h2>A</h2><p><data data-cle="a" value="1">un</data></p><h2>B</h2><h3>C</h3>'
        '<p><time data-cle="b" datetime="2029-05-06">6 mai</time><a href="#x">mot</a></p>'
        '<dl><dt id="x">mot</dt><dd>sens</dd></dl>'
    )
    content = Page.of(page).content()
    assert [(mark.key, mark.value, mark.text, mark.path) for mark in content.marks] == [
        ("a", "1", "un", ("V", "A")),
        ("b", "2029-05-06", "6 mai", ("V", "B", "C")),
    ]
    assert [(each.text, each.target) for each in content.references] == [("mot", "x")]
    assert [(each.term, each.id, each.meaning) for each in content.definitions] == [("mot", "x", "sens")]


@pytest.mark.parametrize("hiding", ["hidden", 'style="display: none"', 'style="visibility: hidden"', 'class="x"'])
def test_what_is_not_shown_says_nothing(hiding):
    page = body(
        f'<h1>V</h1><div {hiding}><h2>Caché</h2><data data-cle="a" value="1">1</data><dl><dt>a<dd>b</dl></div>',
        "<style>.x { display: none }</style>",
    )
    content = Page.of(page).content()
    assert [heading.path for heading in content.headings] == [("V",)]
    assert (content.marks, content.definitions) == ([], [])


def test_a_page_comes_back_from_its_rows_as_it_was():
    (content, checks), said = page_from_rows(page_rows(SOUND)), Page.of(SOUND).content()
    assert {path: " ".join(texts) for path, texts in said.texts.items()} == {
        path: " ".join(texts) for path, texts in content.texts.items()
    }
    assert (content.headings, content.marks, content.references) == (said.headings, said.marks, said.references)
    assert content.definitions == said.definitions
    assert checks == check_page(SOUND)


def test_rows_have_the_columns_that_the_inspection_declares():
    declared = [column.name for column in INSPECTIONS["page"].columns]
    assert {tuple(row) for row in page_rows(SOUND)} == {tuple(declared)}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "vide"),
        ("Ligne V", "<body>"),
        ("<body>" + "a" * 200_001, "caractères"),
        ("<body>" + "<div>" * 150, "les uns dans les autres"),
        ("<body>" + "<p>a</p>" * 5_000, "éléments"),
        ("<body>" + '<data data-cle="a">1</data>' * 300, "valeurs marquées"),
        ("<body>" + "<h2>a</h2>" * 200, "titres"),
        (f"<body><style>{'a,' * 700}b {{ color: red }}</style>", "sélecteurs"),
    ],
)
def test_a_page_beyond_bounds_is_told_why(text, message):
    with pytest.raises(PageError, match=message):
        page_rows(text)


@pytest.mark.parametrize(
    "text",
    [
        "\x00<body>\ud800<p>a",
        '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><body>&b;',
        '<?xml version="1.0" encoding="utf-16"?><body><p>a',
        "<body><style>}}}{{{ p { color: ; } @media { </style><p style='color:rgb('>a",
        "<body><table><tr><dl><dd>a<dt></table><a href>b</a><img><svg><title>",
        "<body><p style='font-size: 1e400px; color: hsl(1e400 1% 1%)'>a",
    ],
)
def test_a_strange_page_is_read_all_the_same(text):
    assert page_rows(text)


def test_a_long_page_with_many_styles_is_read_within_seconds():
    rules = "".join(f"p.a{rank} b i {{ color: #{rank:03d} }}" for rank in range(200))
    page = body('<p class="a1"><b><i>a</i></b></p>' * 300, f"<style>{rules}</style>")
    started = time.process_time()
    page_rows(page)
    assert time.process_time() - started < 5


def test_a_page_reads_line_by_line_as_it_is_shown_with_a_row_of_a_table_on_one():
    page = Page.of(
        """<body><h1>Ligne V</h1><p>L’<a href="#e">EDC</a>, en
        <data data-cle="n" value="3">3</data> lieux.</p><ul><li>un</li><li>deux</li></ul>
        <table><tr><th>Budget</th><td>9 M€</td></tr><tr><th>Fin</th><td>2030</td></tr></table><dl><dt id="e">EDC"""
    )
    lines = ["L’EDC, en 3 lieux.", "un", "deux", "Budget | 9 M€", "Fin | 2030", "EDC"]
    assert page.content().texts == {("Ligne V",): lines}
