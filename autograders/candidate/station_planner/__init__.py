"""The station planner: a plan of stations is tried on the public tables before anybody drives to the site.

As the virtual scanner, it runs where everything can be read and holds no truth: coverage, minutes and overlaps follow
from the files of the case by the rules that its specification prints, and whoever computes them without the tool finds
the same. What is scarce is judged by the grader, which counts the declared plan again by itself.
"""

from .outcomes import PlanOutcome, RoomCoverage
from .planner import PlanError, StationPlanner
from .views import PlanView

__all__ = ["PlanError", "PlanOutcome", "PlanView", "RoomCoverage", "StationPlanner"]
