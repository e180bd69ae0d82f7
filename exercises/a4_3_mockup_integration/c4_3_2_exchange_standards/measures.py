"""Sizes, counts, ranks of opening and coverage of the software."""

from dataclasses import replace

from autograders.candidate.wire import Row
from autograders.criteria import Band, absent, right, rows_by_key, table_check, wrong
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .reference import STANDARDS, Cells, coverage_bands, file_bands, standards_of
from .words import MISTAKES

IFC_FILES = ("IFC4", "IFC2X3")
EXPORTED = ("IFC-ZIP", "glTF")
LONGEST_OPENING_S = 600.0
# Two durations within this ratio are not told apart, says the specification.
INDISTINCT_RATIO = 1.25


def ifc_measures_check(answers: Answers, case: JudgedCase) -> Check:
    """Judge sizes and counts of the two model files."""
    bands = file_bands(case)
    fates = standards_of(case)["properties"].values()
    pairs = {"IFC4": sum(fate["carried"] for fate in fates), "IFC2X3": sum(fate["found"] for fate in fates)}
    check = table_check(
        answers,
        "file_measures",
        weight=2,
        key="standard",
        accepted={standard: bands[standard] for standard in IFC_FILES},
        ignored=EXPORTED,
        advice="len(model.by_type(classe)) pour chaque classe de la section 5 ; path.stat().st_size pour la taille.",
        suspicions={
            MISTAKES["kilobytes"]: kilobytes(bands),
            MISTAKES["pairs-for-instances"]: {
                standard: {"properties": Band.around(count)} for standard, count in pairs.items()
            },
        },
    )
    return replace(check, label="Mesures des deux fichiers IFC")


def export_measures_check(answers: Answers, case: JudgedCase) -> Check:
    """Judge sizes and counts of the archive and of the glTF."""
    bands = file_bands(case)
    whole = case.truth["measures"]["ifc4"]["bytes"]
    check = table_check(
        answers,
        "file_measures",
        weight=1,
        key="standard",
        accepted={standard: bands[standard] for standard in EXPORTED},
        ignored=IFC_FILES,
        advice="Mesurez les fichiers que vous avez écrits et relisez-les : 0 pour ce qu’un format n’a pas.",
        suspicions={
            MISTAKES["stored-archive"]: {"IFC-ZIP": {"bytes": Band(0.99 * whole, 1.01 * whole + 1000)}},
            MISTAKES["kilobytes"]: kilobytes(bands),
        },
    )
    return replace(check, label="Mesures de l’archive et du glTF")


def kilobytes(bands: Cells) -> dict[str, dict[str, list[Band]]]:
    """Return the sizes in units of a thousand bytes, or of 1 024."""
    return {
        standard: {
            "bytes": [Band(size.low - 1, size.high + 1) for size in (cells["bytes"].times(1 / k) for k in UNITS)]
        }
        for standard, cells in bands.items()
    }


UNITS = (1000, 1024)


def openings_check(answers: Answers) -> Check:
    """Judge the ranks of opening from the candidate's own durations: seconds depend on the machine."""
    answer, weight = answers["openings"], 1.0
    label = answer.declaration.label
    if (missing := absent(answer, label=label, weight=weight)) is not None:
        return missing
    durations = own_durations_s(answers.rows("openings") or ())
    lacking = [standard for standard in STANDARDS if standard not in durations]
    if lacking:
        message = f"Pas de durée unique, positive et inférieure à dix minutes pour : {', '.join(lacking)}."
        return wrong(label, weight, message, advice="Donnez la plus courte de cinq ouvertures, en secondes.")
    given = {standard: row["rank"] for standard, row in single_rows(answers.rows("openings") or ()).items()}
    expected = opening_ranks(durations)
    faulty = [standard for standard in STANDARDS if given[standard] != expected[standard]]
    if not faulty:
        return right(label, weight, "Vos rangs découlent de vos durées.")
    mistake = None
    backwards = {standard: 1 / duration for standard, duration in durations.items()}
    if given == opening_ranks(durations, ratio=1.0):
        mistake = MISTAKES["rank-without-ties"]
    elif given in (opening_ranks(backwards), opening_ranks(backwards, ratio=1.0)):
        mistake = MISTAKES["rank-reversed"]
    message = f"Rangs qui ne découlent pas de vos durées : {', '.join(faulty)}."
    fraction = 0.5 * (1 - len(faulty) / len(STANDARDS))
    advice = "Rangez les durées ; au-delà de 25 % de la première de son rang, une durée prend sa place pour rang."
    return wrong(label, weight, message, misconception=mistake, advice=advice, fraction=fraction)


def own_durations_s(rows: tuple[Row, ...]) -> dict[str, float]:
    """Return the candidate's own durations that can be ones."""
    found = {standard: row["duration_s"] for standard, row in single_rows(rows).items()}
    return {
        standard: float(value)
        for standard, value in found.items()
        if isinstance(value, int | float) and 0 < value < LONGEST_OPENING_S
    }


def single_rows(rows: tuple[Row, ...]) -> dict[str, Row]:
    """Return the row of each standard that has a single one."""
    given = rows_by_key(rows, "standard")
    return {each: given[each.casefold()][0] for each in STANDARDS if len(given.get(each.casefold(), ())) == 1}


def opening_ranks(durations_s: dict[str, float], ratio: float = INDISTINCT_RATIO) -> dict[str, int]:
    """Return the rank of each duration by the convention of the specification, or by another ratio."""
    # What makes up the package takes a second to import.
    from autograders.domain.ifc import ranks

    return ranks(durations_s, ratio)


def coverage_check(answers: Answers, case: JudgedCase) -> Check:
    """Judge the share of the software that each format reaches."""
    slips, bands = standards_of(case)["reader_slips"], coverage_bands(case)
    told = case.truth["tool_coverage"]
    # Reading and writing count 1, reading alone 1/2: the number of tools follows from any format that some tool reads.
    counts = {each: (slips["software"][each] + slips["writing_software"][each]) / 2 for each in told}
    total = max(counts[each] / told[each] for each in told if told[each] > 0)
    return table_check(
        answers,
        "tool_coverage",
        weight=1,
        key="standard",
        accepted=bands,
        advice="Moyenne sur les logiciels, non sur les partenaires, de 1, 0,5 ou 0.",
        suspicions={
            MISTAKES[name]: {
                each: {"coverage": Band.around(slips[kind][each] / total, absolute=0.005)} for each in bands
            }
            for name, kind in (("reading-counted-whole", "software"), ("writing-alone-counted", "writing_software"))
        },
    )
