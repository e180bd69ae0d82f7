"""A term, played by the commands: what the reports say equals what pandas makes of the class's known work.

Points of the banks' submissions, weights and épreuves are stated here a second time, by hand; nothing is computed by
the code under test. Names of the numbers are those of the reports' tables.
"""

import csv
import io
import json
import re
import sqlite3
import zipfile

import numpy as np
import pandas as pd
import pytest
from support.term import (
    ABSENT,
    ERASED,
    ERASED_NAMES,
    LATE,
    OVERRIDDEN,
    OVERRIDE_POINTS,
    SETTLED_BY_A_THIRD,
    UNREADABLE_REPORT,
    WITHOUT_PLAN,
    play,
    rubric_cell,
)
from support.term_repository import PLAN, PLAN_ACTIVITY
from support.tiny_repository import ACTIVITY, EXERCISE, REPORT

# Criterion, épreuve, activity, notebook, the grader's points and the person's.
CRITERIA = pd.DataFrame(
    [
        ("C2.1.3.coverage", "pratique", "A2.1", EXERCISE, 5.0, 0.0),
        ("C2.1.3.support", "pratique", "A2.1", EXERCISE, 5.0, 0.0),
        ("C2.1.4.specification", "ecrit", "A2.1", REPORT, 2.0, 2.0),
        ("C2.1.4.protocol", "pratique", "A2.1", REPORT, 4.0, 4.0),
        ("C2.2.1.facts", "ecrit", "A2.2", PLAN, 4.0, 0.0),
        ("C2.2.1.reasons", "ecrit", "A2.2", PLAN, 0.0, 6.0),
        ("C3.1.1.site", "ecrit", "A3.1", "", 0.0, 0.0),
    ],
    columns=["criterion", "epreuve", "activity", "notebook", "automatic", "human"],
)
# What a grader gives for each submission, in the order of the criteria; a rounded range keeps half once regraded.
WORTH = {
    "crash/division_by_zero": (0.0, 0.0),
    "wrong/always_the_contrary": (5.0, 0.0),
    "wrong/in_metres": (0.0, 5.0),
    "partial/no_function": (5.0, 2.5),
    "accepted/by_hand": (5.0, 5.0),
    "accepted/sum_over_count": (5.0, 5.0),
    "wrong/no_step": (2.0, 0.0),
    "wrong/seven": (0.0, 4.0),
    "accepted/as_float": (2.0, 4.0),
    "accepted/three_steps": (2.0, 4.0),
    "wrong/largest": (0.0,),
    "wrong/rounded": (2.0,),
    "accepted/sorted": (4.0,),
    "accepted/max_less_min": (4.0,),
}
PART_WEIGHTS = {("A2.1", "pratique"): 0.7, ("A2.1", "ecrit"): 0.3, ("A2.2", "ecrit"): 1.0, ("A3.1", "ecrit"): 1.0}
ACTIVITY_WEIGHTS = {"A2.1": 0.6, "A2.2": 0.4, "A3.1": 1.0}
NOTEBOOKS = {"A2.1": (EXERCISE, REPORT), "A2.2": (PLAN,)}
WORST_LAST = ["complete", "pending", "review", "missing", "not_assessed"]
# Two points a day late, never more than the notebook had; of the ten points of the ruler, and the twelve of the report.
LATE_DAYS_POINTS = 2.0


@pytest.fixture(scope="module")
def term(tmp_path_factory):
    return play(tmp_path_factory.mktemp("term") / "repository")


@pytest.fixture(scope="module")
def cells(term):
    """Return what each cell of each candidate is worth: points, unless it is open, and how far it is established."""
    rows = []
    for candidate in term.candidates:
        for criterion in CRITERIA.itertuples():
            work = candidate.works.get(criterion.notebook)
            state = {None: "missing", "": "review"}.get(work, "complete") if criterion.notebook else "not_assessed"
            if criterion.automatic:
                points = automatic_points(criterion, work) if state == "complete" else None
                if (candidate.name, criterion.criterion) == (OVERRIDDEN, "C2.1.3.support"):
                    points = OVERRIDE_POINTS
                rows.append((candidate.name, criterion.criterion, "grader", criterion.automatic, points, state))
            if criterion.human:
                level, settled = consolidated(candidate, criterion.criterion)
                settled = settled if state == "complete" else state
                points = level / 4 * criterion.human if settled == "complete" else None
                rows.append((candidate.name, criterion.criterion, "person", criterion.human, points, settled))
            if not criterion.notebook:
                rows.append((candidate.name, criterion.criterion, "", 1.0, None, state))
    return pd.DataFrame(rows, columns=["candidate", "criterion", "by", "maximum", "points", "state"])


