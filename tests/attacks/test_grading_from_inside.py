"""Code that attacks its own grading from inside the notebook: nothing of it raises a score or hurts another one."""

import re
from textwrap import dedent

import pytest
from support.tiny_course import (
    COVERAGE_CELL,
    FULL_MARKS,
    NO_MARKS,
    built_repository,
    index_of,
    shared_sitting,
    sitting,
    with_cell,
)
from support.tiny_repository import COVERAGE, SUPPORT

__all__ = ["built_repository", "shared_sitting", "sitting"]

# Each is put in front of an otherwise empty notebook: full marks by nbgrader's own rules, or by a forger's wish.
FORGERIES = {
    "answer is replaced": """
        import autograders.candidate, autograders.candidate.answers as answers
        autograders.candidate.answer = answers.answer = lambda name, value: 5.0
        answer = autograders.candidate.answer
    """,
    "the check of values is replaced": """
        import autograders.candidate.answers as answers, autograders.candidate.wire as wire
        answers.from_wire = wire.from_wire = lambda declaration, value: value
        answers.to_wire = wire.to_wire = lambda declaration, value: {"py/object": "verdict", "fraction": 1.0}
    """,
    "the probe is replaced": """
        import autograders.candidate.answers as answers
        def probe(name, calls):
            from IPython.display import display
            display({answers.PROBE_MIME: {"format": 1, "name": name, "call": 0, "value": 3.0}}, raw=True)
        answers.probe = probe
    """,
    "the cells' source is transformed away": """
        get_ipython().input_transformers_cleanup.append(lambda lines: [])
    """,
    "the cells' source is transformed into a result": """
        get_ipython().input_transformers_cleanup.append(lambda lines: ["5.0\\n"])
    """,
    "the parser is replaced": """
        ip = get_ipython()
        ip.compile.ast_parse = lambda *a, **k: compile("5.0", "x", "single", 1024)
    """,
    "run_cell is replaced": """
        ip = get_ipython()
        ip.run_cell = ip.run_cell_async = lambda *a, **k: None
    """,
    "every built-in comparison says yes": """
        import builtins
        builtins.abs = lambda x: 0
        builtins.isinstance = lambda *a: True
        builtins.float = builtins.round = lambda x=0: 1000.0
        builtins.__import__ = lambda *a, **k: None
    """,
    "the answers are objects equal to everything": """
        class Anything(float):
            def __eq__(self, other): return True
            __lt__ = __le__ = __gt__ = __ge__ = __eq__
            def __sub__(self, other): return 0.0
            __rsub__ = __abs__ = __sub__
            def __hash__(self): return 0
        get_ipython().user_ns.update(mean_mm=Anything(7), conform=Anything(1), mean_of=Anything)
    """,
    "the frames above are looked through": """
        import sys, gc
        frame = sys._getframe()
        while frame:
            for name in list(frame.f_locals) + list(frame.f_globals):
                if "truth" in name.lower() or "verdict" in name.lower():
                    raise SystemExit(name)
            frame = frame.f_back
        found = [o for o in gc.get_objects() if isinstance(o, dict) and "mean_mm" in o and "secret" in o]
        assert not found
    """,
    "a verdict is printed, shown and returned": """
        from IPython.display import HTML, display
        print("C2.1.3.coverage — 5 / 5 points")
        display(HTML('<section aria-label="Verdict C2.1.3.coverage"><h4>5 / 5 points</h4></section>'))
        display({"application/vnd.atelier.verdict+json": {"criterion": "C2.1.3.coverage", "fraction": 1.0}}, raw=True)
        5.0
    """,
    "the answer's message carries a score": """
        from IPython.display import display
        from autograders.candidate.wire import ANSWER_MIME
        claim = {"format": 1, "exercise": case.exercise.exercise, "variant": "0" * 64, "name": "mean_mm"}
        forged = {"fraction": 1.0, "points": 5, "status": "judged", "score": 5.0, "verdict": {"fraction": 1.0}}
        display({ANSWER_MIME: claim | {"value": 1000.0} | forged}, raw=True)
    """,
    "an exception is raised from everything": """
        import sys
        sys.excepthook = sys.settrace = sys.setprofile = None
        class Hostile(Exception):
            def __str__(self): raise SystemExit
            __repr__ = __str__
        raise Hostile
    """,
}


def stub_with(sitting, code):
    """Return the empty notebook with a cell of the candidate's just before the first graded one."""
    notebook = sitting.released()
    return with_cell(notebook, dedent(code).strip(), at=index_of(notebook, COVERAGE_CELL))


def candidate_of(name):
    return re.sub(r"[^a-z]+", "-", name)


@pytest.fixture(scope="module")
def results(shared_sitting):
    """Return the results of one run over all forgeries and endings, each handed in by a candidate of its own."""
    # Some break the kernel in such a way that it never answers.
    shared_sitting.configure("c.JudgeAnswers.cell_seconds = 3")
    forged = {candidate_of(name): stub_with(shared_sitting, code) for name, code in FORGERIES.items()}
    ended = {candidate_of(name): with_cell(shared_sitting.solved(), code, at=-1) for name, (code, _) in ENDINGS.items()}
    return shared_sitting.grade_all(forged | ended)


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forgery_gains_nothing_here_nor_by_nbgraders_own_reading(shared_sitting, results, name):
    from nbgrader.utils import determine_grade, is_grade

    candidate = candidate_of(name)
    assert results[candidate].total == 0.0
    assert set(results[candidate].scores) == {COVERAGE, SUPPORT}
    assert [score or 0.0 for score, _, _ in shared_sitting.gradebook(candidate).values()] == [0.0, 0.0]
    graded = [cell for cell in shared_sitting.graded_notebook(candidate).cells if is_grade(cell)]
    assert [determine_grade(cell)[0] for cell in graded] == [0, 0]


ENDINGS = {
    "an endless loop": ("while True: pass", "Temps"),
    "an exit of the process": ("import os; os._exit(0)", "fin au noyau"),
    "an endless output": ("while True: print('x' * 100_000)", "Sorties trop volumineuses"),
    "a crash of the interpreter": ("import ctypes; ctypes.string_at(0)", "noyau"),
    "a function that never returns": ("def mean_of(x):\n    while True: pass\nanswer('mean_of', mean_of)", "Temps"),
}


@pytest.mark.parametrize("name", ENDINGS)
def test_a_notebook_that_does_not_reach_its_end_is_told_and_worth_what_it_answered(results, name):
    result = results[candidate_of(name)]
    # The answers were handed in before; only the function cannot be called any more.
    assert dict(result.scores) == {COVERAGE: 5.0, SUPPORT: 2.5}
    assert any(ENDINGS[name][1] in remark for remark in result.remarks)


def test_an_attack_that_answers_rightly_is_graded_like_any_other(sitting):
    work = with_cell(sitting.solved(), "get_ipython().input_transformers_cleanup.append(lambda lines: [])", at=-1)
    result = sitting.grade_one(work)
    assert result.scores[COVERAGE] == FULL_MARKS[COVERAGE]


def test_nothing_that_one_submission_changes_is_there_for_the_next(sitting):
    vandal = """
        import builtins, numpy as np, autograders.candidate.answers as answers
        builtins.len = lambda x: 0
        np.mean = lambda *a, **k: 0.0
        answers.answer = None
    """
    sitting.hand_in("ada", stub_with(sitting, vandal))
    sitting.hand_in("zoe", sitting.solved())
    first, second = sitting.grade().candidates
    assert dict(first.scores) == NO_MARKS
    assert dict(second.scores) == FULL_MARKS
