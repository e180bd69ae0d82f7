"""Export, import and erasure: nothing lost, nothing twice, nothing taken over from a file that is not sound."""

import json
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.practice import START, attempt

from autograders.candidate.errors import AtelierError, FaultsError
from autograders.lab.progress import Progress, Source
from autograders.lab.progress.transfer import MAXIMUM_BYTES, erase_progress, export_progress, import_progress

ATTEMPTS = (
    attempt("C2.1.2.noise", 0.5, misconceptions=("wrong-unit",)),
    attempt("C2.1.2.noise", 1.0, day=1, hints=2),
    attempt("C2.1.1.justified", 0.75, day=2, source=Source.SELF_ASSESSMENT),
)
HINT = ("c2_1_2_point_cloud_quality", "C2.1.2.noise", "d1")


@pytest.fixture
def store(tmp_path):
    progress = Progress(tmp_path / "progress.db")
    for item in ATTEMPTS:
        progress.record(item)
    progress.take_hint(*HINT, 2)
    progress.open_exercise("c2_1_1_scanner_choice", START)
    return progress


@pytest.fixture
def exported(store, tmp_path):
    path = tmp_path / "export.json"
    export_progress(store, path, START)
    return path


def test_what_was_exported_comes_back_whole_on_another_machine(exported, tmp_path):
    other = Progress(tmp_path / "other" / "progress.db")
    imported = import_progress(other, exported)
    assert (imported.attempts, imported.added) == (3, 3)
    assert other.attempts() == ATTEMPTS
    assert other.hints(*HINT) == 2
    assert other.opened() == {"c2_1_1_scanner_choice": START}


def test_importing_twice_adds_nothing(exported, store):
    assert import_progress(store, exported).added == 0
    assert store.attempts() == ATTEMPTS


def test_the_format_is_the_one_documented(exported):
    content = json.loads(exported.read_text(encoding="utf-8"))
    assert content["format"] == 1
    assert content["attempts"][0] == {
        "at": "2026-03-01T12:00:00+00:00",
        "activity": "a2_1_digitisation",
        "exercise": "c2_1_2_point_cloud_quality",
        "criterion": "C2.1.2.noise",
        "variant": "d1",
        "source": "practice",
        "fraction": 0.5,
        "points": 2.0,
        "maximum": 4.0,
        "misconceptions": ["wrong-unit"],
        "hints": 0,
    }
    assert content["hints"] == [
        {"exercise": HINT[0], "criterion": HINT[1], "variant": HINT[2], "rungs": 2},
    ]
    assert content["opened"] == {"c2_1_1_scanner_choice": "2026-03-01T12:00:00+00:00"}


def test_an_export_never_overwrites_a_file(store, exported):
    before = exported.read_bytes()
    with pytest.raises(AtelierError, match="existe déjà"):
        export_progress(store, exported, START)
    assert exported.read_bytes() == before


def test_an_export_into_no_folder_says_so(store, tmp_path):
    with pytest.raises(AtelierError, match="ne peut être écrit"):
        export_progress(store, tmp_path / "missing" / "export.json", START)


def spoiled(path, spoil):
    content = json.loads(path.read_text(encoding="utf-8"))
    spoil(content)
    path.write_text(json.dumps(content), encoding="utf-8")


