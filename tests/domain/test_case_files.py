"""Files that data sets hand out, as the programs of candidates read them."""

import pandas as pd
import pytest

from autograders.domain.case_files import printed_number, without_gaps, write_document, write_table


def test_a_table_opens_as_a_french_spreadsheet_writes_it(tmp_path):
    rows = [("lot; gros œuvre", 1250.5, 12000), ("façades", 1 / 3, 7)]
    written = write_table(tmp_path, "lots.csv", "Lots", "lot montant nombre", rows)
    assert (written.path, written.label) == ("lots.csv", "Lots")
    read = pd.read_csv(tmp_path / "lots.csv", sep=";", decimal=",", encoding="utf-8")
    assert list(read.columns) == ["lot", "montant", "nombre"]
    assert read["lot"].tolist() == ["lot; gros œuvre", "façades"]
    assert read["montant"].tolist() == pytest.approx([1250.5, 1 / 3], rel=1e-9)
    assert read["nombre"].tolist() == [12000, 7]
    assert b"\r" not in (tmp_path / "lots.csv").read_bytes()


def test_a_document_prints_its_figures_as_french_prose_does_and_misses_none(tmp_path):
    template = tmp_path / "cahier.in"
    template.write_text("$surface m², $taux, $ville", encoding="utf-8")
    write_document(tmp_path, template, "cahier.md", "Cahier", {"surface": 12500, "taux": 0.05, "ville": "Sète"})
    assert (tmp_path / "cahier.md").read_text(encoding="utf-8") == "12\u202f500 m², 0,05, Sète"
    with pytest.raises(KeyError, match="ville"):
        write_document(tmp_path, template, "cahier.md", "Cahier", {"surface": 1, "taux": 2})


def test_thousands_are_set_apart_from_five_digits_on():
    assert [printed_number(value) for value in (9999, 10000, 2.5)] == ["9999", "10\u202f000", "2,5"]


def test_spaces_that_do_not_break_stay_where_gaps_are_closed():
    assert without_gaps(" Coût\u00a0: 3\u202f€.  Bien. \n\n\n\nFin.") == "Coût\u00a0: 3\u202f€. Bien.\n\nFin."
