"""Reads the engineering firm's public files as a candidate does, without its generator's modules."""

import csv


def number(text):
    """Return a number as a French spreadsheet writes it."""
    return float(text.replace(",", "."))


def table(public, path):
    """Return the rows of a table."""
    with (public / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def terms_of(case):
    """Return the figures of the specification."""
    return {value.key: value.value for value in case.specification}
