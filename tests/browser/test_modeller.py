"""The drawing board in a real JupyterLab: drawn on with the mouse and with keys, kept, read back and judged."""

import ast
from itertools import pairwise
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from support.browser import axe_violations, guarded_page
from support.jupyter_server import TOKEN, jupyterlab

from autograders.assignments import open_repository, reference_notebook
from autograders.authoring.bench import Bench
from autograders.authoring.practice import practice_variants
from autograders.authoring.trials import without_figures
from autograders.candidate.process import read_process
from autograders.domain.process import Delivery, SoundnessOutcome, delivery_faults, soundness, structural_faults

pytestmark = pytest.mark.needs("chromium")
ROOT = Path(__file__).resolve().parents[2]
EXERCISE = ROOT / "exercises" / "a2_3_large_project" / "c2_3_1_steering_process"
CELLS = (
    "from pathlib import Path\n"
    "from autograders.candidate.modeller import ProcessModeller\n"
    "from autograders.candidate.process import ProcessBuilder\n"
    "start = ProcessBuilder('Revue')\n"
    "start.pool('Ligne V', lanes=['BIM manager', 'Maîtrise d’œuvre']);",
    "board = ProcessModeller('souris.bpmn', start=start)\nboard",
    "process = board.keep()",
    "other = ProcessModeller('clavier.bpmn', start=start)\nother",
    "worked = ProcessModeller('corrigé.bpmn', start=Path('modèle.txt').read_text(encoding='utf-8'))\nworked",
)
BY_MOUSE, KEEPING, BY_KEYS, WORKED = 1, 2, 3, 4
RUN_ALL = """async () => {
    await jupyterapp.restored;
    const panel = jupyterapp.shell.currentWidget;
    await panel.context.ready;
    await panel.sessionContext.ready;
    await jupyterapp.commands.execute("notebook:run-all-cells");
}"""
RUN_ONE = """async rank => {
    const { content } = jupyterapp.shell.currentWidget;
    content.deselectAll();
    content.activeCellIndex = rank;
    await jupyterapp.commands.execute("notebook:run-cell");
}"""
RESTART = "() => jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()"
SAVE = "() => jupyterapp.commands.execute('docmanager:save')"
THEME = "theme => jupyterapp.commands.execute('apputils:change-theme', { theme })"
TASK, GATE, END = "Ajouter une tâche", "Ajouter un jalon (événement intermédiaire)", "Ajouter une fin"
CHOICE = "Ajouter une décision (passerelle)"


@pytest.fixture(scope="module")
def package():
    return open_repository(ROOT).load_exercise(EXERCISE)


@pytest.fixture(scope="module")
def variant(package, practice_cache):
    return practice_variants(open_repository(ROOT), package.exercise.dataset, 1, practice_cache)[-1]


@pytest.fixture(scope="module")
def bench(package):
    with Bench(package) as bench:
        yield bench


@pytest.fixture(scope="module")
def folder(bench, package, variant, tmp_path_factory):
    folder = tmp_path_factory.mktemp("lab")
    solved = bench.answers(reference_notebook(without_figures(package)), variant)
    (folder / "modèle.txt").write_text(solved["process"].value, encoding="utf-8")
    notebook = new_notebook(cells=[new_code_cell(source) for source in CELLS])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, folder / "dessin.ipynb")
    return folder


@pytest.fixture(scope="module")
def lab(browser, folder, tmp_path_factory):
    """Open the notebook and run it until all boards are drawn."""
    with jupyterlab(folder, tmp_path_factory.mktemp("home")) as address, guarded_page(browser) as page:
        page.set_default_timeout(60_000)
        # High enough that JupyterLab, which leaves out what is out of sight, shows all cells.
        page.set_viewport_size({"width": 1500, "height": 3600})
        page.goto(f"{address}/lab/tree/dessin.ipynb?token={TOKEN}")
        page.locator(".jp-Notebook").wait_for()
        run_all(page)
        yield page


def run_all(page):
    page.evaluate(RUN_ALL)
    for rank in (BY_MOUSE, BY_KEYS, WORKED):
        cell(page, rank).locator(".atelier-drawing[data-drawn]").wait_for()


def cell(page, rank):
    return page.locator(".jp-Notebook .jp-Cell").nth(rank)


