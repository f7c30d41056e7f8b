"""Nouns that a hospital adds in TOML stand on the desk without code: commands, lists, reports."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from own_playbook import CHAIN, own_text
from rhythm_tui.cli.demo import lay_day
from rhythm_tui.cli.session import Session, WrongUse
from rhythm_tui.settings import built_in_playbook

from .conftest import STILL, Ran, Rhythm

NAMES = [tomllib.loads(own_text())["roles"][role]["en"] for role in CHAIN]


@pytest.fixture(autouse=True)
def _own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = tmp_path / "own.toml"
    book.write_text(own_text(), "utf-8")
    monkeypatch.setenv("RHYTHM_PLAYBOOK", str(book))


@pytest.fixture
def worked(add: Callable[..., str], do: Callable[..., Any]) -> None:
    """A desk with one of each."""
    add(platform="mastodon")
    do("incident.open", title="名单外泄", kind="leak", grade="extreme", source="drone")
    do("incident.meet", id="i1", timer="report_up", evidence="已报")
    do("incident.duty", id="i1", role="lawyer", person="孙")
    plan = {"at": "2026-11-22T17:30:00+08:00", "title": "答题", "tier": 1}
    do("slot.plan", platform="mastodon", form="quiz", audience="students", **plan)


def refused(ran: Ran) -> str:
    assert ran.code == 1, ran
    assert ran.answers[0]["error"]["code"] == "refused"
    return str(ran.answers[0]["error"]["message"])


@pytest.mark.parametrize(
    ("lang", "listed"),
    [
        (
            "en",
            {
                "queue": ("Mastodon",),
                "slots": ("Mastodon", "quiz", "head vice first final"),
                "incidents": ("extreme", "data leak"),
                "tasks": ("lawyer", "stop the leak"),
            },
        ),
        (
            "zh",
            {
                "queue": ("长毛象",),
                "slots": ("长毛象", "答题", "部门 院领导 初审 终审"),
                "incidents": ("特别重大", "信息泄露"),
                "tasks": ("法务",),
            },
        ),
    ],
    ids=["en", "zh"],
)
def test_lists_know_their_names(
    rhythm: Rhythm, worked: None, lang: str, listed: dict[str, tuple[str, ...]]
) -> None:
    for what, names in listed.items():
        shown = rhythm("--lang", lang, "list", what).out
        for name in names:
            assert name in shown, (what, shown)


@pytest.mark.parametrize(
    ("lang", "names"),
    [
        ("en", ("data leak", "extreme", "seen by a drone", "report upwards", "lawyer")),
        ("zh", ("信息泄露", "特别重大", "无人机拍到", "上报主管部门", "法务")),
    ],
)
def test_reports_know_their_names(rhythm: Rhythm, worked: None, lang: str, names: tuple[str, ...]) -> None:
    report = rhythm("--lang", lang, "report", "incident", "i1").out
    for name in names:
        assert name in report, name
    handover = rhythm("--lang", lang, "report", "handover").out
    assert names[1] in handover


def test_a_filter_and_the_guard_know_a_new_platform(rhythm: Rhythm, worked: None) -> None:
    assert len(rhythm("list", "queue", "--filter", "platform:长毛象", "--json").json) == 1
    assert rhythm("check", "谢谢", "--platform", "mastodon").code == 0


def test_one_that_no_table_names_is_refused(rhythm: Rhythm, worked: None) -> None:
    ran = rhythm(
        "do",
        stdin=b'{"do":"slot.plan","platform":"myspace","at":"2026-11-23T10:00","title":"x","tier":1,"form":"quiz"}',
    )
    assert ran.answers[0]["error"] == {
        "code": "invalid",
        "message": "myspace is not in the playbook",
        "field": "platform",
    }


def test_the_chain_signs_in_its_order(rhythm: Rhythm, worked: None, do: Callable[..., Any]) -> None:
    def sign(role: str, expert: str) -> Ran:
        line = f'{{"do":"slot.sign_off","id":"s1","role":"{role}","expert":"{expert}"}}'
        return rhythm("do", stdin=line.encode())

    for n, role in enumerate(CHAIN):
        for later in CHAIN[n + 1 :]:
            assert (
                refused(sign(later, f"later{n}"))
                == f"too early: {', '.join(NAMES[n : CHAIN.index(later)])} must sign first"
            )
        if n:
            assert "each role needs a person of its own" in refused(sign(role, "expert0"))
        assert "nobody signs their own work" in refused(sign(role, "li"))
        assert rhythm("list", "slots", "--json").json[0]["state"] == ("review" if n else "planned")
        assert sign(role, f"expert{n}").code == 0
        assert rhythm("list", "slots", "--json").json[0]["missing"] == list(CHAIN[n + 1 :])
    assert rhythm("list", "slots", "--json").json[0]["state"] == "ready"
    do("slot.publish", id="s1")


def test_a_statement_signs_in_the_order_of_its_chain(
    rhythm: Rhythm, worked: None, do: Callable[..., Any]
) -> None:
    do("statement.draft", incident="i1", text="已核实")
    early = rhythm("do", stdin=b'{"do":"statement.sign","id":"d1","role":"public_health","expert":"wu"}')
    assert refused(early) == "too early: clinical expert must sign first"
    do("statement.sign", id="d1", role="clinical", expert="zhou")
    do("statement.sign", id="d1", role="public_health", expert="wu")


def test_a_story_that_a_playbook_cannot_tell_names_the_one_that_can(tmp_path: Path) -> None:
    session = Session()
    session.given.update(playbook=tmp_path / "own.toml", clock=STILL)
    with pytest.raises(
        WrongUse, match=r"own\.toml: sign-off missing: .*; the story wants .* --playbook "
    ) as caught:
        lay_day(session, tmp_path, 1)
    assert str(built_in_playbook()) in str(caught.value)


def test_the_fourth_grade_is_off_until_it_is_switched_on(
    rhythm: Rhythm, worked: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("RHYTHM_PLAYBOOK")
    line = b'{"do":"incident.grade","id":"i1","grade":"extreme","reason":"x"}'
    ran = rhythm("do", stdin=line)
    assert ran.answers[0]["error"] == {
        "code": "invalid",
        "message": "extreme is not in the playbook",
        "field": "grade",
    }
    assert "extreme" in rhythm("list", "incidents").out
