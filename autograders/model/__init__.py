"""Referential, exercise, case, answer, verdict: frozen types and the errors of the house."""
