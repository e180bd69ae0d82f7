"""What is established of a report from its passages; what stands in each is written out here."""

import pytest

from autograders.candidate.documents import Document, Passage
from autograders.domain.thesis import Part, active_pages, captions_of, parts_of, references_of


def document(*pages, level_of=()):
    """Return a document with these lines on its pages; some lines are headings of a level."""
    levels = dict(level_of)
    passages = [
        Passage(text=line, page=number, level=levels.get(line, 0))
        for number, lines in enumerate(pages, start=1)
        for line in lines
    ]
    return Document(pages=len(pages), passages=tuple(passages))


def body(*lines):
    return parts_of(document(["Introduction", *lines]))


REPORT = document(
    ["Thèse professionnelle", "Ada Lovelace"],
    ["Je déclare sur l’honneur."],
    ["Remerciements", "Merci à tous."],
    ["Sommaire", "Introduction", "6", "1. Le site ........ 7", "Bibliographie", "9"],
    ["Liste des figures", "Figure 1 : le site ....... 7"],
    ["Introduction", "La question."],
    ["1. Le site", "Le texte."],
    [],
    ["Conclusion", "La réponse.", "Bibliographie", "[1] Cohen."],
    ["[2] Fleiss."],
    ["Annexe A : plans", "Plan."],
    [],
)


def test_pages_before_the_introduction_and_from_the_bibliography_on_are_not_active():
    parts = parts_of(REPORT)
    # The empty page goes with the text before it, and so does the page that the bibliography shares.
    assert active_pages(REPORT, parts) == (6, 7, 8, 9)
    assert [item.part for item in parts if item.passage.page in (1, 2)] == [Part.COVER, Part.COVER, Part.FRONT]


def test_a_report_without_an_introduction_begins_with_its_first_heading():
    found = document(["Thèse"], ["Table des matières"], ["Le site", "Texte."], level_of={"Le site": 1})
    assert active_pages(found, parts_of(found)) == (3,)


def test_no_heading_before_the_introduction_begins_the_body():
    found = document(["Thèse"], ["Déclaration"], ["Introduction", "3"], ["Texte."], level_of={"Déclaration": 1})
    # The number below the title is the page's own, at its foot.
    assert active_pages(found, parts_of(found)) == (3, 4)


def test_headings_inside_the_annexes_and_below_the_bibliography_s_stay_there():
    found = document(
        ["Thèse"], ["Introduction"], ["Bibliographie"], ["Normes"], ["Annexes"], ["Le plan"],
        level_of={"Bibliographie": 1, "Normes": 2, "Le plan": 1},
    )  # fmt: skip
    assert active_pages(found, parts_of(found)) == (2,)


def test_without_pages_none_is_counted():
    found = Document(pages=None, passages=(Passage(text="Introduction"),))
    assert active_pages(found, parts_of(found)) is None


@pytest.mark.parametrize(
    ("title", "part"),
    [
        ("1. Introduction", Part.BODY),
        ("Chapitre 1 : Introduction générale", Part.BODY),
        ("VI. RÉFÉRENCES BIBLIOGRAPHIQUES", Part.BIBLIOGRAPHY),
        ("Bibliographie et webographie", Part.BIBLIOGRAPHY),
        ("Annexe B – Questionnaire", Part.ANNEXES),
        ("Table des matières", Part.CONTENTS),
        ("Glossaire", Part.CONTENTS),
        ("Les sources de données du jumeau", None),
        ("En conclusion, le coût baisse.", None),
    ],
)
def test_a_part_is_known_by_a_title_that_stands_alone(title, part):
    parts = parts_of(document(["Thèse", title]))
    assert parts[-1].part is (part or Part.COVER)


def test_numbered_references_are_compared_both_ways_with_the_pages():
    bibliography = ["Bibliographie", "[1] A.", "[2] B.", "[4] C."]
    pages = ["Introduction", "Voir [1] et [3-5]."], ["Puis [1, 7]."], bibliography
    found = references_of(parts_of(document(*pages)))
    assert found.listed == ("[1]", "[2]", "[4]")
    assert found.never_called == ("[2]",)
    assert found.never_listed == {"[3]": (1,), "[5]": (1,), "[7]": (2,)}
    assert found.called["[1]"] == (1, 2)


def test_names_and_years_are_compared_whatever_their_accents():
    calls = "Selon Éluard et Char (1948), (Dupont et al., 2021a ; Martin, 2020), la norme 19650."
    bibliography = ["Bibliographie", "ÉLUARD, P., Char, R. (1948). Un", "titre.", "Dupont, A.", "(2021a). Autre."]
    found = references_of(parts_of(document(["Introduction", calls], bibliography, ["Martin, B. (2019). Encore."])))
    assert found.listed == ("Eluard 1948", "Dupont 2021a", "Martin 2019")
    assert found.never_called == ("Martin 2019",)
    assert set(found.never_listed) == {"Martin 2020"}


def test_a_call_may_begin_in_one_line_and_end_in_the_next():
    lines = ["Introduction", "Le coût (Dupont,", "2021) baisse, voir la figure", "3.", "Figure 3 : le coût"]
    parts = parts_of(document(lines, ["Bibliographie", "Dupont, A. (2021). Un titre."]))
    assert references_of(parts).called == {"Dupont 2021": (1,)}
    assert captions_of(parts, "figure").never_called == ()


def test_what_stands_in_brackets_after_the_body_is_no_call():
    found = references_of(parts_of(document(["Introduction"], ["Bibliographie", "[1] A."], ["Annexes", "Voir [9]."])))
    assert found.never_listed == {}


def test_figures_are_known_by_their_captions_and_called_by_their_numbers():
    found = captions_of(
        body(
            "La figure 1 montre le site, les figures 3 et 4 le plan.",
            "Figure 1 : le site",
            "Fig. 2 – La coupe, d’après la figure 1",
            "Figure 3. Le plan",
            "Figure 3 : la façade",
            "Figure 5 montre autre chose.",
        ),
        "figure",
    )
    assert list(found.captioned) == ["1", "2", "3"]
    assert found.never_called == ("2",)
    assert found.never_captioned == ("4", "5")
    assert found.twice == ("3",)


def test_tables_are_counted_apart():
    found = captions_of(body("Voir les tableaux 1 et 2.", "Tableau 1 : coûts", "Figure 2 : le site"), "table")
    assert (list(found.captioned), found.never_captioned) == (["1"], ("2",))


def test_a_hostile_text_takes_no_more_time_than_its_length():
    # In a backtracking engine, patterns like these take minutes on such lines.
    lines = ["." * 20_000, ". " * 10_000 + "x", "Dupont " * 3_000, "(" * 20_000, "[1" + ",1" * 10_000, "1" * 20_000]
    found = document(["Introduction", *lines], ["Bibliographie", *lines])
    parts = parts_of(found)
    assert references_of(parts).listed == ()
    assert captions_of(parts, "figure").captioned == {}
