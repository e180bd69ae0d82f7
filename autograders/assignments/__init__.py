"""Exercise packages, the variants of their data, and the nbgrader assignment that is made of them."""

from .bank import BankSubmission, Expectation
from .build import BuildReport, build_activity
from .course import Course, CourseLimits, CourseSettings, open_course
from .datasets import Dataset, load_dataset, load_generator
from .declarations import write_declarations
from .earlier import EarlierAnswer
from .graders import Call, Judge
from .notebooks import apply_submission, reference_notebook, release_notebook
from .packages import ActivityPackage, ExercisePackage, load_activity, load_exercise, read_bank
from .percent import Role, SourceCell
from .repository import Repository, open_repository
from .variants import Variant, graded_seed, make_variant, practice_seed, read_variant

__all__ = [
    "ActivityPackage",
    "BankSubmission",
    "BuildReport",
    "Call",
    "Course",
    "CourseLimits",
    "CourseSettings",
    "Dataset",
    "EarlierAnswer",
    "ExercisePackage",
    "Expectation",
    "Judge",
    "Repository",
    "Role",
    "SourceCell",
    "Variant",
    "apply_submission",
    "build_activity",
    "graded_seed",
    "load_activity",
    "load_dataset",
    "load_exercise",
    "load_generator",
    "make_variant",
    "open_course",
    "open_repository",
    "practice_seed",
    "read_bank",
    "read_variant",
    "reference_notebook",
    "release_notebook",
    "write_declarations",
]
