"""Facts on integrity: planted copying is found with its evidence, honest work is not flagged, nothing is a verdict."""

import csv
import json
from itertools import combinations

import nbformat
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.browser import axe_violations
from support.tiny_course import MEAN_CELL, cell_of, index_of, new_sitting, with_cell
from support.tiny_repository import ACTIVITY, COVERAGE, EXERCISE, ROOT, SUPPORT, exercise_folder

from autograders.assignments import open_repository
from autograders.candidate.cases import variant_index
from autograders.cli import main
from autograders.grading.submissions import Submission, SubmittedCell
from autograders.records import Records
from autograders.reports.integrity import integrity_results
from autograders.reports.integrity.code import MINIMUM_SIMILARITY, code_facts, handed_out, maximum_sharing
from autograders.reports.integrity.fingerprints import fingerprints, fragments, normal_tokens, similarity
from autograders.reports.writing import integrity_report

# Of the two variants of the tiny course: who works on which is public.
FIRST, SECOND = ("ada", "dora", "emma", "gil"), ("bob", "carl", "fred", "hana", "jo", "ines")
ORIGINAL = """
total_mm = 0.0
weights = [1.0 for _ in readings_mm]
for position, reading_mm in enumerate(readings_mm):
    total_mm += weights[position] * float(reading_mm)
mean_mm = total_mm / sum(weights)
residuals_mm = sorted(abs(reading_mm - mean_mm) for reading_mm in readings_mm)
print("écart médian", residuals_mm[len(residuals_mm) // 2])
"""
# The same with other names, other comments and other texts.
RENAMED = """
# Je calcule la somme pondérée.
somme = 0.0
poids = [1.0 for _ in readings_mm]
for i, x in enumerate(readings_mm):  # une lecture après l’autre
    somme += poids[i] * float(x)
mean_mm = somme / sum(poids)

e = sorted(abs(x - mean_mm) for x in readings_mm)
print("médiane : <script>", e[len(e) // 2])
"""
OTHER_METHOD = """
centre_mm = 1000.0
while True:
    shift_mm = np.average(readings_mm - centre_mm)
    centre_mm = centre_mm + shift_mm
    if abs(shift_mm) < 1e-12:
        break
spread_mm = np.ptp(readings_mm)
print(f"étendue : {spread_mm:.3f} mm")
mean_mm = float(centre_mm)
"""


def value(number):
    return f"mean_mm = {number!r}"


@pytest.fixture(scope="module")
def sitting(built_repository, tmp_path_factory):
    """Return a graded sitting of honest, copied, shared and unreadable work."""
    sitting = new_sitting(built_repository, tmp_path_factory.mktemp("integrity"))
    assert {variant_index(name, ACTIVITY, 2) for name in FIRST} == {0}
    assert {variant_index(name, ACTIVITY, 2) for name in SECOND} == {1}
    # The grader recognises one error alone.
    grader = exercise_folder(sitting.course.repository.root) / "grading.py"
    grader.write_text(grader.read_text().replace("if right or mean_mm is None", "if mean_mm != 1234.5"))
    truth_mm = sitting.course.variants(ACTIVITY)[0].case("tiny_ruler").truth["mean_mm"]
    sources = {
        "ada": "mean_mm = float(np.mean(readings_mm))",
        "bob": value(truth_mm),
        "carl": value(987.654),
        "dora": value(987.654),
        "emma": value(1234.5),
        "fred": value(1234.5),
        "gil": ORIGINAL,
        "hana": RENAMED,
        "jo": OTHER_METHOD,
        "ines": f"case.digest = 'f' * 64\n{value(round(truth_mm, 3))}",
    }
    for candidate, source in sources.items():
        work = sitting.solved()
        cell_of(work, MEAN_CELL).source = source
        if candidate == "hana":
            # A cell of hers before, and the graded one moved: neither order nor place hides a copy.
            with_cell(work, "unused = [1, 2, 3]", at=index_of(work, MEAN_CELL))
        sitting.hand_in(candidate, work)
    sitting.hand_in("nil", b'{"cells": [')
    sitting.grade()
    return sitting


