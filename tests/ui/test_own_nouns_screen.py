"""Nouns that a hospital adds in TOML on the screen: panes name them, forms offer them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from harness import Desk, opened

from own_playbook import own_tables
from rhythm_tui.desk.desk import Desk as RealDesk
from rhythm_tui.desk.reader import Reader
from rhythm_tui.domain.commands import parse
from rhythm_tui.domain.playbook import check
from rhythm_tui.domain.text import clean
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.i18n import use
from rhythm_tui.ui.gateway import Gateway
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.terms import GRADE_STYLES, grade_block


@pytest.fixture
def sit(path: Path, clock: Any) -> Iterator[Callable[[str], Seat]]:
    """Sit down, in a language, at a desk that works by the hospital's own playbook."""
    tables = own_tables()
    playbook = check(tables)
    readers: list[Reader] = []

    def sitting(lang: str) -> Seat:
        use(lang)  # type: ignore[arg-type]
        words = Vocabulary(tables, lang)
        desk = RealDesk.open(path, playbook, clock, operator="li")
        posted = words.iso(clock.now() - 60_000)
        for command in (
            {"do": "interaction.add", "platform": "mastodon", "kind": "comment", "posted_at": posted}
            | {"author": "Zhang", "text": "Which pills"},
            {"do": "incident.open", "title": "List", "kind": "leak", "grade": "extreme"},
            {"do": "slot.plan", "platform": "mastodon", "at": "2026-11-22T17:30", "tier": 1, "form": "quiz"}
            | {"title": "Win a mask", "audience": "students"},
            {"do": "slot.sign_off", "id": "s1", "role": "head", "expert": "Zhao"},
        ):
            desk.do(parse(command))
        desk.close()
        readers.append(Reader.open(path, words, operator="li"))
        hand = Gateway(lambda: RealDesk.open(path, playbook, clock, operator="li"))
        filters = path.with_name("filters.toml")
        return Seat(readers[-1], hand, clock, words, clean("li"), lambda: playbook, filters)

    yield sitting
    use("en")
    for reader in readers:
        reader.close()


async def dialog(desk: Desk, *keys: str) -> str:
    await desk.press(*keys)
    await desk.until(lambda: len(desk.app.screen_stack) == 2, "a dialog")
    await desk.rests()
    return desk.text()


@pytest.mark.parametrize(
    ("lang", "slots", "board"),
    [
        (
            "en",
            ("Mastodon", "quiz", "students", "needs vice +2", "vice is next", "final missing"),
            ("extreme", "data leak"),
        ),
        (
            "zh",
            ("长毛象", "答题", "学生", "院领导 +2", "院领导 轮到", "终审 缺"),
            ("特别重大", "信息泄露", "上报主"),
        ),
    ],
)
async def test_the_panes_name_them(
    sit: Callable[[str], Seat], lang: str, slots: tuple[str, ...], board: tuple[str, ...]
) -> None:
    async with opened(sit(lang), (160, 45)) as desk:
        await desk.press("1")
        await desk.rests()
        for word in (*slots, *board):
            await desk.shows(word)


async def test_the_forms_offer_them(sit: Callable[[str], Seat]) -> None:
    async with opened(sit("en"), (120, 45)) as desk:
        await desk.press("1")
        planned = await dialog(desk, "n")
        for word in ("Mastodon", "quiz", "students"):
            assert word in planned, word
        await desk.press("escape")
        signed = await dialog(desk, "a")
        assert "[vice president]" in signed
        assert "clinical expert" not in signed
        await desk.press("right")
        await desk.shows("after vice president")
        await desk.press("tab", *"Wang", "f2")
        await desk.shows("too early: vice president must sign first")
        await desk.press("escape", "3")
        opening = await dialog(desk, "n")
        for word in ("data leak", "extreme", "seen by a drone"):
            assert word in opening, word


def test_each_grade_has_a_colour_of_its_own() -> None:
    tables = own_tables()
    words = Vocabulary(tables, "en")
    assert words.gradings() == ("general", "larger", "major", "extreme")
    styles = [grade_block(grade, words).style for grade in words.gradings()]
    assert styles == [f"{style}-block" for style in GRADE_STYLES]
    tables["grades"]["county"] = {"zh": "县级", "en": "county", "rank": 0}
    assert words.gradings()[0] == "county"
    tables["grades"]["major"]["on"] = False
    assert "major" not in words.gradings()
    assert "major" in words.gradings("major")
