"""The row of buttons under a verdict: hints in order, the reference figure, self-assessment."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from html import escape
from typing import Any, Protocol

from .protocol import Criterion, Figures, Hints, Opened, Refusal, Reply
from .showing import RUNGS, TIGHT, figures_html, figures_text, hints_html, hints_taken, rung_title, show_widget

POLL_SECONDS = 2.0
DRAWING = "La figure de référence se prépare (une fois par variante, une minute au plus) ; elle s’affichera ici."


class Helper(Protocol):
    """What the buttons ask for."""

    def take_hint(self, criterion: str, rung: int) -> Reply:
        """Take a hint."""

    def reference_figures(self, criterion: str) -> Reply:
        """Ask for the figures."""

    def own_figures(self) -> Mapping[str, Sequence[str]]:
        """Return what the candidate drew."""

    def assess(self, criterion: str) -> None:
        """Show the self-assessment."""


class Panel:
    """Buttons of one criterion, and the places where their answers appear.

    Parameters
    ----------
    helper : Helper
    criterion : Criterion
    hints : int
        Rungs taken so far: their buttons show them again.
    summary : str
        Of the verdict, for those who listen.
    """

    def __init__(self, helper: Helper, criterion: Criterion, hints: int, summary: str = "") -> None:
        import ipywidgets

        from .voice import Voice

        self._helper = helper
        self._criterion = criterion
        self._hint_buttons = [_button(rung_title(rung), self._hint(rung)) for rung in range(1, len(RUNGS) + 1)]
        self._status = ipywidgets.HTML()
        self._voice = Voice(text=summary)
        self._hints = ipywidgets.HTML()
        self._figures = ipywidgets.HTML()
        self._assessment = ipywidgets.Output()
        buttons = list(self._hint_buttons)
        if criterion.has_figure:
            buttons.append(_button("Figure de référence", self._draw))
        if criterion.has_rubric:
            buttons.append(_button("S’évaluer sur la partie rédigée", self._assess))
        row = ipywidgets.Box(buttons, layout=ipywidgets.Layout(flex_flow="row wrap"))
        self.box = ipywidgets.VBox([row, self._status, self._hints, self._figures, self._assessment, self._voice])
        self._enable(hints)

    def show(self) -> None:
        """Show the buttons, and where there are none what to write instead."""
        identifier = self._criterion.id
        lines = [f'hint("{identifier}")']
        if self._criterion.has_figure:
            lines.append(f'reference_figure("{identifier}")')
        if self._criterion.has_rubric:
            lines.append(f'self_assess("{identifier}")')
        show_widget(self.box, f"Aides : {', '.join(lines)}")

    def _hint(self, rung: int) -> Callable[[Any], None]:
        def take(_: Any) -> None:
            reply = self._helper.take_hint(self._criterion.id, rung)
            if isinstance(reply, Hints):
                self._hints.value = hints_html(reply)
                self._voice.text = f"{rung_title(rung)}. {reply.taken[rung - 1]}"
                self._status.value = _status(hints_taken(len(reply.taken)))
                self._enable(len(reply.taken))
            self._tell(reply)

        return take

    def _enable(self, taken: int) -> None:
        for rung, button in enumerate(self._hint_buttons, start=1):
            button.disabled = rung > taken + 1
            button.description = rung_title(rung) + (" (consulté)" if rung <= taken else "")

    def _draw(self, _: Any = None) -> None:
        reply = self._helper.reference_figures(self._criterion.id)
        if not isinstance(reply, Figures):
            self._tell(reply)
        elif reply.ready:
            self._figures.value = figures_html(reply, self._helper.own_figures())
            self._voice.text = figures_text(reply)
        else:
            self._figures.value = _status(DRAWING)
            self._voice.text = DRAWING
            asyncio.get_running_loop().call_later(POLL_SECONDS, self._draw)

    def _assess(self, _: Any) -> None:
        self._assessment.clear_output()
        with self._assessment:
            self._helper.assess(self._criterion.id)

    def _tell(self, reply: Reply) -> None:
        if isinstance(reply, Refusal):
            self._status.value = _status(reply.message)
            self._voice.text = reply.message


def offer_assessments(helper: Helper, opening: "Future[Reply]") -> None:
    """Show a place where the aids to criteria without an answer, which get no verdict, appear once they are known.

    Parameters
    ----------
    helper : Helper
    opening : Future
        Of the reply that tells the criteria.
    """
    import ipywidgets

    place = ipywidgets.VBox()
    loop = asyncio.get_running_loop()

    def fill() -> None:
        reply = opening.exception() or opening.result()
        written = [] if not isinstance(reply, Opened) else [item for item in reply.criteria if not item.answers]
        place.children = [child for criterion in written for child in _aids(helper, criterion)]

    show_widget(place, 'Aides aux critères rédigés : self_assess("…")')
    opening.add_done_callback(lambda _: loop.call_soon_threadsafe(fill))


def _aids(helper: Helper, criterion: Criterion) -> Sequence[Any]:
    import ipywidgets

    taken = helper.take_hint(criterion.id, 0)
    title = ipywidgets.HTML(f'<p lang="fr">{escape(criterion.id)}, critère rédigé</p>')
    return title, Panel(helper, criterion, len(taken.taken) if isinstance(taken, Hints) else 0).box


def _button(description: str, action: Callable[[Any], None]) -> Any:
    import ipywidgets

    button = ipywidgets.Button(description=description, layout=ipywidgets.Layout(width="auto"))
    button.on_click(action)
    return button


def _status(text: str) -> str:
    return f'<p lang="fr" style="{TIGHT}">{escape(text)}</p>' if text else ""
