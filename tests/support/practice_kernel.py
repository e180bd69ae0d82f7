"""A practice kernel driven as JupyterLab drives it: cells with their identifiers, widgets, clicks."""

import time
from contextlib import contextmanager
from dataclasses import dataclass, field

import psutil
from jupyter_client.manager import KernelManager

PATIENCE_SECONDS = 120
JUDGE = "autograders.lab.feedback.judge"
EXTENSION = "autograders.lab.feedback.extension"
WIDGET_MIME = "application/vnd.jupyter.widget-view+json"


@dataclass
class Cell:
    """What running a cell, or clicking a button, brought."""

    outputs: list = field(default_factory=list)
    error: str = ""

    @property
    def text(self):
        """All plain text of the outputs."""
        return "\n".join(bundle.get("text/plain", "") for bundle in self.outputs)

    @property
    def html(self):
        """All HTML of the outputs."""
        return "\n".join(bundle.get("text/html", "") for bundle in self.outputs)


class PracticeKernel:
    """A running kernel with the models of its widgets, as a front end knows them."""

    def __init__(self, manager, client):
        self.manager = manager
        self.models = {}
        self._client = client

    def run(self, source, cell_id=None):
        """Run a cell and return what it showed."""
        message = self._client.session.msg(
            "execute_request",
            {
                "code": source,
                "silent": False,
                "store_history": True,
                "user_expressions": {},
                "allow_stdin": False,
                "stop_on_error": True,
            },
            metadata={"cellId": cell_id} if cell_id else {},
        )
        return self._sent(message)

    def click(self, description):
        """Click the button that was shown last under a description, and return what came of it."""
        buttons = [
            key
            for key, model in self.models.items()
            if model.get("_model_name") == "ButtonModel" and model["description"].startswith(description)
        ]
        assert buttons, f"no button {description}"
        assert not self.models[buttons[-1]]["disabled"], f"{description} cannot be clicked yet"
        return self._comm(buttons[-1], {"method": "custom", "content": {"event": "click"}})

    def choose(self, index):
        """Choose an entry of the radio buttons shown last."""
        radios = [key for key, model in self.models.items() if model.get("_model_name") == "RadioButtonsModel"]
        return self._comm(radios[-1], {"method": "update", "state": {"index": index}, "buffer_paths": []})

    def values(self):
        """Return all HTML that widgets hold at present."""
        return "\n".join(model["value"] for model in self.models.values() if model.get("_model_name") == "HTMLModel")

    def heard(self):
        """Return what live regions say at present."""
        return "\n".join(model["text"] for model in self.models.values() if model.get("_model_name") == "AnyModel")

    def descriptions(self):
        """Return the descriptions of the buttons, and whether each can be clicked."""
        return {
            model["description"]: not model["disabled"]
            for model in self.models.values()
            if model.get("_model_name") == "ButtonModel"
        }

    def wait_for(self, text, seconds=PATIENCE_SECONDS):
        """Take in what the kernel does of its own accord until a widget holds a text."""
        due = time.monotonic() + seconds
        while text not in self.values():
            assert time.monotonic() < due, f"no widget says {text}: {self.values()[:500]}"
            self._take_in(self._client.get_iopub_msg(timeout=seconds), Cell())

    def judges(self):
        """Return the process identifiers of the kernel's judges."""
        children = psutil.Process(self.manager.provisioner.pid).children()
        return [child.pid for child in children if JUDGE in child.cmdline()]

    def _comm(self, identifier, data):
        return self._sent(self._client.session.msg("comm_msg", {"comm_id": identifier, "data": data}))

    def _sent(self, message):
        cell = Cell()
        self._client.shell_channel.send(message)
        while True:
            received = self._client.get_iopub_msg(timeout=PATIENCE_SECONDS)
            own = received["parent_header"].get("msg_id") == message["header"]["msg_id"]
            self._take_in(received, cell if own else Cell())
            if own and received["msg_type"] == "status" and received["content"]["execution_state"] == "idle":
                return cell

    def _take_in(self, message, cell):
        content = message["content"]
        match message["msg_type"]:
            case "display_data" | "execute_result":
                cell.outputs.append(content["data"])
            case "stream":
                cell.outputs.append({"text/plain": content["text"]})
            case "error":
                cell.error = f"{content['ename']}: {content['evalue']}"
            case "comm_open":
                self.models[content["comm_id"]] = dict(content["data"].get("state", {}))
            case "comm_msg":
                self.models.setdefault(content["comm_id"], {}).update(content["data"].get("state", {}))


@contextmanager
def practice_kernel(folder, environment):
    """Start a kernel with the extension in an activity's folder, and end it."""
    manager = KernelManager(kernel_name="python3")
    manager.start_kernel(extra_arguments=["--ext", EXTENSION], cwd=str(folder), env=environment)
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=PATIENCE_SECONDS)
        yield PracticeKernel(manager, client)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