def consolidated(candidate, criterion):
    """Return what both graders' levels come to, and how far that is established, by the convention in words.

    The same level counts, neighbours count for their mean, levels further apart wait for a third person.
    """
    if (candidate.name, criterion) == SETTLED_BY_A_THIRD[:2]:
        return SETTLED_BY_A_THIRD[2], "complete"
    first, second = candidate.levels[criterion]
    if second is None:
        return None, "pending"
    return ((first + second) / 2, "complete") if abs(first - second) < 2 else (None, "review")


def automatic_points(criterion, work):
    judged = CRITERIA[(CRITERIA.notebook == criterion.notebook) & (CRITERIA.automatic > 0)].criterion.tolist()
    return WORTH[work][judged.index(criterion.criterion)]


@pytest.fixture(scope="module")
def criteria(cells):
    """Return shares and states by candidate and criterion."""
    low = cells.assign(points=cells.points.fillna(0.0).astype(float))
    high = cells.assign(points=cells.points.fillna(cells.maximum).astype(float))
    by = ["candidate", "criterion"]
    maximum = cells.groupby(by).maximum.sum()
    return pd.DataFrame(
        {
            "share_minimum": low.groupby(by).points.sum() / maximum,
            "share_maximum": high.groupby(by).points.sum() / maximum,
            "state": cells.groupby(by).state.agg(lambda states: max(states, key=WORST_LAST.index)),
        }
    ).reset_index()


@pytest.fixture(scope="module")
def marks(criteria, term):
    """Return the bounds of all marks out of 20, by candidate, level and code."""
    table = criteria.merge(CRITERIA, on="criterion")
    table["code"] = table.criterion.str.rpartition(".")[0]
    table["lost"] = [lost_share(term, *row) for row in zip(table.candidate, table.notebook, strict=True)]
    bounds = ["share_minimum", "share_maximum"]
    by = ["candidate", "activity", "epreuve", "code"]
    groups = table.groupby(by)[[*bounds, "lost"]].mean()
    groups = groups[bounds].sub(groups.lost, axis=0).clip(lower=0).reset_index()
    parts = groups.groupby(by[:3])[bounds].mean().reset_index()
    weights = [PART_WEIGHTS[key] for key in zip(parts.activity, parts.epreuve, strict=True)]
    activities = weighted(parts, weights, ["candidate", "activity"])
    blocs = activities.assign(bloc="B" + activities.activity.str[1])
    blocs = weighted(blocs, activities.activity.map(ACTIVITY_WEIGHTS), ["candidate", "bloc"])
    levels = [
        groups.assign(level="group"),
        parts.assign(level="epreuve", code=parts.activity + "." + parts.epreuve),
        activities.assign(level="activity", code=activities.activity),
        blocs.assign(level="bloc", code=blocs.bloc),
    ]
    found = pd.concat(levels)
    found[["minimum_out_of_20", "maximum_out_of_20"]] = found[bounds] * 20
    return found


def weighted(table, weights, by):
    bounds = ["share_minimum", "share_maximum"]
    return table.assign(**table[bounds].mul(list(weights), axis=0)).groupby(by)[bounds].sum().reset_index()


def lost_share(term, candidate, notebook):
    if candidate != LATE or notebook not in (EXERCISE, REPORT):
        return 0.0
    work = next(item for item in term.candidates if item.name == LATE).works[notebook]
    maximum = CRITERIA[CRITERIA.notebook == notebook][["automatic", "human"]].sum().sum()
    # When it was graded, only the grader's points were there.
    return min(LATE_DAYS_POINTS, sum(WORTH[work])) / maximum


@pytest.fixture(scope="module")
def workbooks(term):
    """Return the sheets of the cohort's workbooks: criteria and marks, of both activities."""
    for code in ("A2.1", "A2.2"):
        term.atelier("report", "cohort", code, "--no-pdf")
    paths = [term.folder / "reports" / f"cohort-{code}.xlsx" for code in ("A2.1", "A2.2")]
    return {
        sheet: pd.concat(pd.read_excel(path, sheet_name=sheet) for path in paths) for sheet in ("criteria", "marks")
    }


