"""Judges of single answers: each looks at one thing and returns a ``Check``, whatever it is given.

An exercise's ``grading.py`` composes them; the right value stays in its bands and never enters a message.
"""

from .bands import Accepted, Band, lies_in
from .conclusions import choice_check, conclusion_check
from .functions import function_check
from .numbers import number_check, numbers_check
from .plans import plan_check
from .suspicions import declared_misconceptions
from .tables import table_check
from .wording import absent, printed, right, wrong

__all__ = [
    "Accepted",
    "Band",
    "absent",
    "choice_check",
    "conclusion_check",
    "declared_misconceptions",
    "function_check",
    "lies_in",
    "number_check",
    "numbers_check",
    "plan_check",
    "printed",
    "right",
    "table_check",
    "wrong",
]
