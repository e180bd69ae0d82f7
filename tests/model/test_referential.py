"""The referential as data: what the shipped file holds, and how each fault of such a file is reported.

Expected counts, weights and anomalies were read by hand in the certification's published referential: four blocs of
ten competencies, and the bullets under each competency counted one by one.
"""

import tomllib
from pathlib import Path

import pytest

from autograders.candidate.errors import FaultsError
from autograders.model.exercise import ExerciseCriterion, Grading
from autograders.model.referential import Epreuve, UnknownCodeError, floor_faults, load_referential

SHIPPED = Path(__file__).resolve().parents[2] / "course" / "referential.toml"

# Criteria counted in the document, competency by competency; A1.2's oral has two of ours, A4.1's two of its own.
CRITERIA = {
    "C1.1.1": 4, "C1.1.2": 4, "C1.1.3": 3,
    "C1.2.1": 5, "C1.2.2": 4, "C1.2.3": 3, "C1.2.4": 2,
    "C1.3.1": 3, "C1.3.2": 3, "C1.3.3": 3,
    "C2.1.1": 5, "C2.1.2": 4, "C2.1.3": 2, "C2.1.4": 2,
    "C2.2.1": 3, "C2.2.2": 3, "C2.2.3": 2,
    "C2.3.1": 3, "C2.3.2": 3, "C2.3.3": 2,
    "C3.1.1": 2, "C3.1.2": 3, "C3.1.3": 3, "C3.1.4": 2,
    "C3.2.1": 2, "C3.2.2": 2, "C3.2.3": 2,
    "C3.3.1": 3, "C3.3.2": 2, "C3.3.3": 3,
    "C4.1.1": 2, "C4.1.2": 3, "C4.1.3": 2,
    "C4.2.1": 4, "C4.2.2": 2, "C4.2.3": 4,
    "C4.3.1": 2, "C4.3.2": 2, "C4.3.3": 2, "C4.3.4": 3,
}  # fmt: skip
CRITERIA_OF_ACTIVITIES = {
    "A1.1": 11, "A1.2": 16, "A1.3": 9,
    "A2.1": 13, "A2.2": 8, "A2.3": 8,
    "A3.1": 10, "A3.2": 6, "A3.3": 8,
    "A4.1": 9, "A4.2": 10, "A4.3": 9,
}  # fmt: skip

GOOD = """
format = 1
certification = "Manager"
conventions = ["Les compétences ont le même poids."]

[[blocs]]
code = "B1"
title = "Bloc"

[[activities]]
code = "A1.1"
bloc = "B1"
title = "Activité"
weight_percent = 100
modality = "Étude de cas"
parts = [{ epreuve = "ecrit", weight_percent = 50 }, { epreuve = "oral", weight_percent = 50 }]

[[competencies]]
code = "C1.1.1"
activity = "A1.1"
statement = "Mesurer."

[[criteria]]
id = "C1.1.1.noise"
competency = "C1.1.1"
epreuve = "ecrit"
how = "auto"
label = "Bruit"

[[criteria]]
id = "A1.1.oral.posture"
activity = "A1.1"
epreuve = "oral"
how = "rubric"
label = "Posture"

[thesis]
title = "Thèse"
statement = "Défendre."
mission_months_minimum = 4
epreuves = ["rapport", "oral"]
active_pages = { minimum = 50, maximum = 60 }
defence_stages = [{ title = "Exposé", minutes = { minimum = 20, maximum = 45 } }]
jury = { members = 4, practitioners = 2 }

[[criteria]]
id = "THESIS.report"
epreuve = "rapport"
how = "rubric"
label = "Mémoire"
"""
SECOND_COMPETENCY = """
[[competencies]]
code = "C1.1.2"
activity = "A1.1"
statement = "Rendre compte."
"""
PARTS = 'parts = [{ epreuve = "ecrit", weight_percent = 50 }, { epreuve = "oral", weight_percent = 50 }]'


@pytest.fixture(scope="module")
def shipped():
    return load_referential(SHIPPED)


def load(folder, text):
    path = folder / "referential.toml"
    path.write_text(text, encoding="utf-8")
    return load_referential(path)


def faults(folder, text):
    with pytest.raises(FaultsError) as error:
        load(folder, text)
    return [str(fault) for fault in error.value.faults]


def test_the_shipped_file_holds_four_blocs_twelve_activities_and_forty_competencies(shipped):
    assert [bloc.code for bloc in shipped.blocs] == ["B1", "B2", "B3", "B4"]
    assert [activity.code for activity in shipped.activities] == list(CRITERIA_OF_ACTIVITIES)
    assert [competency.code for competency in shipped.competencies] == list(CRITERIA)
    assert len(shipped.competencies) == 40


