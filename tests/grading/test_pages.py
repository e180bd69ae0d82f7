"""Markdown as the HTML pages show it."""

import pytest

from autograders.grading.pages import MAXIMUM_MARKDOWN_CHARACTERS, safe_markdown

CONTEXT = {"cell": {}}


def test_markdown_looks_as_usual():
    html = safe_markdown(CONTEXT, "# Titre\n\nUn *mot*, $a<b$, `<code>`.\n\n| a | b |\n|---|---|\n| 1 | 2 |")
    for part in ("<h1>Titre</h1>", "<em>mot</em>", "$a&lt;b$", "<code>&lt;code&gt;</code>", "<td>1</td>"):
        assert part in html


@pytest.mark.parametrize(
    "source",
    [
        "<script>document.title='X'</script>",
        "[x](javascript:alert(1))",
        "![x](javascript:alert(1))",
        "[x]: javascript:alert(1)\n\n[x]",
        "<javascript:alert(1)>",
        "![x](x.png\"onerror=alert(1)//)",
        "<div onclick=alert(1)>\n\n*x*\n\n</div>",
        "```mermaid\nclick A href \"javascript:alert(1)\"\n```",
        "# <img src=x onerror=alert(1)>",
        "$$</script><script>alert(1)</script>$$",
    ],
)  # fmt: skip
def test_markdown_brings_no_script(source):
    html = safe_markdown(CONTEXT, source).lower()
    for word in ("<script", 'href="javascript', 'src="javascript', '<img src="x" onerror', "onclick=", 'mermaid"'):
        assert word not in html


def test_an_attached_picture_is_shown_and_a_missing_one_loses_nothing():
    context = {"cell": {"attachments": {"a.png": {"image/png": "iVBORw0KGgo="}}}}
    assert 'src="data:image/png;base64,iVBORw0KGgo="' in safe_markdown(context, "![vue](attachment:a.png)")
    assert "vue" in safe_markdown(CONTEXT, "avant ![vue](attachment:none.png) <script>")
    assert "<script" not in safe_markdown(CONTEXT, "avant ![vue](attachment:none.png) <script>")


def test_markdown_beyond_the_bound_is_shown_as_it_was_written():
    html = safe_markdown(CONTEXT, "<b>" * MAXIMUM_MARKDOWN_CHARACTERS)
    assert html.startswith("<pre>&lt;b&gt;")
