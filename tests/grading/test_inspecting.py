"""A file of the field is read by our own code, in a confined session in which the submission never ran."""

from functools import partial

import ifcopenshell
import ifcopenshell.guid
import nbformat
import pytest
from support.tiny_course import built, with_solutions
from support.tiny_repository import REPORT, add_report_exercise, make_tiny_repository

from autograders.assignments import open_repository, reference_notebook
from autograders.authoring.cache import Cache
from autograders.authoring.inspections import Inspections
from autograders.authoring.verify import verify_exercise
from autograders.candidate.declarations import AnswerDeclaration
from autograders.candidate.process import ProcessBuilder, process_from_rows
from autograders.grading import regrade_activity
from autograders.grading.probing import inspect_file, inspect_files
from autograders.model.answers import Answer, Answers, AnswerState
from autograders.sandbox import ConfinementLevel, Limits, WarmSandbox

DECLARATION = AnswerDeclaration(name="requirements", type="text", label="exigences", inspection="ids")
IDS = (
    '<ids xmlns="http://standards.buildingsmart.org/IDS" xmlns:xs="http://www.w3.org/2001/XMLSchema">'
    "<info><title>Murs</title></info><specifications>"
    '<specification name="Murs nommés" ifcVersion="IFC4"><applicability minOccurs="1" maxOccurs="unbounded">'
    "<entity><name><simpleValue>IFCWALL</simpleValue></name></entity></applicability><requirements><attribute>"
    "<name><simpleValue>Name</simpleValue></name><value>PATTERN</value></attribute></requirements></specification>"
    "</specifications></ids>"
)


def requirement(pattern):
    return IDS.replace("PATTERN", f'<xs:restriction base="xs:string"><xs:pattern value="{pattern}"/></xs:restriction>')


def model(name):
    made = ifcopenshell.file(schema="IFC4")
    made.create_entity("IfcWall", GlobalId=ifcopenshell.guid.new(), Name=name)
    return made.to_string()


@pytest.fixture(scope="module")
def sandbox():
    with WarmSandbox(preload=("ifctester.ids",), minimum_level=ConfinementLevel.REDUCED) as warm:
        yield warm


def inspected(sandbox, text, *models, seconds=20.0):
    answer = Answer(declaration=DECLARATION, state=AnswerState.GIVEN, value=text, wire=text)
    limits = Limits(cell_wall_seconds=seconds, wall_seconds=seconds)
    session = partial(sandbox.open, mounts={}, limits=limits)
    return inspect_files(session, Answers([answer]), {"requirements": [(each,) for each in models]})["requirements"]


def test_what_the_reader_found_comes_back_for_each_model(sandbox):
    answer = inspected(sandbox, requirement("M[0-9]+"), model("M1"), model("Mur"))
    assert [probe.rows[0]["outcome"] for probe in answer.probes] == ["respectée", "enfreinte"]
    assert answer.value == requirement("M[0-9]+")


def test_a_file_that_is_none_gives_the_reason_for_each_model(sandbox):
    answer = inspected(sandbox, "<ids/>", model("M1"))
    assert answer.probes[0].rows is None
    assert "espace de noms" in answer.probes[0].error


def test_a_file_that_would_be_read_for_ever_is_given_up(sandbox):
    # Each further letter doubles the time that this pattern takes.
    answer = inspected(sandbox, requirement("(M+)+N"), model("M" * 60), seconds=1.0)
    assert answer.probes == ()


def test_a_process_comes_back_as_the_diagram_that_was_drawn(sandbox):
    process = ProcessBuilder("Revue")
    team = process.pool("Groupement", lanes=["BIM manager"])
    end = process.end("Maquette publiée", "BIM manager")
    process.sequence(process.start("Maquette déposée", "BIM manager"), end)
    declaration = AnswerDeclaration(name="process", type="text", label=f"processus de « {team} »", inspection="bpmn")
    answers = [
        Answer(declaration=declaration, state=AnswerState.GIVEN, value=text, wire=text)
        for text in (process.xml(), "<!DOCTYPE definitions><definitions/>")
    ]
    session = partial(sandbox.open, mounts={}, limits=Limits(cell_wall_seconds=20, wall_seconds=20))
    drawn, hostile = (
        inspect_files(session, Answers([answer]), {"process": [()]})["process"].probes[0] for answer in answers
    )
    assert process_from_rows(drawn.rows) == process.build()
    assert hostile.rows is None
    assert "DOCTYPE" in hostile.error


def test_a_file_that_was_not_handed_in_opens_no_session():
    missing = Answers([Answer(declaration=DECLARATION, state=AnswerState.MISSING)])
    assert inspect_files(pytest.fail, missing, {"requirements": [("",)]}) is missing


def test_for_a_bank_a_file_is_read_once_and_one_that_differs_anew(sandbox):
    session = partial(sandbox.open, mounts={}, limits=Limits(cell_wall_seconds=20, wall_seconds=20))
    numbered, named = requirement("M[0-9]+"), requirement("M.*")
    inspections, on_both, on_one = Inspections(), [(model("M1"),), (model("Mur"),)], [(model("M2"),)]
    for text, calls in ((numbered, on_both), (named, on_both), (numbered, on_one)):
        found = inspections.inspect(session, DECLARATION, text, calls)
        assert found == inspect_file(session, DECLARATION, text, calls) != ()
        assert inspections.inspect(pytest.fail, DECLARATION, text, calls) is found


