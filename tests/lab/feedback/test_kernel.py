"""Practice in a real kernel with the extension, driven as a front end drives it."""

import os
import shutil
import signal

import pytest
from support.practice_kernel import practice_kernel
from support.tiny_repository import (
    ACTIVITY,
    COVERAGE,
    EXERCISE,
    REPORT,
    SUPPORT,
    let_a_person_alone_read_the_protocol,
)

from autograders.assignments import open_repository
from autograders.lab.progress import Progress

OPEN = f"""
import numpy as np
from autograders.candidate import answer, open_case
case = open_case("{EXERCISE}")
readings_mm = np.loadtxt(case.path("readings.csv"), skiprows=1)
"""
RIGHT = 'answer("mean_mm", float(readings_mm.mean()))'
FULL = "5\u00a0/\u00a05\u00a0points"
NONE = "0\u00a0/\u00a05\u00a0points"


def test_a_candidate_gets_verdicts_and_hints_where_the_answers_are_handed_in(kernel):
    assert "Entraînement" in kernel.run(OPEN).text

    wrong = kernel.run('answer("mean_mm", 3.0)')
    assert NONE in wrong.text
    assert "huit lectures sont à moyenner" in wrong.text
    assert '<section aria-label="Verdict C2.1.3.coverage" lang="fr">' in wrong.html
    assert "0 points sur 5." in kernel.heard()
    assert f'hint("{COVERAGE}")' in wrong.text

    refused = kernel.run('answer("mean_mm", "beaucoup")')
    assert "Réponse refusée" in refused.text
    assert "points" not in refused.text
    waiting = kernel.run('answer("conform", True)')
    assert "il manque « mean_mm », « mean_of »" in waiting.text

    assert kernel.descriptions() == {
        "Indice 1\u00a0: la méthode": True,
        "Indice 2\u00a0: la formule et sa source": False,
        "Indice 3\u00a0: vers la solution": False,
        "Figure de référence": True,
    }
    kernel.click("Indice 1")
    kernel.click("Indice 2")
    assert ">Formule.</p>" in kernel.values()
    assert kernel.heard().endswith("Indice 2\u00a0: la formule et sa source. Formule.")
    assert "Indice 3\u00a0: vers la solution" in kernel.run(f'hint("{COVERAGE}")').text

    right = kernel.run(RIGHT)
    assert FULL in right.text
    assert "2 indices consultés." in right.text

    function = "print('appelée') or float(np.mean(r))"
    both = f'answer("conform", True)\nanswer("mean_of", lambda r: {function})'
    support = kernel.run(both)
    assert SUPPORT in support.text
    assert "- fonction (2,5" in support.text
    # What the function prints while it is tried is not the cell's.
    assert "appelée" not in support.text

    assert [(a.criterion, a.fraction, a.hints) for a in Progress().attempts()][:2] == [
        (COVERAGE, 0, 0),
        (COVERAGE, 1, 2),
    ]
    assert "C2.1.3, Longueur d’une règle" in kernel.run("my_progress()").text


def test_a_candidate_changes_the_data_and_opens_the_former_solution(kernel):
    kernel.run(OPEN)
    assert "Il reste" in kernel.run("solution()").text
    assert "variante 2" in kernel.run("new_variant()").text
    assert "redémarrez le noyau" in kernel.run(RIGHT).text
    kernel.run(OPEN)
    assert FULL in kernel.run(RIGHT).text
    assert f'<a href="corriges/{EXERCISE}-v1.ipynb">' in kernel.run("solution()").html
    # A worked solution that is run counts for nothing.
    kernel.run(f'case = open_case("{EXERCISE}", "corriges/v1")')
    assert "points" not in kernel.run(RIGHT).text
    assert len(Progress().attempts()) == 1


def test_the_reference_figure_appears_beside_the_candidate_s_own(kernel, pixel):
    kernel.run(OPEN)
    kernel.run(RIGHT)
    kernel.run(f'from IPython.display import display\ndisplay({{"image/png": "{pixel}"}}, raw=True)', "solution-plot")
    kernel.click("Figure de référence")
    kernel.wait_for("<figcaption>Figure de référence</figcaption>")
    assert kernel.values().count('<img src="data:image/png;base64,') == 2
    assert 'alt="Les huit lectures, en mm, dans l’ordre."' in kernel.values()
    assert "Les huit lectures" in kernel.run(f'reference_figure("{COVERAGE}")').text


def test_a_candidate_assesses_a_text_beside_the_model(kernel, home):
    kernel.run(f'from autograders.candidate import answer, open_case\ncase = open_case("{REPORT}")')
    assert "2\u00a0/\u00a02" in kernel.run('answer("count", 8)').text
    before = kernel.run('self_assess("C2.1.4.specification")')
    assert "Niveau 4\u00a0: Tous les chiffres, expliqués." in before.text
    assert "Huit lectures." not in before.text
    assert "Huit lectures." in kernel.click("J’ai rédigé").text
    kernel.click("Enregistrer mon niveau")
    assert "Choisissez d’abord un niveau." in kernel.values()
    kernel.choose(3)
    kernel.click("Enregistrer mon niveau")
    assert "niveau 3 enregistré" in kernel.values()
    assert Progress().attempts()[-1].fraction == 0.75


def test_a_criterion_without_an_answer_is_assessed_from_where_the_case_was_opened(
    tiny_root, tmp_path, monkeypatch, made_home
):
    root = shutil.copytree(tiny_root, tmp_path / "repository")
    let_a_person_alone_read_the_protocol(root)
    home = made_home(root, open_repository(root).find_activity(ACTIVITY), tmp_path, monkeypatch)
    with practice_kernel(home, dict(os.environ)) as kernel:
        kernel.run(f'from autograders.candidate import open_case\ncase = open_case("{REPORT}")')
        kernel.wait_for("C2.1.4.protocol, critère rédigé")
        # What is shown with it is there once the next cell has run.
        kernel.run("")
        assert "Niveau 4\u00a0: Toutes les étapes, justifiées." in kernel.click("S’évaluer").text


def test_where_there_is_no_case_study_no_judge_is_started(tmp_path):
    with practice_kernel(tmp_path, dict(os.environ)) as kernel:
        assert kernel.run("2 + 2").text == "4"
        assert kernel.judges() == []


def test_a_judge_that_was_killed_costs_no_verdict(kernel):
    kernel.run(OPEN)
    kernel.run(RIGHT)
    for process in kernel.judges():
        os.kill(process, signal.SIGKILL)
    assert FULL in kernel.run(RIGHT).text


@pytest.mark.parametrize(
    ("call", "told"),
    [
        ('hint("C9.9.9.none")', "n’est pas un critère de ce carnet"),
        (f'hint("{COVERAGE}", 9)', "1, 2 ou 3 est attendu"),
        (f'hint("{COVERAGE}", 3)', "vient d’abord"),
        (f'self_assess("{COVERAGE}")', "n’est pas un critère à texte"),
        (f'self_assess("{COVERAGE}", 9)', "un entier de 0 à 4 est attendu"),
        ("solution(7)", "corrigés disponibles"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(shared_kernel, call, told):
    cell = shared_kernel.run(call)
    assert told in cell.text
    assert not cell.error
    assert len(cell.text.splitlines()) == 1
