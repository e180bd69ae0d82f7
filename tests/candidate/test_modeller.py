"""The drawing board where no browser is: what it keeps, in which file and which cell, and what it brings along."""

import hashlib
import json
import re
from pathlib import Path

import pytest

import autograders.candidate.modeller as package
from autograders.candidate.modeller import ProcessModeller
from autograders.candidate.modeller.cells import literal, with_text_kept
from autograders.candidate.process import ProcessBuilder, ProcessError
from autograders.sandbox import CellStatus, ConfinementLevel, WarmSandbox

FOLDER = Path(package.__file__).parent
LIBRARY = FOLDER / "bpmn_js"


def drawing(name="Groupement"):
    process = ProcessBuilder("Revue")
    process.pool(name)
    process.sequence(process.start("Dépôt", name), process.task("Viser", name), process.end("Visa", name))
    return process


class Browser:
    """Sends to a board what the script in a browser sends."""

    def __init__(self, board):
        board._repr_mimebundle_()
        self._widget = board._board
        self.sent = []
        self._widget.send = lambda content, buffers=(): self.sent.append((content, buffers))

    def say(self, **content):
        self._widget._handle_custom_msg(content, [])

    def draw(self, xml):
        self.say(kind="drawn", view=1, revision=1, xml=xml)

    @property
    def status(self):
        return self._widget.status


def test_a_drawing_that_a_cell_keeps_is_found_in_the_confined_session_where_it_is_graded():
    text = drawing().xml()
    start = (
        "from autograders.candidate.modeller import ProcessModeller\nboard = ProcessModeller('processus.bpmn')\nboard"
    )
    keeping = with_text_kept('process = board.keep("")', {"board"}, text)
    with WarmSandbox(minimum_level=ConfinementLevel.REDUCED) as warm, warm.open(mounts={}) as session:
        runs = [session.execute(source) for source in (start, keeping, "print(process)")]
    assert [run.status for run in runs] == [CellStatus.OK] * 3
    assert "Rien n’est encore dessiné ici" in runs[0].outputs[0]["data"]["text/html"]
    assert "".join(each["text"] for each in runs[2].outputs) == f"{text}\n"


def test_a_notebook_is_said_to_hold_a_drawing_once_its_cell_came_back_with_it_whatever_it_was_asked_to_write():
    text = drawing().xml()
    start = (
        "from pathlib import Path\nfrom autograders.candidate.modeller import ProcessModeller\n"
        f"Path('processus.bpmn').write_text({text!r}, encoding='utf-8')\nboard = ProcessModeller('processus.bpmn')"
    )
    empty = 'process = board.keep("")'
    # Who runs these cells does not write into them, as some programs that open notebooks do not.
    cells = [start, "print(board)", empty, "print(board)", empty, "print(board)"]
    cells += [with_text_kept(empty, {"board"}, text), "print(board)"]
    with WarmSandbox(minimum_level=ConfinementLevel.REDUCED) as warm, warm.open(mounts={}) as session:
        runs = [session.execute(source) for source in cells]
    told = ["".join(each["text"] for each in run.outputs).splitlines()[0] for run in runs[1::2]]
    assert ["Le carnet le contient." in line for line in told] == [False, False, False, True]
    assert "exécutez la cellule de keep" in told[0]
    assert told[1] == told[2]
    assert "Si elle ne le montre pas" in told[1]


def test_a_board_starts_from_what_was_drawn_on_the_former_one(tmp_path):
    file = tmp_path / "processus.bpmn"
    browser = Browser(ProcessModeller(file, start=drawing()))
    assert not file.exists()
    browser.draw(drawing("Autre").xml())
    assert "exécutez la cellule" in browser.status
    again = ProcessModeller(file, start=drawing())
    assert again.xml == drawing("Autre").xml()
    assert "2. Tâche « Viser » (Autre) ; ensuite : 3." in repr(again)


def test_the_library_is_sent_only_to_a_page_that_lacks_it_and_the_drawing_after_it(tmp_path):
    board = ProcessModeller(tmp_path / "processus.bpmn", start=drawing())
    browser = Browser(board)
    browser.say(kind="ready", view=1, library=False)
    browser.say(kind="ready", view=1, library=True)
    [(library, buffers), (diagram, _)] = browser.sent
    assert library["french"]["Task"] == "Tâche"
    sent = {hashlib.sha256(each).digest() for each in buffers}
    assert sent == {hashlib.sha256(path.read_bytes()).digest() for path in LIBRARY.glob("bpmn*")} | {
        hashlib.sha256((LIBRARY / "diagram-js.css").read_bytes()).digest()
    }
    assert diagram == {"kind": "diagram", "view": 0, "xml": board.xml}