def compared(found, expected, keys, numbers):
    """Return both tables' numbers side by side; the same rows have to be in both."""
    joined = found.merge(expected, on=keys, how="outer", suffixes=("", "_expected"), indicator=True)
    assert set(joined._merge) == {"both"}, joined[joined._merge != "both"]
    assert len(joined) == len(found) == len(expected)
    for name in numbers:
        assert (joined[name] - joined[f"{name}_expected"]).abs().max() < 1e-9, name
    return joined


def test_the_class_is_no_trivial_one(term, criteria, marks):
    works = {candidate.name: candidate.works for candidate in term.candidates}
    assert ERASED not in works
    # What was overridden was worth something else, what was regraded concerns several, and lateness costs.
    assert WORTH[works[OVERRIDDEN][EXERCISE]][1] != OVERRIDE_POINTS
    assert sum(work[PLAN] == "wrong/rounded" for work in works.values()) >= 3
    assert lost_share(term, LATE, EXERCISE) == 0.2
    assert set(criteria.state) == set(WORST_LAST)
    of_activity = marks[(marks.level == "activity") & (marks.code == "A2.1")]
    assert of_activity.share_minimum.round(6).nunique() >= 10
    assert (of_activity.share_minimum < of_activity.share_maximum).sum() >= 3
    assert (of_activity.share_minimum == of_activity.share_maximum).sum() >= 15


def test_the_gradebook_holds_for_each_cell_what_the_work_is_worth(term, cells):
    connection = sqlite3.connect(term.folder / "gradebook.db")
    raw = pd.read_sql_query(
        "SELECT submitted_assignment.student_id AS candidate, base_cell.name AS cell, grade.auto_score, "
        "grade.manual_score FROM grade JOIN base_cell ON base_cell.id = grade.cell_id "
        "JOIN submitted_notebook ON submitted_notebook.id = grade.notebook_id "
        "JOIN submitted_assignment ON submitted_assignment.id = submitted_notebook.assignment_id",
        connection,
    )
    connection.close()
    raw["score"] = raw.manual_score.fillna(raw.auto_score)
    known = cells[cells.points.notna()].copy()
    known["cell"] = [
        rubric_cell(row.criterion) if row.by == "person" else rubric_cell(row.criterion).removesuffix("_rubric")
        for row in known.itertuples()
    ]
    joined = known.merge(raw, on=["candidate", "cell"], how="left")
    assert len(known) > 200
    assert (joined.score - joined.points.astype(float)).abs().max() < 1e-9


def test_the_cohorts_criteria_are_those_of_an_independent_computation(workbooks, criteria):
    expected = criteria[~criteria.criterion.str.startswith("C3")]
    numbers = ["share_minimum", "share_maximum"]
    joined = compared(workbooks["criteria"], expected, ["candidate", "criterion"], numbers)
    assert joined[joined.state != joined.state_expected].empty


def test_as_many_criteria_wait_are_to_be_reviewed_or_missing_as_in_the_class(workbooks, criteria):
    found = workbooks["criteria"].groupby(["criterion", "state"]).size()
    expected = criteria[~criteria.criterion.str.startswith("C3")].groupby(["criterion", "state"]).size()
    assert found.to_dict() == expected.to_dict()
    assert found["C2.1.4.specification", "missing"] >= 2
    assert found["C2.1.4.specification", "review"] >= 2


def test_the_course_says_how_many_handed_in_how_many_late_and_where_a_person_has_to_look(term, criteria, capsys):
    term.atelier("course", "status", "--json")
    told = {item["activity"]: item for item in json.loads(capsys.readouterr().out)}
    waits = criteria[criteria.state.isin(["pending", "review"])].merge(CRITERIA, on="criterion")
    for activity, code, late in ((ACTIVITY, "A2.1", 1), (PLAN_ACTIVITY, "A2.2", 0)):
        handed_in = sum(any(c.works[name] is not None for name in NOTEBOOKS[code]) for c in term.candidates)
        assert (told[activity]["collected"], told[activity]["late"]) == (handed_in, late)
        assert told[activity]["to_review"] == waits[waits.activity == code].candidate.nunique()


