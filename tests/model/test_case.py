"""Truth goes to JSON at build time and comes back the same when it grades."""

import json

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from autograders.model.case import truth_from_json, truth_to_json

truths = st.recursive(
    st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False) | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=10,
).filter(lambda truth: not (isinstance(truth, dict) and set(truth) == {"array"}))


@given(truths)
def test_plain_values_come_back_unchanged(truth):
    wrapped = {"truth": truth, "more": 1}
    if "array" not in json.dumps(wrapped):
        assert truth_from_json(json.loads(json.dumps(truth_to_json(wrapped)))) == wrapped


def test_arrays_come_back_bit_for_bit():
    cloud = np.random.default_rng(1).normal(size=(40, 3))
    returned = truth_from_json(json.loads(json.dumps(truth_to_json({"probes": [{"points_m": cloud}]}))))
    assert returned["probes"][0]["points_m"].tobytes() == cloud.tobytes()
