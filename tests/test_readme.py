"""The README tells the truth: its keys are the registry's, its commands exist, its files are there."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from rhythm_tui import i18n
from rhythm_tui.ui.keys import ACTIONS, MOVES, Action, key_name

ROOT = Path(__file__).parents[1]
READMES = {"en": ROOT / "README.md", "zh": ROOT / "README.zh-CN.md"}
PLACES = ("desk", "queue", "slots", "incidents", "statements")
HEADS = {
    "en": ("everywhere", "queue", "slots", "incidents", "statements", "| key | does |", "in every list"),
    "zh": ("各处", "互动队列", "今日发布", "舆情看板", "声明", "| 键 | 作用 |", "各列表"),
}
MARKED = re.compile(r"<!-- keys -->\n(.*?)<!-- /keys -->", re.DOTALL)


@pytest.fixture(params=["en", "zh"])
def lang(request: pytest.FixtureRequest) -> Iterator[str]:
    before = i18n.language()
    i18n.use(request.param)
    yield request.param
    i18n.use(before)


def keys(names: str | tuple[str, ...]) -> str:
    each = names.split() if isinstance(names, str) else names
    return " ".join(f"`{key_name(key)}`" for key in each)


def line(action: Action) -> str:
    return f"| {keys(action.keys)} | **{i18n._(action.label)}**: {i18n._(action.help)} |"


def table(lang: str) -> str:
    *places, head, lists = HEADS[lang]
    parts = []
    for name, place in zip(places, PLACES, strict=True):
        rows = [line(action) for action in ACTIONS if place in action.places]
        parts.append("\n".join([f"*{name}*", "", head, "|---|---|", *rows]))
    moves = [f"| {keys(names)} | {i18n._(words)} |" for names, words in MOVES]
    parts.append("\n".join([f"*{lists}*", "", head, "|---|---|", *moves]))
    return "\n".join(["", "\n\n".join(parts), ""])


def test_its_keys_are_those_of_the_registry(lang: str) -> None:
    text = READMES[lang].read_text("utf-8")
    if os.environ.get("GOLDEN") == "write":
        text = MARKED.sub(lambda _: f"<!-- keys -->\n{table(lang)}\n<!-- /keys -->", text)
        READMES[lang].write_text(text, "utf-8")
    found = MARKED.search(text)
    assert found is not None
    assert found[1] == table(lang) + "\n", "run make golden"


def test_its_commands_exist(lang: str) -> None:
    from rhythm_tui.cli.program import COMMANDS

    text = READMES[lang].read_text("utf-8")
    named = set(re.findall(r"`rhythm-tui (\w+)", text))
    assert named
    assert named <= set(COMMANDS)


def test_what_it_links_to_is_there(lang: str) -> None:
    text = READMES[lang].read_text("utf-8")
    links = re.findall(r"\]\(([^)#]+)\)", text)
    assert [link for link in links if not link.startswith("http") and not (ROOT / link).exists()] == []
