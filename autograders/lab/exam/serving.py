"""The pages of mock exams in JupyterLab's own server: an extension of it, so that only the candidate reaches them."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.utils import url_path_join
from tornado.web import authenticated

from autograders.candidate.errors import AtelierError
from autograders.lab.catalogue import practice_repository, read_catalogue

from .arranging import INSTRUCTIONS_FILE
from .errors import ExamError
from .judges import Judges
from .pages import Addresses, judging_page, list_page, message_page, running_page, waiting_page
from .records import FOLDER, KeptSitting, kept_sittings, read_sitting, sitting_folder, write_sitting
from .reporting import keep_level, show_report
from .results import read_results
from .sitting import Sitting, State
from .timer import script
from .unanswered import find_gaps

NAME = r"(?P<name>[0-9]{4}-[0-9]{2}-[0-9]{2}-[A-Za-z0-9.]{1,8}(?:-[0-9]{1,3})?)"
STEPS: dict[str, Callable[[Sitting, datetime], Sitting]] = {
    "commencer": Sitting.start,
    "pause": Sitting.pause,
    "reprendre": Sitting.resume,
    "rendre": Sitting.hand_in,
}
NOT_WRITTEN = (
    "{place} : le disque a refusé ({reason}). Ce qui était gardé le reste. Faites de la place ou corrigez vos droits, "
    "revenez à la page précédente, puis recommencez."
)
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'self'; connect-src 'self'; img-src data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


class ExamHandler(JupyterHandler):
    """Base of all pages."""

    def initialize(self, home: Path, judges: Judges) -> None:
        """Know the practice folder, and who judges."""
        self.home = home
        self.judges = judges

    @property
    def content_security_policy(self) -> str:
        """What a page may load: its own style and the timer."""
        return POLICY

    @property
    def addresses(self) -> Addresses:
        """Where the pages lie, with the field that every form needs."""
        return Addresses(self.base_url, self.xsrf_form_html())

    def folder(self, name: str) -> Path:
        """Return the folder of a sitting."""
        return sitting_folder(self.home, name)

    def show(self, page: str) -> None:
        """Send a page that no browser keeps: it changes with the time."""
        self.set_header("Content-Type", "text/html; charset=UTF-8")
        self.set_header("Cache-Control", "no-store")
        self.finish(page)

    def write_error(self, status_code: int, **details: Any) -> None:
        """Say in French what is wrong with a request, on one page."""
        error = details.get("exc_info", (None, None))[1]
        if isinstance(error, OSError):
            error = ExamError(NOT_WRITTEN.format(place=error.filename or self.home, reason=error.strerror or error))
        if isinstance(error, AtelierError):
            self.set_status(409)
            self.show(message_page(str(error), self.addresses))
        else:
            super().write_error(status_code, **details)

    def log_exception(self, kind: Any, error: Any, trace: Any) -> None:
        """Keep what a candidate is told out of the server's log."""
        if not isinstance(error, AtelierError):
            super().log_exception(kind, error, trace)


class ListHandler(ExamHandler):
    """All sittings."""

    @authenticated
    def get(self) -> None:
        """Show them."""
        self.show(list_page(kept_sittings(self.home), datetime.now(UTC), self.addresses))


