"""JupyterLab as someone works at it who has no mouse."""

from support.browser import axe_violations

THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}
MAXIMUM_TABS = 80


class Desk:
    """The page as someone works at it who has no mouse."""

    def __init__(self, page):
        self.page = page
        self.press = page.keyboard.press

    @property
    def notebook(self):
        """The notebook in front."""
        return self.page.locator(".jp-NotebookPanel:visible")

    def cell(self, rank):
        """Return a cell of the notebook in front."""
        return self.notebook.locator(".jp-Cell").nth(rank)

    def tab_to(self, target):
        """Press the tabulator until something has the focus."""
        target.wait_for()
        for _ in range(MAXIMUM_TABS):
            self.press("Tab")
            if target.evaluate("element => element === document.activeElement"):
                return
        raise AssertionError(f"{target} cannot be reached with the keys")

    def go_to(self, rank):
        """Make a cell the active one."""
        self.press("Escape")
        for _ in range(MAXIMUM_TABS):
            active = self.notebook.locator(".jp-Cell").evaluate_all(
                "cells => cells.findIndex(cell => cell.classList.contains('jp-mod-active'))"
            )
            if active == rank:
                return
            self.press("ArrowDown" if active < rank else "ArrowUp")
        raise AssertionError(f"cell {rank} cannot be reached")

    def write(self, rank, source):
        """Write something else into a cell."""
        self.go_to(rank)
        self.press("Enter")
        self.press("Control+A")
        self.page.keyboard.insert_text(source)

    def run(self, rank, source=None):
        """Run a cell, after writing something else into it where that is given."""
        self.go_to(rank)
        if source is not None:
            self.write(rank, source)
        self.press("Shift+Enter")

    def wait_for_kernel(self):
        """Wait as one is told to: JupyterLab silently leaves out cells that are run before there is a kernel."""
        self.page.get_by_role("button", name="Atelier | Inactif").wait_for()

    def run_here(self, rank):
        """Run a cell and stay there."""
        self.go_to(rank)
        self.press("Control+Enter")

    def verdict(self, criterion, text):
        """Wait until a verdict on a criterion says something, and return it."""
        shown = self.notebook.get_by_role("region", name=f"Verdict {criterion}").filter(has_text=text)
        shown.wait_for()
        return shown

    def told(self, text):
        """Wait until the notebook in front says something."""
        self.notebook.get_by_text(text).last.wait_for()

    def turn_to(self, tab):
        """Go to another tab by its name."""
        self.press("Escape")
        for _ in range(MAXIMUM_TABS):
            if self.page.locator(".lm-TabBar-tab.lm-mod-current", has_text=tab).is_visible():
                return
            self.press("Control+Shift+BracketLeft")
        raise AssertionError(f"there is no tab {tab}")


def assert_accessible(page, selector, screenshot=None):
    """Look at what is ours in both themes."""
    found = {}
    for scheme, theme in THEMES.items():
        page.emulate_media(color_scheme=scheme)
        page.locator(f"body[data-jp-theme-name='{theme}']").wait_for(state="attached")
        if screenshot:
            screenshot(scheme, page)
        found[theme] = axe_violations(page, selector)
    page.emulate_media(color_scheme="light")
    assert found == {theme: [] for theme in found}
