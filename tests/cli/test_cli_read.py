"""``status``, ``list`` and ``why``: the contract's keys, order and words."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .conftest import NOW, Rhythm, one_line

Add = Callable[..., str]
Do = Callable[..., Any]
QUEUE_KEYS = [
    "id", "version", "platform", "kind", "band", "due_at", "clock", "remaining_s", "author", "text", "owner",
    "state",
]  # fmt: skip


@pytest.fixture
def busy(add: Add, do: Do) -> dict[str, str]:
    """A desk with one thing of every kind at 14:30."""
    found = {
        "ok": add("14:00", "头晕怎么办"),
        "live": add("14:20", "几点上班", kind="live"),
        "soon": add("12:45", "发烧38.5"),
        "late": add("11:51", "=1+1\n<b>", post="v1"),
        "message": add("11:00", "术后多久复查", kind="message"),
    }
    found["neglected"] = str(
        do(
            "interaction.add",
            platform="weibo",
            kind="comment",
            author="李",
            text="在吗",
            posted_at="2026-11-21T10:00",
        )["id"]
    )
    do("interaction.claim", id=found["ok"], operator="王芳")
    found["incident"] = str(
        do(
            "incident.open",
            title="传言",
            kind="misinformation",
            grade="larger",
            discovered_at="2026-11-22T12:00",
        )["id"]
    )
    slot = {"platform": "douyin", "tier": 1, "form": "science"}
    found["missed"] = str(do("slot.plan", at="2026-11-22T08:00", title="早", **slot)["id"])
    found["ahead"] = str(do("slot.plan", at="2026-11-22T18:00", title="晚", **slot)["id"])
    found["tomorrow"] = str(do("slot.plan", at="2026-11-23T18:00", title="明天", **slot)["id"])
    found["yesterday"] = str(do("slot.plan", at="2026-11-21T18:00", title="昨天", **slot)["id"])
    return found


def test_an_empty_desk_reports_zeros_and_makes_no_file(rhythm: Rhythm, db: Path) -> None:
    ran = rhythm("status", "--json")
    assert ran.code == 0 and ran.err == ""
    assert ran.json == {
        "now": NOW,
        "queue": dict.fromkeys(("open", "ok", "soon", "late", "neglected", "unowned_late"), 0)
        | {"next_due": None},
        "incidents": {"open": 0, "late": 0, "next_due": None},
        "slots": {"today": 0, "published": 0, "missed": 0, "awaiting_review": 0, "next_at": None},
        "alarms": [],
        "journal": {"seq": 0, "head": ""},
    }
    assert list(ran.json["queue"]) == ["open", "ok", "soon", "late", "neglected", "unowned_late", "next_due"]
    assert [rhythm("list", noun, "--json").json for noun in ("queue", "slots", "incidents", "journal")] == [
        []
    ] * 4
    assert rhythm("list", "queue").out == "" and "nothing" in rhythm("list", "queue").err
    assert not db.parent.exists()


@pytest.mark.parametrize("command", [("status",), ("list", "queue"), ("report", "handover")])
@pytest.mark.parametrize("left", [b"", None], ids=["empty", "gone"])
def test_a_file_that_has_lost_everything_is_no_empty_desk(
    rhythm: Rhythm, add: Add, db: Path, command: tuple[str, ...], left: bytes | None
) -> None:
    add()
    if left is None:
        db.unlink()
    else:
        db.write_bytes(left)
    ran = rhythm(*command)
    assert ran.code == 3 and "its journal stood at row 1" in one_line(ran)
    assert db.exists() == (left is not None)


def test_status_tells_what_stands_on_the_desk(rhythm: Rhythm, busy: dict[str, str]) -> None:
    told = rhythm("status", "--json").json
    assert told["queue"] == {
        "open": 6,
        "ok": 1,
        "soon": 2,
        "late": 1,
        "neglected": 1,
        "unowned_late": 2,
        "next_due": "2026-11-22T14:45:00+08:00",
    }
    assert told["incidents"] == {"open": 1, "late": 1, "next_due": "2026-11-22T16:00:00+08:00"}
    assert told["slots"] == {
        "today": 2,
        "published": 0,
        "missed": 1,
        "awaiting_review": 1,
        "next_at": "2026-11-22T18:00:00+08:00",
    }
    assert [(alarm["code"], alarm["count"], alarm["subject"]) for alarm in told["alarms"]] == [
        ("incident_late", 1, None),
        ("not_told", 2, "i1"),
        ("disordered_interaction", 1, None),
        ("slot_missed", 1, busy["missed"]),
        ("too_slow", 1, "2026-11-22"),
    ]
    assert all(alarm["text"] for alarm in told["alarms"])
    assert told["journal"]["seq"] == 12 and len(told["journal"]["head"]) == 64


def test_status_in_words_has_every_line_under_the_same_column(rhythm: Rhythm, busy: dict[str, str]) -> None:
    lines = rhythm("status").out.splitlines()
    assert lines[0] == "Sun 22 Nov 14:30:00  day shift 08:00-16:00  li"
    assert lines[1].startswith("Queue      24h+ 1  late 1  soon 2  ok 1  live 1  6 open")
    assert "next due 14:45 (in 15 min)" in lines[1]
    assert [line.split()[0] for line in lines[1:]] == [
        "Queue", "Incidents", "Slots", "Alarm", "Alarm", "Alarm", "Alarm", "Alarm", "Journal",
    ]  # fmt: skip
    assert {line[9:11] for line in lines[1:]} == {"  "}
    assert "\x1b" not in "".join(lines)


def test_the_queue_is_listed_in_desk_order_with_the_keys_of_the_contract(
    rhythm: Rhythm, busy: dict[str, str]
) -> None:
    rows = rhythm("list", "queue", "--json").json
    order = ["neglected", "late", "soon", "message", "ok", "live"]
    assert [row["id"] for row in rows] == [busy[name] for name in order]
    assert all(list(row)[: len(QUEUE_KEYS)] == QUEUE_KEYS for row in rows)
    late = rows[1]
    assert (late["band"], late["clock"], late["due_at"]) == ("late", "2h", "2026-11-22T13:51:00+08:00")
    assert (late["remaining_s"], late["author"], late["text"]) == (-39 * 60, "张***三", "=1+1\n<b>")
    neglected = rows[0]
    assert (neglected["band"], neglected["clock"]) == ("neglected", "24h")
    assert (neglected["due_at"], neglected["remaining_s"]) == (
        "2026-11-22T10:00:00+08:00",
        -(4 * 3600 + 30 * 60),
    )
    live = rows[-1]
    assert (live["band"], live["due_at"], live["clock"], live["remaining_s"]) == (None, None, None, None)
    assert [row["owner"] for row in rows] == [None, None, None, None, "王芳", None]


def test_a_row_of_the_queue_carries_what_happened_to_it_besides_its_answer(
    rhythm: Rhythm, do: Do, busy: dict[str, str]
) -> None:
    do("interaction.sort", id=busy["late"], topic="术后", tags=["复查", "家属"])
    do("interaction.wait", id=busy["late"], on="周医生")
    do("interaction.remind", id=busy["late"], at="2026-11-22T16:00")
    child = do("interaction.refer", id=busy["late"], to="doctor")["id"]
    rows = {row["id"]: row for row in rhythm("list", "queue", "--json").json}
    names = ("topic", "tags", "waiting", "remind_at", "referred")
    told = ["术后", ["复查", "家属"], "周医生", "2026-11-22T16:00:00+08:00", None]
    assert [rows[busy["late"]][name] for name in names] == told
    assert [rows[child][name] for name in names] == ["术后", [], None, None, "doctor"]
    assert rhythm("list", "queue", "--format", "csv").out.splitlines()[0].endswith(",".join(names))


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("band:late", ["late"]),
        ("band:late,neglected", ["neglected", "late"]),
        ("owner:王芳", ["ok"]),
        ("owner:me", []),
        ("kind:message", ["message"]),
        ("发烧", ["soon"]),
        ("platform：weibo", ["neglected"]),
        ("", ["neglected", "late", "soon", "message", "ok", "live"]),
    ],
)
def test_the_queue_is_narrowed_by_a_filter(
    rhythm: Rhythm, busy: dict[str, str], written: str, names: list[str]
) -> None:
    rows = rhythm("list", "queue", "--json", "--filter", written).json
    assert [row["id"] for row in rows] == [busy[name] for name in names]


def test_a_saved_filter_narrows_the_queue_by_its_name(
    rhythm: Rhythm, busy: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "rhythm-tui").mkdir()
    assert one_line(rhythm("list", "queue", "--filter", "@白班")).endswith("none is saved yet")
    (tmp_path / "rhythm-tui" / "filters.toml").write_text('"夜班 1" = "状态：逾期 负责：无人"', "utf-8")
    plain = rhythm("list", "queue", "--json", "--filter", "band:late owner:none")
    for written in ("@夜班 1", "\uff20夜班 1"):
        assert rhythm("list", "queue", "--json", "--filter", written).json == plain.json
    ran = rhythm("list", "queue", "--filter", "@白班")
    assert ran.code == 2
    assert one_line(ran).endswith("no saved filter is called 白班; there are: 夜班 1")


def test_slots_begin_with_today_and_earlier_days_follow(rhythm: Rhythm, busy: dict[str, str]) -> None:
    rows = rhythm("list", "slots", "--json").json
    assert [row["id"] for row in rows] == [
        busy[name] for name in ("missed", "ahead", "tomorrow", "yesterday")
    ]
    assert [row["state"] for row in rows] == ["missed", "planned", "planned", "missed"]
    assert [row["id"] for row in rhythm("list", "slots", "--json", "--limit", 3).json] == [
        busy[name] for name in ("missed", "ahead", "tomorrow")
    ]


def test_incidents_carry_their_timers_and_the_journal_its_newest_line_first(
    rhythm: Rhythm, busy: dict[str, str]
) -> None:
    (incident,) = rhythm("list", "incidents", "--json").json
    assert [timer["name"] for timer in incident["timers"]] == [
        "initial_response",
        "official_statement",
        "solution",
    ]
    assert incident["next_due"] == "2026-11-22T14:00:00+08:00"
    assert incident["remaining_s"] == -30 * 60
    journal = rhythm("list", "journal", "--json").json
    assert [row["seq"] for row in journal] == list(range(12, 0, -1))
    assert [row["seq"] for row in rhythm("list", "journal", "--json", "--limit", 2).json] == [12, 11]


@pytest.mark.parametrize("noun", ["queue", "slots", "incidents", "tasks", "journal"])
def test_csv_has_the_keys_of_json_and_no_formula(rhythm: Rhythm, busy: dict[str, str], noun: str) -> None:
    rows = rhythm("list", noun, "--json").json
    table = list(csv.DictReader(io.StringIO(rhythm("list", noun, "--format", "csv").out, newline="")))
    assert [list(row) for row in table] == [list(row) for row in rows]
    if noun == "queue":
        assert table[1]["text"] == "'=1+1\n<b>"
        assert table[1]["remaining_s"] == "-2340"


def test_an_empty_csv_still_has_its_header(rhythm: Rhythm) -> None:
    assert rhythm("list", "queue", "--format", "csv").out.startswith(",".join(QUEUE_KEYS))


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("noun", ["queue", "slots", "incidents", "tasks", "journal"])
def test_a_table_has_a_line_a_row_and_fits_the_terminal(
    rhythm: Rhythm, busy: dict[str, str], noun: str, lang: str
) -> None:
    from rhythm_tui.domain.text import width

    lines = rhythm("list", noun, "--lang", lang).out.splitlines()
    assert len(lines) == 1 + len(rhythm("list", noun, "--json").json)
    assert all(width(line) <= 110 and line.isprintable() for line in lines)


def test_why_tells_posting_target_and_what_had_burnt(rhythm: Rhythm, busy: dict[str, str]) -> None:
    ran = rhythm("why", busy["late"])
    assert ran.out.splitlines() == [
        f"{busy['late']}  comment  late",
        "posted 11:51 + 2h = 13:51, overdue by 39 min",
        "posted 11:51 + 24h = 11-23 11:51, 21 h 21 left",
        "entered the desk 14:30, after 2 h 39 had burnt",
    ]
    told = rhythm("why", busy["late"], "--json").json
    assert told["lines"] == ran.out.splitlines()
    assert (told["band"], told["burnt_s"], told["limits"][0]["late_s"]) == (
        "late",
        2 * 3600 + 39 * 60,
        39 * 60,
    )


def test_why_remembers_a_miss_after_the_answer(rhythm: Rhythm, do: Do, busy: dict[str, str]) -> None:
    do("reply.post", id=busy["late"], text="请多喝水", posted_at="2026-11-22T14:00:00+08:00")
    lines = rhythm("why", busy["late"]).out.splitlines()
    assert lines[0].endswith("answered")
    assert lines[1] == "posted 11:51 + 2h = 13:51, met 14:00, late by 9 min"
    assert lines[-1] == "answered 14:00 by li"


def test_why_tells_corrections_reopenings_and_waiting(rhythm: Rhythm, do: Do, busy: dict[str, str]) -> None:
    late = busy["late"]
    do("interaction.correct", id=late, posted_at="2026-11-22T12:45:00+08:00", reason="看错了")
    do("reply.post", id=late, text="t")
    do("interaction.reopen", id=late, reason="答错人")
    do("interaction.wait", id=late, on="周医生")
    told = rhythm("why", late, "--json").json
    assert told["lines"][-5:] == [
        "first taken down as posted at 11:51",
        "14:30 li, time corrected: posted 11:51 to 12:45, late by 39 min (看错了)",
        "14:30 li, opened again (答错人)",
        "late by 39 min before this: a miss stays",
        "waiting for 周医生 since 14:30, 0 s: no clock stops for it",
    ]
    now = "2026-11-22T14:30:00+08:00"
    posted = {"from": "2026-11-22T11:51:00+08:00", "to": "2026-11-22T12:45:00+08:00"}
    assert told["corrections"] == [{"at": now, "by": "li", "reason": "看错了", "posted_at": posted}]
    assert told["reopenings"] == [{"at": now, "by": "li", "reason": "答错人"}]
    assert (told["waiting"], told["waiting_since"], told["earlier_missed_s"]) == ("周医生", now, 39 * 60)


def test_why_explains_incidents_slots_and_live_questions(
    rhythm: Rhythm, do: Do, busy: dict[str, str]
) -> None:
    do("incident.meet", id=busy["incident"], timer="initial_response", evidence="e")
    lines = rhythm("why", busy["incident"]).out.splitlines()
    assert lines[1] == "initial response: discovered 12:00 + 2h = 14:00, met 14:30, late by 30 min"
    assert lines[2] == "official statement: discovered 12:00 + 4h = 16:00, 1 h 30 left"
    assert rhythm("why", busy["ahead"]).out.splitlines()[1] == "planned for 18:00, 3 h 30 left"
    assert rhythm("why", busy["missed"]).out.splitlines()[1] == "planned for 08:00, overdue by 6 h 30"
    assert "no deadline" in rhythm("why", busy["live"]).out
    do("slot.sign_off", id=busy["ahead"], role="clinical", expert="周医师")
    do("slot.publish", id=busy["ahead"], at="2026-11-22T14:30:00+08:00")
    assert "published 14:30" in rhythm("why", busy["ahead"]).out


@pytest.mark.parametrize("id", ["q99", "x", "", "q0", "Q1", "q" + "9" * 40, "\x1b[31mq1", "i1'; DROP TABLE"])
def test_an_id_that_names_nothing_is_one_line(rhythm: Rhythm, add: Add, id: str) -> None:
    add()
    for arguments in (["why", "--", id], ["report", "incident", "--", id]):
        ran = rhythm(*arguments)
        assert ran.code == 2 and ran.out == ""
        assert "\x1b" not in one_line(ran)


@pytest.mark.parametrize(("no_color", "coloured"), [("", True), ("1", False)])
def test_colour_is_for_terminals_and_no_color_is_heard(
    rhythm: Rhythm, busy: dict[str, str], monkeypatch: pytest.MonkeyPatch, no_color: str, coloured: bool
) -> None:
    monkeypatch.setenv("NO_COLOR", no_color)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert ("\x1b[" in rhythm("status").out) is coloured


def test_a_line_for_a_status_bar(rhythm: Rhythm, busy: dict[str, str]) -> None:
    """``!`` while something is late, what is late first, the next thing due; the fast path and the parser."""
    line = "! 24h+ 1 late 1 soon 2 ok 1 incidents 1 due 14:45\n"
    assert rhythm("status", "--line").out == rhythm("status", "--line", "--lang", "en").out == line
    assert rhythm("--lang", "zh", "status", "--line").out == "! 忽 1 逾 1 急 2 正 1 舆情 1 14:45 到期\n"


def test_a_quiet_desk_is_a_short_line(rhythm: Rhythm) -> None:
    assert rhythm("status", "--line").out == "=\n"
