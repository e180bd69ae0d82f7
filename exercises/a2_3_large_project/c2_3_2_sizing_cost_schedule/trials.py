"""Trials of the function that says what is kept, on companies that the candidate does not have."""

from typing import Any, NamedTuple

from autograders.criteria import Band, function_check
from autograders.model.answers import Answers
from autograders.model.verdict import Check


class Trial(NamedTuple):
    """Companies as (first year, last year, TB in the first year, growth in percent), and what is kept by hand."""

    situation: str
    companies: tuple[tuple[int, int, float, float], ...]
    year: int
    kept_years: int
    kept_tb: float


TRIALS = (
    Trial("une seule année", ((2030, 2034, 8.0, 10.0),), 2030, 3, 8.0),
    # 10 + 11 + 12.1
    Trial("une croissance, tout encore conservé", ((2030, 2034, 10.0, 10.0),), 2032, 5, 33.1),
    # 11 + 12.1 + 13.31
    Trial("une première année déjà effacée", ((2030, 2036, 10.0, 10.0),), 2033, 3, 36.41),
    # 16 × 0.5 + 16 × 0.25
    Trial("une décroissance", ((2030, 2036, 16.0, -50.0),), 2032, 2, 12.0),
    # Left in 2031: 2031 alone is still kept in 2033, 5 × 1.2.
    Trial("une entreprise partie, en partie effacée", ((2030, 2031, 5.0, 20.0),), 2033, 3, 6.0),
    Trial("une entreprise partie depuis longtemps", ((2030, 2031, 5.0, 20.0),), 2036, 3, 0.0),
    Trial("une entreprise qui n’est pas encore là", ((2034, 2036, 5.0, 20.0),), 2033, 3, 0.0),
    # 4 × 1.5² in 2032 and 4 × 1.5 in 2031, 7 in 2032, nothing of the third.
    Trial(
        "des entreprises qui se succèdent",
        ((2030, 2032, 4.0, 50.0), (2032, 2035, 7.0, 0.0), (2033, 2035, 9.0, 0.0)),
        2032,
        2,
        22.0,
    ),
)


def stored_probes() -> list[tuple[Any, ...]]:
    """Return the calls with which the function is tried."""
    keys = ("first_year", "last_year", "yearly_tb", "growth_percent")
    return [
        ([dict(zip(keys, company, strict=True)) for company in trial.companies], trial.year, trial.kept_years)
        for trial in TRIALS
    ]


def function_checks(answers: Answers) -> list[Check]:
    """Judge the function; nothing kept counts only from a function that finds something elsewhere."""
    name = "stored_tb_at"
    accepted = [Band.around(trial.kept_tb, relative=0.001, absolute=0.001) for trial in TRIALS]
    finds = any(
        result.value is not None and trial.kept_tb > 0 and result.value in band
        for trial, band, result in zip(TRIALS, accepted, answers[name].probes, strict=False)
    )
    if not finds:
        accepted = [
            band if trial.kept_tb > 0 else Band(-2.0, -1.0) for trial, band in zip(TRIALS, accepted, strict=True)
        ]
    return [
        function_check(
            answers,
            name,
            weight=1.0,
            accepted=accepted,
            situations=[trial.situation for trial in TRIALS],
            advice="Pour chaque entreprise, sommez ses années de présence qui sont parmi les années conservées.",
        )
    ]
