"""Installations of a project that companies join and leave: what they need year by year, not on average."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from autograders.candidate.errors import Fault, FaultsError

from ..queueing import TARGET_LOAD, concurrent_accesses, servers_for_load
from .volumes import retained

_WHERE = "entreprises"


@dataclass(frozen=True, kw_only=True)
class Company:
    """A company that takes part for some years.

    Parameters
    ----------
    name : str
    joins_year : int
        The first year in which it takes part, 1 for that of the project.
    leaves_year : int or None
        The first year in which it no longer does; it stays to the end by default.
    yearly_tb : float, TB
        What it produces in its first year.
    growth : float
        Of what it produces, a year; 0.1 for 10 %.
    accounts : float
        Named accounts.
    concurrency : float
        Share of the accounts that is active in the busy hour.
    """

    name: str
    joins_year: int
    leaves_year: int | None = None
    yearly_tb: float
    growth: float = 0.0
    accounts: float
    concurrency: float

    def takes_part(self, year: int) -> bool:
        """Return whether it takes part in a year."""
        return self.joins_year <= year and (self.leaves_year is None or year < self.leaves_year)


@dataclass(frozen=True, kw_only=True)
class Hosting:
    """How what companies produce and open is hosted.

    Parameters
    ----------
    sessions_per_server : float
        That one server carries when full.
    kept_years : int or None
        How long the production of a year is kept, itself included; to the end by default, as a project keeps the
        production of those that have left.
    target_load : float
        Share of the capacity of a server that is planned for.
    spare_servers : int
        Servers that may fail; one more by default (N + 1).
    """

    sessions_per_server: float
    kept_years: int | None = None
    target_load: float = TARGET_LOAD
    spare_servers: int = 1


@dataclass(frozen=True, kw_only=True)
class YearlyNeeds:
    """What a year needs.

    Parameters
    ----------
    year : int
    produced_tb, stored_tb : float, TB
        In the year; at its end, all that is still kept.
    accounts : float
        Named, of the companies that take part.
    concurrent : float
        Active in the busy hour.
    servers : int
        Spare ones included.
    """

    year: int
    produced_tb: float
    stored_tb: float
    accounts: float
    concurrent: float
    servers: int


def yearly_needs(companies: Sequence[Company], years: int, hosting: Hosting) -> list[YearlyNeeds]:
    """Return what each year needs while companies join and leave.

    Stored at the end of year t: Σ over the companies of what ``retained`` keeps of their years so far, those that have
    left included. Accesses: Σ accounts·concurrency of those that take part. Servers: ⌈concurrent/(sessions·load)⌉ and
    the spare ones. What is bought for the last year is too much at first, for the mean too little at the end; accesses
    may peak before the last year.

    Parameters
    ----------
    companies : sequence of Company
    years : int
    hosting : Hosting

    Raises
    ------
    FaultsError
        With all doubled names, and years in which nobody can take part.
    DomainError
        If a figure of the hosting is out of range.

    Examples
    --------
    >>> companies = [
    ...     Company(name="génie civil", joins_year=1, yearly_tb=10, growth=0.5, accounts=40, concurrency=0.5),
    ...     Company(name="équipements", joins_year=2, yearly_tb=4, accounts=60, concurrency=0.25),
    ... ]
    >>> for needs in yearly_needs(companies, 3, Hosting(sessions_per_server=25)):
    ...     print(needs.year, needs.produced_tb, needs.stored_tb, needs.accounts, needs.concurrent, needs.servers)
    1 10.0 10.0 40 20.0 3
    2 19.0 29.0 100 35.0 3
    3 26.5 55.5 100 35.0 3
    """
    if faults := list(_faults(companies)):
        raise FaultsError(faults)
    return [_needs(companies, year, hosting) for year in range(1, years + 1)]


def _needs(companies: Sequence[Company], year: int, hosting: Hosting) -> YearlyNeeds:
    present = [company for company in companies if company.takes_part(year)]
    concurrent = concurrent_accesses(
        {company.name: company.accounts for company in present},
        {company.name: company.concurrency for company in present},
    )
    return YearlyNeeds(
        year=year,
        produced_tb=sum(_kept_tb(company, year, 1) for company in companies),
        stored_tb=sum(_kept_tb(company, year, hosting.kept_years or year) for company in companies),
        accounts=sum(company.accounts for company in present),
        concurrent=concurrent,
        servers=servers_for_load(concurrent, hosting.sessions_per_server, hosting.target_load) + hosting.spare_servers,
    )


def _kept_tb(company: Company, year: int, kept_years: int) -> float:
    """Return what is still kept at the end of a year of what a company has produced."""
    last = year if company.leaves_year is None else min(year, company.leaves_year - 1)
    worked = last - company.joins_year + 1
    # Of the years that are kept, those after it left hold nothing of it.
    kept = kept_years - (year - last)
    return retained(company.yearly_tb, company.growth, worked, kept_years=kept) if worked > 0 and kept > 0 else 0.0


def _faults(companies: Sequence[Company]) -> Iterator[Fault]:
    names = [company.name for company in companies]
    doubled = (name for name in dict.fromkeys(names) if names.count(name) > 1)
    yield from (Fault(_WHERE, name, "nom donné plusieurs fois.", "Donner à chacune le sien.") for name in doubled)
    for company in companies:
        if company.joins_year < 1 or (company.leaves_year is not None and company.leaves_year <= company.joins_year):
            message = f"arrivée en année {company.joins_year}, départ en année {company.leaves_year}."
            yield Fault(_WHERE, company.name, message, "Donner une arrivée à partir de 1, et un départ après elle.")
        if not company.yearly_tb >= 0 or not company.growth > -1:
            message = f"production de {company.yearly_tb:g} To, croissance de {company.growth:g}."
            repair = "Donner un volume positif ou nul et une croissance au-dessus de −1."
            yield Fault(_WHERE, company.name, message, repair)
