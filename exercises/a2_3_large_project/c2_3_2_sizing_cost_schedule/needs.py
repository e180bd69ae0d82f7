"""Judges of what each year needs: presence, accesses, servers, production and what is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import ceil
from typing import Any

from autograders.candidate.wire import Row
from autograders.criteria import Slip, lies_in, rows_check
from autograders.domain.sizing import Company, Hosting, YearlyNeeds, yearly_needs
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .own import MISTAKES, Rule, near, near_all, own_cell, own_or, own_rows, shows_work, slip_of

NAME = "yearly_needs"


class Years:
    """The needs of the years, right and by common slips."""

    def __init__(self, case: JudgedCase) -> None:
        sizing, terms = case.truth["sizing"], case.specification
        self.rows: Mapping[str, Mapping[str, Any]] = {str(each["year"]): each for each in sizing["years"]}
        self.names = list(self.rows)
        self.companies = [Company(**each) for each in sizing["companies"]]
        self.hosting = Hosting(
            sessions_per_server=terms.number("sessions_per_server"),
            kept_years=int(terms.number("kept_years")),
            target_load=terms.number("target_load_percent") / 100,
            spare_servers=int(terms.number("spare_servers")),
        )
        self.stayed = self.needs([replace(each, leaves_year=None) for each in self.companies])
        self.left_early = self.needs([early for each in self.companies if (early := _without_last(each))])

    def needs(self, companies: Sequence[Company], hosting: Hosting | None = None) -> Mapping[str, YearlyNeeds]:
        """Return the needs of other companies in the same years."""
        found = yearly_needs(companies, len(self.names), hosting or self.hosting)
        return dict(zip(self.names, found, strict=True))

    def present(self, year: str) -> int:
        """Return how many companies take part in a year."""
        return len(self.rows[year]["companies"])

    def carrying(self, concurrent: float, load: float | None = None) -> int:
        """Return the servers that carry sessions, without the spare ones."""
        return ceil(concurrent / (self.hosting.sessions_per_server * (load or self.hosting.target_load)) - 1e-9)


def _without_last(company: Company) -> Company | None:
    if company.leaves_year is None:
        return company
    leaves = company.leaves_year - 1
    return replace(company, leaves_year=leaves) if leaves > company.joins_year else None


def judge_needs(answers: Answers, case: JudgedCase) -> list[Check]:
    """Return the checks of the table of years."""
    years = Years(case)
    concurrent, produced = own_accesses(answers, years), own_productions(answers, years)

    def check(label: str, weight: float, rule: Rule, advice: str) -> Check:
        return rows_check(
            answers, NAME, label=label, weight=weight, key="year", expected=years.names, rule=rule, advice=advice
        )

    return [
        check(
            "Entreprises présentes et leurs comptes",
            1.0,
            lambda year, row: presence_slip(years, year, row),
            "Une entreprise participe à une année civile où son contrat couvre un jour.",
        ),
        check(
            "Accès simultanés",
            1.5,
            lambda year, row: concurrent_slip(years, year, row),
            "Σ comptes × simultanéité des entreprises présentes, sans arrondi.",
        ),
        check(
            "Serveurs, d’après vos accès simultanés",
            1.5,
            lambda year, row: servers_slip(concurrent, years, year, row),
            "Accès simultanés / (sessions × charge visée), arrondi au-dessus, plus les secours.",
        ),
        check(
            "Production de l’année",
            1.25,
            lambda year, row: produced_slip(years, year, row),
            "Σ production de la première année × (1 + croissance)^(années écoulées) des entreprises présentes.",
        ),
        check(
            "Volume conservé, d’après vos productions",
            1.5,
            lambda year, row: stored_slip(produced, years, year, row),
            "Somme des productions des dernières années conservées, celle-ci comprise.",
        ),
    ]


def presence_slip(years: Years, year: str, row: Row) -> Slip | None:
    """Return what is wrong with the companies and accounts of a year."""
    companies, accounts = own_cell(row, "companies"), own_cell(row, "accounts")
    if companies == years.present(year) and accounts == years.rows[year]["accounts"]:
        return None
    return Slip("entreprises ou comptes inexacts", _presence_mistake(years, year, accounts, "accounts"))


def _presence_mistake(years: Years, year: str, value: float | None, column: str) -> Any:
    wrong = [
        ("departures-ignored", float(getattr(years.stayed[year], column))),
        ("leaving-year-left-out", float(getattr(years.left_early[year], column))),
    ]
    slip = slip_of(value, wrong, near)
    return MISTAKES[slip] if slip else None


def concurrent_slip(years: Years, year: str, row: Row) -> Slip | None:
    """Return what is wrong with the concurrent accesses of a year; companies judged before are not judged again."""
    value, truth = own_cell(row, "concurrent"), years.rows[year]
    accounts = own_cell(row, "accounts")
    accepted = [float(truth["concurrent"])]
    accepted += [
        needs[year].concurrent for needs in (years.stayed, years.left_early) if needs[year].accounts == accounts
    ]
    if value is not None and lies_in(value, near_all(accepted, absolute=0.06)):
        return None
    present = [company for company in years.companies if company.name in truth["companies"]]
    mean = sum(company.concurrency for company in present) / len(present) if present else 0.0
    wrong = [("named-for-concurrent", float(truth["accounts"])), ("mean-concurrency", mean * float(truth["accounts"]))]
    slip = slip_of(value, wrong, near)
    mistake = MISTAKES[slip] if slip else _presence_mistake(years, year, value, "concurrent")
    return Slip("accès simultanés hors de la plage admise", mistake)


def servers_slip(concurrent: Mapping[str, float], years: Years, year: str, row: Row) -> Slip | None:
    """Return what is wrong with the servers of a year, from the own concurrent accesses or the right ones."""
    value, reference, own = own_cell(row, "servers"), float(years.rows[year]["concurrent"]), concurrent[year]
    loads = {own * factor for factor in (0.995, 1.0, 1.005)} | {reference}
    spare = years.hosting.spare_servers
    carrying = {years.carrying(each) for each in loads}
    if value is not None and value - spare in carrying:
        return None
    slip = None
    if value is not None and value in carrying:
        slip = "spare-forgotten"
    elif value is not None and value - spare in {years.carrying(each, 1.0) for each in (own, reference)}:
        slip = "full-load"
    return Slip("nombre de serveurs autre que celui de vos accès", MISTAKES[slip] if slip else None)


def produced_slip(years: Years, year: str, row: Row) -> Slip | None:
    """Return what is wrong with the production of a year."""
    value, truth = own_cell(row, "produced_tb"), years.rows[year]
    accepted = [float(truth["produced_tb"])]
    accounts = own_cell(row, "accounts")
    accepted += [
        needs[year].produced_tb for needs in (years.stayed, years.left_early) if needs[year].accounts == accounts
    ]
    if value is not None and lies_in(value, near_all(accepted, absolute=0.006)):
        return None
    present = [company for company in years.companies if company.name in truth["companies"]]
    rank = years.names.index(year)
    wrong = [
        ("growth-forgotten", sum(company.yearly_tb for company in present)),
        ("growth-from-project-start", sum(each.yearly_tb * (1 + each.growth) ** rank for each in present)),
    ]
    slip = slip_of(value, wrong, near)
    mistake = MISTAKES[slip] if slip else _presence_mistake(years, year, value, "produced_tb")
    return Slip("production hors de la plage admise", mistake)


def own_column(answers: Answers, years: Years, column: str, rule: Rule) -> dict[str, float]:
    """Return a column of the candidate's table by year; the reference where it shows no work, or a cell none."""
    rows = own_rows(answers, NAME, "year")
    reference = {year: float(truth[column]) for year, truth in years.rows.items()}
    if not shows_work(reference, rows, rule):
        return reference
    return {year: own_or(value, own_cell(rows.get(year), column)) for year, value in reference.items()}


