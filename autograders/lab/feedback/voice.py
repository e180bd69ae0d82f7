"""A live region: screen readers read aloud what is put into it, and pass over what merely appears in an output."""

from typing import Any

import anywidget
import traitlets

from autograders.candidate.keyboard import KEYS_SCRIPT

# Seen by nobody, since the same is shown beside it.
_SCRIPT = """
function render({ model, el }) {
  const region = document.createElement("p");
  region.lang = "fr";
  region.setAttribute("role", "status");
  region.style.cssText =
    "position:absolute;width:1px;height:1px;margin:0;overflow:hidden;clip-path:inset(50%);white-space:nowrap";
  el.append(region);
  const say = () => { region.textContent = model.get("text"); };
  // A region that comes with its text is not announced.
  setTimeout(say, 300);
  model.on("change:text", say);
}
export default { render };
"""


class Voice(anywidget.AnyWidget):
    """What is to be heard.

    Parameters
    ----------
    text : str
    """

    # It is shown beside every choice of ours.
    _esm: Any = KEYS_SCRIPT + _SCRIPT
    text = traitlets.Unicode("").tag(sync=True)