@pytest.fixture(scope="module")
def results(sitting):
    course = sitting.course
    return integrity_results(course, course.repository.find_activity("A2.1"))


def test_a_value_of_another_variant_is_named_with_whose_it_is_and_both_values(results):
    (fact,) = (fact for fact in results.answers.foreign if fact.candidate == "bob")
    assert (fact.criterion, fact.own_variant, fact.variant, fact.checks) == (COVERAGE, 2, 1, ("moyenne",))
    assert set(fact.owners) == set(FIRST)
    assert (fact.owner in ("ada", "gil"), fact.others) == (True, 5)
    assert fact.answers[0].value == fact.owner_answers[0].value
    assert fact.identical == ("mean_mm",)


def test_nobody_who_worked_alone_is_said_to_fit_another_variant(results):
    assert {fact.candidate for fact in results.answers.foreign} == {"bob", "ines"}


def test_a_conclusion_that_follows_from_ones_own_value_fits_no_other_variant(results):
    # « conform » is right for half of all variants by chance.
    assert SUPPORT not in {fact.criterion for fact in results.answers.foreign}


def test_answers_with_another_digest_are_listed_with_the_variant_that_they_fit(results):
    (fact,) = results.answers.other_digests
    assert (fact.candidate, fact.own_variant, fact.fits) == ("ines", 2, (1,))
    assert "mean_mm" in fact.names


def test_the_same_wrong_value_on_two_variants_is_told_and_what_the_grader_recognises_is_set_apart(results):
    unexplained, explained = results.answers.shared
    assert (unexplained.answer.value, set(unexplained.candidates)) == ("987.654", {("carl", 2), ("dora", 1)})
    assert (unexplained.explanations, unexplained.digits, unexplained.handed_in) == ((), 6, 10)
    assert (explained.answer.value, {name for name, _ in explained.candidates}) == ("1234.5", {"emma", "fred"})
    assert explained.explanations == ("erreur reconnue\u00a0: Une seule lecture n’est pas une moyenne.",)


def test_a_copy_with_other_names_comments_and_order_is_found_and_nothing_else(results):
    (pair,) = results.code.pairs
    assert (pair.first, pair.second, pair.similarity) == ("gil", "hana", 1.0)
    shown = {line for passage in pair.first_passages for line in passage.lines}
    assert "    total_mm += weights[position] * float(reading_mm)" in shown
    # Hers is one code cell further down.
    assert pair.second_passages[0].cell == pair.first_passages[0].cell + 1


def test_what_could_not_be_looked_at_is_told(results):
    assert results.unjudged == (("nil", EXERCISE),)
    assert results.code.unread == (("nil", EXERCISE),)
    assert results.answers.left_out == 0


def test_no_score_and_no_record_changes(sitting):
    def stored():
        with Records(sitting.course.records_url) as records:
            return records.latest(ACTIVITY)

    before = (stored(), sitting.gradebook("bob"))
    integrity_report(sitting.course, "A2.1")
    assert (stored(), sitting.gradebook("bob")) == before


