"""Naming conventions and indicators of quality."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.ifc_drafts import Draft

from autograders.domain.errors import DomainError
from autograders.domain.ifc import inventory, misnamed, naming_rule, proxy_share, required_values, typed_share


@given(st.from_regex(r"(PF|MT)-R[0-9]-[NSEO]-[0-9]{2}", fullmatch=True))
def test_a_name_of_the_convention_is_allowed_and_one_with_anything_more_is_not(name):
    rule = naming_rule("(PF|MT)-R[0-9]-[NSEO]-[0-9]{2}")
    assert rule.allows(name)
    assert not any(rule.allows(other) for other in (f"{name} ", f" {name}", f"{name}\n", name.lower(), name[:-1]))


@given(st.text(st.sampled_from("ABab01-_é"), max_size=12))
def test_conventions_say_what_Python_s_own_engine_says_of_them(name):
    for pattern in ("[A-B]+-[0-9]*", "A?B|b_.*", "[^-]{2,4}", "(a|ab)(1|_)?", ".é"):
        assert naming_rule(pattern).allows(name) == (re.fullmatch(pattern, name) is not None)


def test_an_expression_that_would_keep_Python_busy_for_years_is_answered_at_once():
    # 2^200 ways to part the letters, for an engine that goes back on its choices.
    assert not naming_rule("(a+)+b").allows("a" * 200)


@pytest.mark.parametrize("pattern", [r"(?=a)a", r"(a)\1", "(", "[z-a]", "((a{1000}){1000}){1000}", "\ud800"])
def test_an_expression_that_cannot_be_matched_in_linear_time_is_refused_in_one_sentence(pattern, capfd):
    with pytest.raises(DomainError, match="refusée"):
        naming_rule(pattern)
    assert capfd.readouterr().err == ""


def test_the_lengths_of_expressions_and_of_names_are_bounded():
    with pytest.raises(DomainError, match="501 caractères"):
        naming_rule("a" * 501)
    assert naming_rule("a*").allows("a" * 255)
    assert not naming_rule("a*").allows("a" * 256)


def test_misnamed_elements_are_told_by_their_identifiers_and_a_name_of_no_characters_is_one():
    names = {"g1": "VB-01", "g2": "", "g3": "VB-1", "g4": "VB-\ud800\ud800"}
    assert misnamed(names, naming_rule(r"VB-\d{2}")) == ("g2", "g3", "g4")


def test_a_proxy_stays_one_though_it_has_a_type():
    draft = Draft()
    proxy, wall, _ = (draft.root(name) for name in ("IfcBuildingElementProxy", "IfcWall", "IfcSlab"))
    kind = draft.root("IfcBuildingElementProxyType", Name="Banc", PredefinedType="ELEMENT")
    draft.typed(kind, proxy)
    draft.typed(draft.root("IfcWallType", Name="Voile", PredefinedType="STANDARD"), wall)
    items = inventory(draft.model)
    assert (proxy_share(items), typed_share(items)) == ((1, 3), (2, 3))


def test_required_values_count_those_of_the_type_and_not_those_that_are_empty():
    draft = Draft()
    plates = [draft.root("IfcPlate") for _ in range(3)]
    draft.root("IfcWall")
    kind = draft.root(
        "IfcPlateType", PredefinedType="SHEET", HasPropertySets=[draft.pset("P", Fire=("IfcLabel", "M0"))]
    )
    draft.typed(kind, *plates[:2])
    draft.define(draft.pset("P", Fire=("IfcLabel", "  ")), plates[1])
    draft.define(draft.qto("Q", NetArea=("Area", 2.0)), *plates)
    found = required_values(
        inventory(draft.model), {"IfcPlate": [("P", "Fire"), ("Q", "NetArea")], "IfcDoor": [("P", "X")]}
    )
    assert found.present == (4, 6)
    assert found.missing == ((plates[1].GlobalId, ("P", "Fire")), (plates[2].GlobalId, ("P", "Fire")))


def test_nothing_is_missing_where_nothing_is_required():
    assert required_values([], {}).present.ratio == 1.0
