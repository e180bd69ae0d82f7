"""A report that was handed in, from the file to the facts for the jury: PDF by WeasyPrint, DOCX by python-docx."""

import json
import zipfile

import docx
import pytest
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from weasyprint import HTML

from autograders.candidate.documents import Document, DocumentError, Passage, read_document
from autograders.cli import main

ARGUMENT = (
    "La mesure du débit [1], son coût, l’accord des équipes, l’accès des personnes en situation de handicap et le "
    "carbone évité sont discutés ; la figure 1 et le tableau 1 les résument."
)
CHAPTERS = 50


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """Return a report of 52 active pages in which reference 2 is never called, and reference 9 not listed."""
    page = "<section><h1>{}</h1><p>{}</p></section>"
    chapters = "".join(page.format(f"{number}. Chapitre", ARGUMENT) for number in range(2, CHAPTERS + 2))
    html = (
        "<style>section { break-before: page } h1 { bookmark-level: 1 }</style><p>Thèse professionnelle</p>"
        + page.format("Sommaire", "Introduction ........ 3<br>Conclusion ........ 54")
        + page.format("1. Introduction", "La question.</p><p>Figure 1 : le site</p><p>Tableau 1 : les coûts")
        + chapters
        + page.format("52. Conclusion", "La réponse [9].")
        + page.format("Bibliographie", "[1] Cohen, J. (1960).</p><p>[2] Fleiss, J. (1973).")
        + page.format("Annexes", "Plan.")
    )
    path = tmp_path_factory.mktemp("thesis") / "memoire.pdf"
    HTML(string=html).write_pdf(path)
    return path


def found_in(facts):
    return {fact["name"]: (fact["found"], fact["where"], fact["fits"]) for fact in facts}


def test_a_pdf_is_read_in_confinement_and_its_facts_are_told_with_their_places(report, capsys):
    assert main(["thesis", "check", str(report), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    found = found_in(told["facts"])
    assert found["Pages"][0] == "56"
    assert found["Pages actives"] == ("52 (50 à 60 attendues)", "p. 3-54", True)
    assert found["Table des matières"] == ("trouvée", "p. 2", True)
    assert found["Introduction"] == ("trouvée", "p. 3", True)
    assert found["Conclusion"] == ("trouvée", "p. 54", True)
    assert found["Bibliographie"] == ("trouvée", "p. 55", True)
    assert found["Titres marqués comme tels"][0] == "54, dont 54 de premier niveau"
    assert found["Dimension économique"] == (f"{CHAPTERS + 1} mentions", "p. 3-53", True)
    assert found["Références dans la bibliographie"][0] == "2"
    assert found["Références jamais appelées dans le texte"] == ("1", "[2]", False)
    assert found["Appels absents de la bibliographie"] == ("1", "[9] (p. 54)", False)
    assert found["Figures\u00a0: légendes numérotées"][0] == "1"
    assert "note" in told["conventions"][-1]


def rendered_break(paragraph):
    """Mark where a word processor had broken the page when it saved."""
    paragraph.add_run()._r.append(OxmlElement("w:lastRenderedPageBreak"))


def test_a_docx_gives_headings_by_style_and_pages_as_last_broken(tmp_path):
    written = docx.Document()
    written.add_paragraph("Thèse professionnelle")
    rendered_break(written.add_paragraph())
    written.add_heading("Introduction", 1)
    written.add_paragraph("La question.").add_run().add_break(WD_BREAK.LINE)
    written.add_heading("Le cadre", 2)
    rendered_break(written.add_paragraph("Avant"))
    written.add_table(1, 1).cell(0, 0).text = "Dans un tableau"
    written.save(tmp_path / "memoire.docx")
    assert read_document(tmp_path / "memoire.docx") == Document(
        pages=3,
        passages=(
            Passage(text="Thèse professionnelle", page=1),
            Passage(text="Introduction", page=2, level=1),
            Passage(text="La question.", page=2),
            Passage(text="Le cadre", page=2, level=2),
            Passage(text="Avant", page=2),
            Passage(text="Dans un tableau", page=3),
        ),
    )


def test_a_docx_that_does_not_say_where_pages_end_is_to_be_exported(tmp_path, capsys):
    written = docx.Document()
    written.add_heading("Introduction", 1)
    written.add_paragraph("Le coût baisse.")
    written.save(tmp_path / "memoire.docx")
    assert main(["thesis", "check", str(tmp_path / "memoire.docx")]) == 1
    said = capsys.readouterr().out
    assert "exportez-le en PDF" in said
    assert "Pages actives (convention de ce cours)" in said


def entity_bomb(path):
    """Write a DOCX whose text is to be made of three thousand million characters."""
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">{entities}]><x>&l9;</x>'
    docx.Document().save(path)
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, bomb if name == "word/document.xml" else content)


@pytest.mark.parametrize(
    ("name", "content"), [("x.pdf", b"%PDF-1.7 nothing more"), ("x.pdf", b""), ("x.docx", b"PK"), ("x.odt", b"")]
)
def test_what_is_damaged_or_of_another_kind_is_one_line(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(
        DocumentError, match=rf"^{name}: (cannot be read \(.+\)\. Open it|a name that ends in)"
    ) as raised:
        read_document(tmp_path / name)
    assert len(str(raised.value).splitlines()) == 1


@pytest.mark.parametrize(
    ("name", "make", "said"),
    [
        ("x.docx", entity_bomb, "cannot be read"),
        ("x.odt", lambda path: path.write_bytes(b""), "ends in .pdf or .docx"),
        ("x.pdf", lambda path: None, "no such file"),
    ],
    ids=["entities", "other kind", "missing"],
)
def test_what_cannot_be_read_is_told_by_the_command_with_the_path(tmp_path, capsys, name, make, said):
    path = tmp_path / name
    make(path)
    assert main(["thesis", "check", str(path)]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    (line,) = captured.err.splitlines()
    assert line.startswith(f"atelier: {path}: ")
    assert said in line
