"""Outputs of the confined kernel against those of a stock nbclient run of the same notebook, cell by cell.

Where they differ on purpose: ``exit()`` ends a stock kernel and ``%connect_info`` shows its sockets; widgets keep no
state here; a shell line (``!ls``) starts no process; text printed over more than a fifth of a second comes as one
output instead of several; what is written to descriptor 1 itself comes at the end of its cell (in a stock run, at a
moment of its own); JSON with NaN in it shows ``nan`` in both, but without the warning on stderr. Paths in tracebacks
are written out, since the home folder is another.
"""

import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograders.sandbox import CellStatus, WarmSandbox, run_cells

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="  # one point
CELLS = {
    "value": "6 * 7",
    "text and value": "print('one'); print('two', end='')\n'three'",
    "both streams": "import sys\nprint('out'); print('err', file=sys.stderr); print('out again')",
    "nothing": "x = 1;",
    "hidden value": "x;",
    "blank": "   ",
    "html": "from IPython.display import *\nHTML('<b>été</b>')",
    "several displays": "display(HTML('<i>1</i>'), Latex('$3$'))\nprint('between')\ndisplay(SVG('<svg/>'))",
    "many types": "display({'text/plain': 'p', 'application/json': {'a': [1, None]}, 'text/html': 'h'}, raw=True)",
    "plotly type": "display({'application/vnd.plotly.v1+json': {'data': [{'y': [1, 2]}], 'layout': {}}}, raw=True)",
    "metadata": "display({'text/html': '<p>'}, raw=True, metadata={'text/html': {'isolated': True}})",
    "own representation": """
class Point:
    def __repr__(self): return 'Point()'
    def _repr_html_(self): return '<b>Point</b>'
    def _repr_mimebundle_(self, include=None, exclude=None): return {'text/latex': '$P$'}, {'text/latex': {'a': 1}}
Point()""",
    "broken representation": "class Bad:\n    def __repr__(self): raise ValueError('no')\nBad()",
    "image": f"import base64\nImage(base64.b64decode({PIXEL!r}))",
    "clear": "print('gone'); clear_output(); print('kept')",
    "clear and wait": "print('gone'); clear_output(wait=True); display(1); clear_output(wait=True)",
    "shared display": "handle = display('first', display_id='d1')\ndisplay('other')",
    "update from another cell": "handle.update('second')\nupdate_display(HTML('<u>third</u>'), display_id='d1')",
    "same display twice": "display('a', display_id='d2'); display('b', display_id='d2')",
    "traceback": "def f(n):\n    return 1 / n\nf(0)",
    "chained traceback": "try:\n    {}['x']\nexcept KeyError as e:\n    raise ValueError('été') from e",
    "syntax": "def f(:\n  pass",
    "name": "undefined_name",
    "text before an error": "print('before')\nraise RuntimeError('after')",
    "system exit": "import sys\nsys.exit(3)",
    "interrupt": "raise KeyboardInterrupt",
    "group": "raise ExceptionGroup('several', [ValueError(1), TypeError(2)])",
    "input": "input('name? ')",
    "password": "import getpass\ngetpass.getpass()",
    "await": "import asyncio\nawait asyncio.sleep(0.01)\n'awaited'",
    "run inside a loop": "pause = asyncio.sleep(0)\ntry:\n    asyncio.run(pause)\nfinally:\n    pause.close()",
    "warning": "import warnings\nwarnings.warn('mind')",
    "logging": "import logging\nlogging.getLogger('x').warning('logged')",
    "magic": "%timeit -n1 -r1 -q pass\n%who_ls int",
    "unknown magic": "%nosuchmagic",
    "cell magic": "%%html\n<p>paragraph</p>",
    "captured": "%%capture kept\nprint('captured'); display(1)",
    "show captured": "kept.show(); kept.stdout",
    "pager": "len?",
    "history": "Out[1], _1, len(In) > 3",
    "carriage return": "print('50 %\\r100 %')",
    "surrogate": "print('\\udc80'.encode('utf-8', 'replace').decode())",
    "thread": "import threading\nt = threading.Thread(target=print, args=('from a thread',)); t.start(); t.join()",
    "flush": "print('a', flush=True); print('b', flush=True)",
    "figure settings": "import matplotlib\nmatplotlib.rcParams['svg.hashsalt'] = 'x'",
    "figure": "import matplotlib.pyplot as plt\nplt.plot([1, 3, 2]); plt.title('Écarts');",
    "two figures": "plt.figure(); plt.plot([1, 2]); plt.figure(); plt.plot([2, 1]); plt.show(); print('end')",
    "figure whose parts make room for each other": (
        "fig, (a, b) = plt.subplots(1, 2, layout='constrained')\n"
        "fig.colorbar(a.imshow([[1, 2], [3, 4]]), ax=b, label='hauteur')\nb.set_title('Écarts')\nplt.suptitle('Deux')"
    ),
    "figure as value": "fig, ax = plt.subplots(figsize=(1, 1)); plt.close(fig)\nfig",
    "figure before an error": "plt.plot([1]); 1 / 0",
    "inline": "%matplotlib inline",
    "figure after the magic": "plt.plot([3, 1]); plt.tight_layout()",
    "vector figure": "%config InlineBackend.figure_formats = ['svg']\nplt.bar([1], [2]); None",
}