def test_for_a_bank_a_file_is_read_again_where_nothing_came_back(sandbox):
    session = partial(sandbox.open, mounts={}, limits=Limits(cell_wall_seconds=20, wall_seconds=20))
    ended = partial(sandbox.open, mounts={}, limits=Limits(cell_wall_seconds=0, wall_seconds=0))
    inspections, models = Inspections(), [(model("M1"),)]
    assert inspections.inspect(ended, DECLARATION, requirement("M1"), models) == ()
    assert inspections.inspect(session, DECLARATION, requirement("M1"), models)[0].rows[0]["outcome"] == "respectée"


NOTEBOOK = ("count = 8\n", f"count = 8\nrequirements = {requirement('M[0-9]+')!r}\n")
GRADING = '''
import ifcopenshell

from autograders.criteria import Slip, file_check


def _model(name):
    made = ifcopenshell.file(schema="IFC4")
    made.create_entity("IfcWall", GlobalId="2O2Fr$t4X7Zf8NOew3FLOH", Name=name)
    return made.to_string()


def probes(case):
    """Return the models, the first of which is right."""
    return {"requirements": [(_model("M1"),), (_model("Mur"),)]}


def judge_requirements(answers, case):
    """Judge the file by what it says of the models."""

    def rule(index, rows):
        broken = any(row["outcome"] == "enfreinte" for row in rows)
        return None if broken == bool(index) and rows else Slip("Le mur mal nommé n’est pas vu")

    situations = ["une maquette juste", "un mur mal nommé"]
    return file_check(answers, "requirements", weight=1, situations=situations, rule=rule)
'''


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """Return a repository whose report hands in an IDS for its first criterion, beside the count."""
    root = make_tiny_repository(tmp_path_factory.mktemp("inspected") / "repository")
    folder = add_report_exercise(root)
    for name, old, new in (
        ("exercise.toml", 'answers = ["count"]', 'answers = ["count", "requirements"]'),
        (
            "exercise.toml",
            '[[answers]]\nname = "protocol"',
            '[[answers]]\nname = "requirements"\ntype = "text"\nlabel = "Exigences"\ninspection = "ids"\n\n'
            '[[answers]]\nname = "protocol"',
        ),
        ("notebook.py", *NOTEBOOK),
        ("notebook.py", "protocol = None", "protocol = None\nrequirements = None"),
        ("notebook.py", 'answer("count", count)', 'answer("count", count)\nanswer("requirements", requirements)'),
        ("grading.py", "\n\n\ndef judge_specification", f"\n{GRADING}\n\ndef judge_specification"),
        (
            "grading.py",
            'message="Huit attendues.")]',
            'message="Huit attendues."), judge_requirements(answers, case)]',
        ),
        ("submissions/wrong/seven.py", "fraction = 0", "fraction = 0.5"),
        ("submissions/wrong/nine.py", "fraction = 0", "fraction = 0.5"),
    ):
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{name} does not hold {old}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return root


def test_an_exercise_with_a_file_proves_itself(root, tmp_path):
    repository = open_repository(root)
    report = verify_exercise(repository, repository.exercise_folder(REPORT), variants=1, cache=Cache(tmp_path))
    assert [str(fault) for fault in report.faults] == []


@pytest.fixture(scope="module")
def graded(root):
    """Return a sitting in which two have handed in an IDS and were graded, and their points."""
    sitting = built(root)
    released = nbformat.read(sitting.course.release(sitting.activity.name) / f"{REPORT}.ipynb", as_version=4)
    points = {}
    for candidate, pattern in {"ada": "M[0-9]+", "bob": "M.+"}.items():
        work = with_solutions(released, reference_notebook(sitting.activity.exercises[1]))
        cell = next(cell for cell in work.cells if "count = 8" in cell.source)
        cell.source += f"\nrequirements = {requirement(pattern)!r}"
        folder = sitting.submitted(candidate)
        folder.mkdir(parents=True)
        nbformat.write(work, folder / f"{REPORT}.ipynb")
        (result,) = sitting.grade(candidate).candidates
        points[candidate] = result.scores["C2.1.4.specification"]
    return sitting, points


def test_the_file_is_judged_by_what_it_says_of_hidden_models(graded):
    # Two points for the automatic half, half of them for the file, half of these for each model.
    assert graded[1] == {"ada": 2.0, "bob": 1.5}


def test_a_regrade_reads_the_file_again_where_the_grader_tries_other_models(graded):
    sitting, _ = graded
    grading = sitting.course.repository.exercise_folder(REPORT) / "grading.py"
    grading.write_text(grading.read_text().replace('_model("Mur")', '_model("Paroi")'))
    corrected = sitting.course.repository.find_activity("A2.1")
    (sitting.course.folder / "autograded" / "ada").rename(sitting.course.folder / "elsewhere")
    run = regrade_activity(sitting.course, corrected)
    assert run.tried_again == 2
    changed = {
        (result.candidate, change.criterion): (change.before.points, change.after.points)
        for result in run.candidates
        for change in result.changes
    }
    assert changed == {("bob", "C2.1.4.specification"): (1.5, 2.0)}
