"""When a variant is finished, and its worked solution laid beside the candidate's own notebook."""

from collections.abc import Sequence
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell

from autograders.assignments import ExercisePackage, Variant
from autograders.assignments.files import write_whole
from autograders.grading.judging import judged_criteria
from autograders.grading.texts import NO_BREAK_SPACE
from autograders.lab.home.settings import KERNEL_SPEC, LANGUAGE_INFO
from autograders.lab.home.trust import trust
from autograders.lab.home.variants import change_variant, current_variant, former_variants
from autograders.lab.progress import Attempt, Progress, Source

from .practised import Library, Practised, RequestRefusedError
from .protocol import Done, Place, SolutionRequest
from .worked import WorkedSolutions, prepare_folder, worked_notebook

FOLDER = "corriges"
CHANGED = (
    "Nouvelles données en place : variante {number} de l’étude de cas, pour tous ses carnets. Redémarrez le noyau et "
    "exécutez le carnet depuis la première cellule (menu « Noyau », « Redémarrer le noyau et exécuter toutes les "
    "cellules »), après avoir retiré new_variant() de votre carnet : exécuté de nouveau, il changerait encore les "
    "données. Vos réponses sur les données précédentes ne comptent plus ici ; solution() en ouvre le corrigé."
)
STILL_RUNNING = (
    " Ses résultats et ses figures s’y ajoutent d’eux-mêmes, d’ici une minute environ : ouvrez-le alors, ou rouvrez-le."
)
PREFACE = """\
**Corrigé, variante {number}.** Ce carnet n’est pas le vôtre : c’est une solution commentée de l’exercice, sur les \
données de la variante {number}, gardées dans `{folder}/`. D’autres méthodes sont admises. Vous pouvez l’exécuter \
et le modifier ; rien de ce qu’il remet n’est noté ni compté dans votre progression."""


def change_data(place: Place) -> Done:
    """Give the case study the data of a new variant."""
    variant = change_variant(place.folder)
    return Done(message=CHANGED.format(number=variant.number))


def remaining(package: ExercisePackage, digest: str, attempts: Sequence[Attempt]) -> tuple[str, ...]:
    """Return the automatic criteria, and halves of criteria, that were never judged full on a variant, in order.

    Parameters
    ----------
    package : ExercisePackage
    digest : str
        Of the variant of its data set.
    attempts : sequence of Attempt
        On this exercise.
    """
    full = {
        attempt.criterion
        for attempt in attempts
        if attempt.variant == digest and attempt.source is Source.PRACTICE and attempt.fraction >= 1.0
    }
    return tuple(criterion.id for criterion in judged_criteria(package) if criterion.id not in full)


def open_solution(library: Library, worked: WorkedSolutions, request: SolutionRequest) -> Done:
    """Write the worked solution of a finished variant into the activity's folder, and say where it is.

    Raises
    ------
    RequestRefusedError
        If no such variant is finished; the message says what remains.
    """
    place = request.place
    _, package = library.package(place.exercise)
    current, former = current_variant(place.folder), former_variants(place.folder)
    with Progress() as progress:
        left = remaining(package, current.digests[package.exercise.dataset], progress.attempts(place.exercise))
    variant = _chosen(request.number, current, former, left)
    practised = library.on(variant, place.model_copy(update={"variant": variant.digests[package.exercise.dataset]}))
    link, is_whole = _written(practised, worked)
    also = "" if is_whole else STILL_RUNNING
    if variant is not current and left:
        also += f" Pour la variante {current.number}, en cours, il reste{NO_BREAK_SPACE}: {', '.join(left)}."
    return Done(message=f"Corrigé de la variante {variant.number}.{also}", link=link)


def _chosen(number: int | None, current: Variant, former: Sequence[Variant], left: Sequence[str]) -> Variant:
    open_to = {variant.number: variant for variant in (*([] if left else [current]), *former)}
    if number is None and open_to:
        return next(iter(open_to.values()))
    if number in open_to:
        return open_to[number]
    if number not in (None, current.number):
        listed = ", ".join(map(str, open_to)) or "aucune"
        raise RequestRefusedError(f"Variante {number} demandée ; corrigés disponibles pour les variantes : {listed}.")
    raise RequestRefusedError(
        f"Le corrigé de la variante {current.number} s’ouvre quand tous les critères automatiques y sont au complet, "
        f"ou quand vous l’abandonnez par new_variant(). Il reste : {', '.join(left)}. "
        f'D’ici là, hint("{left[0]}") donne un indice.'
    )


def _written(practised: Practised, worked: WorkedSolutions) -> tuple[str, bool]:
    """Write the worked solution where it is not yet; return where it is, and whether it has its outputs."""
    number, name = practised.variant.number, practised.package.name
    activity = practised.place.folder
    own = activity / FOLDER / f"v{number}"
    own.mkdir(parents=True, exist_ok=True)
    prepare_folder(practised, own)
    relative = f"{FOLDER}/{name}-v{number}.ipynb"
    target = activity / relative
    without_outputs = _with_its_data(worked_notebook(practised.package), practised, own)

    def complete(notebook: NotebookNode) -> None:
        # What the candidate has changed meanwhile stays.
        if target.read_bytes() == _bytes_of(without_outputs):
            _write(_with_its_data(notebook, practised, own), target)

    if not target.exists():
        _write(without_outputs, target)
    if target.read_bytes() != _bytes_of(without_outputs):
        return relative, True
    notebook = worked.run(practised)
    if notebook is None:
        worked.when_run(practised, complete)
        return relative, False
    complete(notebook)
    return relative, True


def _write(notebook: NotebookNode, target: Path) -> None:
    write_whole(target, _bytes_of(notebook))
    # It is ours: what it shows keeps its style.
    trust(notebook)


def _bytes_of(notebook: NotebookNode) -> bytes:
    return f"{nbformat.writes(notebook)}\n".encode()


def _with_its_data(notebook: NotebookNode, practised: Practised, folder: Path) -> NotebookNode:
    name = practised.package.name
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.source = cell.source.replace(f'open_case("{name}")', f'open_case("{name}", "{folder.name}")')
    preface = PREFACE.format(number=practised.variant.number, folder=folder.name)
    # As JupyterLab would add it on opening, and then take the notebook for changed.
    notebook.metadata |= {"kernelspec": KERNEL_SPEC, "language_info": LANGUAGE_INFO}
    notebook.cells.insert(0, new_markdown_cell(preface, id="corrige"))
    return notebook
