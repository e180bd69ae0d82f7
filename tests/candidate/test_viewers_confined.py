"""Viewers where no browser answers: in the confined session in which a notebook is graded, and on the feedback page."""

import pytest

from autograders.grading.sanitising import OutputSanitiser
from autograders.sandbox import CellStatus, ConfinementLevel, WarmSandbox

MODEL = """
import ifcopenshell, ifcopenshell.guid
model = ifcopenshell.file(schema="IFC4")
model.create_entity("IfcWall", GlobalId=ifcopenshell.guid.new(), Name="M1")
"""
SHOWN = {
    "cloud": "view_cloud(np.eye(3))",
    "graph": "view_graph(nx.DiGraph([('a', 'b')]))",
    "model": "view_model(model)",
}


@pytest.fixture(scope="module")
def outputs():
    """Return what each viewer shows in one session, as the trusted process received it."""
    start = f"import networkx as nx, numpy as np\nfrom autograders.candidate.viewers import *\n{MODEL}"
    with WarmSandbox(minimum_level=ConfinementLevel.REDUCED) as warm, warm.open(mounts={}) as session:
        runs = {name: session.execute(source) for name, source in {"start": start, **SHOWN}.items()}
    assert {name: run.status for name, run in runs.items()} == dict.fromkeys(runs, CellStatus.OK)
    return {name: runs[name].outputs for name in SHOWN}


@pytest.mark.parametrize("name", SHOWN)
def test_words_and_table_come_out_and_weigh_little(outputs, name):
    first = outputs[name][0]["data"]
    assert "<table" in first["text/html"]
    assert len(str(outputs[name])) < 20_000


@pytest.mark.parametrize(
    ("name", "kept"), [("cloud", {"text/html", "text/plain"}), ("graph", {"image/svg+xml", "text/plain"})]
)
def test_a_feedback_page_shows_the_picture_without_any_script(outputs, name, kept):
    _, picture = OutputSanitiser().sanitised(outputs[name])
    assert set(picture["data"]) == kept
    if name == "cloud":
        assert '<img alt="Nuage de points. 3' in picture["data"]["text/html"]
        assert 'src="data:image/png;base64,' in picture["data"]["text/html"]


@pytest.mark.parametrize("name", SHOWN)
def test_a_feedback_page_keeps_the_table(outputs, name):
    html = OutputSanitiser().sanitised(outputs[name])[0]["data"]["text/html"]
    assert '<th scope="row"' in html
    assert "<caption>" in html
