"""Judges of answers: numbers, tables, plans and functions become verdicts."""