def test_the_cohorts_marks_are_those_of_an_independent_computation(workbooks, marks):
    expected = marks[marks.code.str.contains("2.1|2.2", regex=True) & (marks.level != "bloc")]
    numbers = ["minimum_out_of_20", "maximum_out_of_20"]
    keys = ["candidate", "level", "code", "epreuve"]
    found = workbooks["marks"]
    # A competency that is judged in two épreuves has a row for each, told apart by what comes with them.
    found["epreuve"] = epreuves_of(found)
    expected = expected.assign(epreuve=expected.epreuve.where(expected.level == "group", ""))
    joined = compared(found, expected, keys, numbers)
    settled = joined[(joined.minimum_out_of_20 - joined.maximum_out_of_20).abs() < 1e-12]
    assert (settled.mark - settled.minimum_out_of_20_expected).abs().max() < 1e-9
    assert joined.drop(settled.index).mark.isna().all()


def epreuves_of(found):
    """Return the épreuve of each row that is a competency's: that of the next row of an épreuve."""
    epreuve = found.code.where(found.level == "epreuve").str.rpartition(".")[2].bfill()
    return epreuve.where(found.level == "group", "")


@pytest.mark.parametrize("candidate", ["c00", LATE, OVERRIDDEN, UNREADABLE_REPORT, WITHOUT_PLAN, ABSENT])
def test_a_candidate_s_and_a_jury_s_numbers_are_the_same_up_to_the_bloc(term, marks, candidate):
    for kind in ("candidate", "jury"):
        term.atelier("report", kind, candidate, "--no-pdf")
        found = pd.read_csv(term.folder / "reports" / f"{kind}-{candidate}-marks.csv")
        found = found[found.level.isin(["activity", "bloc"])]
        expected = marks[(marks.candidate == candidate) & marks.level.isin(["activity", "bloc"])]
        compared(found, expected, ["candidate", "level", "code"], ["minimum_out_of_20", "maximum_out_of_20"])


def test_agreement_and_cohen_s_kappas_are_those_of_a_cross_tabulation(term):
    for code in ("A2.1", "A2.2"):
        term.atelier("report", "agreement", code, "--no-pdf")
        (path,) = (term.folder / "reports").glob(f"agreement-{code}*.xlsx")
        found = pd.read_excel(path, sheet_name="agreement").set_index("criterion")
        of_activity = CRITERIA[(CRITERIA.activity == code) & (CRITERIA.human > 0)]
        levels = pd.DataFrame(
            [
                (criterion.criterion, *candidate.levels[criterion.criterion])
                for criterion in of_activity.itertuples()
                for candidate in term.candidates
                if candidate.works[criterion.notebook]
            ],
            columns=["criterion", "first", "second"],
        ).dropna()
        for name, group in (*levels.groupby("criterion"), ("all", levels)):
            expected = kappas(group)
            row = found.loc[name]
            assert row.pieces == len(group)
            told = row[["observed_agreement", "kappa", "quadratic_weighted_kappa"]].tolist()
            assert told == pytest.approx(expected, abs=1e-9)
        disagreements = pd.read_excel(path, sheet_name="disagreements")
        gaps = (levels["first"] - levels["second"]).abs()
        assert disagreements.gap.tolist() == sorted(gaps[gaps > 0].tolist(), reverse=True)


def kappas(levels):
    """Return observed agreement, Cohen's kappa (1960), and with squared distances as weights (1968)."""
    scale = range(5)
    table = pd.crosstab(levels["first"], levels["second"], normalize=True).reindex(index=scale, columns=scale)
    observed = table.fillna(0.0).to_numpy()
    by_chance = np.outer(observed.sum(axis=1), observed.sum(axis=0))
    same, distances = np.eye(5), np.subtract.outer(scale, scale) ** 2
    chance = (same * by_chance).sum()
    agreement = (same * observed).sum()
    weighted = 1 - (distances * observed).sum() / (distances * by_chance).sum()
    return [agreement, (agreement - chance) / (1 - chance), weighted]


