"""What leaves the desk has no telephone number in it, unless somebody who may has said why it should."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rhythm_tui.cli.listed import NOUNS

from .conftest import Rhythm, one_line

Do = Callable[..., Any]
NUMBER = "13812345678"
SAYS = f"请打{NUMBER}"


def lay(do: Do, add: Callable[..., str]) -> None:
    """Put the number into everything that somebody types in."""
    add(text=SAYS, author=NUMBER)
    do("interaction.sort", id="q1", topic=SAYS, tags=[NUMBER])
    do("interaction.wait", id="q1", on=SAYS)
    do("reply.draft", id="q1", text=SAYS)
    do("incident.open", title=SAYS, kind="misinformation", grade="larger", items=["q1"])
    do("incident.note", id="i1", text=SAYS)
    do(
        "incident.meet",
        id="i1",
        timer="initial_response",
        evidence=SAYS,
        file=f"{NUMBER}.png",
        sha256="0" * 64,
    )
    do("task.add", text=SAYS, incident="i1", owner=SAYS)
    do("statement.draft", incident="i1", text=SAYS)
    do("lesson.add", kind="pitfall", text=SAYS, incident="i1")
    do("idea.add", title=SAYS, tier=2)
    do("pledge.add", words=SAYS, promise=SAYS, platform="douyin", metric="likes", threshold=5)
    do("story.add", author=NUMBER, text=SAYS)
    slot = {"platform": "douyin", "tier": 2, "form": "science"}
    do("slot.plan", at="2026-11-23T19:00", title=SAYS, tags=[NUMBER], department=SAYS, **slot)
    do("campaign.lay", name=SAYS, day="2027-05-20", tag=SAYS, department=SAYS)
    do("repeat.add", days=["mon"], time="19:00", title=SAYS, department=SAYS, **slot)
    do("shift.start")
    do("operator.add", name=f"li {NUMBER}")
    do("operator.add", name="li", roles=["responder"])


EXPORTS = [
    *(("list", noun, "--format", form) for noun in NOUNS for form in ("csv", "json", "table")),
    ("report", "handover"), ("report", "incident", "i1"), ("report", "review", "i1", "--format", "html"),
    ("plan", "export"), ("plan", "export", "--format", "ics"),
]  # fmt: skip


def test_no_export_holds_the_number(rhythm: Rhythm, do: Do, add: Any) -> None:
    lay(do, add)
    before = rhythm("list", "journal", "--limit", 1, "--json").out
    ran = {arguments: rhythm(*arguments) for arguments in EXPORTS}
    assert {name: one.code for name, one in ran.items() if one.code} == {}
    assert [name for name, one in ran.items() if NUMBER in one.out] == []
    told = [name for name, one in ran.items() if "1***8" in one.out]
    assert len(told) > 30, "most of them hold it masked"
    assert rhythm("list", "journal", "--limit", 1, "--json").out == before


def test_a_workbook_holds_it_masked(rhythm: Rhythm, do: Do, add: Any, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    lay(do, add)
    for name, why in (("masked.xlsx", ()), ("open.xlsx", ("--unmasked", "the agency asked"))):
        assert rhythm("plan", "export", "-o", tmp_path / name, *why).code == 0
    cells = [
        [str(cell.value) for row in load_workbook(tmp_path / name).active for cell in row]
        for name in ("masked.xlsx", "open.xlsx")
    ]
    assert [any(NUMBER in cell for cell in found) for found in cells] == [False, True]


def test_unmasked_is_told_with_its_reason_wherever_it_goes(
    rhythm: Rhythm, do: Do, add: Any, tmp_path: Path
) -> None:
    lay(do, add)
    target = tmp_path / "q.json"
    assert NUMBER in rhythm("list", "queue", "--unmasked", "the police asked").out
    assert rhythm("list", "queue", "-o", target, "--unmasked", "the police asked").code == 0
    assert NUMBER in json.loads(target.read_text("utf-8"))[0]["text"]
    newest = rhythm("list", "journal", "--limit", 2, "--json").json
    assert [(row["verb"], row["operator"]) for row in newest] == [("privacy.unmask", "li")] * 2


def test_who_has_not_the_role_gets_no_file_and_no_line(
    rhythm: Rhythm, do: Do, add: Any, tmp_path: Path
) -> None:
    lay(do, add)
    do("operator.add", name="wang", roles=["lead"])
    target = tmp_path / "q.csv"
    for arguments in (("-o", target), ()):
        ran = rhythm("list", "queue", *arguments, "--unmasked", "I like to")
        assert (ran.code, ran.out) == (2, "") and "that is kept for: lead (wang)" in one_line(ran)
    assert list(tmp_path.glob("*q.csv*")) == []
    assert rhythm("list", "queue", "-o", target).code == 0, "a masked one is everybody's"
    assert rhythm("--operator", "wang", "list", "queue", "-o", target, "--unmasked", "r").code == 0
    assert NUMBER in target.read_text("utf-8")


def test_a_reason_is_wanted(rhythm: Rhythm, do: Do, add: Any) -> None:
    lay(do, add)
    assert rhythm("list", "queue", "--unmasked", "").code == 2


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_do_names_the_role_in_words(rhythm: Rhythm, do: Do, add: Any, lang: str) -> None:
    lay(do, add)
    do("operator.add", name="wang", roles=["coordinator"])
    line = {"do": "incident.grade", "id": "i1", "grade": "major", "reason": "r"}
    ran = rhythm("--lang", lang, "do", stdin=json.dumps(line).encode())
    told = {"en": "coordinator (wang)", "zh": "舆情协调员（wang）"}
    assert told[lang] in ran.answers[0]["error"]["message"]