def test_what_is_drawn_in_one_view_is_shown_in_the_others(tmp_path):
    browser = Browser(ProcessModeller(tmp_path / "processus.bpmn"))
    for view in (1, 2):
        browser.say(kind="ready", view=view, library=True)
    browser.sent.clear()
    browser.draw(drawing().xml())
    assert [content for content, _ in browser.sent] == [
        {"kind": "kept", "view": 1, "revision": 1},
        {"kind": "diagram", "view": 1, "xml": drawing().xml()},
    ]


def test_what_another_board_wrote_meanwhile_is_not_written_over(tmp_path):
    file = tmp_path / "processus.bpmn"
    first, second = Browser(ProcessModeller(file)), Browser(ProcessModeller(file))
    first.draw(drawing("Un").xml())
    second.draw(drawing("Deux").xml())
    assert "changé ailleurs" in second.status
    assert file.read_text(encoding="utf-8") == drawing("Un").xml()


def test_a_drawing_that_is_no_valid_bpmn_yet_is_kept_and_told(tmp_path):
    board = ProcessModeller(tmp_path / "processus.bpmn")
    browser = Browser(board)
    browser.draw("<a/>")
    assert board.xml == "<a/>"
    assert "Il ne se lit pas encore : Élément racine" in browser.status


@pytest.mark.parametrize("xml", ["x" * 1_000_001, "\ud800"], ids=["too long", "no text"])
def test_what_cannot_be_kept_is_told_and_changes_nothing(tmp_path, xml):
    file = tmp_path / "processus.bpmn"
    browser = Browser(ProcessModeller(file))
    browser.draw(xml)
    assert "dessin" in browser.status
    assert not file.exists()


def test_a_text_in_the_cell_is_taken_up_where_nothing_is_drawn_and_set_aside_where_something_is(tmp_path):
    kept, drawn = drawing("Gardé").xml(), drawing("Dessiné").xml()
    board = ProcessModeller(tmp_path / "processus.bpmn")
    browser = Browser(board)
    assert board.keep(kept) == board.xml == kept
    assert browser.status.startswith("Dessin repris de ce carnet.")
    browser.draw(drawn)
    assert board.keep(kept) == drawn
    assert (tmp_path / "processus.precedent.bpmn").read_text(encoding="utf-8") == kept


def test_drawing_again_from_the_start_loses_nothing(tmp_path):
    board = ProcessModeller(tmp_path / "processus.bpmn", start=drawing())
    Browser(board).draw(drawing("Autre").xml())
    board.restart()
    assert board.xml == drawing().xml()
    assert (tmp_path / "processus.precedent.bpmn").read_text(encoding="utf-8") == drawing("Autre").xml()


@pytest.mark.parametrize(
    ("file", "content"),
    [("processus.txt", None), ("absent/processus.bpmn", None), ("a.bpmn", b"\xff"), ("b.bpmn", b" " * 4_000_001)],
)
def test_a_file_that_cannot_hold_a_drawing_is_refused_and_left_alone(tmp_path, file, content):
    path = tmp_path / file
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ProcessError, match=r"attendu|renommez"):
        ProcessModeller(path)
    assert content is None or path.read_bytes() == content


@pytest.mark.parametrize("text", ["a", "'''", "a'", "a\\", "\\n", "é\n«»\n", "\r\n", "\x00", '"""', "r'''x'''"])
def test_a_text_comes_back_from_its_cell_as_it_was(text):
    source = with_text_kept(f"# é\nprocess = (board . keep({literal(text)}))  # é", {"board"}, text[::-1])
    found = {}
    exec(source.replace("board . keep", "str"), found)
    assert found["process"] == text[::-1]
    assert source.startswith("# é\n")
    assert source.endswith("))  # é")


@pytest.mark.parametrize(
    "source",
    [
        "process = board.keep(text)",
        "process = other.keep('')",
        "board.keep('')\nboard.keep('')",
        "%time board.keep('')",
        "board.keep('', 1)",
    ],
)
def test_a_cell_that_cannot_take_the_drawing_is_told_how_to_be_written(source):
    with pytest.raises(ProcessError, match=r'process = board.keep\(""\)'):
        with_text_kept(source, {"board"}, "")


def test_what_others_made_is_unchanged_and_comes_with_its_licences():
    page = (LIBRARY / "README.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"\| `([^`]+)` \| `[^`]+` \| `([0-9a-f]{64})` \|", page))
    own = {"README.md", "LICENSE-FONT"}
    assert told == {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in LIBRARY.iterdir() if path.name not in own
    }
    assert "watermark must stay fully visible" in (LIBRARY / "LICENSE").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE" in (LIBRARY / "LICENSE-FONT").read_text(encoding="utf-8")


def test_each_translation_is_of_something_that_the_modeller_says():
    script = (LIBRARY / "bpmn-modeler.production.min.js").read_text(encoding="utf-8")
    french = json.loads((FOLDER / "french.json").read_text(encoding="utf-8"))
    composed = re.compile(r"Align elements \w+|.* \(removes content\)|Data object must")
    assert [words for words in french if f'"{words}"' not in script and not composed.match(words)] == []