def test_every_competency_has_as_many_criteria_as_the_document_lists(shipped):
    assert {code: len(shipped.criteria_of(code)) for code in CRITERIA} == CRITERIA


def test_every_activity_has_the_criteria_of_its_competencies_and_of_its_oral(shipped):
    counts = {code: len(shipped.criteria_of_activity(code)) for code in CRITERIA_OF_ACTIVITIES}
    assert counts == CRITERIA_OF_ACTIVITIES


def test_the_criteria_of_activities_and_thesis_are_all_the_criteria(shipped):
    # 36 + 29 + 24 + 28 in the four blocs, and the thesis's report and defence.
    assert len(shipped.criteria) == 119
    assert [criterion.id for criterion in shipped.criteria_of_thesis()] == ["THESIS.report", "THESIS.defence"]


def test_sixty_criteria_are_automatic_fifty_mixed_and_nine_left_to_people(shipped):
    # The nine: posture and approval or support at the three orals (2 + 2 + 2), the training notice, the thesis's two.
    kinds = [criterion.how for criterion in shipped.criteria]
    assert {how: kinds.count(how) for how in Grading} == {Grading.AUTO: 60, Grading.MIXED: 50, Grading.RUBRIC: 9}


def test_each_bloc_weighs_its_activities_as_the_document_does(shipped):
    weights = {bloc.code: [a.weight_percent for a in shipped.activities_of(bloc.code)] for bloc in shipped.blocs}
    assert weights == {"B1": [30, 40, 30], "B2": [30, 30, 40], "B3": [30, 30, 40], "B4": [30, 30, 40]}


def test_three_activities_are_half_written_half_oral_and_the_others_have_one_epreuve(shipped):
    parts = {a.code: [(part.epreuve, part.weight_percent) for part in a.parts] for a in shipped.activities}
    halves = [(Epreuve.WRITTEN, 50), (Epreuve.ORAL, 50)]
    assert [code for code, shares in parts.items() if shares == halves] == ["A1.1", "A1.2", "A4.1"]
    assert {code: shares[0] for code, shares in parts.items() if len(shares) == 1} == {
        "A1.3": (Epreuve.REPORT, 100),
        "A2.1": (Epreuve.PRACTICAL, 100),
        "A2.2": (Epreuve.WRITTEN, 100),
        "A2.3": (Epreuve.WRITTEN, 100),
        "A3.1": (Epreuve.WRITTEN, 100),
        "A3.2": (Epreuve.WRITTEN, 100),
        "A3.3": (Epreuve.WRITTEN, 100),
        "A4.2": (Epreuve.PRACTICAL, 100),
        "A4.3": (Epreuve.WRITTEN, 100),
    }


def test_criteria_that_the_document_labels_wrongly_keep_the_label_printed_and_the_one_meant(shipped):
    slips = {(c.competency, c.printed_as) for c in shipped.criteria if c.printed_as}
    assert slips == {("C3.2.3", "C3.3.3"), ("C3.3.1", "C1.3.1"), ("C3.3.2", "C1.3.2"), ("C3.3.3", "C1.3.3")}
    # Two criteria of C3.2.3 and all eight of A3.3.
    assert sum(criterion.printed_as is not None for criterion in shipped.criteria) == 10


def test_the_two_criteria_that_we_added_say_why(shipped):
    ours = [criterion for criterion in shipped.criteria if criterion.convention]
    assert [criterion.id for criterion in ours] == ["A1.2.oral.posture", "A1.2.oral.support"]
    assert all("A4.1" in criterion.convention_reason for criterion in ours)


def test_the_thesis_has_fifty_to_sixty_pages_a_defence_of_fifty_to_ninety_minutes_and_half_its_jury_practises(shipped):
    thesis = shipped.thesis
    assert (thesis.active_pages.minimum, thesis.active_pages.maximum) == (50, 60)
    assert (thesis.defence_minutes.minimum, thesis.defence_minutes.maximum) == (50, 90)
    stages = [(stage.minutes.minimum, stage.minutes.maximum) for stage in thesis.defence_stages]
    assert stages == [(20, 45), (20, 30), (10, 15)]
    assert (thesis.jury.members, thesis.jury.practitioners) == (4, 2)
    assert thesis.mission_months_minimum == 4


def test_a_criterion_leads_to_its_activity_and_a_thesis_criterion_to_none(shipped):
    assert shipped.activity_of("C2.1.2.noise").code == "A2.1"
    assert shipped.activity_of("A4.1.oral.posture").code == "A4.1"
    assert shipped.activity_of("THESIS.report") is None


