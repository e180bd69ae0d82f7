"""Every attack of the corpus through the grading of a cohort: nothing gained, nobody hurt, all of it told."""

from pathlib import Path

import pytest
from support.cohorts import complaints, graded_cohort
from support.corpus import read_families
from support.tiny_course import built_repository, sitting

__all__ = ["built_repository", "sitting"]

FAMILIES = read_families(Path(__file__).parent)
# Graded where its pages are opened in a browser.
IN_A_BROWSER = "markup"


@pytest.mark.parametrize("family", sorted(FAMILIES.keys() - {IN_A_BROWSER}))
def test_no_attack_gains_a_point_or_harms_a_neighbour_and_the_report_tells_of_each(sitting, family):
    results = graded_cohort(sitting, FAMILIES[family])
    found = complaints(sitting, FAMILIES[family], results)
    assert not found, "\n".join(found)


def test_there_are_at_least_sixty_attacks_of_each_family_some():
    assert sum(len(family.entries) for family in FAMILIES.values()) >= 60
    assert min(len(family.entries) for family in FAMILIES.values()) >= 5
