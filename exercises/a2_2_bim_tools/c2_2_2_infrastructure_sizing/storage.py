"""Judges of storage: what is kept, provisioned and backed up, the operations, and the disks that carry both."""

from collections.abc import Sequence
from math import ceil

from autograders.candidate.wire import Row
from autograders.criteria import Slip, choice_check, number_check, rows_check, wrong
from autograders.domain.sizing import BYTES_PER_TB, BYTES_PER_TIB, WRITE_PENALTY, Redundancy, disks_needed
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .hosting import cost_slip, model_check
from .own import MISTAKES, Rule, counted_of, follows, near, own_and_reference, own_cell, own_rows
from .uses import counts_inactive

TIB_IN_TB = BYTES_PER_TIB / BYTES_PER_TB


def judge_storage(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of the storage."""
    disks = DiskRules(answers, case)
    return [
        kept_check(answers, case),
        provisioned_check(answers, case),
        binary_check(answers, case),
        *(backup_check(answers, case, place) for place in ("local", "remote")),
        iops_check(answers, case),
        level_check(answers, disks),
        *disks.checks(),
        model_check(answers, case, "array_model", "arrays", weight=0.25),
    ]


def share_of(case: JudgedCase, name: str) -> float:
    """Return a figure of the specification in percent as a share."""
    return case.specification.number(name) / 100


def own_kept_tb(answers: Answers, case: JudgedCase) -> list[float]:
    """Return what the candidate keeps at the end of the horizon, then the reference."""
    return own_and_reference(answers, "kept_tb", float(case.truth["sizing"]["storage"]["data_tb"]))


def own_provisioned_tb(answers: Answers, case: JudgedCase) -> list[float]:
    """Return what the candidate provisions, then the reference."""
    return own_and_reference(answers, "provisioned_tb", float(case.truth["sizing"]["storage"]["provisioned_tb"]))


def kept_check(answers: Answers, case: JudgedCase) -> Check:
    """Judge what is kept at the end of the horizon."""
    truth, terms = case.truth["sizing"]["storage"], case.specification
    growth, first = 1 + share_of(case, "growth_percent"), float(truth["first_year_tb"])
    years, kept = int(terms.number("storage_years")), int(terms.number("kept_years"))
    right = float(truth["data_tb"])
    return number_check(
        answers,
        "kept_tb",
        weight=0.75,
        accepted=near(right),
        advice="Production de l’année, dérivés compris, croissance composée, dernières années conservées seulement.",
        suspicions={
            MISTAKES["derived-forgotten"]: near(right / (1 + share_of(case, "derived_percent"))),
            MISTAKES["growth-forgotten"]: near(first * kept),
            MISTAKES["retention-ignored"]: near(sum(first * growth**year for year in range(years))),
            MISTAKES["last-year-alone"]: near(first * growth ** (years - 1)),
            MISTAKES["first-years-kept"]: near(sum(first * growth**year for year in range(kept))),
        },
    )


def provisioned_check(answers: Answers, case: JudgedCase) -> Check:
    """Judge what is to be provisioned, from the own volume that is kept."""
    kept, fill = own_kept_tb(answers, case), share_of(case, "maximum_fill_percent")
    snapshots = 1 + share_of(case, "daily_change_percent") * case.specification.number("snapshot_days")
    return number_check(
        answers,
        "provisioned_tb",
        weight=0.25,
        accepted=[follows(each * snapshots / fill) for each in kept],
        advice="(Volume + instantanés) / remplissage maximal, à partir de votre volume conservé.",
        suspicions={
            MISTAKES["fill-multiplied"]: [follows(each * snapshots * fill) for each in kept],
            MISTAKES["fill-forgotten"]: [follows(each * snapshots) for each in kept],
            MISTAKES["snapshots-forgotten"]: [follows(each / fill) for each in kept],
        },
    )


def binary_check(answers: Answers, case: JudgedCase) -> Check:
    """Judge the same volume in binary units."""
    provisioned = own_provisioned_tb(answers, case)
    return number_check(
        answers,
        "provisioned_tib",
        weight=0.25,
        accepted=[follows(each / TIB_IN_TB) for each in provisioned],
        advice="1 To = 10¹² octets, 1 Tio = 2⁴⁰ octets.",
        suspicions={
            MISTAKES["binary-inverted"]: [follows(each * TIB_IN_TB) for each in provisioned],
            MISTAKES["binary-ignored"]: [follows(each) for each in provisioned],
        },
    )


def backup_check(answers: Answers, case: JudgedCase, place: str) -> Check:
    """Judge the volume of a chain of backups, from the own volume that is kept."""
    terms, kept, change = case.specification, own_kept_tb(answers, case), share_of(case, "daily_change_percent")
    fulls, increments = terms.number(f"{place}_fulls"), terms.number(f"{place}_increments")
    reduction = terms.number("reduction")
    rights = [each * (fulls + increments * change) / reduction for each in kept]
    return number_check(
        answers,
        f"{place}_backup_tb",
        weight=0.25,
        accepted=[follows(each) for each in rights],
        advice="Volume conservé × (complètes + incrémentales × part modifiée) / réduction.",
        suspicions={
            MISTAKES["reduction-forgotten"]: [follows(each * reduction) for each in rights],
            MISTAKES["increments-as-fulls"]: [follows(each * (fulls + increments) / reduction) for each in kept],
            MISTAKES["snapshots-backed-up"]: [
                follows(each * (1 + change * terms.number("snapshot_days"))) for each in rights
            ],
        },
    )


def iops_check(answers: Answers, case: JudgedCase) -> Check:
    """Judge the operations of the sessions, from the accounts that the candidate counts."""
    sizing = case.truth["sizing"]
    counted_accounts = [sizing["iops"]["host"], *([sizing["opened_iops"]] if counts_inactive(answers, sizing) else [])]
    return number_check(
        answers,
        "host_iops",
        weight=0.25,
        accepted=[near(float(each), absolute=0.5) for each in counted_accounts],
        advice="Σ accès simultanés × opérations par seconde, profil par profil, sans la pénalité du RAID.",
    )


def level_check(answers: Answers, disks: "DiskRules") -> Check:
    """Judge the level of RAID, which counts only with the disks that it calls for."""
    name, weight = "array_level", 0.25
    check = choice_check(
        answers,
        name,
        weight=weight,
        accepted=["RAID6"],
        advice="La baie doit survivre à la perte de deux disques quelconques.",
        suspicions={"RAID5": MISTAKES["raid5-two-losses"], "RAID10": MISTAKES["raid10-two-losses"]},
    )
    if check.fraction < 1 or disks.any_right():
        return check
    return wrong(check.label, weight, "Niveau retenu sans les disques qui le fondent.", advice="Donnez arrays.")


class DiskRules:
    """How the disks of each model are judged: at the own level, for the own volume and operations."""

    def __init__(self, answers: Answers, case: JudgedCase) -> None:
        level = answers.text("array_level")
        self.answers, self.case = answers, case
        self.level = Redundancy(level) if level in set(Redundancy) else Redundancy.RAID6
        self.models = case.truth["sizing"]["catalogue"]["disks"]
        self.volumes_tb = own_provisioned_tb(answers, case)
        self.iops = own_and_reference(answers, "host_iops", float(case.truth["sizing"]["iops"]["host"]))
        self.writes = float(case.truth["sizing"]["iops"]["writes"])

    def checks(self) -> list[Check]:
        """Return the checks of counts and costs."""
        return [
            self._check(
                "Nombre de disques par modèle",
                0.75,
                self.count_slip,
                "Le plus grand de deux besoins : capacité avec parité, opérations avec pénalité d’écriture.",
            ),
            self._check(
                "Coût global des disques par modèle",
                0.25,
                lambda model, row: cost_slip(self.case, "disks", model, row, "disks"),
                "Achat, plus maintenance et électricité (PUE compris) actualisées, chacune en fin d’année.",
            ),
        ]

    def any_right(self) -> bool:
        """Return whether the disks of one model at least are right."""
        rows = own_rows(self.answers, "arrays", "model")
        return any(
            (row := rows.get(model.casefold())) is not None and self.count_slip(model, row) is None
            for model in self.models
        )

    def count_slip(self, model: str, row: Row) -> Slip | None:
        """Return what is wrong with the disks of a model."""
        disk = self.models[model]
        capacity, operations, count = (
            own_cell(row, column) for column in ("disks_for_capacity", "disks_for_iops", "disks")
        )
        if capacity not in counted_of(lambda volume: self.for_capacity(volume, disk["capacity_tb"]), self.volumes_tb):
            useful = counted_of(lambda volume: ceil(volume / disk["capacity_tb"] - 1e-9), self.volumes_tb)
            lacks_parity = self.level is not Redundancy.RAID10 and capacity in useful
            return Slip("disques pour la capacité", MISTAKES["parity-forgotten"] if lacks_parity else None)
        cost = 1 - self.writes + WRITE_PENALTY[self.level] * self.writes
        if operations not in counted_of(lambda iops: ceil(iops * cost / disk["iops"] - 1e-9), self.iops):
            plain = counted_of(lambda iops: ceil(iops / disk["iops"] - 1e-9), self.iops)
            slip = MISTAKES["write-penalty-forgotten"] if operations in plain else None
            return Slip("disques pour les opérations", slip)
        bought = max(capacity or 0, operations or 0)
        if count != bought + (bought % 2 if self.level is Redundancy.RAID10 else 0):
            slip = MISTAKES["capacity-alone"] if count == capacity else None
            return Slip("disques à acheter", slip)
        return None

    def for_capacity(self, volume_tb: float, disk_tb: float) -> int:
        """Return the disks that hold a volume at the own level."""
        return disks_needed(volume_tb, disk_tb, self.level, maximum_fill=1.0)

    def _check(self, label: str, weight: float, rule: Rule, advice: str) -> Check:
        return rows_check(
            self.answers,
            "arrays",
            label=label,
            weight=weight,
            key="model",
            expected=list(self.models),
            rule=rule,
            advice=advice,
        )
