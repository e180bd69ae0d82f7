"""The store of answers and verdicts: who answered what, judged how, by which grader."""
