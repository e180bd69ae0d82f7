"""A repository of two small case studies, in a referential of its own: automatic, mixed and human criteria, weights.

Bloc B2 has A2.1 (60 %: 70 % practical, 30 % written), made of the tiny ruler and its report, and A2.2 (40 %, written),
made of a plan; bloc B3 is assessed by no exercise.
"""

from pathlib import Path
from textwrap import dedent

from support.tiny_repository import DATASET, add_report_exercise, make_tiny_repository

PLAN_ACTIVITY = "a2_2_tiny_plan"
PLAN = "c2_2_1_tiny_plan"

REFERENTIAL = """
format = 1
certification = "Petite certification"
conventions = ["Dans une activité, les compétences ont toutes le même poids."]

[[blocs]]
code = "B2"
title = "Mesurer"

[[blocs]]
code = "B3"
title = "Construire"

[[activities]]
code = "A2.1"
bloc = "B2"
title = "Mesure"
weight_percent = 60
modality = "Étude de cas"
parts = [{ epreuve = "pratique", weight_percent = 70 }, { epreuve = "ecrit", weight_percent = 30 }]

[[activities]]
code = "A2.2"
bloc = "B2"
title = "Plan"
weight_percent = 40
modality = "Étude de cas"
parts = [{ epreuve = "ecrit", weight_percent = 100 }]

[[activities]]
code = "A3.1"
bloc = "B3"
title = "Chantier"
weight_percent = 100
modality = "Étude de cas"
parts = [{ epreuve = "ecrit", weight_percent = 100 }]

[thesis]
title = "Thèse"
statement = "Défendre."
mission_months_minimum = 4
epreuves = ["oral"]
active_pages = { minimum = 50, maximum = 60 }
defence_stages = [{ title = "Exposé", minutes = { minimum = 20, maximum = 45 } }]
jury = { members = 4, practitioners = 2 }

[[criteria]]
id = "THESIS.defence"
epreuve = "oral"
how = "rubric"
label = "Soutenance"
"""
# Competency, its activity, and its criteria: slug, épreuve, least that a grader has to do.
COMPETENCIES = {
    "C2.1.3": ("A2.1", (("coverage", "pratique", "auto"), ("support", "pratique", "auto"))),
    "C2.1.4": ("A2.1", (("specification", "ecrit", "mixed"), ("protocol", "pratique", "mixed"))),
    "C2.2.1": ("A2.2", (("facts", "ecrit", "auto"), ("reasons", "ecrit", "rubric"))),
    "C3.1.1": ("A3.1", (("site", "ecrit", "auto"),)),
}

ACTIVITY_TOML = f"""
format = 1
code = "A2.2"
title = "Petit plan"
exercises = ["{PLAN}"]
"""

PLAN_TOML = f"""
format = 1
title = "Plan de mesure"
summary = "Retrouver l’étendue de lectures et la commenter."
competency = "C2.2.1"
dataset = "{DATASET}"
duration_minutes = 15
libraries = ["numpy"]
files = ["readings.csv"]

[[answers]]
name = "range_mm"
type = "number"
label = "Étendue des lectures"
unit = "mm"
minimum = 0

[[criteria]]
id = "C2.2.1.facts"
points = 4
how = "auto"
answers = ["range_mm"]
hints = ["Méthode.", "Formule.", "Chemin."]

[[criteria]]
id = "C2.2.1.reasons"
points = 6
how = "rubric"
hints = ["Méthode.", "Formule.", "Chemin."]
rubric = ["Rien.", "Une raison.", "Des raisons.", "Toutes.", "Toutes, sourcées."]
"""

PLAN_NOTEBOOK = f"""
# %%
import numpy as np

from autograders.candidate import answer, open_case

case = open_case("{PLAN}")
readings_mm = np.loadtxt(case.path("readings.csv"), skiprows=1)

# %% solution="range"
range_mm = None  # étendue, en mm
### BEGIN SOLUTION
range_mm = float(np.ptp(readings_mm))
### END SOLUTION

# %% criterion="C2.2.1.facts"
answer("range_mm", range_mm)

# %% [markdown] rubric="C2.2.1.reasons"
# Vos raisons.
"""

PLAN_GRADING = '''
"""Grader of the tiny plan: the range of the readings, from the mean's own data."""

from autograders.model.verdict import Check


def judge_facts(answers, case):
    """Judge the range; a whole number of millimetres is not one."""
    range_mm = answers.number("range_mm")
    right = range_mm is not None and range_mm != int(range_mm) and range_mm < 100
    return [Check(label="étendue", weight=1, fraction=float(right), message="" if right else "Étendue fausse.")]


JUDGES = {"C2.2.1.facts": judge_facts}
'''
# The grader after somebody objected: a range that is only rounded keeps half.
CORRECTION = ("fraction=float(right)", "fraction=1.0 if right else 0.5 if 0 < (range_mm or 0) < 100 else 0.0")

PLAN_SUBMISSIONS = {
    "accepted/max_less_min": ("range_mm = float(readings_mm.max() - readings_mm.min())", ""),
    "accepted/sorted": ("range_mm = sorted(readings_mm)[-1] - sorted(readings_mm)[0]", ""),
    "wrong/rounded": ("range_mm = float(round(np.ptp(readings_mm)))", "C2.2.1.facts"),
    "wrong/largest": ("range_mm = float(readings_mm.max())", "C2.2.1.facts"),
}


def make_term_repository(root: Path) -> Path:
    """Write the repository, its course included, into a missing folder and return the folder."""
    add_report_exercise(make_tiny_repository(root))
    criteria = "".join(_competency(code, *stated) for code, stated in COMPETENCIES.items())
    folder = root / "exercises" / PLAN_ACTIVITY
    files = {
        root / "course" / "referential.toml": REFERENTIAL + criteria,
        folder / "activity.toml": ACTIVITY_TOML,
        folder / "brief.md": "# Petit plan\n\nPlanifiez.\n",
        folder / PLAN / "exercise.toml": PLAN_TOML,
        folder / PLAN / "notebook.py": PLAN_NOTEBOOK,
        folder / PLAN / "grading.py": PLAN_GRADING,
        **{
            folder / PLAN / "submissions" / f"{name}.py": _submission(*stated)
            for name, stated in PLAN_SUBMISSIONS.items()
        },
    }
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.lstrip("\n"), encoding="utf-8")
    return root


def _competency(code, activity, criteria) -> str:
    text = f'\n[[competencies]]\ncode = "{code}"\nactivity = "{activity}"\nstatement = "Savoir {code}."\n'
    for slug, epreuve, how in criteria:
        text += f'\n[[criteria]]\nid = "{code}.{slug}"\ncompetency = "{code}"\nepreuve = "{epreuve}"\nhow = "{how}"\n'
        text += f'label = "Critère {slug}"\n'
    return text


def _submission(change: str, lost: str) -> str:
    stated = f'# [criteria."{lost}"]\n# fraction = 0\n' if lost else ""
    return dedent(f'# /// expected\n# summary = "Essai"\n{stated}# ///\n# %% solution="range"\n{change}\n')