def test_page_tables_and_json_hold_the_same_facts(sitting, tmp_path, capsys):
    arguments = ["report", "integrity", "A2.1", "--course", str(sitting.course.folder)]
    assert main([*arguments, "--folder", str(tmp_path), "--no-pdf"]) == 0
    html = (tmp_path / "integrity-A2.1.html").read_text()
    assert "jamais un verdict" in html
    assert "&lt;script&gt;" in html
    assert "<script>" not in html
    # As French is set: a decimal comma, thousands apart.
    figures = ("987,654", "100\u202f000 caractères", "20\u202f000 fois")
    for word in (*figures, "Schleimer", "Ce qui les expliquerait sans faute", "somme += poids[i]"):
        assert word in html
    for word in ("triche", "fraude", "plagiat", "coupable"):
        assert word not in html.lower()
    capsys.readouterr()
    assert main([*arguments, "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    workbook = openpyxl.load_workbook(tmp_path / "integrity-A2.1.xlsx")
    for name, rows in printed.items():
        with (tmp_path / f"integrity-A2.1-{name}.csv").open(newline="") as file:
            assert len(list(csv.DictReader(file))) == len(rows) == workbook[name].max_row - 1
    assert printed["similar_code"][0]["similarity"] == 1.0
    assert printed["shared_answers"][0]["candidates"] == "carl dora"


@pytest.mark.needs("chromium")
def test_the_page_stands_alone_and_axe_finds_nothing_to_hold_against_it(sitting, page, screenshot):
    page.set_content(integrity_report(sitting.course, "A2.1").html)
    screenshot("integrity", page)
    assert axe_violations(page, "body") == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


REPOSITORY = open_repository(ROOT)


def test_right_solutions_by_different_methods_have_less_than_half_of_the_threshold_in_common():
    highest = {}
    for folder in REPOSITORY.exercise_folders():
        # Percent scripts are Python: what they say of their cells are comments.
        known = fragments([(folder / "notebook.py").read_text()])
        accepted = [fingerprints([path.read_text()], known) for path in folder.glob("submissions/accepted/*.py")]
        highest |= {folder.name: max(similarity(*pair) for pair in combinations(accepted, 2))}
    assert len(highest) > 10
    assert {name: share for name, share in highest.items() if share >= MINIMUM_SIMILARITY / 2} == {}


def test_what_was_handed_out_and_the_worked_solution_do_not_count(sitting):
    known = handed_out(sitting.package)
    for notebook in (sitting.released(), sitting.solved()):
        assert fingerprints([cell.source for cell in notebook.cells if cell.cell_type == "code"], known) == {}


def test_a_worked_solution_that_changed_since_the_assignment_was_built_does_not_count_either(sitting):
    work = Submission(cells=(SubmittedCell(kind="code", source=ORIGINAL, flags={}),))
    known = sitting.course.source(ACTIVITY) / f"{EXERCISE}.ipynb"
    notebook = with_cell(nbformat.read(known, as_version=4), ORIGINAL)
    submissions = {("x", EXERCISE): work, ("y", EXERCISE): work}
    assert len(code_facts([sitting.package], submissions).pairs) == 1
    (built := sitting.course.folder / "built").mkdir()
    nbformat.write(notebook, built / known.name)
    assert code_facts([sitting.package], submissions, [built]).pairs == ()


HOSTILE = {
    "nothing": "",
    "brackets": "(" * 5_000,
    "indents": "\n".join(" " * depth + "if x:" for depth in range(200)),
    "digits": "x = " + "9" * 20_000,
    "quotes": "x = '" + "a" * 20_000,
    "braces in a text": "x = f'" + "{" * 5_000,
    "a null": "x = 1\x00 + 2",
    "surrogates": "x = '\udcff'",
    "magics": "%%bash\nrm -rf /\n!ls\n%time x?\n",
    "no code": "Ceci n’est pas « du Python » ; 1er essai…",
    "deep functions": "lambda: " * 1_500,
    "long": "x = y + z\n" * 2_000 + "#" * 60_000,
}


def test_hostile_cells_break_nothing_and_none_is_run(sitting):
    cells = tuple(SubmittedCell(kind="code", source=source, flags={}) for source in HOSTILE.values())
    bomb = SubmittedCell(kind="code", source="raise SystemExit(open('pwned', 'w'))", flags={})
    submissions = {
        ("x", EXERCISE): Submission(cells=cells),
        ("y", EXERCISE): Submission(cells=(*cells, bomb)),
        ("z", EXERCISE): Submission(problem="Illisible."),
    }
    facts = code_facts([sitting.package], submissions)
    assert (facts.unread, facts.cut) == ((("z", EXERCISE),), (("x", EXERCISE), ("y", EXERCISE)))
    assert all(len(line) <= 160 for pair in facts.pairs for item in pair.first_passages for line in item.lines)


def test_what_many_have_in_common_is_a_habit_of_the_class(sitting):
    work = Submission(cells=(SubmittedCell(kind="code", source=ORIGINAL, flags={}),))
    alone = Submission(cells=(SubmittedCell(kind="code", source=OTHER_METHOD, flags={}),))

    def pairs(copies, others):
        named = {(f"copy-{number}", EXERCISE): work for number in range(copies)}
        named |= {(f"other-{number}", EXERCISE): alone for number in range(others)}
        return {pair.first[:4] for pair in code_facts([sitting.package], named).pairs}

    assert [maximum_sharing(count) for count in (2, 6, 8, 12, 500)] == [3, 3, 4, 6, 10]
    assert pairs(copies=3, others=1) == {"copy"}
    assert pairs(copies=4, others=1) == set()


# Every construct that a notebook of the course has, with the names left open.
STATEMENTS = (
    "{a} = sum({b}) / len({b})",
    "for {a} in range({b}):\n    {c}.append({a} ** 2)",
    "def {a}({b}, {c}=0):\n    return {b}[{c}] if {b} else None",
    "{a} = [{b} for {b} in {c} if {b}.count > 3]",
    "with open({a}) as {b}:\n    {c} = {b}.read()",
    "{a} = f'{{{b}:.3f}} mm' + \"{{}}\".format({c})",
    "from numpy import mean as {a}\nimport scipy.stats as {b}",
    "@{a}\nclass {b}({c}):\n    '''Document.'''",
    "{a} = lambda {b}: {b} @ {c}.T",
)
NAMES = st.sampled_from(["mean_mm", "somme", "x", "résidu", "T", "self", "cls", "valeurs_2", "_prive", "Données"])
PROGRAMS = st.lists(st.tuples(st.sampled_from(STATEMENTS), NAMES, NAMES, NAMES), min_size=1, max_size=30)


def written(program, rename=lambda name: name):
    return "\n".join(text.format(a=rename(a), b=rename(b), c=rename(c)) for text, a, b, c in program)


@given(PROGRAMS, PROGRAMS)
def test_similarity_is_symmetric_between_0_and_1_and_1_with_itself(one, other):
    first, second = fingerprints([written(one)]), fingerprints([written(other)])
    assert similarity(first, second) == similarity(second, first)
    assert 0 <= similarity(first, second) <= 1
    assert similarity(first, first) == (1 if first else 0)


@given(PROGRAMS, st.permutations(range(3)))
def test_names_comments_blanks_and_the_order_of_cells_do_not_matter(program, order):
    cells = [written(program[part::3]) for part in range(3)]
    renamed = [written(program[part::3], lambda name: f"{name}_bis") for part in range(3)]
    commented = [source.replace("\n", "  # note\n\n") for source in renamed]
    assert fingerprints([commented[part] for part in order]).keys() == fingerprints(cells).keys()


@given(PROGRAMS, PROGRAMS)
def test_a_copied_passage_is_found_whatever_stands_around_it(passage, around):
    source, other = written(passage), written(around)
    enough = len(list(normal_tokens(source))) >= 17
    shared = fingerprints([source]).keys() & fingerprints([f"{other}\n{source}\n{other}"]).keys()
    assert bool(shared) or not enough


@given(st.text(max_size=300))
def test_any_text_gives_tokens_on_lines_that_it_has(text):
    lines = text.count("\n") + 1
    assert all(1 <= token.line <= lines for token in normal_tokens(text))


def test_a_report_on_what_was_never_built_or_does_not_exist_says_so(sitting, capsys, tmp_path):
    course = str(sitting.course.folder)
    assert main(["report", "integrity", "A9.9", "--course", course]) == 2
    assert "no such folder in exercises/" in capsys.readouterr().err
