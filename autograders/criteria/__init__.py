"""Judges of single answers: each looks at one thing and returns a ``Check``, whatever it is given.

An exercise's ``grading.py`` composes them; the right value stays in its bands and never enters a message.
"""

from .bands import Accepted, Band, lies_in
from .codings import coding_agreement, coding_check, passage_slip, read_codes, to_be_founded
from .conclusions import choice_check, conclusion_check
from .functions import file_check, function_check, table_function_check
from .judgements import coherence_check, judgements_check, read_judgements
from .matrices import matrix_check, read_matrix
from .numbers import number_check, numbers_check
from .pairs import Pair, pairs_check, rows_by_pair
from .plans import plan_check
from .rows import Slip, folded, rows_by_key, rows_check
from .sections import sections_check, sections_order_check
from .support import founded, unfounded
from .suspicions import declared_misconceptions
from .tables import table_check
from .weights import ratio_check, read_weights, share_check, weights_check
from .wording import absent, printed, right, wrong
from .words import Units, holds, plain

__all__ = [
    "Accepted",
    "Band",
    "Pair",
    "Slip",
    "Units",
    "absent",
    "choice_check",
    "coding_agreement",
    "coding_check",
    "coherence_check",
    "conclusion_check",
    "declared_misconceptions",
    "file_check",
    "folded",
    "founded",
    "function_check",
    "holds",
    "judgements_check",
    "lies_in",
    "matrix_check",
    "number_check",
    "numbers_check",
    "pairs_check",
    "passage_slip",
    "plain",
    "plan_check",
    "printed",
    "ratio_check",
    "read_codes",
    "read_judgements",
    "read_matrix",
    "read_weights",
    "right",
    "rows_by_key",
    "rows_by_pair",
    "rows_check",
    "sections_check",
    "sections_order_check",
    "share_check",
    "table_check",
    "table_function_check",
    "to_be_founded",
    "unfounded",
    "weights_check",
    "wrong",
]
