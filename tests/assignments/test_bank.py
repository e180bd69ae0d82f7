"""The submission bank is read as stated, and its rules are kept."""

import pytest
from support.tiny_repository import COVERAGE, EXERCISE, SUPPORT

from autograders.assignments import Expectation, open_repository, read_bank
from autograders.candidate.errors import FaultsError


def faults_with(root, folder, name, text):
    path = folder / "submissions" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FaultsError) as caught:
        open_repository(root).find_exercise(EXERCISE)
    return [str(fault) for fault in caught.value.faults]


def test_a_bank_holds_each_file_once_by_kind_and_name(package):
    assert [(item.kind, item.name) for item in read_bank(package)] == [
        ("accepted", "by_hand"),
        ("accepted", "sum_over_count"),
        ("partial", "no_function"),
        ("wrong", "always_the_contrary"),
        ("wrong", "first_reading"),
        ("wrong", "in_metres"),
        ("wrong", "median"),
        ("crash", "division_by_zero"),
        ("forged", "equals_everything"),
    ]


def test_expectations_are_those_of_the_file(package):
    bank = {item.name: item.expected for item in read_bank(package)}
    assert bank["by_hand"] == {}
    assert bank["first_reading"] == {
        COVERAGE: Expectation(low=0, high=0, misconception="first-reading", message="huit lectures")
    }
    assert bank["median"] == {SUPPORT: Expectation(low=0.4, high=0.6)}


def test_what_crashes_or_forges_may_earn_less_than_stated_but_not_more(root, folder):
    path = folder / "submissions" / "crash" / "late.py"
    path.write_text(
        '# /// expected\n# summary = "Échoue tard"\n# [criteria."C2.1.3.coverage"]\n# fraction = 1\n# ///\n'
        '# %% amend="verdict"\nraise SystemExit\n',
        encoding="utf-8",
    )
    bank = {item.name: item for item in read_bank(open_repository(root).find_exercise(EXERCISE))}
    assert bank["late"].expected == {COVERAGE: Expectation(low=0, high=1)}


HEAD = '# /// expected\n# summary = "Essai"\n'
CELL = '# %% solution="mean"\nmean_mm = 1.0\n'
SPOILT = {
    "a file without expectation": ("wrong/a.py", CELL, "submissions/wrong/a.py: does not say what is expected."),
    "a block that is never closed": (
        "wrong/a.py",
        HEAD + CELL,
        "submissions/wrong/a.py: does not say what is expected.",
    ),
    "a block that is not TOML": (
        "wrong/a.py",
        HEAD + "# fraction =\n# ///\n" + CELL,
        "submissions/wrong/a.py: expected: is not valid TOML",
    ),
    "no summary": ("accepted/a.py", "# /// expected\n# ///\n" + CELL, "submissions/accepted/a.py: summary: missing."),
    "an unknown criterion": (
        "wrong/a.py",
        HEAD + '# [criteria."C2.1.2.noise"]\n# fraction = 0\n# ///\n' + CELL,
        'submissions/wrong/a.py: criteria."C2.1.2.noise": is no automatic criterion of the exercise. '
        "Use one of C2.1.3.coverage, C2.1.3.support.",
    ),
    "a fraction above one": (
        "wrong/a.py",
        HEAD + '# [criteria."C2.1.3.support"]\n# fraction = 2\n# ///\n' + CELL,
        "submissions/wrong/a.py: criteria.C2.1.3.support.fraction",
    ),
    "an empty range": (
        "wrong/a.py",
        HEAD + '# [criteria."C2.1.3.support"]\n# fraction = [0.6, 0.4]\n# ///\n' + CELL,
        'submissions/wrong/a.py: criteria."C2.1.3.support".fraction: range from 0.6 to 0.4 is empty.',
    ),
    "an undeclared misconception": (
        "wrong/a.py",
        HEAD + '# [criteria."C2.1.3.coverage"]\n# fraction = 0\n# misconception = "guess"\n# ///\n' + CELL,
        "submissions/wrong/a.py: criteria.\"C2.1.3.coverage\".misconception: 'guess' is not declared for "
        "C2.1.3.coverage. Declare it in exercise.toml, or use one of: first-reading.",
    ),
    "an undeclared misconception for some variants": (
        "wrong/a.py",
        HEAD + '# [criteria."C2.1.3.coverage"]\n# fraction = 0\n# sometimes = ["guess"]\n# ///\n' + CELL,
        "submissions/wrong/a.py: criteria.\"C2.1.3.coverage\".sometimes: 'guess' is not declared for "
        "C2.1.3.coverage. Declare it in exercise.toml, or use one of: first-reading.",
    ),
    "a wrong one that loses nothing": (
        "wrong/a.py",
        HEAD + "# ///\n" + CELL,
        "submissions/wrong/a.py: criteria: loses nothing.",
    ),
    "an accepted one that loses something": (
        "accepted/a.py",
        HEAD + '# [criteria."C2.1.3.coverage"]\n# fraction = 0.5\n# ///\n' + CELL,
        "submissions/accepted/a.py: criteria: states fractions.",
    ),
    "a cell that is not in the notebook": (
        "accepted/a.py",
        HEAD + '# ///\n# %% solution="median"\nmean_mm = 1.0\n',
        'submissions/accepted/a.py: solution="median": names no solution cell of notebook.py. '
        "Use one of mean, plot, verdict.",
    ),
    "a cell without a role": (
        "accepted/a.py",
        HEAD + "# ///\n# %%\nmean_mm = 1.0\n",
        "submissions/accepted/a.py: cell 1: has no role.",
    ),
    "an extra cell in no place": (
        "accepted/a.py",
        HEAD + '# ///\n# %% extra="middle"\nmean_mm = 1.0\n',
        'submissions/accepted/a.py: extra="middle": is not a place.',
    ),
    "a cell that is changed twice": (
        "accepted/a.py",
        HEAD + "# ///\n" + CELL + '\n# %% amend="mean"\nmean_mm = 2.0\n',
        'submissions/accepted/a.py: solution="mean": is changed twice.',
    ),
    "a submission that changes nothing": (
        "accepted/a.py",
        HEAD + "# ///\n",
        "submissions/accepted/a.py: changes nothing.",
    ),
    "a kind of submission that does not exist": (
        "good/a.py",
        HEAD + "# ///\n" + CELL,
        "submissions/good: is no kind of submission. Move it: accepted, partial, wrong, crash, forged.",
    ),
}


@pytest.mark.parametrize(("name", "text", "fault"), SPOILT.values(), ids=SPOILT.keys())
def test_the_bank_reports(root, folder, name, text, fault):
    assert [item for item in faults_with(root, folder, name, text) if item.startswith(fault)] != []


def test_a_bank_has_two_accepted_submissions_and_two_wrong_ones_for_each_criterion(root, folder):
    (folder / "submissions" / "accepted" / "by_hand.py").unlink()
    (folder / "submissions" / "wrong" / "median.py").unlink()
    with pytest.raises(FaultsError) as caught:
        open_repository(root).find_exercise(EXERCISE)
    assert [str(fault) for fault in caught.value.faults] == [
        "submissions/accepted: 1 found, at least 2 by different methods expected. "
        "Add right solutions by other methods.",
        "submissions/wrong: C2.1.3.support: 1 found that lose it, at least 2 expected. "
        "Add wrong solutions that a real candidate would hand in.",
    ]
