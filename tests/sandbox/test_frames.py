"""Frames and claims: the bounds on what an untrusted process may say."""

import json
import struct

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograders.sandbox.claims import Transcript, checked_count
from autograders.sandbox.frames import (
    LEAST_COUNTED_BYTES,
    FrameBudgetError,
    FrameError,
    FrameReader,
    decode_document,
    encode_frame,
)

# The first example imports nbclient, and the machine may be busy.
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**60), 2**60)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)
DOCUMENTS = st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), JSON, max_size=4)


def whole(document):
    return json.loads(json.dumps(document).encode().decode("utf-8"))


@patient
@given(st.lists(DOCUMENTS, max_size=4), st.integers(1, 50))
def test_documents_come_out_as_they_went_in_however_they_are_cut(documents, size):
    data = b"".join(encode_frame(document) for document in documents)
    reader = FrameReader(len(data) + len(documents) * LEAST_COUNTED_BYTES)
    read = [d for start in range(0, len(data), size) for d in reader.feed(data[start : start + size])]
    assert read == [whole(document) for document in documents]


@given(st.binary(max_size=200))
def test_noise_gives_documents_or_one_of_two_errors(data):
    try:
        for document in FrameReader(1000).feed(data):
            json.dumps(document, allow_nan=False).encode("ascii")
    except (FrameError, FrameBudgetError):
        pass


@given(st.text(st.sampled_from('[]{}":,0123456789eE+-.ntrufals\\ud8')).map(str.encode))
def test_near_json_gives_a_document_that_can_be_saved_or_an_error(body):
    try:
        document = decode_document(body)
    except FrameError:
        return
    json.dumps(document, ensure_ascii=False, allow_nan=False).encode()


def test_a_frame_may_not_announce_more_than_is_left():
    with pytest.raises(FrameBudgetError):
        list(FrameReader(1000).feed(struct.pack(">I", 2**32 - 1)))


def test_a_budget_counts_everything():
    frame = encode_frame({"a": "x" * 200})
    reader = FrameReader(2 * len(frame) + 5)
    assert list(reader.feed(frame)) == [{"a": "x" * 200}]
    reader.spend(10)
    with pytest.raises(FrameBudgetError):
        list(reader.feed(frame))


def test_a_flood_of_small_frames_spends_the_budget_as_if_each_were_one_of_a_kernel():
    reader, read = FrameReader(1_000_000), 0
    with pytest.raises(FrameBudgetError):
        for _ in reader.feed(encode_frame({}) * 100_000):
            read += 1
    # What is left after 600 000 bytes have come pays for 94 bytes more each.
    assert read == 400_000 // 94


@pytest.mark.parametrize(("depth", "passes"), [(60, True), (70, False), (100_000, False)])
def test_depth_is_bounded(depth, passes):
    body = b'{"a":' + b"[" * depth + b"]" * depth + b"}"
    if passes:
        decode_document(body)
    else:
        with pytest.raises(FrameError):
            decode_document(body)


NAMES = ["name", "text", "data", "metadata", "transient", "display_id"]
NAMES += ["ename", "evalue", "traceback", "wait", "execution_count"]
KIND_NAMES = ["stream", "display_data", "update_display_data", "execute_result", "error", "clear_output"]
KIND_NAMES += ["comm_open", "execute_reply", "x"]
MESSAGES = st.dictionaries(
    st.sampled_from(
        [
            "name",
            "text",
            "data",
            "metadata",
            "transient",
            "display_id",
            "ename",
            "evalue",
            "traceback",
            "wait",
            "execution_count",
        ]
    ),
    JSON | st.just({"text/plain": "x"}) | st.just({"display_id": "a"}) | st.just("stdout"),
)
KINDS = st.sampled_from(
    [
        "stream",
        "display_data",
        "update_display_data",
        "execute_result",
        "error",
        "clear_output",
        "comm_open",
        "execute_reply",
        "x",
    ]
)


@patient
@given(st.lists(st.tuples(KINDS | JSON, MESSAGES | JSON), max_size=8))
def test_whatever_a_message_claims_the_outputs_are_those_of_a_notebook(messages):
    import nbformat

    transcript = Transcript()
    outputs = transcript.begin_cell()
    for kind, content in messages:
        try:
            transcript.add(kind, content)
        except FrameError:
            continue
    transcript.end_cell()
    allowed = {"stream", "display_data", "execute_result", "error"}
    assert {output["output_type"] for output in outputs} <= allowed
    nbformat.validate(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(outputs=outputs)]))


@pytest.mark.parametrize(("claim", "count"), [(3, 3), (True, None), (-1, None), (10**9, None), ("3", None)])
def test_an_execution_count_is_a_small_number(claim, count):
    assert checked_count(claim) == count