class Pencil:
    """Draws on the board of a cell as a person does."""

    def __init__(self, page, rank):
        self.page = page
        self.keyboard, self.mouse = page.keyboard, page.mouse
        self.board = cell(page, rank).locator(".atelier-modeller")
        self.stage = self.board.locator(".atelier-drawing")

    def box(self, identifier):
        return self.stage.locator(f".djs-element[data-element-id='{identifier}'] .djs-hit").first.bounding_box()

    def aside(self):
        """Click where nothing is drawn, so that nothing is chosen."""
        box = self.stage.bounding_box()
        # Twice: the modeller passes over the click that follows what was put or joined.
        self.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] - 60, click_count=2)
        # The tools of what was chosen go a little later, and would be clicked upon.
        self.stage.locator(".djs-context-pad .entry").first.wait_for(state="detached")

    def point(self, place):
        # The pointer is seen to move before it clicks.
        self.mouse.move(place[0] - 4, place[1] - 4)
        self.mouse.move(*place)
        self.mouse.click(*place)

    def put(self, tool, place, name=""):
        self.stage.locator(f".djs-palette [aria-label='{tool}']").click()
        self.point(place)
        self.keyboard.press("Escape")
        if name:
            self.name(place, name)

    def name(self, place, name):
        self.aside()
        self.mouse.dblclick(*place)
        self.keyboard.press("Control+A")
        self.keyboard.insert_text(name)
        self.keyboard.press("Enter")

    def pad(self, place, entry):
        self.aside()
        self.mouse.click(*place)
        self.stage.locator(f".djs-context-pad .entry[title^='{entry}']").click()

    def join(self, *places):
        for source, target in pairwise(places):
            self.pad(source, "Relier à un autre élément")
            self.point(target)
            self.keyboard.press("Escape")

    def tools(self):
        return self.stage.locator(".djs-palette [aria-label]").evaluate_all("all => all.map(each => each.ariaLabel)")

    def kept(self):
        """Wait until the kernel has kept all that was drawn."""
        self.board.locator(".atelier-drawing[data-state=kept]").wait_for()

    # The panel, by keys.
    def choose(self, label, words):
        """Go through a list, from its first entry down to the one that begins with some words."""
        options = self.board.get_by_label(label, exact=True)
        options.focus()
        texts = options.locator("option").all_text_contents()
        self.keyboard.press("Home")
        for _ in range(next(rank for rank, text in enumerate(texts) if text.startswith(words))):
            self.keyboard.press("ArrowDown")

    def press(self, button):
        self.board.get_by_role("button", name=button, exact=True).focus()
        self.keyboard.press("Enter")

    def write(self, name):
        """Write into the field for the name, which has the focus once something was added."""
        self.keyboard.press("Control+A")
        self.keyboard.type(name)
        self.keyboard.press("Enter")

    def add(self, kind, name=""):
        self.choose("Ajouter", kind)
        self.press("Ajouter")
        if name:
            self.write(name)

    def link(self, source, target, name=""):
        self.choose("Élément choisi", source)
        self.choose("Relier à", target)
        self.press("Relier")
        if name:
            self.write(name)


def assert_right(diagram):
    """Judge a process of which a model is handed over before a review."""
    assert structural_faults(diagram) == []
    assert {soundness(diagram, diagram.nodes[0].pool).outcome} == {SoundnessOutcome.SOUND}
    assert delivery_faults(diagram, [Delivery(information="Maquette APS", gate="Revue d’APS")]) == []
    places = {lane.id: lane.name for pool in diagram.pools for lane in pool.lanes}
    lanes = {node.name: places[node.lane] for node in diagram.nodes}
    assert lanes["Maquette APS"] == "Maîtrise d’œuvre"
    assert lanes["Revue d’APS"] == "BIM manager"


def test_what_is_drawn_with_the_mouse_is_right_is_kept_in_the_notebook_and_outlives_the_kernel(lab, folder, screenshot):
    pencil = Pencil(lab, BY_MOUSE)
    upper, lower = pencil.box("lane_1_1"), pencil.box("lane_1_2")
    high, low = upper["y"] + upper["height"] / 2, lower["y"] + lower["height"] / 2
    start, again, check, choice, gate, end = ((upper["x"] + 70 + 120 * rank, high) for rank in range(6))
    delivery = again[0], low
    assert {tool.split()[0] for tool in pencil.tools()} == {"Déplacer", "Choisir", "Ajouter", "Relier"}
    pencil.put("Ajouter un début", start, "Ligne décidée")
    pencil.put(CHOICE, again)
    pencil.put(GATE, delivery, "Maquette APS")
    pencil.put(TASK, check, "Contrôler la maquette")
    pencil.put(CHOICE, choice, "Admise ?")
    pencil.put(GATE, gate, "Revue d’APS")
    pencil.put(END, end, "Phase close")
    pencil.join(start, again, delivery, check, choice, gate, end)
    pencil.name(((choice[0] + gate[0]) / 2, high), "oui")
    pencil.join(choice, again)
    # The way back is chosen as soon as it is drawn.
    pencil.stage.locator(".djs-context-pad .entry[title^='Changer la nature']").click()
    pencil.stage.get_by_text("Flux par défaut").click()
    pencil.kept()
    screenshot("drawn", lab)
    drawn = (folder / "souris.bpmn").read_text(encoding="utf-8")
    assert_right(read_process(drawn))

    pencil.board.get_by_role("status").filter(has_text="Le carnet ne le contient pas encore").wait_for()
    for told in ("La cellule de keep doit maintenant le montrer", "Le carnet le contient"):
        lab.evaluate(RUN_ONE, KEEPING)
        pencil.board.get_by_role("status").filter(has_text=told).wait_for()
    lab.evaluate(SAVE)
    saved = nbformat.read(folder / "dessin.ipynb", as_version=4).cells[KEEPING].source
    [argument] = ast.parse(saved).body[0].value.args
    assert ast.literal_eval(argument) == drawn

    # A kernel that is restarted knows nothing of the board: what is drawn meanwhile is told, and not lost.
    lab.evaluate(RESTART)
    pencil.name(end, "Phase visée")
    pencil.board.get_by_role("status").filter(has_text="Le noyau n’a pas encore gardé").wait_for()
    run_all(lab)
    pencil.kept()
    assert "Phase visée" in {node.name for node in read_process((folder / "souris.bpmn").read_text()).nodes}


