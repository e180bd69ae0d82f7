"""The variants of the catalogue of devices: small, honest to what was planted, and worth choosing from."""

import csv
import json
import re
from pathlib import Path

import numpy as np
import pytest

from autograders.assignments.datasets import load_generator
from autograders.model.case import truth_from_json, truth_to_json

ROOT = Path(__file__).resolve().parents[2]
GENERATE = load_generator(ROOT, "scanner_catalogue")
SEEDS = tuple(range(24))
HARD = tuple(f"EX-{number:02d}" for number in range(1, 10))


@pytest.fixture(scope="module", params=SEEDS)
def variant(request, tmp_path_factory):
    public = tmp_path_factory.mktemp(f"catalogue-{request.param}")
    return public, GENERATE(request.param, public)


def terms_of(case):
    return {value.key: value.value for value in case.specification}


def written(public):
    return {str(path.relative_to(public)): path for path in public.rglob("*") if path.is_file()}


def catalogue(public):
    with (public / "catalogue.csv").open(encoding="utf-8", newline="") as file:
        return {row["appareil"]: row for row in csv.DictReader(file, delimiter=";")}


def features(public, device):
    return json.loads((public / "fiches" / f"{device}.json").read_text(encoding="utf-8"))["caracteristiques"]


def kept(case):
    return {name: device for name, device in case.truth["devices"].items() if not device["violations"]}


def treated(public, device, terms):
    """Return the figures of one device, read from its files by the specification's conventions alone."""
    card, row = features(public, device), catalogue(public)[device]
    factors = {"g": 1e-3, "mW": 1e-3, "min": 1 / 60, "kpt/s": 1e-3}
    values = {
        key: card[key]["valeur"] * factors.get(card[key]["unite"], 1)
        for key in ("masse", "puissance", "autonomie", "cadence", "co2e", "couleur", "reparabilite", "duree_de_vie")
    }
    accuracy = card["exactitude"]
    at_distance = accuracy["valeur"] + accuracy.get("par_metre", 0) * terms["reference_distance_m"]
    values["exactitude"] = at_distance / (1 if accuracy["niveau"] == "1 sigma" else 2)
    values["portee"] = card["portee"]["maximum"]
    values["derive"] = terms["passage_m"] * card["derive"]["valeur"] * (10 if card["derive"]["unite"] == "%" else 1)
    day = float(row["location_jour"].replace(",", ".")) / (1.2 if row["taxe"] == "TTC" else 1)
    values["cout"] = day * terms["rental_days"]
    return values


def test_every_file_is_listed_and_all_together_stay_below_two_hundred_kilobytes(variant):
    public, case = variant
    assert sorted(file.path for file in case.files) == sorted(written(public))
    assert sum(path.stat().st_size for path in written(public).values()) < 200_000


def test_the_truth_is_json_and_comes_back(variant):
    _, case = variant
    text = json.dumps(truth_to_json(case.truth), allow_nan=False)
    assert truth_from_json(json.loads(text))["reference"]["winner"] == case.truth["reference"]["winner"]


def test_the_cards_treated_by_the_conventions_give_the_planted_values(variant):
    public, case = variant
    for name, device in case.truth["devices"].items():
        found = treated(public, name, terms_of(case))
        assert found == pytest.approx({key: device["values"][key] for key in found}, rel=2e-3)


def test_fourteen_to_eighteen_devices_of_five_families_and_no_two_of_a_family_are_of_the_same_year(variant):
    _, case = variant
    devices = case.truth["devices"].values()
    assert 14 <= len(devices) <= 18
    assert len({device["family"] for device in devices}) == 5
    assert len({(device["family"], device["year"]) for device in devices}) == len(devices)
    assert len({device["name"] for device in devices}) == len(devices)


def test_each_hard_requirement_eliminates_at_least_one_device_alone(variant):
    _, case = variant
    alone = {tuple(device["violations"]) for device in case.truth["devices"].values()}
    assert {(requirement,) for requirement in HARD} <= alone


def test_four_to_seven_devices_remain_over_at_least_two_families(variant):
    _, case = variant
    assert 4 <= len(kept(case)) <= 7
    assert len({device["family"] for device in kept(case).values()}) >= 2


def test_no_device_stands_on_a_limit(variant):
    _, case = variant
    terms = terms_of(case)
    limits = {
        "exactitude": "accuracy_limit_mm",
        "portee": "range_limit_m",
        "cout": "cost_limit_eur",
        "masse": "mass_limit_kg",
        "autonomie": "autonomy_limit_h",
        "derive": "drift_limit_mm",
    }
    for device in case.truth["devices"].values():
        for key, limit in limits.items():
            assert abs(device["values"][key] / terms[limit] - 1) > 0.02


def test_exactly_one_device_that_remains_is_beaten_everywhere_by_another(variant):
    _, case = variant
    signs = {key: 1 if each["direction"] == "max" else -1 for key, each in case.truth["quantities"].items()}
    oriented = {
        name: np.array([signs[key] * device["values"][key] for key in signs]) for name, device in kept(case).items()
    }
    beaten = [
        name
        for name, own in oriented.items()
        if any(np.all(other >= own) and np.any(other > own) for other in oriented.values())
    ]
    assert beaten == list(case.truth["dominated"])


def test_equal_weights_and_raw_figures_lead_to_another_winner(variant):
    _, case = variant
    choice = case.truth["reference"]
    assert choice["winner"] in kept(case)
    assert choice["winner"] not in case.truth["dominated"]
    assert choice["winner"] not in (choice["by_equal_weights"], choice["by_raw_figures"])


def test_the_winner_stays_in_an_interval_that_is_neither_everything_nor_nothing(variant):
    _, case = variant
    choice = case.truth["reference"]
    low, high = choice["interval"]
    assert low + 0.01 < choice["weight"] < high - 0.01
    assert low > 0.01 or high < 0.99


def test_each_usual_slip_shows_on_a_device_that_remains(variant):
    _, case = variant
    slips = {
        (slip, key) for device in kept(case).values() for slip, values in device["slips"].items() for key in values
    }
    assert {
        ("two-sigma-kept", "exactitude"),
        ("distance-ignored", "exactitude"),
        ("tax-included", "cout"),
        ("unit-kept", "masse"),
    } <= slips


def test_the_cards_say_neither_family_nor_fate(variant):
    public, _ = variant
    for path in written(public).values():
        if path.name != "cahier_des_charges.md":
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"EX-\d\d|photogramm|statique|SLAM|winner|violat", text)


def test_the_winner_and_its_place_differ_from_one_variant_to_another(tmp_path):
    found = []
    for seed in SEEDS[:8]:
        public = tmp_path / str(seed)
        public.mkdir()
        truth = GENERATE(seed, public).truth
        found.append((truth["reference"]["winner"], truth["devices"][truth["reference"]["winner"]]["name"]))
    assert len({winner for winner, _ in found}) > 3
    assert len({name for _, name in found}) > 2
