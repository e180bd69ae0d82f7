"""Whatever comes out of a submission, drawn at random: the decoders and the driver bear it, and say what it was."""

import base64
import json
import os
import struct
import threading

import nbformat
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_notebook

from autograders.candidate.declarations import AnswerDeclaration
from autograders.candidate.errors import AnswerError
from autograders.candidate.wire import ANSWER_MIME, PROBE_MIME, from_wire
from autograders.grading import collect_answers
from autograders.grading.probing import read_probes
from autograders.grading.restoring import restore
from autograders.grading.sanitising import OutputSanitiser
from autograders.grading.submissions import parse_submission
from autograders.model.answers import AnswerState
from autograders.model.exercise import Exercise
from autograders.sandbox import CellStatus, ConfinementLevel, Limits, WarmSandbox
from autograders.sandbox.frames import FrameBudgetError, FrameError, FrameReader, decode_document
from autograders.sandbox.session import Session, SessionPipes


def cases(count):
    """Draw so many examples, alike in every run: the suite's profile says so."""
    return settings(max_examples=count, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


# One declaration of each kind that an answer can have, with each kind of bound.
DECLARED = {
    "sigma_mm": {"type": "number", "unit": "mm", "minimum": 0, "maximum": 100},
    "count": {"type": "integer", "minimum": -5},
    "conform": {"type": "boolean"},
    "note": {"type": "text", "maximum_characters": 50},
    "level": {"type": "choice", "choices": ["bas", "haut"]},
    "spacings_mm": {"type": "numbers", "length": 2},
    "panels": {
        "type": "table",
        "maximum_rows": 3,
        "columns": [
            {"name": "panel", "type": "text", "label": "nom"},
            {"name": "area", "type": "number", "label": "aire"},
            {"name": "count", "type": "integer", "label": "nombre"},
            {"name": "level", "type": "choice", "label": "niveau", "choices": ["bas", "haut"]},
        ],
    },
    "noise": {"type": "function", "parameters": [{"name": "x", "label": "x"}]},
}
EXERCISE = Exercise.model_validate(
    {
        "format": 1,
        "title": "t",
        "summary": "s",
        "competency": "C2.1.2",
        "dataset": "bench",
        "duration_minutes": 10,
        "answers": [{"name": name, "label": name} | declared for name, declared in DECLARED.items()],
        "criteria": [
            {"id": "C2.1.2.noise", "points": 5, "how": "auto", "answers": list(DECLARED), "hints": ["a", "b", "c"]}
        ],
    }
)
NAME, DIGEST = "c2_1_2_quality", "d" * 64

# Any text, halves of surrogate pairs included, and what decoders stumble over.
TEXTS = st.text(st.characters(exclude_categories=[]), max_size=12) | st.sampled_from(
    ["", "\ud800", "\x00", "\x1b[31m", "\u202e", "NaN", "1e999", "gASV", "<script>", "bas", "haut", "\n", "é" * 60]
)
NUMBERS = st.integers() | st.floats() | st.sampled_from([True, -1, 10**30, 2**53, 2**63, 1e308, 5e-324, -0.0])
LEAVES = st.none() | st.booleans() | NUMBERS | TEXTS
ARRAYS = st.fixed_dictionaries(
    {
        "dtype": st.sampled_from(["<f8", "|O", ">f8", 1]),
        "shape": st.lists(st.integers(-1, 3) | st.just(10**12), max_size=4) | LEAVES,
        "base64": st.binary(max_size=24).map(lambda data: base64.b64encode(data).decode()) | TEXTS,
    }
)
ROWS = st.lists(st.dictionaries(st.sampled_from(["panel", "area", "count", "level"]) | TEXTS, LEAVES), max_size=4)
ANYTHING = st.recursive(
    LEAVES | ARRAYS | ROWS | st.just({"callable": True}),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)
CLAIMS = (
    st.fixed_dictionaries(
        {
            "format": st.just(1) | LEAVES,
            "exercise": st.just(NAME) | TEXTS,
            "variant": st.just(DIGEST) | TEXTS,
            "name": st.sampled_from(list(DECLARED)) | ANYTHING,
        },
        optional={"value": ANYTHING, "refused": ANYTHING, "call": LEAVES, "error": ANYTHING},
    )
    | ANYTHING
)
OUTPUTS = (
    st.builds(lambda mime, payload: {"output_type": "display_data", "data": {mime: payload}},
              st.sampled_from([ANSWER_MIME, PROBE_MIME, "text/html"]), CLAIMS)
    | ANYTHING
)  # fmt: skip


@cases(1500)
@given(st.lists(OUTPUTS, max_size=6))
def test_the_collector_bears_any_outputs_and_keeps_only_what_is_of_the_declared_kind(outputs):
    result = collect_answers(EXERCISE, NAME, DIGEST, outputs)
    assert list(result.answers) == list(DECLARED)
    for answer in result.answers.values():
        if answer.state is AnswerState.GIVEN:
            from_wire(answer.declaration, answer.wire)
        else:
            assert answer.value is None
        json.dumps(answer.wire, ensure_ascii=False).encode("utf-8")
        assert len(answer.digest()) == 64
    for said in [*result.remarks, *[answer.message for answer in result.answers.values()]]:
        assert said.encode("utf-8").decode().splitlines() in ([], [said])
        assert "\x1b" not in said


@cases(2000)
@given(st.sampled_from(list(EXERCISE.answers)), ANYTHING)
def test_a_value_is_of_its_declared_kind_or_refused_in_words(declaration, wire):
    try:
        value = from_wire(declaration, wire)
    except AnswerError as error:
        assert f"« {declaration.name} »" in str(error)
        return
    kind = declaration.type
    if kind in ("number", "integer"):
        low, high = declaration.minimum, declaration.maximum
        assert (low is None or value >= low) and (high is None or value <= high)
        assert value - value == 0
    elif kind == "numbers":
        assert value.shape == (2,)
    elif kind == "table":
        assert all(set(row) == {"panel", "area", "count", "level"} for row in value)


@cases(500)
@given(st.lists(OUTPUTS, max_size=5), st.integers(0, 3))
def test_the_results_of_a_probe_are_numbers_or_reasons(outputs, count):
    declared = AnswerDeclaration(name="sigma_mm", type="number", label="σ")
    results = read_probes(declared, count, outputs)
    assert len(results) in (0, count)
    for result in results:
        assert (result.value is None) is bool(result.error)
        result.error.encode("utf-8")


TOKEN = "TOKEN"
KINDS = st.sampled_from(
    ["stream", "display_data", "update_display_data", "execute_result", "error", "clear_output", "execute_reply",
     "status", "comm_open", "shutdown_request"]
)  # fmt: skip
CONTENTS = st.fixed_dictionaries(
    {},
    optional={
        "name": st.sampled_from(["stdout", "stderr", "stdin"]) | ANYTHING,
        "text": TEXTS | ANYTHING,
        "data": st.dictionaries(st.sampled_from(["text/plain", "text/html", "image/png", ANSWER_MIME]) | TEXTS, CLAIMS),
        "metadata": st.just({}) | ANYTHING,
        "transient": st.just({"display_id": "a"}) | ANYTHING,
        "ename": TEXTS | ANYTHING,
        "evalue": TEXTS | ANYTHING,
        "traceback": st.lists(TEXTS, max_size=2) | ANYTHING,
        "status": st.sampled_from(["ok", "error"]) | ANYTHING,
        "execution_count": st.integers(0, 9) | ANYTHING,
        "wait": st.booleans() | ANYTHING,
    },
)
DOCUMENTS = st.fixed_dictionaries(
    {"token": st.just(TOKEN) | LEAVES, "type": KINDS | LEAVES, "content": CONTENTS | ANYTHING}
)


def framed(document):
    # As a submission may write it: with numbers and halves of characters that JSON and UTF-8 do not have.
    body = json.dumps(document).encode()
    return struct.pack(">I", len(body)) + body


def made(item, token):
    """Return the bytes of a frame, or of a document with the token of the cell in its place."""
    if isinstance(item, bytes):
        return item
    return framed(item | {"token": token} if item["token"] == TOKEN else item)


FRAMES = st.one_of(
    DOCUMENTS.map(framed),
    DOCUMENTS.map(framed),
    DOCUMENTS.map(framed),
    ANYTHING.map(framed),
    st.binary(max_size=40),
    st.tuples(st.integers(0, 2**32 - 1), st.binary(max_size=40)).map(lambda pair: struct.pack(">I", pair[0]) + pair[1]),
    st.tuples(DOCUMENTS.map(framed), st.integers(0, 200)).map(lambda pair: pair[0][: pair[1]]),
)


@cases(1500)
@given(st.lists(FRAMES, max_size=4), st.integers(1, 300))
def test_bytes_give_documents_that_can_be_saved_or_one_of_two_errors(frames, size):
    data, reader = b"".join(frames), FrameReader(5000)
    try:
        for start in range(0, len(data), size):
            for document in reader.feed(data[start : start + size]):
                json.dumps(document, ensure_ascii=False, allow_nan=False).encode("utf-8")
    except (FrameError, FrameBudgetError):
        pass


@cases(1000)
@given(st.text(st.sampled_from('[]{}":,0123456789eE+-.ntrufals\\ud8 \x00é')).map(str.encode) | st.binary(max_size=60))
def test_near_json_is_a_document_or_an_error(body):
    try:
        document = decode_document(b'{"a":' + body + b"}")
    except FrameError:
        return
    json.dumps(document, ensure_ascii=False, allow_nan=False).encode("utf-8")


class Puppet:
    """The driver's session over real pipes, at whose other ends the test stands instead of a kernel."""

    def __init__(self):
        ends = {name: os.pipe() for name in ("requests", "frames", "stdout", "stderr", "lifeline", "status")}
        to_kernel = {"requests", "lifeline"}
        own = {name: pair[name in to_kernel] for name, pair in ends.items()}
        self._theirs = {name: pair[name not in to_kernel] for name, pair in ends.items()}
        self.session = Session(SessionPipes(**own), Limits(cell_wall_seconds=20, output_bytes=100_000))

    def play(self, items):
        """Read the request, write the frames that are made with its token, and end."""
        (length,) = struct.unpack(">I", os.read(self._theirs["requests"], 4))
        token = json.loads(os.read(self._theirs["requests"], length))["token"]
        os.write(self._theirs["frames"], b"".join(made(item, token) for item in items))
        for name in ("frames", "stdout", "stderr", "status"):
            os.close(self._theirs[name])

    def end(self):
        self.session.close()
        for name in ("requests", "lifeline"):
            os.close(self._theirs[name])


@cases(1000)
@given(st.lists(DOCUMENTS | FRAMES, max_size=5))
def test_the_driver_bears_any_frames_and_what_it_keeps_are_outputs_of_a_notebook(items):
    puppet = Puppet()
    kernel = threading.Thread(target=lambda: puppet.play(items))
    kernel.start()
    try:
        run = puppet.session.execute("1")
    finally:
        kernel.join()
        puppet.end()
    assert run.status in {CellStatus.OK, CellStatus.ERROR, CellStatus.DIED, CellStatus.OUTPUT_LIMIT}
    cell = new_code_cell("1", outputs=run.outputs, execution_count=run.execution_count)
    nbformat.validate(new_notebook(cells=[cell]))
    OutputSanitiser().sanitised(run.outputs)
    collect_answers(EXERCISE, NAME, DIGEST, run.outputs)


@pytest.fixture(scope="module")
def sandbox():
    with WarmSandbox(preload=["autograders.candidate"], minimum_level=ConfinementLevel.REDUCED) as warm:
        yield warm


@pytest.fixture(scope="module")
def neighbour(sandbox):
    with sandbox.open(mounts={}) as session:
        yield session


# The child finds the token of its cell, as any code of a submission can.
CHILD = """
import base64, json, os, struct
token = get_ipython().kernel.get_parent('shell')['header']['msg_id']
for item in json.loads({items!r}):
    if isinstance(item, dict):
        body = json.dumps(item | dict(token=token) if item['token'] == 'TOKEN' else item).encode()
        frame = struct.pack('>I', len(body)) + body
    else:
        frame = base64.b64decode(item)
    os.write(4, frame)
"""


@cases(80)
@given(st.lists(st.lists(DOCUMENTS | FRAMES, max_size=4), min_size=1, max_size=4))
def test_a_child_that_writes_any_frames_ends_its_own_session_at_most(sandbox, neighbour, cells):
    with sandbox.open(mounts={}, limits=Limits(cell_wall_seconds=0.25, wall_seconds=0.25)) as session:
        for items in cells:
            sent = [base64.b64encode(item).decode() if isinstance(item, bytes) else item for item in items]
            run = session.execute(CHILD.format(items=json.dumps(sent)))
            assert (session.ending is None) is (run.status in {CellStatus.OK, CellStatus.ERROR})
    assert neighbour.execute("6 * 7").outputs[0]["data"]["text/plain"] == "42"


PARTS = st.dictionaries(
    st.sampled_from(["cell_type", "source", "metadata", "outputs", "id", "attachments", "input"]) | TEXTS,
    st.sampled_from(["code", "markdown", "raw", "heading"]) | ANYTHING,
    max_size=5,
)
FILES = st.one_of(
    st.fixed_dictionaries(
        {"cells": st.lists(PARTS | ANYTHING, max_size=5)},
        optional={"metadata": ANYTHING, "nbformat": LEAVES, "worksheets": ANYTHING},
    ).map(lambda document: json.dumps(document).encode()),
    st.fixed_dictionaries({"worksheets": st.lists(st.fixed_dictionaries({"cells": st.lists(PARTS)}), max_size=2)}).map(
        lambda document: json.dumps(document).encode("utf-16")
    ),
    ANYTHING.map(lambda document: json.dumps(document).encode()),
    st.binary(max_size=80),
)
GRADED = {"grade_id": "C2-1-2_noise", "grade": True, "solution": False, "locked": True, "points": 5.0}
RELEASED = new_notebook(cells=[new_code_cell("answer('sigma_mm', 1.0)", metadata={"nbgrader": GRADED})])


@cases(1000)
@given(FILES)
def test_any_file_becomes_a_notebook_with_the_graded_cell_in_it_once(content):
    submission = parse_submission(content)
    restored = restore(RELEASED, submission)
    nbformat.validate(restored.notebook)
    nbformat.writes(restored.notebook).encode("utf-8")
    named = [cell for cell in restored.notebook.cells if cell.metadata.get("nbgrader")]
    assert [cell.source for cell in named] == ["answer('sigma_mm', 1.0)"]
    for said in [submission.problem, *submission.remarks, *map(str, restored.irregularities)]:
        assert said.encode("utf-8").decode().splitlines() in ([], [said])
