"""A repository as small as one can be: a ruler measured by eight readings, one competency, two criteria, numpy alone.

The exercise grades C2.1.3 (``coverage``: the mean of the readings, in mm; ``support``: the verdict on it, and a
function). ``make_tiny_repository`` writes it anywhere; tests then spoil single files of it.
"""

import shutil
from pathlib import Path
from textwrap import dedent

ROOT = Path(__file__).resolve().parents[2]
ACTIVITY = "a2_1_tiny_case"
EXERCISE = "c2_1_3_tiny_ruler"
DATASET = "tiny_ruler"
COVERAGE = "C2.1.3.coverage"
SUPPORT = "C2.1.3.support"

GENERATE = '''
"""Eight readings of a length, drawn from the seed."""

import numpy as np

from autograders.model.case import GeneratedCase, PublicFile, SpecificationValue


def generate(seed, public):
    """Write the readings; keep their mean and their standard deviation."""
    readings_mm = np.round(np.random.default_rng(seed).normal(1000.0, 2.0, 8), 3)
    (public / "readings.csv").write_text("reading_mm\\n" + "\\n".join(map(str, readings_mm)) + "\\n")
    mean_mm = float(readings_mm.mean())
    limit_mm = 1001.0 if seed % 2 else 999.0
    return GeneratedCase(
        specification=(SpecificationValue(key="limit_mm", label="Longueur maximale", value=limit_mm, unit="mm"),),
        files=(PublicFile(path="readings.csv", label="Lectures de la règle"),),
        truth={"mean_mm": mean_mm, "probe_mm": np.array([1.0, 2.0, 6.0]), "secret": "TRUTH-OF-THE-RULER"},
    )
'''

DATASET_TOML = """
format = 1
title = "Règle graduée"
summary = "Huit lectures d’une longueur."
units = "mm"
crs = "aucun"
licence = "MIT"
"""

ACTIVITY_TOML = """
format = 1
code = "A2.1"
title = "Petite étude de cas"
exercises = ["c2_1_3_tiny_ruler"]
"""

BRIEF = "# Petite étude de cas\n\nMesurez la règle.\n"

EXERCISE_TOML = """
format = 1
title = "Longueur d’une règle"
summary = "Estimer une longueur et conclure."
competency = "C2.1.3"
dataset = "tiny_ruler"
duration_minutes = 15
libraries = ["numpy"]
files = ["readings.csv"]

[[answers]]
name = "mean_mm"
type = "number"
label = "Moyenne des lectures"
unit = "mm"
minimum = 0

[[answers]]
name = "conform"
type = "boolean"
label = "Conformité"

[[answers]]
name = "mean_of"
type = "function"
label = "Moyenne de lectures quelconques"
unit = "mm"
parameters = [{ name = "readings_mm", label = "lectures, en mm" }]

[[criteria]]
id = "C2.1.3.coverage"
points = 5
how = "auto"
answers = ["mean_mm"]
hints = ["Méthode.", "Formule.", "Chemin."]

[[criteria.misconceptions]]
id = "first-reading"
message = "Une seule lecture n’est pas une moyenne."

[[criteria]]
id = "C2.1.3.support"
points = 5
how = "auto"
answers = ["conform", "mean_mm", "mean_of"]
hints = ["Méthode.", "Formule.", "Chemin."]

[[figures]]
id = "readings"
alternative = "Les huit lectures, en mm, dans l’ordre."
"""

NOTEBOOK = """
# %% [markdown]
# # Longueur d’une règle

# %%
from autograders.candidate import answer, open_case

case = open_case("c2_1_3_tiny_ruler")
case.specification

# %%
import numpy as np

readings_mm = np.loadtxt(case.path("readings.csv"), skiprows=1)

# %% solution="mean"
mean_mm = None  # moyenne, en mm
### BEGIN SOLUTION
mean_mm = float(readings_mm.mean())  # REFERENCE-SOLUTION
### END SOLUTION

# %% solution="plot" figure="readings"
### BEGIN SOLUTION
print(*readings_mm, sep="\\n")
### END SOLUTION

# %% criterion="C2.1.3.coverage"
answer("mean_mm", mean_mm)

# %% solution="verdict"
conform = None
mean_of = None
### BEGIN SOLUTION
conform = mean_mm <= case.specification.number("limit_mm")  # REFERENCE-SOLUTION


def mean_of(readings_mm):
    return float(np.mean(readings_mm))


### END SOLUTION

# %% criterion="C2.1.3.support"
answer("conform", conform)
answer("mean_of", mean_of)
"""

