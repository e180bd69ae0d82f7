"""What every test in a browser uses; a module of such tests bears the mark ``needs("chromium")``."""

from support.browser import browser, page, screenshot

__all__ = ["browser", "page", "screenshot"]
