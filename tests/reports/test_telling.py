"""The prepared text: what runs out when and what is asked, short enough to be read at a glance."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from rhythm_tui import i18n
from rhythm_tui.desk.asks import AskRow
from rhythm_tui.domain.asks import Ask
from rhythm_tui.domain.text import clean
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.reports.telling import MOST, prepared_text

NOON = 1_795_320_000_000
MINUTE = 60_000


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    i18n.use("en")
    yield
    i18n.use("en")


def row(title: str, left: int = 55) -> AskRow:
    ask = Ask("communication", NOON, 1, NOON, None, NOON + 10 * MINUTE, None)
    due = NOON + left * MINUTE
    return AskRow("i3", clean(title), "larger", "official_statement", due, None, ask)


def test_it_says_what_runs_out_when_and_what_is_asked(vocabulary: Vocabulary) -> None:
    assert prepared_text(row("Rumour"), vocabulary, NOON) == (
        "[larger] Rumour (i3): official statement due 12:55, 55 min left."
        " For communication office: please confirm, and say who does it and by when."
    )
    assert "due 11:48, late by 12 min." in prepared_text(row("Rumour", -12), vocabulary, NOON)


def test_it_says_so_in_chinese(tables: dict[str, Any]) -> None:
    i18n.use("zh")
    assert prepared_text(row("疫苗谣言"), Vocabulary(tables, "zh"), NOON) == (
        "【较大舆情 i3】疫苗谣言：官方声明限 12:55 完成（剩 55 分）。"
        "请沟通部门确认收到，并回复由谁办理、何时完成。"
    )


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("length", [0, 20, 60, 100, 500])
def test_the_title_gives_way(tables: dict[str, Any], lang: str, length: int) -> None:
    i18n.use(lang)  # type: ignore[arg-type]
    title = "长" * length
    text = prepared_text(row(title), Vocabulary(tables, lang), NOON)
    assert len(text) <= MOST
    assert (title in text) == (length <= 60 or (length == 100 and lang == "zh"))


def test_a_title_that_controls_a_terminal_does_not(vocabulary: Vocabulary) -> None:
    assert "\x1b" not in prepared_text(row("\x1b]52;c;aGFja2Vk\x07"), vocabulary, NOON)