GRADING = '''
"""Graders of the tiny ruler. GRADER-OF-THE-RULER."""

from autograders.model.verdict import Check


def judge_coverage(answers, case):
    """Judge the mean."""
    mean_mm = answers.number("mean_mm")
    right = mean_mm is not None and abs(mean_mm - case.truth["mean_mm"]) < 0.01
    message = "Moyenne juste." if right else "Moyenne fausse : huit lectures sont à moyenner."
    return [Check(label="moyenne", weight=1, fraction=float(right), message=message,
                  misconception="" if right or mean_mm is None else "first-reading")]


def judge_support(answers, case):
    """Judge the verdict from the candidate's own mean, and the function on hidden readings."""
    mean_mm, conform = answers.number("mean_mm"), answers.boolean("conform")
    follows = mean_mm is not None and conform is (mean_mm <= case.specification.number("limit_mm"))
    probes = answers["mean_of"].probes
    computed = bool(probes) and probes[0].value is not None and abs(probes[0].value - 3.0) < 1e-9
    return [
        Check(label="conformité", weight=1, fraction=float(follows), message="" if follows else "Conclusion fausse."),
        Check(label="fonction", weight=1, fraction=float(computed), message="" if computed else "Fonction fausse."),
    ]


def probes(case):
    """Return the hidden readings."""
    return {"mean_of": [(case.truth["probe_mm"],)]}


JUDGES = {"C2.1.3.coverage": judge_coverage, "C2.1.3.support": judge_support}
'''

SUBMISSIONS = {
    "accepted/sum_over_count": """
    # /// expected
    # summary = "Somme divisée par le nombre de lectures"
    # ///
    # %% solution="mean"
    mean_mm = sum(readings_mm) / len(readings_mm)
    """,
    "accepted/by_hand": """
    # /// expected
    # summary = "Boucle et fonction écrites à la main"
    # ///
    # %% solution="verdict"
    conform = bool(mean_mm <= case.specification["limit_mm"])
    mean_of = lambda readings: sum(readings) / len(readings)
    """,
    "partial/no_function": """
    # /// expected
    # summary = "Fonction oubliée"
    # [criteria."C2.1.3.support"]
    # fraction = 0.5
    # message = "Fonction"
    # ///
    # %% amend="verdict"
    mean_of = None
    """,
    "wrong/first_reading": """
    # /// expected
    # summary = "Première lecture prise pour la moyenne"
    # [criteria."C2.1.3.coverage"]
    # fraction = 0
    # misconception = "first-reading"
    # message = "huit lectures"
    # ///
    # %% solution="mean"
    mean_mm = float(readings_mm[0]) + 1
    """,
    "wrong/in_metres": """
    # /// expected
    # summary = "Moyenne en mètres"
    # [criteria."C2.1.3.coverage"]
    # fraction = 0
    # ///
    # %% solution="mean"
    mean_mm = float(readings_mm.mean()) / 1000
    """,
    "wrong/always_the_contrary": """
    # /// expected
    # summary = "Conclusion inversée, fonction qui rend la somme"
    # [criteria."C2.1.3.support"]
    # fraction = 0
    # ///
    # %% amend="verdict"
    conform = not conform
    mean_of = lambda readings: float(sum(readings))
    """,
    "wrong/median": """
    # /// expected
    # summary = "Médiane prise pour la moyenne"
    # [criteria."C2.1.3.support"]
    # fraction = [0.4, 0.6]
    # ///
    # %% amend="verdict"
    mean_of = lambda readings: float(np.median(readings))
    """,
    "crash/division_by_zero": """
    # /// expected
    # summary = "S’arrête sur une erreur"
    # ///
    # %% solution="mean"
    mean_mm = 1 / 0
    """,
    "forged/equals_everything": """
    # /// expected
    # summary = "Objet égal à tout"
    # ///
    # %% solution="mean"
    class Anything:
        def __eq__(self, other):
            return True
    mean_mm = Anything()
    # %% extra="last"
    print("fini")
    """,
}


