"""From ``answer(...)`` in a practice kernel to verdicts, hints, reference figures and worked solutions.

Two processes. The kernel holds the candidate's code and only shows (``extension``); the judge (``judge``), started
beside it, holds the graders, the truth and the store of progress. Between them go lines of JSON (``protocol``).
"""
