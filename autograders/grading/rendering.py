"""How our own pages are rendered: whatever they show is escaped, and a name that is missing is an error."""

from jinja2 import Environment, PackageLoader, StrictUndefined


def page_templates(package: str) -> Environment:
    """Return the templates in a package's ``templates/``, to which it adds filters and names of its own.

    Parameters
    ----------
    package : str
        Such as ``autograders.reports``.
    """
    return Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