def test_each_entry_is_found_by_its_code(shipped):
    assert shipped.bloc("B2").code == "B2"
    assert [competency.code for competency in shipped.competencies_of("A2.2")] == ["C2.2.1", "C2.2.2", "C2.2.3"]
    assert shipped.criterion("C2.1.2.noise").label == "Bruit"


@pytest.mark.parametrize(
    ("look_up", "message"),
    [
        (lambda r: r.bloc("B44"), "the referential has no bloc 'B44'; the nearest is 'B4'."),
        (lambda r: r.activity("A2.11"), "the referential has no activity 'A2.11'; the nearest is 'A2.1'."),
        (
            lambda r: r.criteria_of("C2.1.22"),
            "the referential has no competency 'C2.1.22'; the nearest is 'C2.1.2'.",
        ),
        (
            lambda r: r.criterion("C2.1.2.noize"),
            "the referential has no criterion 'C2.1.2.noize'; the nearest is 'C2.1.2.noise'.",
        ),
    ],
)
def test_an_unknown_code_names_the_nearest_one(shipped, look_up, message):
    with pytest.raises(UnknownCodeError) as error:
        look_up(shipped)
    assert str(error.value) == message


def test_every_text_for_people_uses_the_typographic_apostrophe(shipped):
    assert "'" not in "".join(
        line.split("=", 1)[1]
        for line in SHIPPED.read_text(encoding="utf-8").splitlines()
        if line.startswith(("title", "label", "statement"))
    )


def test_a_complete_file_is_read(tmp_path):
    assert [criterion.id for criterion in load(tmp_path, GOOD).criteria_of("C1.1.1")] == ["C1.1.1.noise"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "weight_percent = 100",
            "weight_percent = 60",
            "blocs[0].code: the weights of the activities of B1 add up to 60 (60), expected 100. Correct them.",
        ),
        (
            PARTS,
            PARTS.replace("50", "40", 1),
            "activities[0].parts: the weights of the parts of A1.1 add up to 90 (40 + 50), expected 100. Correct them.",
        ),
        (
            "weight_percent = 100",
            'weight_percent = "100"',
            "activities[0].weight_percent: Input should be a valid integer (received '100'). Correct it.",
        ),
        (
            'competency = "C1.1.1"',
            'competency = "C1.1.1"\nprinted_as = "C9.9.9"',
            "criteria[0].printed_as: 'C9.9.9' is not a code of competencies. Correct it, or add it to competencies.",
        ),
        (
            'competency = "C1.1.1"',
            'competency = "C1.1.1"\nprinted_as = "C1.1.1"',
            "criteria[0].printed_as: 'C1.1.1' is the competency meant, so nothing is wrong. Remove it.",
        ),
        (
            'how = "auto"',
            'how = "auto"\njustification = true',
            "criteria[0].how: 'auto', but the criterion asks for reasons, which a person reads. "
            "Say 'mixed' or 'rubric'.",
        ),
        (
            'how = "auto"',
            'how = "automatic"',
            "criteria[0].how: Input should be 'auto', 'mixed' or 'rubric' (received 'automatic'). Correct it.",
        ),
        (
            'label = "Bruit"',
            'label = "Bruit"\npoints = 5',
            "criteria[0].points: unknown key. Remove it, or correct its spelling.",
        ),
        (
            'title = "Activité"\n',
            "",
            "activities[0].title: missing. Add it.",
        ),
        (
            'id = "C1.1.1.noise"',
            'id = "C1.1.1.Noise"',
            "criteria[0].id: String should match pattern "
            r"'^(C[1-9]\.[1-9]\.[1-9]|A[1-9]\.[1-9]\.oral|THESIS)\.[a-z][a-z-]*$' (received 'C1.1.1.Noise'). "
            "Correct it.",
        ),
        (
            'id = "C1.1.1.noise"',
            'id = "C1.1.2.noise"',
            "criteria[0].id: 'C1.1.2.noise' does not begin with 'C1.1.1.', as what it belongs to asks. "
            "Correct the code, or what it belongs to.",
        ),
        (
            'id = "A1.1.oral.posture"',
            'id = "A1.2.oral.posture"',
            "criteria[1].id: 'A1.2.oral.posture' does not begin with 'A1.1.oral.', as what it belongs to asks. "
            "Correct the code, or what it belongs to.",
        ),
        (
            'id = "THESIS.report"',
            'id = "C1.1.1.report"',
            "criteria[2].id: 'C1.1.1.report' does not begin with 'THESIS.', as what it belongs to asks. "
            "Correct the code, or what it belongs to.",
        ),
        (
            'activity = "A1.1"\nepreuve',
            'activity = "A1.1"\ncompetency = "C1.1.1"\nepreuve',
            "criteria[1].id: 'A1.1.oral.posture' does not begin with 'C1.1.1.', as what it belongs to asks. "
            "Correct the code, or what it belongs to.\n"
            "referential.toml: criteria[1].activity: the criterion has a competency too. "
            "Keep it for a criterion of an oral as a whole; else remove it.",
        ),
        (
            'epreuve = "rapport"\nhow',
            'epreuve = "pratique"\nhow',
            "criteria[2].epreuve: 'pratique' is not an épreuve of THESIS, which has 'rapport', 'oral'. "
            "Correct it, or add that épreuve to THESIS.",
        ),
        (
            'epreuve = "oral"\nhow',
            'epreuve = "ecrit"\nhow',
            "activities[0].parts: no criterion is judged in 'oral'. Add one, or remove that épreuve.",
        ),
        (
            "minimum = 50, maximum = 60",
            "minimum = 70, maximum = 60",
            "thesis.active_pages: the minimum 70 is above the maximum 60 "
            "(received {'minimum': 70, 'maximum': 60}). Correct it.",
        ),
        (
            "practitioners = 2",
            "practitioners = 5",
            "thesis.jury: 5 practitioners among 4 members (received {'members': 4, 'practitioners': 5}). Correct it.",
        ),
        (
            "format = 1",
            "format = 2",
            "format: Input should be 1 (received 2). Correct it.",
        ),
    ],
)
def test_a_fault_is_reported_with_its_file_key_and_repair(tmp_path, old, new, expected):
    assert GOOD.count(old) == 1
    assert "\n".join(faults(tmp_path, GOOD.replace(old, new))) == f"referential.toml: {expected}"


