"""The texts of a new exercise's files; whatever the author has to write bears the mark."""

from collections.abc import Iterable, Sequence

from autograders.model.exercise import Grading
from autograders.model.referential import Competency, Criterion

from .unfinished import MARK


def judged(criteria: Iterable[Criterion]) -> list[Criterion]:
    """Return the criteria of which a grader decides some points."""
    return [criterion for criterion in criteria if criterion.how is not Grading.RUBRIC]


def variable(criterion: Criterion) -> str:
    """Return the name in code that stands for a criterion until its answers have theirs.

    Examples
    --------
    >>> variable(Criterion(id="C2.1.2.noise-law", competency="C2.1.2", epreuve="pratique", how="auto", label="Bruit"))
    'noise_law'
    """
    return criterion.id.rpartition(".")[2].replace("-", "_")


def activity_toml(code: str, title: str, exercise: str) -> str:
    """Return the ``activity.toml`` of an activity with one exercise."""
    return f"""\
format = 1
code = "{code}"
# {MARK} : the case study's own title, as candidates read it.
title = {_quoted(title)}
# In the order of the case study.
exercises = ["{exercise}"]
"""


def brief(title: str) -> str:
    """Return the ``brief.md`` of a case study."""
    return f"""\
# {title}

{MARK} : la situation, le client, ce qui est demandé, ce qui est remis, la durée.
"""


def exercise_toml(name: str, competency: Competency, criteria: Sequence[Criterion]) -> str:
    """Return the ``exercise.toml`` of a competency: one answer and the hints of each criterion to be written."""
    parts = [
        f"""\
format = 1
# {competency.code}: {competency.statement}
title = "{MARK}"
summary = "{MARK}"
competency = "{competency.code}"
# Folder in datasets/.
dataset = "{name}"
duration_minutes = 60
# Modules that the runner imports beforehand.
libraries = ["numpy"]
# Patterns of the data set's public files that this exercise uses.
files = ["{MARK}"]
# Standards and papers that the brief relies on.
sources = ["{MARK}"]
"""
    ]
    parts += [
        f"""
[[answers]]
name = "{variable(criterion)}"
type = "number"  # number, integer, boolean, text, choice, numbers, table or function
label = "{MARK}"
unit = ""
"""
        for criterion in judged(criteria)
    ]
    return "".join([*parts, *map(_criterion_toml, criteria)])


def notebook(name: str, criteria: Sequence[Criterion]) -> str:
    """Return the ``notebook.py``: an opening cell, and for each criterion a task and its graded cells."""
    opening = f"""\
# %% [markdown]
# # {MARK}
#
# {MARK} : la situation, les données, ce qui est demandé.

# %%
from autograders.candidate import answer, open_case

case = open_case("{name}")
case.specification
"""
    return "\n".join([opening, *map(_criterion_cells, criteria)])


def grading(criteria: Sequence[Criterion]) -> str:
    """Return the ``grading.py``: one judge per criterion that a grader decides."""
    judges = "\n\n".join(
        f'''\
def judge_{variable(criterion)}(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Judge {criterion.id}: {MARK}."""
    return [
        Check(label={_quoted(criterion.label)}, weight=1, fraction=0, message="{MARK}"),
    ]
'''
        for criterion in judged(criteria)
    )
    table = "\n".join(f'    "{criterion.id}": judge_{variable(criterion)},' for criterion in judged(criteria))
    return f'''\
"""{MARK}: what is judged, against which truth, and which methods are accepted."""

from collections.abc import Sequence

from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check


{judges}

JUDGES = {{
{table}
}}
'''


def accepted(method: str, criteria: Sequence[Criterion]) -> str:
    """Return a submission that must get full marks."""
    cells = "\n".join(_solution(criterion) for criterion in judged(criteria))
    return f"""\
# /// expected
# summary = "{MARK} : {method}"
# ///
{cells}"""


def wrong(criterion: Criterion) -> str:
    """Return a submission that must lose one criterion."""
    return f"""\
# /// expected
# summary = "{MARK} : ce que ce candidat a cru juste"
# [criteria."{criterion.id}"]
# fraction = 0
# ///
{_solution(criterion)}"""


def _criterion_toml(criterion: Criterion) -> str:
    answers = [variable(criterion)] if criterion.how is not Grading.RUBRIC else []
    rubric = "" if criterion.how is Grading.AUTO else f"# Levels 0 to 4.\nrubric = {_list([MARK] * 5)}\n"
    return f"""
# {criterion.label}
[[criteria]]
id = "{criterion.id}"
points = 5
how = "{criterion.how.value}"
answers = {_list(answers)}
# The method; the formula and its source; the way to the solution.
hints = {_list([MARK] * 3)}
{rubric}"""


def _criterion_cells(criterion: Criterion) -> str:
    name = variable(criterion)
    cells = f"""\
# %% [markdown]
# ## {criterion.label}
#
# {MARK} : la tâche.
"""
    if criterion.how is not Grading.RUBRIC:
        cells += f"""
# %% solution="{name.replace("_", "-")}"
{name} = None  # {MARK}
### BEGIN SOLUTION
{name} = 0.0  # {MARK}
### END SOLUTION

# %% criterion="{criterion.id}"
answer("{name}", {name})
"""
    if criterion.how is not Grading.AUTO:
        cells += f"""
# %% [markdown] rubric="{criterion.id}"
# {MARK} : ce que le candidat rédige.
"""
    return cells


def _solution(criterion: Criterion) -> str:
    name = variable(criterion)
    return f"""\
# %% solution="{name.replace("_", "-")}"
{name} = 0.0  # {MARK}
"""


def _list(items: Sequence[str]) -> str:
    return "[" + ", ".join(f'"{item}"' for item in items) + "]"


def _quoted(text: str) -> str:
    # TOML's basic strings and Python's agree on these escapes.
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
