"""The candidate's dashboard as a notebook shows it."""

from datetime import datetime
from pathlib import Path

from autograders.lab.catalogue import practice_repository
from autograders.lab.progress import Progress
from autograders.lab.progress.dashboard import progress_fragment
from autograders.lab.progress.standing import Standing, read_standing
from autograders.lab.progress.wording import LEVEL_WORDS, printed_share

from .protocol import Dashboard


def show_board(activity_folder: Path) -> Dashboard:
    """Return the dashboard, with links to the notebooks that lie in the practice folder.

    Parameters
    ----------
    activity_folder : Path
        From which it is shown; links are relative to it.
    """
    with Progress() as progress:
        standing = read_standing(practice_repository(), progress, datetime.now().astimezone())
    return Dashboard(html=progress_fragment(standing, _links(standing, activity_folder)), text=_in_words(standing))


def _links(standing: Standing, activity_folder: Path) -> dict[str, str]:
    places = {item.name: f"{item.activity_name}/{item.name}.ipynb" for item in standing.catalogue.exercises}
    return {name: f"../{place}" for name, place in places.items() if (activity_folder.parent / place).is_file()}


def _in_words(standing: Standing) -> str:
    lines = ["Votre progression"]
    for item in standing.catalogue.exercises:
        mastery = standing.overview.competencies[item.exercise.competency]
        reached = f"{printed_share(mastery.score)}, {LEVEL_WORDS[mastery.level]}" if mastery.last_on else "pas commencé"
        lines.append(f"{item.exercise.competency}, {item.exercise.title} : {reached}")
    for label, proposal in (("Continuer", standing.under_way), ("Proposé pour vous", standing.following)):
        if proposal is not None:
            exercise = proposal.exercise.exercise
            lines.append(f"{label} : {exercise.competency}, {exercise.title}. {proposal.text}")
    return "\n".join(lines)
