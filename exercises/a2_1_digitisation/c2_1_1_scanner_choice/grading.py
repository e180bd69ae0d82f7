"""Grading of C2.1.1: whether the device chosen is the one that the client's specification calls for.

Values are bound to the devices' cards; weights, scores, interval and recommendation are judged from the candidate's own
criteria, matrix and weights, so that one slip costs once.
"""

from .exhaustive import judge_exhaustive
from .informed import judge_informed
from .justified import judge_justified
from .measurable import judge_measurable
from .technologies import judge_technologies

JUDGES = {
    "C2.1.1.exhaustive": judge_exhaustive,
    "C2.1.1.technologies": judge_technologies,
    "C2.1.1.measurable": judge_measurable,
    "C2.1.1.justified": judge_justified,
    "C2.1.1.informed": judge_informed,
}
