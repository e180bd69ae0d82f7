"""Units and numbers of bills of materials, as exports write them."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograders.domain.bom import conversion_factor, read_decimal, read_unit
from autograders.domain.bom.units import MILLILITRE, UNITS
from autograders.domain.errors import DomainError

UNIT = st.sampled_from([*UNITS, MILLILITRE])
NUMBER = st.decimals(-(10**9), 10**9, places=3)


@pytest.mark.parametrize(
    ("source", "target", "factor"),
    # From the definitions of the SI prefixes.
    [
        ("mm", "m", Fraction(1, 1000)),
        ("cm2", "m2", Fraction(1, 10_000)),
        ("mm2", "cm2", Fraction(1, 100)),
        ("l", "m3", Fraction(1, 1000)),
        ("mL", "cm3", Fraction(1)),
        ("dm3", "l", Fraction(1)),
        ("t", "g", Fraction(1_000_000)),
        ("cent", "pce", Fraction(100)),
    ],
)
def test_factors_are_exact(source, target, factor):
    assert conversion_factor(read_unit(source), read_unit(target)) == factor


@given(UNIT, UNIT, UNIT)
def test_a_detour_by_another_unit_changes_nothing(first, second, third):
    if first.dimension is second.dimension is third.dimension:
        direct = conversion_factor(first, third)
        assert conversion_factor(first, second) * conversion_factor(second, third) == direct
        assert conversion_factor(third, first) * direct == 1


@given(UNIT, UNIT)
def test_what_measures_another_thing_does_not_convert(first, second):
    if first.dimension is not second.dimension:
        with pytest.raises(DomainError, match="corriger l’unité"):
            conversion_factor(first, second)


def test_each_way_of_writing_names_one_unit():
    ways = [alias for unit in UNITS for alias in unit.aliases]
    assert len(ways) == len(set(ways))
    assert all(read_unit(unit.symbol) is unit and read_unit(unit.code) is unit for unit in [*UNITS, MILLILITRE])


@pytest.mark.parametrize("text", ["ml", "ML", " Ml "])
def test_the_linear_metre_and_the_millilitre_are_not_confused(text):
    with pytest.raises(DomainError, match="ambiguë"):
        read_unit(text)


@pytest.mark.parametrize("text", ["", "kilo", "m 2", "m" * 10_000])
def test_an_unknown_unit_is_told_with_those_that_are_known(text):
    with pytest.raises(DomainError, match="pce, paire, cent, mille, mm") as caught:
        read_unit(text)
    assert len(str(caught.value)) < 250


@given(NUMBER, st.sampled_from([" ", "\xa0", "\u202f", ""]), st.sampled_from(",."))
def test_a_number_is_read_as_it_was_written(number, thousands, decimal):
    written = f"{number:,}".replace(",", "T").replace(".", decimal).replace("T", thousands)
    assert read_decimal(f" {written} ") == number


@given(NUMBER)
def test_a_number_written_as_germans_or_americans_do_is_read(number):
    american = f"{number:,}"
    german = american.translate(str.maketrans(",.", ".,"))
    # Below a thousand, one separator alone is the decimal one, in both.
    assert read_decimal(american) == read_decimal(german) == number


def test_one_separator_alone_is_the_decimal_one():
    assert [read_decimal(text) for text in ("1,234", "1.234", "12.", "1,234,567")] == [
        *(Decimal("1.234"), Decimal("1.234"), Decimal(12), Decimal(1234567))
    ]


@pytest.mark.parametrize(
    "text", ["", ",", "1,2,3", "1 23", "12 34,5", "1.234.56", "1e3", "nan", "٣", "2 m", "--1", "1" * 10_000], ids=repr
)
def test_what_is_no_number_is_refused_in_few_words(text):
    with pytest.raises(DomainError, match="n’est pas un nombre") as caught:
        read_decimal(text)
    assert len(str(caught.value)) < 150
