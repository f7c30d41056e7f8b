"""Every message has its Chinese, every Chinese its message, and both name the same values."""

from __future__ import annotations

import ast
import functools
import importlib.util
import io
import re
import string
import textwrap
from pathlib import Path
from unicodedata import east_asian_width

import pytest

babel_extract = pytest.importorskip("babel.messages.extract", reason="babel is a development tool")
pofile = pytest.importorskip("babel.messages.pofile")
mofile = pytest.importorskip("babel.messages.mofile")

ROOT = Path(__file__).parents[1]
LOCALE = ROOT / "data" / "locale"
PO = LOCALE / "zh" / "LC_MESSAGES" / "rhythm.po"
KEYWORDS = {**babel_extract.DEFAULT_KEYWORDS, "msg": None, "say": None}


_spec = importlib.util.spec_from_file_location("messages", ROOT / "tools" / "messages.py")
assert _spec is not None
assert _spec.loader is not None
_messages = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_messages)
extract = _messages.extract


@functools.cache
def in_code() -> frozenset[str]:
    found = babel_extract.extract_from_dir(str(ROOT / "src"), [("**.py", extract)], keywords=KEYWORDS)
    messages = (message for _, _, message, _, _ in found)
    return frozenset(one[0] if isinstance(one, tuple) else one for one in messages) - {""}


@functools.cache
def in_catalogue() -> dict[str, str]:
    with PO.open("rb") as file:
        catalogue = pofile.read_po(file, locale="zh")
    return {
        one.id[0] if isinstance(one.id, tuple) else one.id: one.string[0]
        if isinstance(one.string, tuple)
        else one.string
        for one in catalogue
        if one.id
    }


def names(template: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(template) if field}


def test_no_message_is_missing_and_none_is_left_over() -> None:
    assert in_code() - in_catalogue().keys() == set(), "run make i18n"
    assert in_catalogue().keys() - in_code() == set(), "run make i18n"


def test_a_message_is_found_wherever_it_is_said() -> None:
    """In an f-string, whatever quotes and widths it has, behind a module's name, split, in the plural."""
    code = """
        told = f"{path}{say('in {n} f-strings', n=1)!r:>{width}} {_('plain')}"
        more = f'{f"{_(deep)}"} {say("nested", x=f"{_(deep)}")}'
        i18n.say("by its module"), _("split " "in two"), ngettext("{n} row", "{n} rows", n), other("not")
    """
    found = extract(io.BytesIO(textwrap.dedent(code).encode()), KEYWORDS, (), {})
    texts = {message if isinstance(message, str) else message[0] for _, _, message, _ in found}
    assert texts == {"in {n} f-strings", "plain", "nested", "by its module", "split in two", "{n} row"}


def test_what_is_marked_can_be_found() -> None:
    """A message is written out, or comes by a name from where it is: nothing that is put together here."""
    plain = (ast.Constant, ast.Name, ast.Attribute, ast.Subscript, ast.Call)
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sorted((ROOT / "src").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", getattr(node.func, "attr", "")) in ("_", "say", "msg", "ngettext")
        and node.args
        and not isinstance(node.args[0], plain)
    ]
    assert wrong == []


def test_every_message_is_translated() -> None:
    assert [message for message, chinese in in_catalogue().items() if not chinese] == []


def test_a_translation_names_no_value_that_the_message_has_not() -> None:
    wrong = [message for message, chinese in in_catalogue().items() if not names(chinese) <= names(message)]
    assert wrong == []


def test_the_compiled_catalogue_is_the_written_one() -> None:
    with PO.with_suffix(".mo").open("rb") as file:
        compiled = mofile.read_mo(file)
    told = {one.id if isinstance(one.id, str) else one.id[0]: one.string for one in compiled if one.id}
    plain = {key: value if isinstance(value, str) else value[0] for key, value in told.items()}
    assert plain == in_catalogue()


HAN = "\u3400-\u9fff"
MIXED = re.compile(
    rf"[,;:!?](?=\s|$|[{HAN}])|(?<=[{HAN}])[,;:!?]"  # half-width marks of a sentence
    rf"|(?<=[{HAN}}}）」])\.(?=\s|$)"  # a half-width full stop
    r"|[()]"  # half-width brackets
    r"|(?<! ) [，。：；！？（）、]|[，。：；！？（）、] (?! )"  # a blank beside a full-width mark
)
"""What a Chinese sentence does not have: half-width marks stand in codes, times and numbers only."""
ONE_WORD = {
    "playbook": ("规则手册", ("预案", "规则文件", "规则册")),
    "slot": (
        "排期",
        ("档期", "栏位", "发布位", "发布时段", "选题", "循环排期", "条发布", "新建发布"),
    ),
    "incident": ("舆情", ("舆情事件",)),
    "repl": ("回复", ("答复",)),
    "answer": ("回复", ("答复",)),
    "audience": ("人群", ("受众",)),
    "miss": ("逾期", ("超时",)),
    "late": ("逾期", ("超时",)),
    "roster": ("排班", ("值班表",)),
    "statement": ("声明", ("公告",)),
}
"""What a thing is called, and what it is not called besides."""


def test_chinese_sentences_have_chinese_marks() -> None:
    chinese = [one.replace("(y/N) ", "") for one in in_catalogue().values() if re.search(f"[{HAN}{{]", one)]
    assert [one for one in chinese if MIXED.search(one)] == []


def test_no_sign_is_wider_in_one_terminal_than_in_another() -> None:
    shown = [PO, *(ROOT / "data").rglob("*.toml")]
    wide = {sign for file in shown for sign in file.read_text("utf-8") if east_asian_width(sign) == "A"}
    assert wide == set()


def test_a_thing_has_one_name_in_chinese() -> None:
    wrong = [
        (name, message, chinese)
        for message, chinese in in_catalogue().items()
        for english, (name, others) in ONE_WORD.items()
        if english in message.lower() and any(other in chinese for other in others)
    ]
    assert wrong == []
