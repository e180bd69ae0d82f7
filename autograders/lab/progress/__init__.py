"""What a candidate has done so far: the local store, mastery, what comes next, and the pages that show it."""

from .attempts import Attempt, HintsTaken, Source
from .errors import ProgressError
from .store import Progress, data_folder

__all__ = ["Attempt", "HintsTaken", "Progress", "ProgressError", "Source", "data_folder"]
