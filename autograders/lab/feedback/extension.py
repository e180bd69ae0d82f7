"""The IPython extension that makes a kernel one of practice: ``--ext autograders.lab.feedback.extension``."""

import atexit
from pathlib import Path
from typing import Any

from autograders.candidate.answers import listen
from autograders.lab.exam.notebook import sit_exam
from autograders.lab.exam.records import enclosing_sitting
from autograders.lab.home.preparing import is_case_study

from .drawn import DrawnFigures
from .practice import Practice
from .process import JudgeProcess
from .unknown_names import explain_unknown_name


def load_ipython_extension(shell: Any) -> None:
    """Start the judge and follow what the notebook does.

    Parameters
    ----------
    shell : InteractiveShell
        Of a kernel.
    """
    judge, drawn = JudgeProcess(), DrawnFigures()
    atexit.register(judge.stop)
    shell.events.register("post_run_cell", explain_unknown_name)
    exam = enclosing_sitting(Path.cwd())
    if exam is not None:
        sit_exam(shell, judge, exam)
        return
    if is_case_study(Path.cwd()):
        # Its imports are done while the candidate reads; elsewhere, as in the Accueil, there is nothing to judge.
        judge.start()
    practice = Practice(judge, drawn)
    listen(practice.answered)
    shell.events.register("pre_run_cell", lambda info: drawn.begin(info.cell_id))
    shell.events.register("post_run_cell", lambda result: practice.after_cell())
    if hasattr(shell.display_pub, "register_hook"):
        shell.display_pub.register_hook(drawn.see)
    # Not interactive=False: a candidate may look at them with « ? », and overwrite them as any other name.
    shell.push(practice.commands())
