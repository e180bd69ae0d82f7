"""A package says everything that is wrong with it, at once, with file, key and repair."""

import pytest
from support.tiny_repository import ACTIVITY, COVERAGE, EXERCISE, SUPPORT

from autograders.assignments import open_repository
from autograders.candidate.errors import FaultsError


def faults_of(root):
    with pytest.raises(FaultsError) as caught:
        open_repository(root).find_exercise(EXERCISE)
    return [str(fault) for fault in caught.value.faults]


def replace(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_faultless_package_loads_with_its_judges_and_cells(root):
    package = open_repository(root).find_exercise(EXERCISE)
    assert (package.name, package.activity_name, package.activity.code) == (EXERCISE, ACTIVITY, "A2.1")
    assert set(package.judges) == {COVERAGE, SUPPORT}
    assert [cell.name for cell in package.cells if cell.name] == ["mean", "plot", COVERAGE, "verdict", SUPPORT]


SPOILT = {
    "an unknown key": (
        "exercise.toml",
        "duration_minutes = 15",
        "duration_minutes = 15\nlevel = 3",
        "exercise.toml: level: unknown key. Remove it, or correct its spelling.",
    ),
    "points that are not positive": (
        "exercise.toml",
        'points = 5\nhow = "auto"\nanswers = ["mean_mm"]',
        'points = 0\nhow = "auto"\nanswers = ["mean_mm"]',
        "exercise.toml: criteria[0].points: Input should be greater than 0 (received 0). Correct it.",
    ),
    "two hints instead of three": (
        "exercise.toml",
        'answers = ["mean_mm"]\nhints = ["Méthode.", "Formule.", "Chemin."]',
        'answers = ["mean_mm"]\nhints = ["Méthode.", "Formule."]',
        "exercise.toml: criteria[0].hints: Tuple should have at least 3 items after validation, not 2 "
        "(received ['Méthode.', 'Formule.']). Correct it.",
    ),
    "a criterion below its floor": (
        "exercise.toml",
        'how = "auto"\nanswers = ["mean_mm"]',
        'how = "mixed"\nanswers = ["mean_mm"]\nrubric = ["0", "1", "2", "3", "4"]',
        "exercise.toml: criteria[0].how: C2.1.3.coverage is graded 'mixed', expected 'auto'. Grade it so.",
    ),
    "a competency that the folder does not name": (
        "exercise.toml",
        'competency = "C2.1.3"',
        'competency = "C2.1.4"',
        "exercise.toml: competency: the folder is called 'c2_1_3_tiny_ruler', for competency C2.1.4 'c2_1_4_…' is "
        "expected. Rename the folder, or correct the competency.",
    ),
    "a data set that is not there": (
        "exercise.toml",
        'dataset = "tiny_ruler"',
        'dataset = "tiny_rule"',
        "exercise.toml: dataset: datasets/tiny_rule: no such data set. Create it, or use one of: tiny_ruler.",
    ),
    "a library that is not installed": (
        "exercise.toml",
        'libraries = ["numpy"]',
        'libraries = ["numpy", "no_such_library"]',
        "exercise.toml: libraries[1]: 'no_such_library' is not installed. "
        "Add it to pyproject.toml, or correct its name.",
    ),
    "a library that a sandbox does not see": (
        "exercise.toml",
        'libraries = ["numpy"]',
        'libraries = ["autograders.domain"]',
        "exercise.toml: libraries[0]: a notebook cannot import 'autograders.domain'. "
        "Keep to autograders.candidate and installed libraries.",
    ),
    "a pattern that leaves the data set": (
        "exercise.toml",
        'files = ["readings.csv"]',
        'files = ["../truth.json"]',
        "exercise.toml: files[0]: '../truth.json' does not stay inside the data set. "
        "Write it relative to the data set's public folder.",
    ),
    "an answer declared twice": (
        "exercise.toml",
        'name = "conform"',
        'name = "mean_mm"',
        "exercise.toml: answers: 'mean_mm' stands there 2 times. Keep one.",
    ),
    "an answer that no criterion reads": (
        "exercise.toml",
        'answers = ["conform", "mean_mm", "mean_of"]',
        'answers = ["conform", "mean_mm"]',
        "exercise.toml: answers[2]: 'mean_of' is read by no criterion. "
        "Add it to the answers of a criterion, or remove it.",
    ),
    "a criterion that reads an undeclared answer": (
        "exercise.toml",
        'answers = ["mean_mm"]',
        'answers = ["mean_mm", "median_mm"]',
        "exercise.toml: criteria[0].answers: 'median_mm' is not declared. Add it to [[answers]], or correct its name.",
    ),
    "a figure that no cell draws": (
        "notebook.py",
        ' figure="readings"',
        "",
        'notebook.py: figure="readings": drawn by 0 cells, exactly one expected. '
        'Add figure="readings" to its cell\'s header.',
    ),
    "a figure without text alternative": (
        "notebook.py",
        'figure="readings"',
        'figure="reading"',
        'notebook.py: figure="reading": is not declared. '
        'Add [[figures]] with id = "reading" and its text alternative to exercise.toml.',
    ),
    "an invalid script": (
        "notebook.py",
        "import numpy as np",
        "import numpy as",
        "notebook.py: line 11: is not valid Python: invalid syntax. Correct it.",
    ),
    "a first cell that opens another case": (
        "notebook.py",
        'open_case("c2_1_3_tiny_ruler")',
        'open_case("another")',
        'notebook.py: cell 2: the first code cell does not call open_case("c2_1_3_tiny_ruler"). Begin the code with '
        "'from autograders.candidate import answer, open_case' and 'case = open_case(\"c2_1_3_tiny_ruler\")'.",
    ),
    "a missing graded cell": (
        "notebook.py",
        '# %% criterion="C2.1.3.coverage"',
        "# %%",
        'notebook.py: criterion="C2.1.3.coverage": 0 cells, exactly one expected. '
        'Keep one cell # %% criterion="C2.1.3.coverage".',
    ),
    "a graded cell of another criterion": (
        "notebook.py",
        '# %% criterion="C2.1.3.coverage"',
        '# %% criterion="C2.1.2.noise"',
        'notebook.py: criterion="C2.1.2.noise": belongs to no auto or mixed criterion of exercise.toml. '
        "Correct the identifier, or remove the cell.",
    ),
    "a rubric cell for an automatic criterion": (
        "notebook.py",
        "# %% [markdown]\n",
        '# %% [markdown] rubric="C2.1.3.coverage"\n',
        'notebook.py: rubric="C2.1.3.coverage": belongs to no mixed or rubric criterion of exercise.toml. '
        "Correct the identifier, or remove the cell.",
    ),
    "a header that no role has": (
        "notebook.py",
        '# %% criterion="C2.1.3.coverage"',
        '# %% criterion="C2.1.3.coverage" points="5"',
        "notebook.py: cell 6: unknown header key 'points'. Use one of solution, criterion, rubric, figure, or none.",
    ),
    "an answer in the wrong cell": (
        "notebook.py",
        'answer("mean_mm", mean_mm)',
        'answer("mean_mm", mean_mm)\nanswer("conform", mean_mm)',
        "notebook.py: criterion=\"C2.1.3.coverage\": hands in 'conform', which the criterion does not read. "
        "Add it to the answers of C2.1.3.coverage, or move it.",
    ),
    "an undeclared answer": (
        "notebook.py",
        'answer("mean_mm", mean_mm)',
        'answer("average_mm", mean_mm)',
        "notebook.py: criterion=\"C2.1.3.coverage\": hands in 'average_mm', which is not declared. "
        "Declare it, or correct it.",
    ),
    "a declared answer that is never handed in": (
        "notebook.py",
        'answer("mean_of", mean_of)\n',
        "",
        "notebook.py: 'mean_of' is handed in by no graded cell. "
        'Add answer("mean_of", …) to the cell of a criterion that reads it.',
    ),
    "code in a graded cell": (
        "notebook.py",
        'answer("conform", conform)',
        'answer("conform", bool(conform))',
        "notebook.py: criterion=\"C2.1.3.support\": 'answer('conform', bool(conform))' does not belong there. "
        'Keep only lines of the form answer("name", variable).',
    ),
    "an import in a graded cell": (
        "notebook.py",
        'answer("conform", conform)',
        'import os\nanswer("conform", conform)',
        "notebook.py: criterion=\"C2.1.3.support\": 'import os' does not belong there. "
        'Keep only lines of the form answer("name", variable).',
    ),
    "a variable that is not preset": (
        "notebook.py",
        "mean_of = None\n",
        "",
        "notebook.py: criterion=\"C2.1.3.support\": 'mean_of' is not preset in a solution cell above. "
        "Write 'mean_of = None' above '### BEGIN SOLUTION'.",
    ),
    "a variable that is preset below its marker": (
        "notebook.py",
        "mean_of = None\n### BEGIN SOLUTION\n",
        "### BEGIN SOLUTION\nmean_of = None\n",
        "notebook.py: criterion=\"C2.1.3.support\": 'mean_of' is not preset in a solution cell above. "
        "Write 'mean_of = None' above '### BEGIN SOLUTION'.",
    ),
    "a marker that is never closed": (
        "notebook.py",
        "# REFERENCE-SOLUTION\n### END SOLUTION\n",
        "# REFERENCE-SOLUTION\n",
        'notebook.py: solution="mean": its solution markers do not pair up. '
        "Open each solution with '### BEGIN SOLUTION' and close it with '### END SOLUTION'.",
    ),
    "a solution outside a solution cell": (
        "notebook.py",
        '# %% solution="mean"',
        '# %% figure="readings"',
        'notebook.py: cell 4: has solution markers, but is no solution cell. Give it the header # %% solution="name", '
        "or remove them.",
    ),
    "two solution cells of one name": (
        "notebook.py",
        'solution="verdict"',
        'solution="mean"',
        'notebook.py: solution="mean": stands on 2 cells. Give each solution cell a name of its own.',
    ),
    "a solution name that nbgrader does not know": (
        "notebook.py",
        'solution="verdict"',
        'solution="the verdict"',
        'notebook.py: solution="the verdict": is no name for a cell. Use small letters, digits and hyphens.',
    ),
    "a figure in the cell of an answer": (
        "notebook.py",
        '# %% solution="plot" figure="readings"\n',
        '# %% solution="plot" figure="readings"\nshown_mm = None\n',
        'notebook.py: solution="plot": draws a figure and presets shown_mm: submissions are verified without its '
        "figures. Give the figure a solution cell of its own.",
    ),
    "a module beside the grader that fails": (
        "grading.py",
        "JUDGES = {",
        "from .limits import LIMIT_MM\nJUDGES = {",
        "grading.py: line 32: fails while it is imported: ModuleNotFoundError: No module named 'limits'. Correct it.",
    ),
    "a missing judge": (
        "grading.py",
        ', "C2.1.3.support": judge_support',
        "",
        "grading.py: JUDGES['C2.1.3.support']: no judge. Add a function (answers, case) that returns checks.",
    ),
    "a judge too many": (
        "grading.py",
        '"C2.1.3.support": judge_support',
        '"C2.1.3.support": judge_support, "C2.1.2.noise": judge_support',
        "grading.py: JUDGES['C2.1.2.noise']: is no auto or mixed criterion of exercise.toml. "
        "Remove it, or correct its name.",
    ),
    "no probes for a function": (
        "grading.py",
        "def probes(case)",
        "def calls(case)",
        "grading.py: probes: missing, although the grader has mean_of to try. "
        "Define probes(case), which returns a list of calls for each of them.",
    ),
    "a grader that fails while it is imported": (
        "grading.py",
        "JUDGES = {",
        "limit = 1 / 0\nJUDGES = {",
        "grading.py: line 32: fails while it is imported: ZeroDivisionError: division by zero. Correct it.",
    ),
    "a grader that is not Python": (
        "grading.py",
        "JUDGES = {",
        "JUDGES == = {",
        "grading.py: line 32: fails while it is imported: SyntaxError: invalid syntax. Correct it.",
    ),
}


@pytest.mark.parametrize(("file", "old", "new", "fault"), SPOILT.values(), ids=SPOILT.keys())
def test_a_package_reports(root, folder, file, old, new, fault):
    replace(folder / file, old, new)
    assert fault in faults_of(root)


@pytest.mark.parametrize("file", ["exercise.toml", "notebook.py", "grading.py"])
def test_a_missing_file_is_a_fault(root, folder, file):
    (folder / file).rename(folder / "elsewhere")
    if file == "exercise.toml":
        # Without it the folder is no exercise; asked for by its activity it is missing.
        with pytest.raises(FaultsError, match="'c2_1_3_tiny_ruler' is no folder with an exercise.toml"):
            open_repository(root).find_activity("A2.1")
    else:
        assert any(fault.startswith(f"{file}: ") for fault in faults_of(root))


def test_all_faults_of_all_files_are_reported_at_once(root, folder):
    replace(folder / "exercise.toml", 'libraries = ["numpy"]', 'libraries = ["no_such_library"]')
    replace(folder / "notebook.py", "mean_of = None\n", "")
    replace(folder / "grading.py", ', "C2.1.3.support": judge_support', "")
    (folder / "submissions" / "wrong" / "median.py").unlink()
    (root / "datasets" / "tiny_ruler" / "generate.py").unlink()
    places = [fault.split(":")[0] for fault in faults_of(root)]
    assert sorted(places) == [
        "datasets/tiny_ruler/generate.py",
        "exercise.toml",
        "grading.py",
        "notebook.py",
        "submissions/wrong",
    ]


def test_an_exercise_must_grade_every_criterion_of_its_competency(root, folder):
    text = (folder / "exercise.toml").read_text(encoding="utf-8")
    start, end = text.index('[[criteria]]\nid = "C2.1.3.support"'), text.index("[[figures]]")
    (folder / "exercise.toml").write_text(text[:start] + text[end:], encoding="utf-8")
    assert (
        "exercise.toml: criteria: 'C2.1.3.support' of C2.1.3 is missing. Add [[criteria]] with id = \"C2.1.3.support\"."
    ) in faults_of(root)


def test_an_activity_reports_the_faults_of_its_exercises_with_their_folder(root, folder):
    replace(folder / "exercise.toml", 'libraries = ["numpy"]', 'libraries = ["no_such_library"]')
    (folder.parent / "brief.md").unlink()
    with pytest.raises(FaultsError) as caught:
        open_repository(root).find_activity("A2.1")
    assert [(fault.where, fault.key) for fault in caught.value.faults] == [
        ("brief.md", ""),
        ("c2_1_3_tiny_ruler/exercise.toml", "libraries[0]"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            'code = "A2.1"',
            'code = "A2.2"',
            "activity.toml: code: the folder is called 'a2_1_tiny_case', for activity A2.2 'a2_2_…' is expected. "
            "Rename the folder, or correct the code.",
        ),
        (
            '["c2_1_3_tiny_ruler"]',
            '["c2_1_3_ruler"]',
            "activity.toml: exercises: 'c2_1_3_tiny_ruler' lies there, but is not listed. Add it, or move it away.",
        ),
    ],
)
def test_an_activity_lists_what_lies_in_its_folder(root, folder, old, new, fault):
    replace(folder.parent / "activity.toml", old, new)
    with pytest.raises(FaultsError) as caught:
        open_repository(root).find_activity("a2_1_tiny_case")
    assert fault in [str(item) for item in caught.value.faults]


def test_a_graders_version_changes_with_what_decides_its_verdicts_and_with_nothing_else(root, folder):
    repository = open_repository(root)
    before = repository.find_exercise(EXERCISE).version
    replace(folder / "notebook.py", "REFERENCE-SOLUTION", "ANOTHER-COMMENT")
    assert repository.find_exercise(EXERCISE).version == before
    replace(folder / "grading.py", "< 0.01", "< 0.02")
    after = repository.find_exercise(EXERCISE).version
    assert after != before
    replace(folder / "exercise.toml", "minimum = 0", "minimum = 1")
    assert repository.find_exercise(EXERCISE).version not in (before, after)


def test_loading_leaves_no_bytecode_beside_the_authors_files(root, folder):
    open_repository(root).find_exercise(EXERCISE)
    assert list(root.rglob("__pycache__")) == []


def test_a_changed_grader_is_the_one_that_judges(root, folder):
    # Same length and same second: cached bytecode would be taken for current.
    repository = open_repository(root)
    repository.find_exercise(EXERCISE)
    replace(folder / "grading.py", "Moyenne juste.", "Moyenne exacte")
    judge = repository.find_exercise(EXERCISE).judges[COVERAGE]
    assert "Moyenne exacte" in judge.__code__.co_consts
