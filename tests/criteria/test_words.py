"""Words and units are compared as a reader would: case, accents, spelling and scale are overlooked, kinds are not."""

import pytest

from autograders.criteria import Units, holds, plain

UNITS = Units(
    kinds=({"m": 1.0, "mm": 1e-3, "μm": 1e-6}, {"go": 1e9, "tio": 2.0**40}, {"%": 1e-2, "": 1.0}),
    synonyms={"metre": "m", "metres": "m", "gb": "go", "pct": "%", "-": ""},
)


@pytest.mark.parametrize("written", ["Étage n° 2", "  ETAGE N°2 ", "e\u0301tage, n°\u00a02", "étage\u202fn°\n2"])
def test_words_that_a_reader_takes_for_the_same_are(written):
    # U+00B0 is a sign, not a letter: it parts words.
    assert plain(written) == "etage n 2"


@pytest.mark.parametrize("junk", [None, float("nan"), "", "!?", "日本"])
def test_what_holds_no_word_has_none_or_its_python_name(junk):
    assert plain(junk) in {"", "none", "nan"}


def test_words_stand_in_a_text_whole():
    assert holds("les 14 jours passes", "14 jours")
    assert not holds("les 14 jours passes", "4 jours")
    assert not holds("les 14 jours passes", "jours passe")


@pytest.mark.parametrize(
    ("written", "unit"),
    [("Mètres", "m"), (" GB", "go"), ("µm", "μm"), ("pct", "%"), ("-", ""), ("coudées", "coudees"), ("", "")],
)
def test_a_unit_is_known_by_other_words_and_stays_as_written_otherwise(written, unit):
    assert UNITS.named(written) == unit


@pytest.mark.parametrize(
    ("value", "unit", "into", "wanted"),
    # A tebibyte is 1,024⁴ bytes (IEC 80000-13).
    [
        (2.5, "m", "mm", 2500.0),
        (40.0, "%", "", 0.4),
        (1.0, "tio", "go", 1099.511627776),
        (3.0, "coudees", "coudees", 3.0),
    ],
)
def test_a_value_is_converted_within_its_kind(value, unit, into, wanted):
    assert UNITS.converted(value, unit, into) == pytest.approx(wanted)


def test_there_and_back_is_where_it_was():
    for kind in UNITS.kinds:
        for unit in kind:
            for other in UNITS.same_kind(unit):
                assert UNITS.converted(UNITS.converted(7.3, unit, other), other, unit) == pytest.approx(7.3)


@pytest.mark.parametrize(("unit", "into"), [("m", "go"), ("m", "coudees"), ("coudees", "m")])
def test_nothing_is_converted_across_kinds(unit, into):
    assert into not in UNITS.same_kind(unit)
    with pytest.raises(ValueError, match="two units of one kind"):
        UNITS.converted(1.0, unit, into)