@pytest.mark.parametrize(
    ("addition", "expected"),
    [
        (
            '[[blocs]]\ncode = "B2"\ntitle = "Vide"',
            ["referential.toml: blocs[1].code: 'B2' has no activity. Add one to activities, or remove B2."],
        ),
        (
            '[[blocs]]\ncode = "B1"\ntitle = "Encore"',
            ["referential.toml: blocs[1].code: 'B1' is already that of blocs[0]. Give it its own, or remove it."],
        ),
        (
            SECOND_COMPETENCY,
            [
                "referential.toml: competencies[1].code: 'C1.1.2' has no criterion. "
                "Add one to criteria, or remove C1.1.2."
            ],
        ),
        (
            SECOND_COMPETENCY.replace("C1.1.2", "C1.1.1"),
            [
                "referential.toml: competencies[1].code: 'C1.1.1' is already that of competencies[0]. "
                "Give it its own, or remove it."
            ],
        ),
        (
            '[[criteria]]\nid = "C1.1.1.noise"\ncompetency = "C1.1.1"\nepreuve = "ecrit"\nhow = "auto"\nlabel = "Bis"',
            [
                "referential.toml: criteria[3].id: 'C1.1.1.noise' is already that of criteria[0]. "
                "Give it its own, or remove it."
            ],
        ),
        (
            '[[criteria]]\nid = "C1.1.1.site"\ncompetency = "C1.1.1"\nepreuve = "pratique"\nhow = "auto"\nlabel = "x"',
            [
                "referential.toml: criteria[3].epreuve: 'pratique' is not an épreuve of A1.1, which has 'ecrit', "
                "'oral'. Correct it, or add that épreuve to A1.1."
            ],
        ),
        (
            '[[criteria]]\nid = "C1.1.9.site"\ncompetency = "C1.1.9"\nepreuve = "ecrit"\nhow = "auto"\nlabel = "Bis"',
            [
                "referential.toml: criteria[3].competency: 'C1.1.9' is not a code of competencies. "
                "Correct it, or add it to competencies."
            ],
        ),
        (
            '[[competencies]]\ncode = "C2.1.1"\nactivity = "A2.1"\nstatement = "x"\n'
            '[[criteria]]\nid = "C2.1.1.site"\ncompetency = "C2.1.1"\nepreuve = "ecrit"\nhow = "auto"\nlabel = "Bis"',
            [
                "referential.toml: competencies[1].activity: 'A2.1' is not a code of activities. "
                "Correct it, or add it to activities."
            ],
        ),
        (
            '[[activities]]\ncode = "A1.2"\nbloc = "B1"\ntitle = "x"\nweight_percent = 1\nmodality = "x"\nparts = []',
            [
                "referential.toml: activities[1].parts: Tuple should have at least 1 item after validation, not 0 "
                "(received []). Correct it.",
                "referential.toml: blocs[0].code: the weights of the activities of B1 add up to 101 (100 + 1), "
                "expected 100. Correct them.",
                "referential.toml: activities[1].code: 'A1.2' has no competency. "
                "Add one to competencies, or remove A1.2.",
            ],
        ),
    ],
)
def test_an_entry_too_many_is_reported_with_what_it_lacks_or_doubles(tmp_path, addition, expected):
    assert faults(tmp_path, GOOD + addition) == expected


