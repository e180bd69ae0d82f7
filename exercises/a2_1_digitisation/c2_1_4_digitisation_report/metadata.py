"""Metadata of the report, against certificates, journal and specification."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from autograders.candidate.wire import Row
from autograders.criteria import Slip, plain, rows_by_key, rows_check
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .words import MISTAKES, day_of

LONGEST = 80
NATIONAL = {"lambert", "rgf93", "lamb93", "epsg", "2154", "cc46", "cc47", "wgs84", "utm", "ign69", "l93", "national"}
NEGATIONS = {"sans", "non", "pas", "aucun", "ni", "hors"}
METRES = {"m", "metre", "metres"}


def judge_metadata(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of the metadata."""
    given = {
        key: str(rows[0]["value"]) for key, rows in rows_by_key(answers.rows("metadata") or (), "key").items() if rows
    }
    return rows_check(
        answers,
        "metadata",
        label="Métadonnées, conformes aux certificats et au journal",
        weight=2.5,
        key="key",
        expected=list(case.truth["report"]["demanded_metadata"]),
        rule=lambda key, row: metadata_slip(answers, case, given, key, row),
        advice="Relisez le journal de chantier du jour des mesures livrées, puis les certificats de cet appareil.",
    )


def metadata_slip(answers: Answers, case: JudgedCase, given: Mapping[str, str], key: str, row: Row) -> Slip | None:
    """Return what is wrong with one of the metadata.

    Parameters
    ----------
    given : mapping
        All that the candidate states: what follows from a date is judged from the candidate's own.
    """
    text, facts = str(row["value"]), case.truth["report"]
    if not plain(text):
        return Slip("vide")
    if len(text) > LONGEST:
        return Slip(f"trop long, {LONGEST} caractères au plus : une valeur, non une phrase")
    rules: Mapping[str, Callable[[], Slip | None]] = {
        "appareil_recommande": lambda: _device(answers, text),
        "date_etalonnage": lambda: _calibration(facts, text),
        "fin_validite": lambda: _end_of_validity(facts, given, text),
        "etalonnage_valide": lambda: _is_valid(facts, given, text),
        "date_releve": lambda: _survey_day(facts, text),
        "repere": lambda: _frame(text),
        "unite_longueur": lambda: None if plain(text) in METRES else Slip("les coordonnées sont dans une autre unité"),
        "fonction_operateur": lambda: _function(facts, text),
    }
    return rules.get(key, lambda: _identifier(facts, key, text))()


def _device(answers: Answers, text: str) -> Slip | None:
    own = answers.text("C2.1.1.recommended")
    if own is None:
        return Slip("votre carnet C2.1.1 ne recommande aucun appareil, il n’est donc pas documenté")
    return None if plain(own) in plain(text).split() else Slip("ce n’est pas l’appareil que vous avez recommandé")


def _identifier(facts: Mapping[str, Any], key: str, text: str) -> Slip | None:
    if plain(text) == plain(facts["metadata"][key]):
        return None
    if key in facts["other"] and plain(text) == plain(facts["other"][key]):
        return Slip("c’est celui d’un autre appareil", MISTAKES["other-serial"])
    if key in facts["former"] and plain(text) == plain(facts["former"][key]):
        return Slip("c’est l’ancien certificat", MISTAKES["expired-certificate"])
    return Slip("ce n’est pas ce que disent le journal et les certificats")


def _calibration(facts: Mapping[str, Any], text: str) -> Slip | None:
    day = day_of(text)
    if day is None:
        return Slip("date illisible, AAAA-MM-JJ attendu")
    if day == day_of(facts["issued"]):
        return Slip("c’est la date d’émission", MISTAKES["issue-date"])
    return _identifier(facts, "date_etalonnage", day.isoformat())


def _own_end(facts: Mapping[str, Any], given: Mapping[str, str]) -> date | None:
    """Return the end of validity that follows from the candidate's own date, if that is one of a certificate."""
    day = day_of(given.get("date_etalonnage", ""))
    known = [facts["metadata"], facts["former"], facts["other"], {"date_etalonnage": facts["issued"]}]
    if day is None or day not in {day_of(item["date_etalonnage"]) for item in known}:
        return None
    return _a_validity_after(facts, day)


def _a_validity_after(facts: Mapping[str, Any], day: date) -> date:
    return day.replace(year=day.year + int(facts["validity_months"]) // 12)


def _end_of_validity(facts: Mapping[str, Any], given: Mapping[str, str], text: str) -> Slip | None:
    own, day = _own_end(facts, given), day_of(text)
    if own is None:
        return Slip("sans date d’étalonnage plausible, rien ne la fonde")
    if day == own:
        return None
    issued = day_of(facts["issued"])
    if issued is not None and day == _a_validity_after(facts, issued):
        return Slip("comptée depuis l’émission", MISTAKES["issue-date"])
    return Slip("elle ne découle pas de votre date d’étalonnage")


def _is_valid(facts: Mapping[str, Any], given: Mapping[str, str], text: str) -> Slip | None:
    own = _own_end(facts, given)
    if own is None:
        return Slip("sans date d’étalonnage plausible, rien ne la fonde")
    survey = day_of(given.get("date_releve", "")) or day_of(facts["metadata"]["date_releve"])
    said = plain(text)
    if survey is None or said not in ("oui", "non"):
        return Slip("« oui » ou « non » attendu")
    if said == ("oui" if survey <= own else "non"):
        return None
    return Slip("elle ne découle pas de vos dates", MISTAKES["issue-date"] if said == "oui" else None)


def _survey_day(facts: Mapping[str, Any], text: str) -> Slip | None:
    day, right = day_of(text), day_of(facts["metadata"]["date_releve"])
    if day is None or right is None:
        return Slip("date illisible, AAAA-MM-JJ attendu")
    if day == right:
        return None
    eve = (right - day).days == 1
    return Slip("ce n’est pas le jour des mesures livrées", MISTAKES["cancelled-day"] if eve else None)


def _frame(text: str) -> Slip | None:
    words = set(plain(text).split())
    if words & NATIONAL and not words & NEGATIONS:
        return Slip("ce système n’est pas celui des données", MISTAKES["national-crs"])
    return (
        None if words & {"local", "locale", "locales", "locaux"} else Slip("le cahier des charges le nomme autrement")
    )


def _function(facts: Mapping[str, Any], text: str) -> Slip | None:
    words = plain(text).split()
    if plain(facts["operator"]).split()[-1] in words:
        return Slip("la personne est nommée", MISTAKES["operator-named"])
    # « opérateur » stands for « opératrice »: six letters tell the words apart.
    wanted = [word[:6] for word in plain(facts["metadata"]["fonction_operateur"]).split() if len(word) > 3]
    stated = all(any(word.startswith(stem) for word in words) for stem in wanted)
    return None if stated else Slip("ce n’est pas la fonction que donne le journal")
