"""A page as rows of text: how one that was read in a confined session reaches those who judge it."""

from collections.abc import Iterable, Iterator, Mapping

from .content import Content, Definition, Heading, Mark, Page, Reference
from .rules import Outcome, PageCheck, checks_of

COLUMNS = ("record", "key", "value", "text", "path")
# A cell holds 2 000 characters.
_PIECE = 1_900
_SEPARATOR = "\n"


def page_rows(text: str) -> list[dict[str, str]]:
    """Return what a page says and what the rules of accessibility find, as rows.

    Parameters
    ----------
    text : str
        HTML, the whole page.

    Returns
    -------
    list of dict
        With ``COLUMNS``; ``page_from_rows`` reads them.

    Raises
    ------
    PageError
        As ``read_page``, and if the page says too much.

    Examples
    --------
    >>> content, checks = page_from_rows(page_rows('<body><h1>Ligne V</h1><data data-cle="budget" value="9">'))
    >>> content.marks[0].key, content.marks[0].path, checks[0].outcome.value
    ('budget', ('Ligne V',), 'non conforme')
    """
    page = Page.of(text)
    return [*_content_rows(page.content()), *(_check_row(each) for each in checks_of(page))]


def page_from_rows(rows: Iterable[Mapping[str, str]]) -> tuple[Content, tuple[PageCheck, ...]]:
    """Return what ``page_rows`` told.

    Parameters
    ----------
    rows : iterable of mapping
        As ``page_rows`` returns them: they come from our own code.
    """
    content, checks = Content(), []
    for row in rows:
        key, value, text, path = row["key"], row["value"], row["text"], tuple(row["path"].split(_SEPARATOR))
        path = path if path != ("",) else ()
        match row["record"]:
            case "heading":
                content.headings.append(Heading(int(key), path))
            case "text":
                content.texts.setdefault(path, []).append(text)
            case "mark":
                content.marks.append(Mark(key, value, text, path))
            case "reference":
                content.references.append(Reference(text, key, value, path))
            case "definition":
                content.definitions.append(Definition(value, key, text))
            case "check":
                checks.append(PageCheck(key, path[0], Outcome(value), text))
    return content, tuple(checks)


def _content_rows(content: Content) -> Iterator[dict[str, str]]:
    for heading in content.headings:
        yield _row("heading", key=str(heading.level), path=heading.path)
    for path, said in content.texts.items():
        whole = " ".join(said)
        for start in range(0, len(whole), _PIECE):
            yield _row("text", text=whole[start : start + _PIECE], path=path)
    for mark in content.marks:
        yield _row("mark", key=mark.key, value=mark.value, text=mark.text, path=mark.path)
    for each in content.references:
        yield _row("reference", key=each.target, value=each.meaning, text=each.text, path=each.path)
    for definition in content.definitions:
        yield _row("definition", key=definition.id, value=definition.term, text=definition.meaning)


def _check_row(check: PageCheck) -> dict[str, str]:
    return _row("check", key=check.rule, value=check.outcome, text=check.detail, path=(check.label,))


def _row(record: str, *, key: str = "", value: str = "", text: str = "", path: tuple[str, ...] = ()) -> dict[str, str]:
    cells = {"key": key, "value": value, "text": text}
    # Headings that would break into two are told on one line already; long ones are cut.
    cut = {name: str(cell)[:_PIECE] for name, cell in cells.items()}
    return {"record": record, **cut, "path": _SEPARATOR.join(title[:200] for title in path)[:_PIECE]}
