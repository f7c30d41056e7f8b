"""On which line each entry of a TOML text stands, and why a text is none."""

from __future__ import annotations

import tomllib

import pytest

from own_playbook import own_text
from rhythm_tui.toml_lines import bad_syntax, lines_of

TEXT = '''a.b = 1 # line 1
["中 文"]
c = [
  "x", "y",
  # [not.a.table]
  { z = [1, 2] },
  "last"]
d = """
[no.table]
e = 1
"""
[[t.u]]
n = 1
[t.u.in]
o = 1
[[t.u]]
n = 2
p = { q = 1 }
'''


def test_every_entry_has_its_line() -> None:
    found = lines_of(TEXT)
    assert {place: line for place, line in found.items() if place} == {
        ("a",): 1,
        ("a", "b"): 1,
        ("中 文",): 2,
        ("中 文", "c"): 3,
        ("中 文", "c", 0): 4,
        ("中 文", "c", 1): 4,
        ("中 文", "c", 2): 6,
        ("中 文", "c", 2, "z"): 6,
        ("中 文", "c", 2, "z", 0): 6,
        ("中 文", "c", 2, "z", 1): 6,
        ("中 文", "c", 3): 7,
        ("中 文", "d"): 8,
        ("t",): 12,
        ("t", "u"): 12,
        ("t", "u", 0): 12,
        ("t", "u", 0, "n"): 13,
        ("t", "u", 0, "in"): 14,
        ("t", "u", 0, "in", "o"): 15,
        ("t", "u", 1): 16,
        ("t", "u", 1, "n"): 17,
        ("t", "u", 1, "p"): 18,
        ("t", "u", 1, "p", "q"): 18,
    }


def test_line_ends_of_another_system_count_the_same() -> None:
    assert lines_of(TEXT.replace("\n", "\r\n")) == lines_of(TEXT)


def test_every_entry_of_a_playbook_is_named_on_its_line() -> None:
    text = own_text()
    lines = text.split("\n")
    found = lines_of(text)
    named = [place for place in found if place and isinstance(place[-1], str)]
    assert len(named) > 300
    for place in named:
        assert str(place[-1]) in lines[found[place] - 1], place


def test_no_toml_has_no_lines() -> None:
    with pytest.raises(tomllib.TOMLDecodeError):
        lines_of("a = [1\nb = 2\n")


@pytest.mark.parametrize(
    ("text", "line", "column", "reason"),
    [
        ("\na 1", 2, 3, "no = behind"),
        ("中 = 1", 1, 1, "name = value"),
        ("a = 1 2", 1, 7, "behind the value"),
        ("a = 12:00", 1, 7, "behind the value"),
        ("a = 1\na = 2\nb = 3", 2, 6, "in the file already"),
        ("[a]\n[a]\n", 2, 3, "in the file already"),
        ("a = { b = 1, b = 2 }", 1, 19, "in the file already"),
        ("[a\n", 1, 3, "no ] behind"),
        ("[a.中]\n", 1, 4, "wants quotes"),
        ("a = [1 2]", 1, 8, "list is not closed"),
        ("a = { b = 1", 1, 12, "table in one line"),
        ('a = "x', 1, 7, "no quote at its end"),
        ('a = "x\nb = 1', 1, 7, "no TOML takes"),
        ('a = "C:\\dir"', 1, 10, "is written \\\\"),
        ("a = yes", 1, 5, "wants quotes around"),
        ("a =\n", 1, 4, "wants quotes around"),
    ],
)
def test_why_a_text_is_no_toml(text: str, line: int, column: int, reason: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError) as caught:
        tomllib.loads(text)
    found = bad_syntax(text, caught.value)
    assert (found.line, found.column) == (line, column)
    assert reason in found.reason
