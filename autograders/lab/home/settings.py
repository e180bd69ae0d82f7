"""JupyterLab's settings for the lab: French, quiet, local, and apart from the settings that a user has elsewhere.

All of them lie in the lab's data folder, to which JupyterLab is pointed by environment variables; ``~/.jupyter`` and
``~/.ipython`` are neither read nor written. What the candidate changes in the lab's own settings is kept there too.
"""

import importlib.util
import json
import os
import platform
import sys
from collections.abc import Mapping
from pathlib import Path

from autograders.assignments.repository import Repository
from autograders.lab.catalogue import REPOSITORY_VARIABLE
from autograders.lab.exam.timer import write_timer
from autograders.lab.progress import data_folder

KERNEL = "atelier"
KERNEL_SPEC = {"name": KERNEL, "display_name": "Atelier", "language": "python"}
# As the kernel says it: JupyterLab then has nothing to add to a notebook that is merely opened.
LANGUAGE_INFO = {
    "codemirror_mode": {"name": "ipython", "version": sys.version_info.major},
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "nbconvert_exporter": "python",
    "pygments_lexer": f"ipython{sys.version_info.major}",
    "version": platform.python_version(),
}
_PREPARING = "autograders.lab.home.preparing"
_FEEDBACK = "autograders.lab.feedback.extension"
_EXAM_PAGES = "autograders.lab.exam.serving"

# What a JupyterLab with nbgrader and Open3D around it brings, and a candidate has no use for.
_SERVER_EXTENSIONS_OFF = (
    # Look for an exchange folder that only a shared server has.
    "nbgrader.server_extensions.assignment_list",
    "nbgrader.server_extensions.course_list",
    "nbgrader.server_extensions.formgrader",
    "nbgrader.server_extensions.validate_assignment",
    # Opens scripts as notebooks.
    "jupyterlab_jupytext",
    # Language servers and terminals: programs more to start, and one more way into the machine.
    "jupyter_lsp",
    "jupyter_server_terminals",
    # The other interface, which keeps itself beside JupyterLab's menus.
    "notebook",
)
_LAB_EXTENSIONS_OFF = (
    "@jupyter/nbgrader",
    "@jupyter-notebook/lab-extension",
    "@jupyterlab/apputils-extension:announcements",
    "@jupyterlab/debugger-extension",
    "@jupyterlab/extensionmanager-extension",
    "@jupyterlab/hub-extension",
    "@jupyterlab/lsp-extension",
    "@jupyterlab/fileeditor-extension:language-server",
    "@jupyterlab/notebook-extension:language-server",
    "@jupyterlab/terminal-extension",
    "jupyterlab-jupytext",
)
_PAGE_SETTINGS: Mapping[str, object] = {
    "disabledExtensions": dict.fromkeys(_LAB_EXTENSIONS_OFF, True),
    # Dash, which Open3D brings, would have JupyterLab propose to be compiled anew.
    "buildCheck": False,
    "buildAvailable": False,
}
_LAB_SETTINGS: Mapping[str, Mapping[str, object]] = {
    "@jupyterlab/translation-extension:plugin": {"locale": "fr_FR"},
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    # A button that is pressed while a cell runs waits for it. In a thread of its own, as JupyterLab has it by default,
    # what either of them shows could get into the other's output, or nowhere.
    "@jupyterlab/apputils-extension:kernels-settings": {"commsOverSubshells": "disabled"},
    # As the system has it, dark or light.
    "@jupyterlab/apputils-extension:themes": {"adaptive-theme": True},
    "@jupyterlab/docmanager-extension:plugin": {
        # Short: what is not saved is not there after a crash, nor handed in.
        "autosaveInterval": 10,
        "defaultViewers": {"markdown": "Markdown Preview"},
    },
    "@jupyterlab/filebrowser-extension:browser": {"navigateToCurrentDirectory": True, "showLastModifiedColumn": False},
    # Long lines are wrapped: with large type nothing is to be scrolled sideways.
    "@jupyterlab/notebook-extension:tracker": {
        "codeCellConfig": {"lineNumbers": False, "lineWrap": True},
        "maxNumberOutputs": 200,
        # A notebook that is closed gives back its memory.
        "kernelShutdown": True,
    },
}
_SERVER_SETTINGS: Mapping[str, Mapping[str, object]] = {
    "ServerApp": {
        "ip": "127.0.0.1",
        "open_browser": False,
        "terminals_enabled": False,
        "quit_button": True,
        "jpserver_extensions": dict.fromkeys(_SERVER_EXTENSIONS_OFF, False) | {"jupyterlab": True, _EXAM_PAGES: True},
    },
    "LabApp": {
        "news_url": None,
        "check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
        "extension_manager": "readonly",
    },
}


def jupyter_folder() -> Path:
    """Return the folder of everything that JupyterLab keeps for the lab."""
    return data_folder() / "jupyter"


def runtime_folder() -> Path:
    """Return the folder in which running servers and kernels say where they listen."""
    return jupyter_folder() / "runtime"


def notary_folder() -> Path:
    """Return the folder in which the lab keeps which notebooks are trusted."""
    return jupyter_folder() / "data"


def write_settings() -> None:
    """Write the settings of the lab; those that the candidate chose in it are left alone."""
    config = jupyter_folder() / "config"
    _write(config / "jupyter_server_config.json", _SERVER_SETTINGS)
    _write(config / "labconfig" / "default_setting_overrides.json", _LAB_SETTINGS)
    _write(config / "labconfig" / "page_config.json", _PAGE_SETTINGS)
    _write(jupyter_folder() / "data" / "kernels" / KERNEL / "kernel.json", kernel_spec())
    write_timer(jupyter_folder() / "data")


def kernel_spec() -> Mapping[str, object]:
    """Return the kernel « Atelier »: a stock ipykernel of this very Python, with the lab's extensions."""
    extensions = [name for name in (_PREPARING, _FEEDBACK) if _can_be_imported(name)]
    loaded = [argument for name in extensions for argument in ("--ext", name)]
    return {
        "argv": [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}", *loaded],
        "display_name": KERNEL_SPEC["display_name"],
        "language": KERNEL_SPEC["language"],
    }


def environment(repository: Repository) -> dict[str, str]:
    """Return the environment in which JupyterLab and its kernels run.

    Parameters
    ----------
    repository : Repository
        That which is practised on.
    """
    # What a user has set up for other Jupyter work stays out of this one.
    inherited = {
        name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER_", "JUPYTERLAB_", "IPYTHON"))
    }
    folder = jupyter_folder()
    return inherited | {
        "JUPYTER_CONFIG_DIR": str(folder / "config"),
        "JUPYTER_DATA_DIR": str(folder / "data"),
        "JUPYTER_RUNTIME_DIR": str(runtime_folder()),
        # In a virtual environment its own settings would otherwise win.
        "JUPYTER_PREFER_ENV_PATH": "no",
        "IPYTHONDIR": str(folder / "ipython"),
        REPOSITORY_VARIABLE: str(repository.root),
    }


def _can_be_imported(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except ModuleNotFoundError:
        return False


def _write(path: Path, content: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=1), encoding="utf-8")
