"""What the author of the firm's report reads: demands that differ, stated alike in the document and in the tables."""

from pathlib import Path

import numpy as np
import pytest
from support.firm_tables import number, table

from autograders.assignments.modules import load_module

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "datasets" / "engineering_firm"
SEEDS = range(40)
NUMBERS = (1, 2)


@pytest.fixture(scope="module")
def report():
    return load_module(FOLDER / "report.py", "report.py")


@pytest.fixture(scope="module")
def all_demands(report):
    return [report.draw_demands(np.random.default_rng(seed)) for seed in SEEDS]


@pytest.mark.parametrize("variant", NUMBERS)
def test_the_specification_holds_every_row_of_the_tables(variant, practice_case):
    public, _ = practice_case("engineering_firm", variant)
    text = (public / "cahier_des_charges.md").read_text(encoding="utf-8").partition("## 6. Rapport")[2]
    titles = [row["titre"] for row in table(public, "rapport_sections.csv")]
    assert [text.index(f"| {title} |") for title in titles] == sorted(text.index(f"| {title} |") for title in titles)
    for row in table(public, "rapport_chiffres.csv"):
        cells = (row["cle"], row["intitule"], row["carnet"], row["unite"] or "nombre", row["decimales"])
        assert f"| {' | '.join(cells)} |" in text
    words = [row["abreviation"] for row in table(public, "rapport_abreviations.csv")]
    assert f": {', '.join(words)}." in text


@pytest.mark.parametrize("variant", NUMBERS)
def test_the_truth_is_what_the_tables_demand(variant, practice_case):
    public, case = practice_case("engineering_firm", variant)
    truth = case.truth["report"]
    assert truth["sections"] == [row["titre"] for row in table(public, "rapport_sections.csv")]
    assert truth["abbreviations"] == [row["abreviation"] for row in table(public, "rapport_abreviations.csv")]
    rows = {row["cle"]: row for row in table(public, "rapport_chiffres.csv")}
    assert {key: (item["unit"], item["decimals"]) for key, item in truth["figures"].items()} == {
        key: (row["unite"], number(row["decimales"])) for key, row in rows.items()
    }


def test_one_section_is_mostly_wanted_elsewhere_than_custom_puts_it(report, all_demands):
    usual = list(report.SECTIONS)
    for demands in all_demands:
        assert sorted(demands.sections) == sorted(usual)
    as_usual = [list(demands.sections) == usual for demands in all_demands]
    # One draw in four puts the abbreviations where they usually are.
    assert 0 < sum(as_usual) < len(all_demands) / 2
    assert len({demands.sections for demands in all_demands}) == 4


def test_every_unit_is_asked_for_in_some_variant(report, all_demands):
    asked = {(key, unit, decimals) for demands in all_demands for key, _, _, unit, decimals in demands.figures}
    assert asked == {(key, unit, decimals) for key, _, _, units in report.FIGURES for unit, decimals in units}


def test_the_codes_of_the_house_are_to_be_defined_in_every_variant(report, all_demands):
    for demands in all_demands:
        assert set(report.HOUSE) < set(demands.abbreviations)
        assert len(demands.abbreviations) == len(set(demands.abbreviations)) == len(report.HOUSE) + 4