def own_accesses(answers: Answers, years: Years) -> dict[str, float]:
    """Return the concurrent accesses that servers are counted for."""
    return own_column(answers, years, "concurrent", lambda year, row: concurrent_slip(years, year, row))


def own_productions(answers: Answers, years: Years) -> dict[str, float]:
    """Return the productions that are kept."""
    return own_column(answers, years, "produced_tb", lambda year, row: produced_slip(years, year, row))


def own_volumes(answers: Answers, years: Years) -> dict[str, float]:
    """Return the volumes that are provisioned for."""
    produced = own_productions(answers, years)
    return own_column(answers, years, "stored_tb", lambda year, row: stored_slip(produced, years, year, row))


def own_servers(answers: Answers, years: Years) -> dict[str, float]:
    """Return the servers of each year."""
    concurrent = own_accesses(answers, years)
    return own_column(answers, years, "servers", lambda year, row: servers_slip(concurrent, years, year, row))


def stored_slip(produced: Mapping[str, float], years: Years, year: str, row: Row) -> Slip | None:
    """Return what is wrong with what is kept at the end of a year, from the own productions or the right ones."""
    value, truth = own_cell(row, "stored_tb"), years.rows[year]
    rank, kept = years.names.index(year), int(years.hosting.kept_years or 0)
    window = years.names[max(0, rank - kept + 1) : rank + 1]
    own = sum(produced[each] for each in window)
    if value is not None and lies_in(value, near_all([own, float(truth["stored_tb"])], absolute=0.006)):
        return None
    present = [company for company in years.companies if company.name in truth["companies"]]
    wrong = [
        ("retention-ignored", sum(produced[each] for each in years.names[: rank + 1])),
        ("year-alone", produced[year]),
        ("volume-leaves-with-company", years.needs(present)[year].stored_tb),
    ]
    slip = slip_of(value, wrong, near)
    return Slip("volume conservé hors de la plage admise", MISTAKES[slip] if slip else None)
