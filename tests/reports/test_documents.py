"""Documents: one structure, two ways of writing it, nothing of the words becomes markup."""

from __future__ import annotations

import csv
import io
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhythm_tui.domain.text import clean_block
from rhythm_tui.reports.document import Bullets, Document, Facts, Paragraph, Section, Table
from rhythm_tui.reports.export import csv_text, guarded
from rhythm_tui.reports.html import html
from rhythm_tui.reports.markdown import markdown
from rhythm_tui.reports.words import remaining, span_words

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "a | b",
    "*bold* _it_ `code` ~~gone~~",
    "[a](javascript:b)",
    "![a](http://x)",
    "# heading",
    "- item",
    "1. item",
    "2) item",
    "---",
    "===",
    "> quote",
    "a\n\n# heading\n| x |",
    "&lt;b&gt; &amp;",
    "\\",
    "\\|",
    "$x$",
    "",
)


def document(words: str) -> Document:
    blocks = (
        Facts(((words, words),)),
        Table((words, words), ((words, words), (words, words))),
        Bullets((words, words)),
        Paragraph(words),
    )
    return Document("zh", words, (Paragraph(words),), (Section(words, blocks),), words)


def unescaped(line: str) -> str:
    """Return Markdown without its escapes: what is left of markup characters is markup."""
    return re.sub(r"\\.", "", line)


class Reader(HTMLParser):
    """Collects the tags and the words of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [name for name, _value in attrs]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


PLAIN = Reader()
PLAIN.feed(html(document("plain")))
TEXT = st.one_of(
    st.sampled_from(HOSTILE), st.text("<>&|*_`[]()#-+=\\'\"\n 1.)x高", max_size=30), st.text(max_size=30)
)


@given(TEXT)
def test_words_are_no_html(raw: str) -> None:
    words = clean_block(raw).plain or "-"
    page = Reader()
    page.feed(html(document(words)))
    assert page.tags == PLAIN.tags and page.attributes == PLAIN.attributes
    assert page.words.count(words) == PLAIN.words.count("plain")


@given(TEXT)
def test_words_are_no_markdown(raw: str) -> None:
    words = clean_block(raw).plain or "-"
    lines = markdown(document(words)).splitlines()
    assert len(lines) == len(markdown(document("plain")).splitlines())
    assert all("<" not in line for line in lines)
    tables = [unescaped(line) for line in lines if line.startswith("| ")]
    assert [line.count("|") for line in tables] == [3, 3, 3, 3]
    assert not re.search(r"[`*_\[\]~$]", unescaped("".join(lines)).replace("**", "", 2))


@pytest.mark.parametrize("words", ["# a", "- a", "+ a", "1. a", "12) a", "---", "===", ": a"])
def test_words_that_begin_a_line_begin_no_block(words: str) -> None:
    sign = re.match(r"\d*(.)", words)
    assert sign
    kept = f"{words[: sign.start(1)]}\\{words[sign.start(1) :]}"
    lines = markdown(document(words)).splitlines()
    assert lines.count(kept) == 3 and lines.count(f"- {kept}") == 2


def test_an_id_or_a_time_is_never_broken_and_long_words_may_be() -> None:
    rows = Table(("Left", "Text"), (("+12:00", "why did nobody answer me?"),))
    page = html(Document("en", "T", (), (Section("S", (rows,)),), ""))
    assert '<td class="short">+12:00</td><td class="long">why did nobody answer me?</td>' in page
    assert ".short { white-space: nowrap; }" in page


def test_a_page_asks_for_nothing_from_elsewhere() -> None:
    text = html(document("plain"))
    assert "http://" not in text and "https://" not in text and "url(" not in text
    assert "default-src 'none'" in text and '<html lang="zh-CN">' in text


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_that_begins_like_a_formula_is_text(start: str) -> None:
    assert guarded(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (-5, -5),
        (1.5, 1.5),
        (None, None),
        ("", ""),
        ("a=1", "a=1"),
        (True, "true"),
        (["高"], '["高"]'),
        ([], "[]"),
    ],
)
def test_what_is_no_formula_stays(value: object, cell: object) -> None:
    assert guarded(value) == cell


@given(st.lists(st.tuples(st.text(max_size=20), st.integers() | st.none()), max_size=5))
def test_csv_comes_back_as_it_went(rows: list[tuple[str, int | None]]) -> None:
    text = csv_text(("words", "number"), [{"words": words, "number": number} for words, number in rows])
    back = list(csv.reader(io.StringIO(text, newline="")))
    assert back[0] == ["words", "number"]
    assert back[1:] == [[str(guarded(words)), "" if n is None else str(n)] for words, n in rows]


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 s"),
        (59, "59 s"),
        (60, "1 min"),
        (3599, "59 min"),
        (3600, "1 h"),
        (-7500, "2 h 05"),
        (359_999, "99 h 59"),
        (360_000, "4 d 4 h"),
    ],
)
def test_spans_in_words(seconds: int, words: str) -> None:
    assert span_words(seconds) == words


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0, "0:00"), (59, "0:00"), (60, "0:01"), (-60, "+0:01"), (90_000, "25:00")]
)
def test_what_is_left(seconds: int, shown: str) -> None:
    assert remaining(seconds) == shown
