"""From a course to the facts, their tables, and what the page says of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from autograders.assignments import ActivityPackage, Course, Variant
from autograders.candidate.cases import variant_index
from autograders.grading.cohort_run import NOT_HANDED_IN
from autograders.grading.earlier import earlier_entries
from autograders.grading.submissions import Submission, read_submission
from autograders.grading.watchdog import Watchdog
from autograders.records import Entry, Records

from ..tables import Table
from ..wording import whole_number
from .answers import COMMON_AT_LEAST, MINIMUM_DIGITS, AnswerFacts, ForeignAnswer, Shown, answer_facts
from .code import MAXIMUM_SHARING, MINIMUM_SHARED, MINIMUM_SIMILARITY, SMALL_SHARING, CodeFacts, code_facts
from .fingerprints import GUARANTEED_TOKENS, MAXIMUM_CHARACTERS, NOISE_TOKENS
from .judging import MAXIMUM_JUDGEMENTS, CrossJudge, HandIn
from .values import CHARACTERS_PER_DIGIT

MINIMUM_SIMILARITY_PERCENT = round(100 * MINIMUM_SIMILARITY)


CONVENTIONS = (
    "Les seuils de cette page sont des conventions de ce cours\u00a0; aucun n’est une preuve.",
    f"Réponses\u00a0: seules comptent celles qui ont au moins {MINIMUM_DIGITS} chiffres significatifs (un "
    f"texte\u00a0: un chiffre pour {CHARACTERS_PER_DIGIT} caractères)\u00a0; un oui, un non, un mot choisi dans une "
    "liste coïncident par hasard.",
    "Réponse d’une autre variante\u00a0: le correcteur de l’exercice, avec ses propres tolérances, la juge fausse sur "
    "les données du candidat et juste sur celles d’un autre\u00a0; déplacée d’un dixième dans un sens et dans "
    "l’autre, elle n’y est plus juste. Une réponse qui convient à plus de la moitié des autres variantes est laissée "
    f"de côté, de même que celle qui y serait juste aussi chez {COMMON_AT_LEAST} autres candidats au moins, quand ils "
    "sont le quart des autres. Aucune copie n’est exécutée à nouveau\u00a0: un critère qui lit une "
    "fonction, ou un fichier que le correcteur essaie, n’est jugé sur d’autres données que si le correcteur y fait "
    "les mêmes essais.",
    "Réponse fausse commune\u00a0: la même valeur, jusqu’au dernier chiffre, chez des candidats de variantes "
    "différentes, fausse chez chacun et juste chez personne. Ce qu’explique une erreur reconnue par le correcteur, le "
    f"cahier des charges ou une habitude de la promotion (plus de {COMMON_AT_LEAST} candidats et plus du quart) est "
    "dit à part.",
    "Code\u00a0: empreintes par vannage (winnowing\u00a0: Schleimer, Wilkerson et Aiken, 2003, la méthode de MOSS) "
    "sur les unités lexicales de chaque cellule, sans les noms choisis par le candidat, les nombres, les textes, les "
    f"commentaires ni l’ordre des cellules. Un passage commun de {GUARANTEED_TOKENS} unités est toujours trouvé, un "
    f"de moins de {NOISE_TOKENS} jamais. Le carnet distribué et la solution commentée sont retirés, ainsi que ce qui "
    f"figure dans plus de {MAXIMUM_SHARING} carnets (dans une petite promotion\u00a0: plus de la moitié et plus de "
    f"{SMALL_SHARING}).",
    f"Code\u00a0: une paire est montrée à partir de {MINIMUM_SHARED} empreintes communes et de "
    f"{MINIMUM_SIMILARITY_PERCENT}\u00a0% des empreintes du plus court des deux. Entre les solutions justes, de "
    "méthodes différentes, que ce cours tient en réserve, la part commune reste sous la moitié de ce seuil. Au-delà "
    f"de {whole_number(MAXIMUM_CHARACTERS)} caractères, un carnet n’est comparé que dans son début.",
    "Deux candidats de la même variante trouvent les mêmes bonnes réponses\u00a0: elles ne sont pas rapprochées.",
    f"Un rapport juge au plus {whole_number(MAXIMUM_JUDGEMENTS)} fois.",
)
INNOCENT = (
    "Des candidats qui ont appris ensemble, avec le même formateur ou le même livre, écrivent des codes voisins.",
    "Un travail commun a pu être permis\u00a0: la consigne de l’épreuve le dit.",
    "Une bibliothèque, sa documentation ou un assistant de programmation propose à chacun le même passage.",
    "Une même erreur de méthode, que le correcteur ne connaît pas encore, donne la même valeur à plusieurs.",
    "Des données que les variantes ont en commun donnent la même valeur à tous.",
    "Un candidat a pu travailler sur les données d’un exercice d’entraînement, ou sous un identifiant mal saisi.",
    "Celui dont le travail a été repris peut l’ignorer\u00a0: rien ici ne dit qui a repris de qui.",
)


@dataclass(frozen=True, kw_only=True)
class IntegrityResults:
    """What an activity shows.

    Parameters
    ----------
    candidates : int
        Who handed in.
    answers : AnswerFacts
    code : CodeFacts
    unjudged : tuple of (str, str)
        Candidate and exercise: not run, or run on data that the course no longer has.
    """

    candidates: int
    answers: AnswerFacts
    code: CodeFacts
    unjudged: tuple[tuple[str, str], ...]


def integrity_results(course: Course, activity: ActivityPackage) -> IntegrityResults:
    """Return what the records and the submitted notebooks of an activity show; no submission is run.

    Parameters
    ----------
    course : Course
    activity : ActivityPackage

    Raises
    ------
    AtelierError
        If the activity was never built, or the records cannot be read.
    """
    variants = course.variants(activity.name)
    with Records(course.records_url) as records:
        numbers = records.numbers(activity.name)
        entries = {candidate: records.entries(found) for candidate, found in numbers.items()}
    hand_ins = list(_hand_ins(activity, variants, entries))
    judged = {(hand_in.candidate, hand_in.package.name) for hand_in in hand_ins}
    handed_in = [
        (candidate, entry.grading.exercise)
        for candidate, found in entries.items()
        for entry in found
        if entry.grading.problem != NOT_HANDED_IN
    ]
    judge = CrossJudge(activity, variants, Watchdog(seconds=course.settings.limits.judge_seconds))
    submissions = _submissions(course, activity, sorted(entries))
    return IntegrityResults(
        candidates=len(entries),
        answers=answer_facts(hand_ins, judge),
        code=code_facts(activity.exercises, submissions, (course.source(activity.name), course.release(activity.name))),
        unjudged=tuple(sorted(set(handed_in) - judged)),
    )


def _hand_ins(
    activity: ActivityPackage, variants: Sequence[Variant], entries: Mapping[str, Sequence[Entry]]
) -> Iterator[HandIn]:
    packages = {package.name: package for package in activity.exercises}
    for candidate, found in entries.items():
        variant = variants[variant_index(candidate, activity.name, len(variants))]
        for entry in found:
            package = packages.get(entry.grading.exercise)
            if package is None or entry.answers is None:
                continue
            if entry.grading.variant_digest == variant.digests.get(package.exercise.dataset):
                earlier = earlier_entries(package, variant, found)
                yield HandIn(candidate=candidate, package=package, variant=variant, entry=entry, earlier=earlier)


def _submissions(course: Course, activity: ActivityPackage, graded: Sequence[str]) -> dict[tuple[str, str], Submission]:
    found = {}
    for candidate in graded:
        for package in activity.exercises:
            path = course.folder / "submitted" / candidate / activity.name / f"{package.name}.ipynb"
            if path.is_symlink() or path.exists():
                found[candidate, package.name] = read_submission(path)
    return found


def integrity_tables(results: IntegrityResults) -> tuple[Table, ...]:
    """Return the facts as tables: answers of another variant, common wrong answers, other digests, common code."""
    foreign = (
        "candidate exercise criterion own_variant other_variant checks candidates_of_other_variant answers "
        "shown_candidate shown_answers identical_answers others_fitting others misconceptions"
    )
    shared = "exercise answer value candidates variants handed_in significant_digits explanations"
    code = "exercise first second similarity shared_fingerprints first_fingerprints second_fingerprints"
    return (
        Table(
            name="foreign_answers",
            header=tuple(foreign.split()),
            rows=tuple(_foreign_row(fact) for fact in results.answers.foreign),
        ),
        Table(
            name="shared_answers",
            header=tuple(shared.split()),
            rows=tuple(
                (
                    fact.exercise,
                    fact.answer.name,
                    fact.answer.value,
                    " ".join(candidate for candidate, _ in fact.candidates),
                    " ".join(str(number) for _, number in fact.candidates),
                    fact.handed_in,
                    fact.digits,
                    "; ".join(fact.explanations),
                )
                for fact in results.answers.shared
            ),
        ),
        Table(
            name="other_digests",
            header=("candidate", "exercise", "own_variant", "answers", "fitting_variants"),
            rows=tuple(
                (fact.candidate, fact.exercise, fact.own_variant, " ".join(fact.names), " ".join(map(str, fact.fits)))
                for fact in results.answers.other_digests
            ),
        ),
        Table(
            name="similar_code",
            header=tuple(code.split()),
            rows=tuple(
                (
                    pair.exercise,
                    pair.first,
                    pair.second,
                    round(pair.similarity, 4),
                    pair.shared,
                    pair.first_own,
                    pair.second_own,
                )
                for pair in results.code.pairs
            ),
        ),
    )


def _foreign_row(fact: ForeignAnswer) -> tuple[str | int, ...]:
    return (
        fact.candidate,
        fact.exercise,
        fact.criterion,
        fact.own_variant,
        fact.variant,
        "; ".join(fact.checks),
        " ".join(fact.owners),
        _answers(fact.answers),
        fact.owner,
        _answers(fact.owner_answers),
        " ".join(fact.identical),
        fact.others_fitting,
        fact.others,
        " ".join(fact.misconceptions),
    )


def _answers(shown: Sequence[Shown]) -> str:
    return "; ".join(f"{answer.name} = {answer.value}" for answer in shown)
