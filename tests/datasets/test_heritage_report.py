"""What an author of the mill's report reads: demands that differ, facts to find by reading, traps that are there."""

import csv
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from autograders.assignments.modules import load_module

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "datasets" / "heritage_building"
STATIONS = ["S03", "S42", "S10", "S17"]
SEEDS = range(40)


@pytest.fixture(scope="module")
def report():
    return load_module(FOLDER / "report.py", "report.py")


@pytest.fixture(scope="module")
def all_facts(report):
    return [report.draw_report(STATIONS, np.random.default_rng(seed)) for seed in SEEDS]


def table(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def a_year_after(day):
    return date(day.year + 1, day.month, day.day)


def test_the_same_seed_gives_the_same_files(report, tmp_path):
    writer = load_module(FOLDER / "report_documents.py", "report_documents.py")
    texts = []
    for name in ("first", "second"):
        public = tmp_path / name
        public.mkdir()
        facts = report.draw_report(STATIONS, np.random.default_rng(5))
        files = writer.write_report_files(public, FOLDER / "exigences_du_rapport.in", facts)
        texts.append({file.path: (public / file.path).read_bytes() for file in files})
        assert sorted(texts[-1]) == sorted(path.name for path in public.iterdir())
    assert texts[0] == texts[1]


def test_the_demands_as_text_hold_every_row_of_their_tables(report, tmp_path):
    writer = load_module(FOLDER / "report_documents.py", "report_documents.py")
    facts = report.draw_report(STATIONS, np.random.default_rng(7))
    writer.write_report_files(tmp_path, FOLDER / "exigences_du_rapport.in", facts)
    text = (tmp_path / "exigences_du_rapport.md").read_text(encoding="utf-8")
    for name in ("rapport_sections.csv", "rapport_chiffres.csv", "rapport_metadonnees.csv"):
        for row in table(tmp_path / name):
            assert f"| {' | '.join(row.values())} |" in text


def test_nine_sections_are_asked_for_and_seldom_in_the_usual_order(report, all_facts):
    usual = list(report.SECTIONS)
    for facts in all_facts:
        assert len(set(facts.sections)) == 9
        assert set(report.ALWAYS) <= set(facts.sections)
    as_usual = [list(facts.sections) == sorted(facts.sections, key=usual.index) for facts in all_facts]
    assert sum(as_usual) <= 10
    assert len({facts.sections for facts in all_facts}) > 20


def test_the_scanner_used_is_the_one_of_the_observations_not_the_one_exchanged_on_the_eve(all_facts):
    for facts in all_facts:
        observed = {entry.serial for entry in facts.journal if entry.station and entry.day == facts.day}
        assert observed == {facts.current.serial}
        assert facts.other.serial != facts.current.serial == facts.former.serial
        assert facts.other.calibrated > facts.current.calibrated > facts.former.calibrated
        assert [entry.station for entry in facts.journal if entry.station and entry.day == facts.day] == STATIONS


def test_validity_runs_from_the_calibration_and_both_outcomes_occur(all_facts):
    valid = [facts.day <= a_year_after(facts.current.calibrated) for facts in all_facts]
    assert 5 < sum(valid) < 35
    for facts, holds in zip(all_facts, valid, strict=True):
        assert facts.current.valid_until == a_year_after(facts.current.calibrated)
        # Whoever counts from the issue finds every certificate valid.
        assert facts.day <= a_year_after(facts.current.issued)
        # The former one had run out in any case, so that taking it for the last one shows.
        assert facts.day > a_year_after(facts.former.issued)
        assert holds or (facts.day - a_year_after(facts.current.calibrated)).days <= 7


def test_each_role_is_told_beside_a_name_that_the_report_must_not_repeat(all_facts):
    for facts in all_facts:
        surname = facts.operator.split()[-1]
        entries = [entry for entry in facts.journal if entry.serial == facts.current.serial]
        assert {(entry.operator, entry.function) for entry in entries} == {(facts.operator, facts.function)}
        assert surname not in facts.function


def test_units_and_decimals_of_the_key_figures_differ_between_variants(all_facts):
    demands = {key: set() for key, *_ in all_facts[0].figures}
    for facts in all_facts:
        for key, _, _, unit, decimals in facts.figures:
            demands[key].add((unit, decimals))
    assert {key for key, found in demands.items() if len(found) == 1} == {"stations"}