def set_in_first(**values):
    return lambda content: content["attempts"][0].update(values)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (set_in_first(fraction=7), "attempts[0].fraction: 7 reçu, un nombre de 0 à 1 attendu"),
        (set_in_first(fraction=float("nan")), "attempts[0].fraction"),
        (set_in_first(fraction="1"), "attempts[0].fraction: '1' reçu"),
        (set_in_first(points=5), "attempts[0]: au plus 4 points, 5 reçus"),
        (set_in_first(at="2026-03-01T12:00:00"), "attempts[0].at"),
        (set_in_first(at="0001-01-01T00:00:00+14:00"), "attempts[0].at"),
        (set_in_first(at=12), "attempts[0].at: 12 reçu, une date avec son fuseau"),
        (set_in_first(exercise="../../etc"), "attempts[0].exercise"),
        (set_in_first(criterion="<script>"), "attempts[0].criterion"),
        (set_in_first(variant="x" * 10_000), "attempts[0].variant"),
        (set_in_first(source="teacher"), "practice, self_assessment ou exam attendu"),
        (set_in_first(hints=4), "attempts[0].hints: 4 reçu, un entier de 0 à 3 attendu"),
        (set_in_first(misconceptions=["a"] * 51), "attempts[0].misconceptions"),
        (set_in_first(grade=20), "attempts[0].grade: clé inconnue"),
        (lambda content: content.update(format=2), "format: 2 reçu, 1"),
        (lambda content: content.pop("attempts"), "attempts: manque"),
        (lambda content: content.update(attempts={}), "attempts: {} reçu, une liste attendu"),
        (lambda content: content["hints"][0].update(rungs=0), "hints[0].rungs: 0 reçu, un entier de 1 à 3 attendu"),
        (lambda content: content["opened"].update(x="demain"), "opened"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_fault_is_named_with_its_place_and_nothing_is_taken_over(store, exported, spoil, said):
    spoiled(exported, spoil)
    spoiled(exported, lambda content: content.get("attempts") and content["attempts"][-1].update(day=1))
    with pytest.raises(FaultsError) as caught:
        import_progress(store, exported)
    assert said in str(caught.value)
    assert store.attempts() == ATTEMPTS


def test_several_faults_are_told_together_and_many_are_counted(exported, store):
    def spoil(content):
        content["attempts"] = [item | {"hints": 9} for item in content["attempts"] * 10]

    spoiled(exported, spoil)
    with pytest.raises(FaultsError) as caught:
        import_progress(store, exported)
    lines = str(caught.value).splitlines()
    assert len(lines) == 21
    assert "et 10 autres défauts" in lines[-1]


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b'{"format": 1}', b'{"a": ' * 5000, b"SQLite format 3"],
    ids=lambda content: repr(content[:12]),
)
def test_what_is_no_export_is_refused(store, tmp_path, content):
    path = tmp_path / "other.json"
    path.write_bytes(content)
    with pytest.raises(AtelierError, match=r"^other\.json"):
        import_progress(store, path)
    assert store.attempts() == ATTEMPTS


def test_a_file_that_is_too_large_is_refused_before_it_is_read(store, tmp_path):
    path = tmp_path / "large.json"
    with path.open("wb") as file:
        file.truncate(MAXIMUM_BYTES + 1)
    with pytest.raises(AtelierError, match="32 Mio"):
        import_progress(store, path)


def test_a_missing_file_and_a_folder_are_refused(store, tmp_path):
    for path in (tmp_path / "missing.json", tmp_path):
        with pytest.raises(AtelierError, match="ne peut être lu"):
            import_progress(store, path)


def test_erasing_leaves_no_file_and_a_store_that_begins_anew(store):
    assert store.path in erase_progress(store.path)
    assert list(store.path.parent.glob("progress.db*")) == []
    store.record(ATTEMPTS[0])
    assert store.attempts() == ATTEMPTS[:1]


def test_erasing_what_is_not_there_removes_nothing(tmp_path):
    assert erase_progress(tmp_path / "progress.db") == ()


def test_a_damaged_store_can_be_erased(tmp_path):
    path = tmp_path / "progress.db"
    path.write_bytes(b"damaged" * 1000)
    assert erase_progress(path) == (path,)


fractions = st.floats(0, 1)
attempts = st.lists(
    st.builds(
        attempt,
        st.sampled_from(["C2.1.2.noise", "C2.1.1.justified"]),
        fractions,
        day=st.integers(0, 30),
        variant=st.sampled_from(["d1", "d2"]),
        source=st.sampled_from(Source),
        hints=st.integers(0, 3),
    ),
    max_size=5,
)


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(attempts, attempts)
def test_merging_is_the_union_whatever_comes_first(tmp_path_factory, left, right):
    folder = tmp_path_factory.mktemp("merge")
    one, other = Progress(folder / "one.db"), Progress(folder / "other.db")
    one.merge(left)
    other.merge(right)
    export_progress(one, folder / "one.json", START + timedelta(days=40))
    export_progress(other, folder / "other.json", START + timedelta(days=40))
    import_progress(one, folder / "other.json")
    import_progress(other, folder / "one.json")
    assert set(one.attempts()) == set(other.attempts()) == {*left, *right}
    assert len(one.attempts()) == len({*left, *right})
