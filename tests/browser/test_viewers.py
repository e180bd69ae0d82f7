"""Viewers in a real JupyterLab with a real kernel: seen, read, and worked with keys alone."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from support.browser import axe_violations, guarded_page
from support.ifc_drafts import Draft
from support.jupyter_server import TOKEN, jupyterlab

pytestmark = pytest.mark.needs("chromium")
CELLS = (
    "import networkx as nx\nimport numpy as np\n"
    "from autograders.candidate.viewers import view_cloud, view_graph, view_model\n"
    "corners = np.array([[x, y, z] for x in (0, 8) for y in (0, 6) for z in (0, 3)])\n"
    "view_cloud(corners)",
    "view_graph(nx.DiGraph([('façade', 'panneau'), ('panneau', 'vis'), ('façade', 'vis')]))",
    "view_model('maquette.ifc')",
)
OURS = (".atelier-view", ".atelier-figure", ".atelier-graph", ".atelier-model")
RUN = """async () => {
    await jupyterapp.restored;
    const panel = jupyterapp.shell.currentWidget;
    await panel.context.ready;
    await panel.sessionContext.ready;
    await jupyterapp.commands.execute("notebook:run-all-cells");
}"""
THEME = "theme => jupyterapp.commands.execute('apputils:change-theme', { theme })"
CAMERA = "stage => stage.layout.scene.camera"
ACTIVE = "document.activeElement.closest('.widget-select')?.querySelector('label')?.textContent"


def write_model(path):
    """Write a slab on which two walls stand; the front one, seen from the front, hides what is behind its middle."""
    draft = Draft("IFC2X3", length_prefix="MILLI")
    shapes = {
        "D1": ("IfcSlab", (0, 0, -0.2), (8, 6, 0.2)),
        "M1": ("IfcWall", (0, 0, 0), (8, 0.3, 3)),
        "M2": ("IfcWall", (0, 5.7, 0), (8, 0.3, 3)),
    }
    for name, (ifc_class, origin, size) in shapes.items():
        element = draft.root(ifc_class, Name=name)
        draft.place(element, origin)
        draft.box(element, size)
        draft.contain(element)
        draft.define(draft.pset("Pset_Essai", Reference=("IfcLabel", f"réf. {name}")), element)
        draft.define(draft.qto("BaseQuantities", Length=("Length", 8000.0)), element)
    draft.model.write(str(path))


@pytest.fixture(scope="module")
def lab(browser, tmp_path_factory):
    """Open the notebook, run it and wait until both figures are drawn."""
    folder = tmp_path_factory.mktemp("lab")
    notebook = new_notebook(cells=[new_code_cell(source) for source in CELLS])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, folder / "vues.ipynb")
    write_model(folder / "maquette.ifc")
    with jupyterlab(folder, tmp_path_factory.mktemp("home")) as address, guarded_page(browser) as page:
        page.set_default_timeout(120_000)
        # High enough that JupyterLab, which leaves out what is out of sight, shows all cells.
        page.set_viewport_size({"width": 1280, "height": 2000})
        page.goto(f"{address}/lab/tree/vues.ipynb?token={TOKEN}")
        page.locator(".jp-Notebook").wait_for()
        page.evaluate(RUN)
        for number in range(2):
            page.locator(".atelier-stage[data-drawn]").nth(number).wait_for()
        yield page


def in_list(name, ifc_class="IfcWall"):
    # Widgets keep spaces by making them no-break ones.
    return f"{name}\N{NO-BREAK SPACE}({ifc_class})"


def keep_choice(page, rank):
    """Choose from the list by the keys, from its first entry downwards."""
    page.get_by_label("Élément", exact=True).focus()
    page.keyboard.press("Home")
    for _ in range(rank):
        page.keyboard.press("ArrowDown")


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_no_rule_of_wcag_is_broken_in_either_theme(lab, theme, screenshot):
    lab.evaluate(THEME, theme)
    lab.locator(f"body[data-jp-theme-name='{theme}']").wait_for(state="attached")
    keep_choice(lab, 1)
    lab.get_by_text("réf. M1").wait_for()
    screenshot("vues", lab)
    assert {selector: axe_violations(lab, selector) for selector in OURS} == {selector: [] for selector in OURS}


def test_a_figure_is_described_and_its_words_stand_before_it(lab):
    stage = lab.get_by_role("img", name="Nuage de points. 8 points, tous affichés. Étendue : 8,000 m en x")
    assert stage.count() == 1
    words = lab.locator("section.atelier-view").first
    assert words.bounding_box()["y"] < stage.bounding_box()["y"]


def test_a_point_of_view_is_chosen_with_the_keys(lab):
    figure = lab.locator(".atelier-figure").first
    figure.get_by_role("button", name="Dessus").focus()
    lab.keyboard.press("Enter")
    stage = figure.locator(".atelier-stage")
    lab.wait_for_function("stage => stage.layout.scene.camera.up.y === 1", arg=stage.element_handle())
    before = stage.evaluate(CAMERA)["eye"]["z"]
    figure.get_by_role("button", name="Rapprocher").focus()
    lab.keyboard.press("Space")
    lab.wait_for_function(f"stage => stage.layout.scene.camera.eye.z < {before}", arg=stage.element_handle())


def test_an_element_is_chosen_with_the_keys_alone_and_says_what_it_is(lab):
    lab.get_by_label("Classe IFC").focus()
    for _ in range(20):
        lab.keyboard.press("Tab")
        if lab.evaluate(ACTIVE) == "Élément":
            break
    lab.keyboard.press("End")
    table = lab.get_by_role("table", name="Propriétés et quantités de M2 (IfcWall)")
    table.wait_for()
    assert table.get_by_role("row", name="Length BaseQuantities 8 000 mm").count() == 1
    lab.get_by_role("status").filter(has_text="M2 (IfcWall), R0").wait_for()


def test_a_click_in_the_figure_chooses_the_element_in_the_list(lab):
    figure = lab.locator(".atelier-model .atelier-figure")
    figure.get_by_role("button", name="Face").click()
    stage = figure.locator(".atelier-stage")
    lab.wait_for_function("stage => stage.layout.scene.camera.eye.y === -1.9", arg=stage.element_handle())
    stage.hover()
    # Plotly finds what is under the pointer when it draws: the button is held until it has.
    lab.mouse.down()
    lab.get_by_role("table", name="Propriétés et quantités de M1 (IfcWall)").wait_for()
    assert lab.get_by_label("Élément", exact=True).evaluate("list => list.selectedOptions[0].label") == in_list("M1")
    lab.mouse.up()


def test_a_filter_shortens_the_list(lab):
    lab.get_by_label("Classe IFC").select_option(label="IfcSlab (1)")
    lab.get_by_role("status").filter(has_text="1 élément affiché").wait_for()
    assert lab.get_by_label("Élément", exact=True).locator("option").all_text_contents() == [
        "D1\N{NO-BREAK SPACE}(IfcSlab)"
    ]
    lab.get_by_label("Classe IFC").select_option(label="Toutes")
    lab.get_by_role("status").filter(has_text="3 éléments affichés").wait_for()
