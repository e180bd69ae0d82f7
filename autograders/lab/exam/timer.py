"""The timer that JupyterLab shows above everything: a prebuilt extension of a few lines, laid where the lab finds it.

JupyterLab loads such an extension as a script that offers its plugin by the protocol of module federation; ours is
short enough to be written by hand, so that nothing has to be compiled.
"""

import json
from importlib.resources import files
from pathlib import Path

from autograders.assignments.files import write_whole

NAME = "atelier-examen"
_PACKAGE = {
    "name": NAME,
    "version": "1.0.0",
    "jupyterlab": {"extension": True, "_build": {"load": "static/remoteEntry.js", "extension": "./extension"}},
}


def script(*names: str) -> str:
    """Return scripts of ours, one after the other."""
    return "\n".join((files(__package__) / "assets" / name).read_text(encoding="utf-8") for name in names)


def write_timer(jupyter_data: Path) -> None:
    """Write the extension into the folder of the lab's data, where JupyterLab looks for it.

    Parameters
    ----------
    jupyter_data : Path
        What ``JUPYTER_DATA_DIR`` names.
    """
    folder = jupyter_data / "labextensions" / NAME
    write_whole(folder / "package.json", json.dumps(_PACKAGE, indent=1).encode())
    # In a scope of its own: the script must leave no name behind.
    wrapped = f"{{\n{script('minuteur.js', 'lab.js')}\n}}\n"
    write_whole(folder / "static" / "remoteEntry.js", wrapped.encode())
