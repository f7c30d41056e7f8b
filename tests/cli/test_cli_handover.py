"""``report handover``: Markdown and HTML of one builder, on any desk, and nothing changes by it."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .conftest import Rhythm

Process = Callable[..., Any]


def lay(do: Callable[..., Any], add: Callable[..., str]) -> None:
    add(at="11:00", text="<b>late</b> | and nobody's")
    add(at="11:30", text="late too")
    do("incident.open", title="a rumour", kind="misinformation", grade="larger")
    do("interaction.claim", id="q1", to="wang")
    do("interaction.claim", id="q2")
    do("shift.start")


def test_on_a_desk_that_is_not_there(process: Process, db: Path) -> None:
    ran = process("report", "handover")
    assert ran.returncode == 0 and not ran.stderr
    assert ran.stdout.decode().startswith("# Handover Sun 22 Nov 14:30")
    assert "nobody has begun a shift" in ran.stdout.decode()
    assert not db.exists()


def test_before_and_after_it_was_given(process: Process, do: Any, add: Any, db: Path) -> None:
    lay(do, add)
    before = db.read_bytes()
    text = process("report", "handover").stdout.decode()
    for heading in ("## I Illness", "## P Picture", "## A Action", "## S Situation", "## S Synthesis"):
        assert heading in text
    assert "| q1 | late | +1:30 | Douyin | wang | &lt;b&gt;late&lt;/b&gt; \\| and nobody's |" in text
    assert "Red rows: 2, without an owner: 0" in text
    assert "li (day, since 14:30)" in text
    assert "Nothing waits for a signature" in text
    assert db.read_bytes() == before
    given = do("handover.give", to="wang", notes="mind the lift")
    told = process("report", "handover").stdout.decode()
    assert "h1: li hands over to wang, 14:30, journal row 6 " in told
    assert "mind the lift" in told
    assert "| q1 | \\[ \\] | wang |" in told
    do("handover.take", id=given["id"], read_back=["q1", "q2", "i1"], operator="wang")
    assert "h1 from li to wang, 14:30" in process("report", "handover").stdout.decode()


def test_the_head_of_the_journal_is_printed(rhythm: Rhythm, do: Any, add: Any) -> None:
    lay(do, add)
    head = rhythm("status", "--json").json["journal"]["head"]
    assert f"row 6  {head[:12]}"[:30].replace("  ", " ") in rhythm("report", "handover").out


def test_as_a_page_in_a_private_file(rhythm: Rhythm, do: Any, add: Any, tmp_path: Path) -> None:
    lay(do, add)
    target = tmp_path / "handover.html"
    shown = rhythm("report", "handover", "--format", "html").out
    ran = rhythm("report", "handover", "-o", target)
    assert (ran.code, ran.out) == (0, "")
    page = target.read_text("utf-8")
    assert page.startswith("<!doctype html>") and "&lt;b&gt;late&lt;/b&gt;" in page and "<b>late" not in page
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert page == shown


def test_in_chinese(rhythm: Rhythm, do: Any, add: Any) -> None:
    lay(do, add)
    told = rhythm("--lang", "zh", "report", "handover")
    if "Illness" in told.out:
        pytest.skip("the Chinese catalogue has not been built")
    for heading in ("## I 严重程度", "## P 概况", "## A 行动清单", "## S 情况与预案", "## S 复述确认"):
        assert heading in told.out


@pytest.mark.parametrize("arguments", [("handover", "h1"), ("handover", "--format", "pdf")])
def test_wrong_use(rhythm: Rhythm, arguments: tuple[str, ...]) -> None:
    assert rhythm("report", *arguments).code == 2