def test_faults_of_types_and_of_rules_are_reported_together(tmp_path):
    text = GOOD.replace('how = "auto"', 'how = "automatic"').replace("weight_percent = 100", "weight_percent = 60")
    text = text.replace("[thesis]", "unknown = 1\n[thesis]") + SECOND_COMPETENCY
    assert faults(tmp_path, text) == [
        "referential.toml: criteria[0].how: Input should be 'auto', 'mixed' or 'rubric' (received 'automatic'). "
        "Correct it.",
        "referential.toml: criteria[1].unknown: unknown key. Remove it, or correct its spelling.",
        "referential.toml: blocs[0].code: the weights of the activities of B1 add up to 60 (60), expected 100. "
        "Correct them.",
        "referential.toml: competencies[1].code: 'C1.1.2' has no criterion. Add one to criteria, or remove C1.1.2.",
    ]


def test_a_missing_file_is_named_with_its_repair(tmp_path):
    with pytest.raises(FaultsError) as error:
        load_referential(tmp_path / "referential.toml")
    assert str(error.value) == "referential.toml: cannot be read (No such file or directory). Create it."


def test_malformed_toml_is_reported_with_its_line(tmp_path):
    assert faults(tmp_path, "format = 1\nblocs = [\n") == [
        "referential.toml: is not valid TOML: Invalid value (at end of document). Correct that line."
    ]


@pytest.mark.parametrize("table", ["blocs", "activities", "competencies", "criteria", "thesis"])
@pytest.mark.parametrize(
    "junk", ["3", '"text"', "[]", "[1, 2]", "{ code = [1] }", "[[[]]]", "[{ code = {}, parts = 1 }]"]
)
def test_a_table_that_is_not_one_is_a_fault_and_never_a_crash(tmp_path, table, junk):
    content = tomllib.loads(GOOD)
    del content[table]
    others = [f"{key} = {value!r}" for key, value in content.items() if isinstance(value, int | str)]
    assert faults(tmp_path, "\n".join([f"{table} = {junk}", *others]))


def graded(identifier, how):
    rubric = () if how is Grading.AUTO else ("0", "1", "2", "3", "4")
    answers = () if how is Grading.RUBRIC else ("sigma_mm",)
    return ExerciseCriterion(id=identifier, points=5, how=how, answers=answers, hints=("a", "b", "c"), rubric=rubric)


@pytest.mark.parametrize(
    ("identifier", "how"),
    [
        ("C2.1.2.noise", Grading.AUTO),
        ("C2.1.4.protocol", Grading.MIXED),
        ("C2.1.4.protocol", Grading.AUTO),
        ("C1.3.3.training", Grading.MIXED),
    ],
)
def test_an_exercise_may_grade_a_criterion_at_its_floor_or_above(shipped, identifier, how):
    assert floor_faults(shipped, [graded(identifier, how)], "exercise.toml") == []


@pytest.mark.parametrize(
    ("identifier", "how", "expected"),
    [
        (
            "C2.1.2.noise",
            Grading.MIXED,
            "exercise.toml: criteria[0].how: C2.1.2.noise is graded 'mixed', expected 'auto'. Grade it so.",
        ),
        (
            "C2.1.4.protocol",
            Grading.RUBRIC,
            "exercise.toml: criteria[0].how: C2.1.4.protocol is graded 'rubric', expected 'auto' or 'mixed'. "
            "Grade it so.",
        ),
        (
            "C2.2.1.levers",
            Grading.AUTO,
            "exercise.toml: criteria[0].how: C2.2.1.levers is graded 'auto', expected 'mixed' because it asks for "
            "reasons, which a person reads. Grade it so.",
        ),
        (
            "C2.1.2.noize",
            Grading.AUTO,
            "exercise.toml: criteria[0].id: 'C2.1.2.noize' is no criterion of the referential. "
            "Did you mean 'C2.1.2.noise'?",
        ),
    ],
)
def test_an_exercise_that_grades_below_the_floor_is_told_what_is_permitted(shipped, identifier, how, expected):
    assert [str(fault) for fault in floor_faults(shipped, [graded(identifier, how)], "exercise.toml")] == [expected]
