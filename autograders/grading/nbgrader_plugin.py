"""nbgrader's autograding with the law kept: answers out of a confined run, verdicts and scores from outside.

``nbgrader autograde``, formgrader's button and our own command all come through here, by configuration alone.
Sanitising: ``SubmissionExporter`` reads what was handed in, ``InspectSubmission`` sets it back on the release.
Autograding: ``JudgeAnswers`` runs and judges, ``SaveVerdicts`` keeps the evidence and the scores.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbformat.v4 import new_notebook
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor, SaveAutoGrades
from nbgrader.utils import is_solution
from traitlets import Float, Unicode

from autograders.assignments import Course, CourseLimits, open_course
from autograders.candidate.errors import AtelierError
from autograders.records import Records
from autograders.sandbox import ConfinementLevel

from .earlier import stored_earlier
from .exam_times import settle_end, settle_extra_time
from .gradings import GradedSubmission
from .inspecting import findings, inspected, released_notebook
from .setting_aside import set_aside_strange_files
from .submissions import read_submission
from .tidying import remove_foreign_files
from .watchdog import Watchdog
from .workshop import WORKSHOP, session_limits

SUBMISSION_KEY = "atelier_submission"
VERDICTS_KEY = "atelier_verdicts"
NO_RESPONSE = "Pas de réponse."
FOR_A_PERSON = "Un formateur l’examinera."


@dataclass(frozen=True)
class Place:
    """Whose notebook of which assignment nbgrader is at."""

    candidate: str
    activity: str
    exercise: str


def place_of(resources: Any) -> Place:
    """Return the place that nbgrader's resources state."""
    stated = resources["nbgrader"]
    return Place(stated["student"], stated["assignment"], stated["notebook"])


def comment_on_untouched(graded: GradedSubmission) -> str:
    """Return what to say of a cell that is as it was released: no answer, or no notebook that could be read."""
    return f"{graded.grading.problem} {FOR_A_PERSON}" if graded.unread else NO_RESPONSE


class SubmissionExporter(NotebookExporter):
    """Reads a submitted file under bounds, whatever it is, where nbgrader's own reading would give up.

    Made before nbgrader looks at any submission: what it must not touch is moved away then. Its hook before
    converting comes too late, since it parses the time stamp of a second submission before that.
    """

    course_folder = Unicode("", help="Folder of the course.").tag(config=True)

    def __init__(self, config: Any = None, **kw: Any) -> None:
        super().__init__(config=config, **kw)
        directory = getattr(self.parent, "coursedir", None)
        if directory is not None and self.course_folder:
            set_aside_strange_files(Path(self.course_folder), directory.assignment_id, directory.student_id)

    def from_filename(self, filename: str, resources: Any = None, **kw: Any) -> Any:
        """Convert a notebook; one that is to be inspected first is read as hostile."""
        if not any(isinstance(step, InspectSubmission) for step in self._preprocessors):
            return super().from_filename(filename, resources=resources, **kw)
        resources = dict(resources or {})
        resources[SUBMISSION_KEY] = read_submission(Path(filename))
        return self.from_notebook_node(new_notebook(), resources=resources, **kw)


class _Step(NbGraderPreprocessor):
    course_folder = Unicode("", help="Folder of the course.").tag(config=True)

    def course(self) -> Course:
        """Return the course, as its settings say now."""
        if not self.course_folder:
            raise AtelierError(
                "nbgrader is not configured for this course. Call autograders.grading.configure in nbgrader_config.py."
            )
        return open_course(Path(self.course_folder))


class InspectSubmission(_Step):
    """Sets a submission back on the released notebook and notes what had been done to it."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Return the submission as it will run, with nothing of its own but the candidate's cells."""
        place, submission = place_of(resources), resources.pop(SUBMISSION_KEY)
        released = released_notebook(self.course(), place.activity, place.exercise)
        notebook = inspected(released, submission)
        found = findings(notebook)
        for remark in filter(None, [found["problem"], *found["irregularities"]]):
            self.log.warning("%s, %s: %s", place.candidate, place.exercise, remark)
        self._remove_foreign_files(place)
        return notebook, resources

    def _remove_foreign_files(self, place: Place) -> None:
        """Leave nothing of the submission's other files where formgrader would serve them to the instructor."""
        directory = self.parent.parent.coursedir
        graded = Path(directory.format_path(directory.autograded_directory, place.candidate, place.activity))
        source = Path(directory.format_path(directory.source_directory, ".", place.activity))
        remove_foreign_files(graded, source)


