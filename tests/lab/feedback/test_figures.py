"""Which figures belong to which criterion, on the exercises that exist; the table was read off the notebooks."""

from pathlib import Path

import pytest

from autograders.assignments.percent import NOTEBOOK_ROLES, read_percent
from autograders.lab.feedback.figures import figures_by_criterion

EXERCISES = Path(__file__).resolve().parents[3] / "exercises"
BELONGING = {
    "c2_1_1_scanner_choice": {
        "C2.1.1.technologies": ["families-map"],
        "C2.1.1.informed": ["weighted-bars", "parallel-profiles", "sensitivity-lines"],
    },
    "c2_1_2_point_cloud_quality": {
        # Not the plan of the bench, which is given.
        "C2.1.2.noise": ["cloud-3d", "residual-histogram", "noise-law"],
        "C2.1.2.resolution": ["star"],
        "C2.1.2.precision": ["bar-lengths"],
        "C2.1.2.colour": ["chart-differences"],
    },
    "c2_2_1_bim_audit": {"C2.2.1.faithful": ["process-graph"], "C2.2.1.levers": ["findings"]},
    "c4_3_3_bom_integration": {"C4.3.3.mechanism": ["product-levels", "model-against-plm"]},
}


@pytest.mark.parametrize("exercise", BELONGING)
def test_a_figure_belongs_to_the_graded_cell_after_it(exercise):
    (folder,) = EXERCISES.glob(f"*/{exercise}")
    cells, _ = read_percent((folder / "notebook.py").read_text(encoding="utf-8"), "notebook.py", NOTEBOOK_ROLES)
    found = figures_by_criterion(cells)
    assert {criterion: [cell.figure for cell in drawn] for criterion, drawn in found.items()} == BELONGING[exercise]