def normalised(text):
    text = text.replace("~/", f"{Path.home()}/")
    text = re.sub(r"0x[0-9a-f]+", "0x0", text)
    text = re.sub(r"\S*ipykernel_\d+\S*\.py", "cell.py", text)
    # The date that matplotlib writes into a vector figure.
    return re.sub(r"<dc:date>.*?</dc:date>", "", text)


def comparable(outputs):
    """Return outputs with what differs from one stock run to the next made equal, and text split by time joined."""
    joined = []
    for output in outputs:
        if joined and output.output_type == "stream" == joined[-1].output_type and output.name == joined[-1].name:
            joined[-1].text += output.text
        else:
            joined.append(nbformat.from_dict(dict(output)))
    return [normalised(nbformat.v4.writes(new_notebook(cells=[new_code_cell(outputs=[o], id="c")]))) for o in joined]


@pytest.fixture(scope="module")
def notebook():
    cells = [new_code_cell(source, metadata={"name": name}) for name, source in CELLS.items()]
    return new_notebook(cells=[new_markdown_cell("# Prose"), *cells])


@pytest.fixture(scope="module")
def stock(notebook):
    copy = nbformat.from_dict(notebook)
    NotebookClient(copy, allow_errors=True, kernel_name="python3", timeout=120).execute()
    return {cell.metadata.name: cell for cell in copy.cells if cell.cell_type == "code"}


@pytest.fixture(scope="module")
def confined(notebook):
    with WarmSandbox(preload=["matplotlib.pyplot"]) as sandbox, sandbox.open(mounts={}) as session:
        run = run_cells(session, notebook)
    assert run.ending is None
    assert run.cells[0] is None
    return {cell.metadata.name: cell for cell in run.notebook.cells if cell.cell_type == "code"}


@pytest.mark.parametrize("name", CELLS)
def test_the_outputs_are_those_of_a_stock_run(stock, confined, name):
    assert comparable(confined[name].outputs) == comparable(stock[name].outputs)
    assert confined[name].execution_count == stock[name].execution_count


def test_the_notebook_that_comes_back_is_valid_and_the_one_given_unchanged(notebook):
    with WarmSandbox() as sandbox, sandbox.open(mounts={}) as session:
        run = run_cells(session, notebook)
        status = [cell.status for cell in run.cells if cell is not None]
    nbformat.validate(run.notebook)
    assert all(cell.outputs == [] for cell in notebook.cells if cell.cell_type == "code")
    assert {CellStatus.OK, CellStatus.ERROR} == set(status)
