"""``atelier build``."""

from pathlib import Path
from typing import Annotated

import typer


def build(
    activity: Annotated[str, typer.Argument(help="Such as A2.1.")],
    course: Annotated[Path | None, typer.Option(help="Folder of the course; course/ by default.")] = None,
) -> None:
    """Make an activity's variants, its nbgrader source and its release."""