class JudgeAnswers(_Step):
    """Runs the notebook in confinement and replaces the outputs of its graded cells by verdicts."""

    cell_seconds = Float(CourseLimits().cell_seconds, help="Elapsed time that one cell may take.").tag(config=True)
    notebook_seconds = Float(CourseLimits().notebook_seconds, help="Elapsed time of all cells.").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Return the notebook as candidates and instructors will see it; the verdicts go on in the resources."""
        course, place = self.course(), place_of(resources)
        package = WORKSHOP.package(course, place.activity, place.exercise)
        variant = course.variant_of(place.activity, place.candidate)
        with Records(course.records_url) as records:
            earlier = stored_earlier(package, variant, place.candidate, records)
        told = {"cell_seconds": self.cell_seconds, "notebook_seconds": self.notebook_seconds}
        bounds = course.settings.limits.model_copy(update=told)
        watchdog = Watchdog(seconds=bounds.judge_seconds)
        limits = session_limits(bounds)
        graded = WORKSHOP.grade(course, package, variant, place.candidate, nb, limits, earlier, watchdog)
        if graded.grading.confinement not in ("", ConfinementLevel.FULL):
            self.log.warning("%s: confinement %s, accepted in course.toml", place.candidate, graded.grading.confinement)
        resources[VERDICTS_KEY] = graded
        return graded.notebook, resources


class SaveVerdicts(SaveAutoGrades, _Step):
    """Keeps the evidence in the records, then the scores in the gradebook: from verdicts, never from outputs."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Store the verdicts, then let nbgrader go through the cells."""
        graded: GradedSubmission = resources[VERDICTS_KEY]
        course = self.course()
        with Records(course.records_url) as records:
            records.store(graded)
        self._settle_times(course, resources)
        saved: tuple[NotebookNode, Any] = super().preprocess(nb, resources)
        return saved

    def _settle_times(self, course: Course, resources: Any) -> None:
        """Write when the exam ends for the candidate, before nbgrader looks who is late."""
        place = place_of(resources)
        exam = course.exam(place.activity)
        if exam is None:
            return
        with Gradebook(resources["nbgrader"]["db_url"]) as gradebook:
            submission = gradebook.find_submission(place.activity, place.candidate)
            settle_end(gradebook.db, submission.assignment_id, exam)
            settle_extra_time(submission, place.candidate, exam)
            gradebook.db.commit()

    def _add_score(self, cell: NotebookNode, resources: Any) -> None:
        """Give a judged cell its verdict's score, none while a person has to look; leave manual scores alone."""
        graded: GradedSubmission = resources[VERDICTS_KEY]
        # Graded by a person: nbgrader tells an untouched answer, which is worth 0.
        if is_solution(cell) and not graded.unread:
            super()._add_score(cell, resources)
            return
        name = cell.metadata["nbgrader"]["grade_id"]
        grade = self.gradebook.find_grade(name, self.notebook_id, self.assignment_id, self.student_id)
        grade.auto_score = graded.scores.get(name)
        grade.needs_manual_grade = grade.auto_score is None or grade.manual_score is not None
        self.gradebook.db.commit()

    def _add_comment(self, cell: NotebookNode, resources: Any) -> None:
        """Say in the candidate's language what nbgrader says of an untouched answer."""
        super()._add_comment(cell, resources)
        name = cell.metadata["nbgrader"]["grade_id"]
        comment = self.gradebook.find_comment(name, self.notebook_id, self.assignment_id, self.student_id)
        if comment.auto_comment:
            comment.auto_comment = comment_on_untouched(resources[VERDICTS_KEY])
            self.gradebook.db.commit()