COURSE_TOML = """
format = 1
course_id = "tiny-course"
variants = 2
"""


def make_tiny_repository(root: Path) -> Path:
    """Write the repository, its course included, into an empty or missing folder and return the folder."""
    for name, text in {
        "course/course.toml": COURSE_TOML,
        f"datasets/{DATASET}/generate.py": GENERATE,
        f"datasets/{DATASET}/dataset.toml": DATASET_TOML,
        f"exercises/{ACTIVITY}/activity.toml": ACTIVITY_TOML,
        f"exercises/{ACTIVITY}/brief.md": BRIEF,
        f"exercises/{ACTIVITY}/{EXERCISE}/exercise.toml": EXERCISE_TOML,
        f"exercises/{ACTIVITY}/{EXERCISE}/notebook.py": NOTEBOOK,
        f"exercises/{ACTIVITY}/{EXERCISE}/grading.py": GRADING,
    }.items():
        _write(root / name, text.lstrip("\n"))
    for name, text in SUBMISSIONS.items():
        _write(root / "exercises" / ACTIVITY / EXERCISE / "submissions" / f"{name}.py", dedent(text).lstrip("\n"))
    shutil.copyfile(ROOT / "course" / "referential.toml", root / "course" / "referential.toml")
    return root


def exercise_folder(root: Path) -> Path:
    """Return the folder of the exercise in a tiny repository."""
    return root / "exercises" / ACTIVITY / EXERCISE


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


REPORT = "c2_1_4_tiny_report"

REPORT_TOML = """
format = 1
title = "Rapport de mesure"
summary = "Rendre compte de la mesure d’une règle."
competency = "C2.1.4"
dataset = "tiny_ruler"
duration_minutes = 15

[[answers]]
name = "count"
type = "integer"
label = "Nombre de lectures"

[[answers]]
name = "protocol"
type = "table"
label = "Étapes"
columns = [{ name = "step", type = "text", label = "Étape" }]

[[criteria]]
id = "C2.1.4.specification"
points = 4
how = "mixed"
answers = ["count"]
hints = ["Méthode.", "Formule.", "Chemin."]
rubric = ["Rien.", "Un chiffre.", "Des chiffres.", "Tous les chiffres.", "Tous les chiffres, expliqués."]

[[criteria]]
id = "C2.1.4.protocol"
points = 8
how = "mixed"
answers = ["protocol"]
hints = ["Méthode.", "Formule.", "Chemin."]
rubric = ["Rien.", "Une étape.", "Des étapes.", "Toutes les étapes.", "Toutes les étapes, justifiées."]
"""

REPORT_NOTEBOOK = """
# %%
from autograders.candidate import answer, open_case

case = open_case("c2_1_4_tiny_report")

# %% solution="report"
count = None
protocol = None
### BEGIN SOLUTION
count = 8
protocol = [{"step": "lire"}, {"step": "moyenner"}]
### END SOLUTION

# %% criterion="C2.1.4.specification"
answer("count", count)

# %% [markdown] rubric="C2.1.4.specification"
# Huit lectures.

# %% criterion="C2.1.4.protocol"
answer("protocol", protocol)

# %% [markdown] rubric="C2.1.4.protocol"
# Lire huit fois, puis moyenner.
"""

REPORT_GRADING = '''
"""Graders of the tiny report."""

from autograders.model.verdict import Check


def judge_specification(answers, case):
    """Judge the count of readings."""
    return [Check(label="lectures", weight=1, fraction=float(answers.number("count") == 8), message="Huit attendues.")]


def judge_protocol(answers, case):
    """Judge how many steps there are."""
    rows = answers.rows("protocol") or ()
    return [Check(label="étapes", weight=1, fraction=min(1.0, len(rows) / 2), message="Deux attendues.")]


JUDGES = {"C2.1.4.specification": judge_specification, "C2.1.4.protocol": judge_protocol}
'''