def test_how_items_behave_is_what_another_computation_says(term, cells, capsys):
    for code in ("A2.1", "A2.2"):
        term.atelier("report", "items", code, "--json")
        told = json.loads(capsys.readouterr().out)
        scores, maxima = item_scores(cells, code)
        assert told["candidates"] == len(scores)
        found = pd.DataFrame(told["items"]).set_index(["criterion", "part"])
        assert set(found.index) == set(scores.columns)
        for item in scores:
            row, others = found.loc[item], scores.columns.drop([item])
            is_known = scores[others].notna() * maxima[others]
            rest = scores[others].sum(axis=1) / is_known.sum(axis=1)
            rest = rest.where(is_known.sum(axis=1) >= maxima[others].sum() / 2)
            assert row.complete == scores[item].notna().sum()
            assert row.difficulty == pytest.approx(scores[item].mean() / maxima[item], abs=1e-9)
            assert row.item_rest == pytest.approx(scores[item].corr(rest), abs=1e-9)
        covariance = scores.dropna().cov().to_numpy()
        alpha = len(covariance) / (len(covariance) - 1) * (1 - np.trace(covariance) / covariance.sum())
        (whole,) = [row for row in told["reliability"] if row["scope"] == "all"]
        assert (whole["alpha"], whole["candidates"]) == (pytest.approx(alpha, abs=1e-9), len(scores.dropna()))
        # One score was overridden; each handed in once.
        assert found.scores_replaced.sum() == (code == "A2.1")
        assert set(found.answers_per_candidate.dropna()) == {1.0}
    # The tiny grader takes a mean in metres for a single reading.
    in_metres = [candidate for candidate in term.candidates if candidate.works[EXERCISE] == "wrong/in_metres"]
    term.atelier("report", "items", "A2.1", "--json")
    (misconception,) = json.loads(capsys.readouterr().out)["misconceptions"]
    assert (misconception["misconception"], misconception["candidates"]) == ("first-reading", len(in_metres))


def item_scores(cells, activity):
    """Return a column of scores for each part of a criterion, whose parts make 1 together, and what can be had."""
    chosen = cells.merge(CRITERIA[CRITERIA.activity == activity][["criterion"]], on="criterion")
    whole = chosen.groupby(["candidate", "criterion"]).maximum.transform("sum")
    chosen["part"] = chosen.by.map({"grader": "automatic", "person": "human"})
    chosen["score"], chosen["weight"] = chosen.points.astype(float) / whole, chosen.maximum / whole
    maxima = chosen.groupby(["criterion", "part"]).weight.first()
    return chosen.pivot_table("score", "candidate", ["criterion", "part"]), maxima


def test_no_file_on_items_names_a_candidate(term):
    term.atelier("report", "items", "A2.1", "--no-pdf")
    written = [path for path in (term.folder / "reports").glob("items-A2.1*") if path.suffix != ".xlsx"]
    assert len(written) == 8
    for path in written:
        assert re.findall(r"\bc\d\d\b", path.read_text(encoding="utf-8")) == [], path.name


def test_moodle_gets_the_same_marks_and_nothing_where_something_is_open(term, marks, tmp_path):
    for code in ("A2.1", "A2.2"):
        file = tmp_path / f"{code}.csv"
        term.atelier("course", "export-moodle", code, str(file))
        with file.open(encoding="utf-8", newline="") as opened:
            found = {line["Identifiant"]: line["Note sur 20"] for line in csv.DictReader(opened)}
        of_activity = marks[(marks.level == "activity") & (marks.code == code)]
        for row in of_activity.itertuples():
            if row.maximum_out_of_20 - row.minimum_out_of_20 > 1e-12:
                assert found.pop(row.candidate) == ""
            else:
                assert float(found.pop(row.candidate)) == pytest.approx(row.minimum_out_of_20, abs=0.0051)
        assert found == {}


def test_nothing_in_any_file_of_the_course_says_who_was_erased(term, workbooks):
    needles = [text.encode() for text in (ERASED, *ERASED_NAMES.values())]
    found, read = [], 0
    for path in sorted(item for item in term.folder.rglob("*") if item.is_file()):
        for name, content in opened(path):
            read += 1
            found += [f"{name}: {needle!r}" for needle in needles if needle.lower() in content.lower()]
        found += [str(path) for needle in needles if needle.decode().lower() in str(path).lower()]
    assert found == []
    # Pages of databases are among what was read, and others are still found in them by the same search.
    assert read > 200
    assert LATE.encode() in (term.folder / "gradebook.db").read_bytes()
    assert LATE.encode() in (term.folder / "records.db").read_bytes()


def opened(path):
    """Yield a file's content by name, and what an archive holds."""
    yield str(path), path.read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
            for name in archive.namelist():
                yield f"{path}!{name}", archive.read(name)
