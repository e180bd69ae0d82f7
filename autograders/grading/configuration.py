"""How nbgrader is told to grade with us; imported by the course's nbgrader_config.py."""

from pathlib import Path
from typing import Any

from autograders.assignments.course import SETTINGS_FILE, CourseLimits, CourseSettings
from autograders.model.reading import read_toml

TEMPLATES = Path(__file__).parent / "templates"
_PLUGIN = "autograders.grading.nbgrader_plugin"


def configure(config: Any, folder: Path) -> None:
    """Set everything in an nbgrader configuration on which scores and the safety of the pages depend.

    Parameters
    ----------
    config : traitlets.config.Config
        The ``c`` of a configuration file.
    folder : Path
        Of the course.

    Raises
    ------
    FaultsError
        If the course's settings are faulty.
    """
    # It imports nbgrader, which takes seconds; whoever configures nbgrader has it loaded already.
    from autograders.assignments.nbgrader_release import configure_stubs

    folder = folder.resolve()
    settings = read_toml(folder / SETTINGS_FILE, CourseSettings)
    config.CourseDirectory.root = str(folder)
    config.CourseDirectory.course_id = settings.course_id
    config.Exchange.root = str(folder / settings.exchange)
    if settings.gradebook_url is not None:
        config.CourseDirectory.db_url = settings.gradebook_url
    configure_stubs(config)
    _configure_grading(config, folder, settings.limits)
    _configure_pages(config, folder)
    _configure_formgrader(config, folder)


def _configure_grading(config: Any, folder: Path, limits: CourseLimits) -> None:
    config.Autograde.exporter_class = f"{_PLUGIN}.SubmissionExporter"
    # nbgrader's own repairs stay behind ours: they find nothing to do, and say so if they do.
    config.Autograde.sanitize_preprocessors = [
        f"{_PLUGIN}.InspectSubmission",
        "nbgrader.preprocessors.ClearOutput",
        "nbgrader.preprocessors.DeduplicateIds",
        "nbgrader.preprocessors.OverwriteKernelspec",
        "nbgrader.preprocessors.OverwriteCells",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]
    config.Autograde.autograde_preprocessors = [
        f"{_PLUGIN}.JudgeAnswers",
        "nbgrader.preprocessors.IgnorePattern",
        "nbgrader.preprocessors.LimitOutput",
        f"{_PLUGIN}.SaveVerdicts",
        "nbgrader.preprocessors.AssignLatePenalties",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]
    for step in ("SubmissionExporter", "InspectSubmission", "JudgeAnswers", "SaveVerdicts"):
        config[step].course_folder = str(folder)
    config.JudgeAnswers.cell_seconds = limits.cell_seconds
    config.JudgeAnswers.notebook_seconds = limits.notebook_seconds


def _configure_pages(config: Any, folder: Path) -> None:
    """Have candidates read a page in French, and clean what every page shows, whoever wrote the notebook."""
    config.GenerateFeedback.exporter_class = "autograders.grading.pages.FeedbackExporter"
    config.GenerateFeedback.preprocessors = [
        "autograders.grading.pages.GetGradesAndWhatIsPending",
        "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
    ]
    config.GetGradesAndWhatIsPending.course_folder = str(folder)
    config.FeedbackExporter.template_name = "atelier_feedback"
    config.FeedbackExporter.extra_template_basedirs = [str(TEMPLATES)]
    config.HTMLExporter.sanitize_html = True
    config.HTMLExporter.filters = {
        "markdown2html": "autograders.grading.pages.safe_markdown",
        "clean_html": "autograders.grading.sanitising.clean_html",
        "printed_points": "autograders.grading.texts.printed_points",
    }


def _configure_formgrader(config: Any, folder: Path) -> None:
    """Have formgrader's page for manual grading show the rubric; its own template stays the base."""
    import nbgrader

    own = Path(nbgrader.__file__).parent / "server_extensions" / "formgrader" / "templates"
    config.HTMLExporter.template_name = "atelier_formgrade"
    config.HTMLExporter.extra_template_basedirs = [str(TEMPLATES), str(own)]
    # By these, a template is found by the name of its folder.
    config.HTMLExporter.extra_template_paths = [str(own)]
    config.HTMLExporter.filters["rubric_panel"] = "autograders.grading.rubric_panels.RubricPanels"
    config.RubricPanels.course_folder = str(folder)