def _report_submission(change: str, lost: str = "") -> str:
    stated = f'# [criteria."{lost}"]\n# fraction = 0\n' if lost else ""
    return f'# /// expected\n# summary = "Essai"\n{stated}# ///\n# %% amend="report"\n{change}\n'


REPORT_SUBMISSIONS = {
    "accepted/as_float": _report_submission("count = 8.0"),
    "accepted/three_steps": _report_submission('protocol.append({"step": "conclure"})'),
    "wrong/seven": _report_submission("count = 7", "C2.1.4.specification"),
    "wrong/nine": _report_submission("count = 9", "C2.1.4.specification"),
    "wrong/no_step": _report_submission("protocol = []", "C2.1.4.protocol"),
    "wrong/nothing": _report_submission("protocol = None", "C2.1.4.protocol"),
}


def add_report_exercise(root: Path) -> Path:
    """Add to a tiny repository a second exercise, with two mixed criteria, and return its folder."""
    folder = root / "exercises" / ACTIVITY / REPORT
    for name, text in {
        "exercise.toml": REPORT_TOML,
        "notebook.py": REPORT_NOTEBOOK,
        "grading.py": REPORT_GRADING,
        **{f"submissions/{name}.py": text for name, text in REPORT_SUBMISSIONS.items()},
    }.items():
        _write(folder / name, text.lstrip("\n"))
    activity = folder.parent / "activity.toml"
    listed = f'["{EXERCISE}", "{REPORT}"]'
    _write(activity, activity.read_text(encoding="utf-8").replace(f'["{EXERCISE}"]', listed))
    return folder


def let_the_report_read_the_mean(folder: Path) -> None:
    """Have the report's count be the rounded mean that the candidate handed in with the ruler."""
    for name, old, new in (
        ("exercise.toml", 'answers = ["count"]', 'answers = ["count", "C2.1.3.mean_mm"]'),
        ("exercise.toml", "duration_minutes = 15", 'duration_minutes = 15\nfiles = ["readings.csv"]'),
        (
            "notebook.py",
            "count = 8\n",
            'readings_mm = [float(line) for line in case.path("readings.csv").read_text().split()[1:]]\n'
            "count = round(sum(readings_mm) / len(readings_mm))\n",
        ),
        ("submissions/accepted/as_float.py", "count = 8.0", "count = float(count)"),
        (
            "grading.py",
            'answers.number("count") == 8), message="Huit attendues."',
            'mean_mm is not None and answers.number("count") == round(mean_mm)), message="Pas la moyenne remise."',
        ),
        (
            "grading.py",
            '    return [Check(label="lectures"',
            '    mean_mm = answers.number("C2.1.3.mean_mm")\n    return [Check(label="lectures"',
        ),
    ):
        _change(folder / name, old, new)


def let_a_person_alone_read_the_protocol(root: Path) -> None:
    """Have the report's protocol be a text without an answer, in a referential that says so."""
    folder = root / "exercises" / ACTIVITY / REPORT
    stated = 'id = "C2.1.4.protocol"\ncompetency = "C2.1.4"\nepreuve = "pratique"\nhow = "mixed"'
    protocol = REPORT_TOML[REPORT_TOML.index('[[answers]]\nname = "protocol"') : REPORT_TOML.index("[[criteria]]")]
    graded = '# %% criterion="C2.1.4.protocol"\nanswer("protocol", protocol)\n\n'
    for path, old, new in (
        (root / "course" / "referential.toml", stated, stated.rpartition("how")[0] + 'how = "rubric"'),
        (folder / "exercise.toml", protocol, ""),
        (folder / "exercise.toml", 'points = 8\nhow = "mixed"\nanswers = ["protocol"]', 'points = 8\nhow = "rubric"'),
        (folder / "notebook.py", graded, ""),
        (folder / "grading.py", ', "C2.1.4.protocol": judge_protocol', ""),
    ):
        _change(path, old, new)
    for name in ("no_step", "nothing"):
        (folder / "submissions" / "wrong" / f"{name}.py").unlink()


def _change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path.name} does not hold {old}"
    path.write_text(text.replace(old, new), encoding="utf-8")