def test_the_same_is_drawn_with_the_keys_alone_and_the_notebook_keeps_its_cells(lab, folder, screenshot):
    pencil = Pencil(lab, BY_KEYS)
    cells = lab.locator(".jp-Notebook .jp-Cell").count()
    pencil.choose("Élément choisi", "Couloir « BIM")
    pencil.add("Début", "Ligne décidée")
    pencil.add("Décision")
    pencil.add("Jalon", "Maquette APS")
    pencil.choose("Couloir", "Maîtrise")
    pencil.add("Tâche", "Contrôler la maquette")
    pencil.choose("Couloir", "BIM")
    pencil.add("Décision", "Admise ?")
    pencil.add("Jalon", "Revue d’APS")
    pencil.add("Fin", "Phase close")
    pencil.choose("Élément choisi", "Flux sans nom : Admise ?")
    pencil.board.get_by_label("Nom", exact=True).focus()
    pencil.write("oui")
    pencil.link("Décision « Admise", "Décision sans", "non")
    pencil.board.get_by_label("Sortie par défaut").focus()
    pencil.keyboard.press("Space")
    pencil.choose("Élément choisi", "Tâche « Contrôler")
    pencil.add("Donnée", "Rapport de contrôle")
    pencil.add("Participant", "Exploitant")
    pencil.link("Tâche « Contrôler", "Participant « Exploitant", "Avis")
    pencil.kept()
    screenshot("drawn", lab)
    diagram = read_process((folder / "clavier.bpmn").read_text(encoding="utf-8"))
    assert_right(diagram)
    assert [flow.name for flow in diagram.sequence_flows if flow.default] == ["non"]
    names = {node.id: node.name for node in diagram.nodes} | {pool.id: pool.name for pool in diagram.pools}
    assert [(names[each.source], names[each.target], each.name) for each in diagram.message_flows] == [
        ("Contrôler la maquette", "Exploitant", "Avis")
    ]
    assert [(names[link.node], link.written) for link in diagram.associations] == [("Contrôler la maquette", True)]
    assert lab.locator(".jp-Notebook .jp-Cell").count() == cells
    pencil.board.locator("summary").click()
    pencil.board.get_by_text("Tâche « Contrôler la maquette »").last.wait_for()


def test_the_worked_solution_is_shown_whole_and_judged_alike_once_something_is_moved(
    lab, folder, bench, package, variant, screenshot
):
    pencil = Pencil(lab, WORKED)
    assert pencil.stage.get_attribute("data-warnings") == "0"
    before = read_process((folder / "modèle.txt").read_text(encoding="utf-8"))
    box = pencil.box(next(node.id for node in before.nodes if node.name == "Ligne décidée"))
    pencil.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    pencil.mouse.down()
    for step in (3, 6, 9):
        pencil.mouse.move(box["x"] + box["width"] / 2 + step, box["y"] + box["height"] / 2 - step)
    pencil.mouse.up()
    pencil.kept()
    screenshot("moved", lab)
    after = (folder / "corrigé.bpmn").read_text(encoding="utf-8")
    assert whole(read_process(after)) == whole(before)
    solved = reference_notebook(without_figures(package))
    handing_in = next(each for each in solved.cells if 'answer("process", process)' in each.source)
    handing_in.source = f"process = {after!r}\n{handing_in.source}"
    outcome = bench.grade(solved, variant)
    assert {name: found.fraction for name, found in outcome.criteria.items()} == dict.fromkeys(outcome.criteria, 1)


def whole(diagram):
    """Return all that a diagram holds, whatever its order."""
    parts = ("pools", "nodes", "sequence_flows", "message_flows", "data_objects", "associations")
    return {name: frozenset(getattr(diagram, name)) for name in parts}


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_no_rule_of_wcag_is_broken_in_either_theme(lab, theme, screenshot):
    lab.evaluate(THEME, theme)
    lab.locator(f"body[data-jp-theme-name='{theme}']").wait_for(state="attached")
    Pencil(lab, BY_KEYS).choose("Élément choisi", "Couloir « BIM")
    screenshot("board", lab)
    assert axe_violations(lab, ".atelier-modeller") == []
