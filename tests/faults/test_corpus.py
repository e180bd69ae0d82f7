"""Every fault of the corpus through the grading of a cohort: worth what is left, told, and nobody else hurt."""

from pathlib import Path

import pytest
from support.cohorts import complaints, graded_cohort
from support.corpus import read_families
from support.tiny_course import built_repository, sitting

__all__ = ["built_repository", "sitting"]

FAMILIES = read_families(Path(__file__).parent)


@pytest.mark.parametrize("family", FAMILIES)
def test_a_fault_costs_what_it_breaks_alone_and_the_report_tells_of_it(sitting, family):
    results = graded_cohort(sitting, FAMILIES[family])
    found = complaints(sitting, FAMILIES[family], results)
    assert not found, "\n".join(found)


def test_there_are_at_least_sixty_faults():
    assert sum(len(family.entries) for family in FAMILIES.values()) >= 60
