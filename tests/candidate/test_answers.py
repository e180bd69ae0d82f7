"""``answer`` in a real kernel's shell: what it shows, what it hands in, what it never does."""

import json

import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from autograders.candidate import answer, answers, open_case
from autograders.candidate.answers import listen, probe
from autograders.candidate.wire import ANSWER_MIME, PROBE_MIME, packed

DECLARATIONS = {
    "exercise": "c9_9_9_tiny",
    "activity": "a9_9_tiny",
    "title": "Essai",
    "dataset": "tiny",
    "answers": [
        {"name": "sigma_mm", "type": "number", "label": "écart-type", "unit": "mm", "minimum": 0},
        {
            "name": "noise",
            "type": "function",
            "label": "bruit",
            "unit": "mm",
            "parameters": [{"name": "factor", "label": "facteur"}],
        },
    ],
}
CASE = {"dataset": "tiny", "digest": "d1", "specification": [], "files": []}


@pytest.fixture
def shown(tmp_path):
    """Open the case, and return a function that calls ``answer`` and returns what the shell displayed."""
    (tmp_path / "declarations").mkdir()
    (tmp_path / "declarations" / "c9_9_9_tiny.json").write_text(json.dumps(DECLARATIONS))
    (tmp_path / "data" / "tiny").mkdir(parents=True)
    (tmp_path / "data" / "tiny" / "case.json").write_text(json.dumps(CASE))
    InteractiveShell.instance()
    open_case("c9_9_9_tiny", tmp_path)

    def run(function, *arguments):
        with capture_output() as captured:
            function(*arguments)
        return [output.data for output in captured.outputs]

    yield run
    InteractiveShell.clear_instance()


def test_a_well_formed_value_is_handed_in_with_the_digest_of_its_variant(shown):
    (bundle,) = shown(answer, "sigma_mm", 2.5)
    assert bundle[ANSWER_MIME] == {
        "format": 1,
        "exercise": "c9_9_9_tiny",
        "variant": "d1",
        "name": "sigma_mm",
        "value": 2.5,
    }
    assert bundle["text/plain"] == "sigma_mm : réponse enregistrée (2,5)."


def test_none_is_no_answer(shown):
    (bundle,) = shown(answer, "sigma_mm", None)
    assert ANSWER_MIME not in bundle
    assert bundle["text/plain"] == "sigma_mm : pas de réponse."


@pytest.mark.parametrize("value", [-1, "deux", float("nan"), [1, 2], object()])
def test_a_badly_formed_value_is_explained_and_not_handed_in(shown, value):
    (bundle,) = shown(answer, "sigma_mm", value)
    assert bundle["text/plain"].startswith("Réponse refusée. « sigma_mm » : ")
    assert "value" not in bundle[ANSWER_MIME]


def test_an_unknown_name_is_told_the_expected_ones(shown):
    (bundle,) = shown(answer, "sigma", 2.5)
    assert "Noms attendus : sigma_mm, noise." in bundle["text/plain"]


def test_a_refusal_says_whether_something_else_still_stands_under_the_name(shown):
    (first,) = shown(answer, "sigma_mm", "deux")
    shown(answer, "sigma_mm", 2.0)
    (second,) = shown(answer, "sigma_mm", "deux")
    assert "n’est pas remplacé" not in first["text/plain"]
    assert second["text/plain"].endswith("Ce qui a été accepté auparavant sous ce nom n’est pas remplacé.")


def test_a_file_that_graders_cannot_read_is_handed_in_with_a_warning(tmp_path, shown):
    page = {"name": "page", "type": "text", "label": "page", "maximum_characters": 1000, "inspection": "page"}
    (tmp_path / "declarations" / "c9_9_9_tiny.json").write_text(json.dumps(DECLARATIONS | {"answers": [page]}))
    open_case("c9_9_9_tiny", tmp_path)
    (unread,) = shown(answer, "page", "Étapes")
    (read,) = shown(answer, "page", "<html><body><p>Étapes</p></body></html>")
    assert unread[ANSWER_MIME]["value"] == "Étapes"
    assert "ce fichier ne se lit pas" in unread["text/plain"]
    assert "<body>" in unread["text/plain"]
    assert "ne se lit pas" not in read["text/plain"]


def test_a_function_is_called_on_demand_and_its_failures_are_results(shown):
    shown(answer, "noise", lambda factor: 10 / factor)
    bundles = shown(probe, "noise", packed("[[4], [0]]"))
    assert [bundle[PROBE_MIME] for bundle in bundles] == [
        {"format": 1, "name": "noise", "call": 0, "value": 2.5},
        {"format": 1, "name": "noise", "call": 1, "error": "ZeroDivisionError : division by zero"},
    ]


def test_a_function_may_return_a_table_which_is_checked_like_an_answer(tmp_path, shown):
    parts = {
        "name": "parts",
        "type": "function",
        "label": "nomenclature",
        "parameters": [{"name": "lines", "label": "lignes"}],
        "columns": [
            {"name": "part", "type": "text", "label": "pièce"},
            {"name": "kg", "type": "number", "label": "kg"},
        ],
    }
    (tmp_path / "declarations" / "c9_9_9_tiny.json").write_text(json.dumps(DECLARATIONS | {"answers": [parts]}))
    open_case("c9_9_9_tiny", tmp_path)
    shown(answer, "parts", lambda lines: [{"part": line["part"], "kg": np.float64(2 * line["kg"])} for line in lines])
    right, wrong = shown(probe, "parts", packed('[[[{"part": "A", "kg": 1.5}]], [[{"part": 7, "kg": 1}]]]'))
    assert right[PROBE_MIME] == {"format": 1, "name": "parts", "call": 0, "value": [{"part": "A", "kg": 3.0}]}
    assert "colonne part : reçu 7, attendu un texte" in wrong[PROBE_MIME]["error"]


def test_a_yes_or_no_is_echoed_as_it_was_understood(tmp_path, shown):
    declarations = DECLARATIONS | {"answers": [{"name": "conform", "type": "boolean", "label": "conforme ?"}]}
    (tmp_path / "declarations" / "c9_9_9_tiny.json").write_text(json.dumps(declarations))
    open_case("c9_9_9_tiny", tmp_path)
    (bundle,) = shown(answer, "conform", np.bool_(True))
    assert bundle["text/plain"] == "conform : réponse enregistrée (oui)."


@pytest.mark.parametrize(("amount", "echo"), [(1_242_218_567.4, "1\u202f242\u202f218\u202f567"), (2.5, "2,5")])
def test_a_great_amount_is_echoed_to_the_unit_and_not_by_powers_of_ten(shown, amount, echo):
    assert echo in shown(answer, "sigma_mm", amount)[0]["text/plain"]


def test_who_listens_is_told_what_was_handed_in_and_what_was_not(shown, monkeypatch):
    monkeypatch.setattr(answers, "_listeners", [])
    heard = []
    listen(lambda case, name, wire: heard.append((case.digest, name, wire)))
    for value in (2.5, "loud", None):
        shown(answer, "sigma_mm", value)
    assert heard == [("d1", "sigma_mm", 2.5), ("d1", "sigma_mm", None), ("d1", "sigma_mm", None)]