class StateHandler(ExamHandler):
    """Where a sitting stands, for the timer."""

    @authenticated
    def get(self) -> None:
        """Send it as JSON: of the sitting that is named, else of one in progress or over without a report."""
        now, name = datetime.now(UTC), self.get_query_argument("name", "")
        sittings = kept_sittings(self.home)
        wanted = [kept.sitting for kept in sittings if kept.folder.name == name] or [
            kept.sitting for kept in sittings if self._calls_for_attention(kept, now)
        ]
        self.set_header("Cache-Control", "no-store")
        if not wanted:
            self.finish({"state": "none"})
            return
        sitting = wanted[0]
        self.finish(
            {
                "name": sitting.name,
                "asked": sitting.asked,
                "state": sitting.state(now).value,
                "left_seconds": sitting.left(now).total_seconds(),
                "pause_allowed": sitting.pause_allowed,
                "page": self.addresses.of(sitting),
                "instructions": f"{FOLDER}/{sitting.name}/{INSTRUCTIONS_FILE}",
            }
        )

    def _calls_for_attention(self, kept: KeptSitting, now: datetime) -> bool:
        match kept.sitting.state(now):
            case State.WAITING:
                return False
            case State.ENDED:
                return read_results(kept.folder) is None and not self.judges.fault(kept.folder)
            case State.RUNNING | State.PAUSED:
                return True


class ScriptHandler(ExamHandler):
    """The timer's script."""

    @authenticated
    def get(self) -> None:
        """Send it."""
        self.set_header("Content-Type", "text/javascript; charset=UTF-8")
        self.finish(script("minuteur.js", "page.js"))


class SittingHandler(ExamHandler):
    """The page of a sitting, whatever its state."""

    @authenticated
    def get(self, name: str) -> None:
        """Show it."""
        folder, now = self.folder(name), datetime.now(UTC)
        sitting = read_sitting(folder)
        match sitting.state(now):
            case State.WAITING:
                self.show(waiting_page(sitting, self.addresses))
            case State.RUNNING | State.PAUSED:
                gaps = find_gaps(folder, sitting, read_catalogue(practice_repository()))
                self.show(running_page(sitting, gaps, now, self.addresses))
            case State.ENDED:
                self._show_end(folder, sitting)

    def _show_end(self, folder: Path, sitting: Sitting) -> None:
        results = read_results(folder)
        if results is not None:
            self.show(show_report(practice_repository(), self.home, folder, sitting, results, self.addresses))
            return
        if self.judges.is_new(folder) or self.get_query_argument("corriger", None) is not None:
            self.judges.judge(folder)
        self.show(judging_page(sitting, self.judges.fault(folder), self.addresses))


class StepHandler(ExamHandler):
    """What a button of a sitting's page does."""

    @authenticated
    def post(self, name: str, step: str) -> None:
        """Take the step, and lead on."""
        folder, now = self.folder(name), datetime.now(UTC)
        before = read_sitting(folder)
        after = STEPS[step](before, now)
        if after != before:
            write_sitting(folder, after)
        starts = step == "commencer" and after.state(now) is State.RUNNING
        self.redirect(self.addresses.lab(name, INSTRUCTIONS_FILE) if starts else self.addresses.of(after))


class LevelHandler(ExamHandler):
    """The candidate's own level of a text."""

    @authenticated
    def post(self, name: str) -> None:
        """Keep it, and show the report where one was."""
        folder = self.folder(name)
        sitting, results = read_sitting(folder), read_results(folder)
        criterion = self.get_body_argument("criterion", "")
        if results is not None:
            keep_level(folder, results, criterion, self.get_body_argument("level", ""))
        self.redirect(f"{self.addresses.of(sitting)}#{quote(criterion)}")


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    """Tell Jupyter's server where the extension is."""
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: Any) -> None:
    """Add the pages to a server.

    Parameters
    ----------
    server : ServerApp
        Its root is the practice folder.
    """
    known = {"home": Path(server.root_dir), "judges": Judges()}
    pages = [
        ("", ListHandler),
        ("/etat", StateHandler),
        (r"/minuteur\.js", ScriptHandler),
        (f"/{NAME}", SittingHandler),
        (f"/{NAME}/(?P<step>{'|'.join(STEPS)})", StepHandler),
        (f"/{NAME}/niveau", LevelHandler),
    ]
    base = url_path_join(server.web_app.settings["base_url"], "atelier/examen")
    server.web_app.add_handlers(".*$", [(f"{base}{path}", handler, known) for path, handler in pages])
