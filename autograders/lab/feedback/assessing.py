"""Guided self-assessment as a notebook shows it: levels, own text, model answer, and a choice by radio buttons."""

from collections.abc import Callable
from html import escape
from typing import Any

from autograders.candidate.keyboard import CHOICE

from .protocol import Done, Refusal, Reply, Rubric
from .showing import TIGHT, levels_html, levels_text, show, show_markdown, show_widget

NOTHING_WRITTEN = (
    "Rien n’est encore rédigé pour ce critère dans le carnet enregistré. Rédigez votre réponse, enregistrez (Ctrl+S), "
    "puis recommencez : la réponse modèle s’affiche à côté de la vôtre."
)


def show_assessment(rubric: Rubric, ask_again: Callable[[], None], keep: Callable[[int], Reply]) -> None:
    """Show what a candidate assesses the own text with.

    Parameters
    ----------
    rubric : Rubric
    ask_again : callable
        Shows the same for a candidate who says that the text is written.
    keep : callable
        Keeps a level, 0 to 4.
    """
    import ipywidgets

    show(levels_text(rubric), levels_html(rubric))
    if not rubric.model:
        output = ipywidgets.Output()
        layout = ipywidgets.Layout(width="auto", align_self="flex-start")
        button = ipywidgets.Button(description="J’ai rédigé ma réponse ailleurs", layout=layout)
        button.on_click(_into(output, ask_again))
        show(NOTHING_WRITTEN)
        instead = f'self_assess("{rubric.criterion}", written=True)'
        show_widget(ipywidgets.VBox([button, output]), f"Rédigée ailleurs : {instead}")
        return
    if rubric.own:
        show_markdown("Votre texte", rubric.own)
    show_markdown("Une réponse modèle (il en est d’autres)", rubric.model)
    show_widget(_choice(rubric, keep), f'Votre niveau, de 0 à 4 : self_assess("{rubric.criterion}", level=3)')


def _choice(rubric: Rubric, keep: Callable[[int], Reply]) -> Any:
    import ipywidgets

    from .voice import Voice

    levels = ipywidgets.RadioButtons(
        options=[(f"Niveau {level}", level) for level in range(len(rubric.levels))],
        value=None,
        description="Votre niveau",
        style={"description_width": "initial"},
    )
    layout = ipywidgets.Layout(width="auto", align_self="flex-start")
    button = ipywidgets.Button(description="Enregistrer mon niveau", layout=layout)
    status = ipywidgets.HTML()
    voice = Voice()

    def save(_: Any) -> None:
        if levels.value is None:
            text = "Choisissez d’abord un niveau."
        else:
            reply = keep(levels.value)
            text = reply.message if isinstance(reply, Done | Refusal) else ""
        status.value = f'<p lang="fr" style="{TIGHT}">{escape(text)}</p>'
        voice.text = text

    button.on_click(save)
    return ipywidgets.VBox([levels, button, status, voice]).add_class(CHOICE)


def _into(output: Any, action: Callable[[], None]) -> Callable[[Any], None]:
    def run(_: Any) -> None:
        output.clear_output()
        with output:
            action()

    return run
