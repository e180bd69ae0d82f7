"""Grading of C2.1.3: whether the plan of stations covers the whole mill, and whether what carries its data is sized.

The declared plan is counted again from the truth; what follows from it, and from the candidate's other figures, is
judged from the candidate's own, so that one slip costs once.
"""

from .coverage import judge_coverage
from .supports import judge_supports

JUDGES = {
    "C2.1.3.coverage": judge_coverage,
    "C2.1.3.support": judge_supports,
}
