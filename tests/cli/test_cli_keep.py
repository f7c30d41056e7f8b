"""``journal``, ``backup``, ``restore``, ``doctor``, ``report``, the demo's day."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rhythm_tui.cli.demo import lay_day
from rhythm_tui.cli.session import Session
from rhythm_tui.domain.text import PURGED
from rhythm_tui.settings import log_dir
from rhythm_tui.ui.pieces import column, paragraphs, piece, safe

from .conftest import STILL, Rhythm, one_line

Add = Callable[..., str]
Do = Callable[..., Any]
READERS: list[list[str]] = [
    ["status"],
    ["list", "queue"],
    ["list", "slots"],
    ["list", "incidents"],
    ["list", "journal"],
    ["why", "q1"],
    ["report", "incident", "i1"],
    ["journal", "verify"],
    ["journal", "replay"],
]


def test_a_sound_journal_verifies_and_replays(rhythm: Rhythm, add: Add) -> None:
    add()
    verified = rhythm("journal", "verify", "--json")
    assert verified.code == 0
    assert verified.json == {
        "sound": True,
        "rows": 1,
        "head": rhythm("status", "--json").json["journal"]["head"],
        "broken_at": None,
        "content_at": None,
        "anchor": "ok",
    }
    assert "unbroken" in rhythm("journal", "verify").out
    replayed = rhythm("journal", "replay", "--json")
    assert replayed.code == 0 and replayed.json["sound"] and replayed.json["differences"] == []
    assert "agree" in rhythm("journal", "replay").out


def test_a_lost_anchor_is_a_finding(rhythm: Rhythm, add: Add, db: Path) -> None:
    add()
    copy = rhythm("backup").out.split()[-1]
    old = Path(copy).read_bytes()
    add(text="之后")
    for leftover in (Path(f"{db}-wal"), Path(f"{db}-shm")):
        leftover.unlink(missing_ok=True)
    db.write_bytes(old)
    assert rhythm("journal", "verify").code == 1
    assert rhythm("journal", "verify", "--json").json["anchor"] == "lost"
    assert rhythm("doctor").code == 1


def test_a_copy_is_restored_and_the_old_file_kept(rhythm: Rhythm, add: Add, db: Path, tmp_path: Path) -> None:
    first = add()
    target = tmp_path / "copies"
    target.mkdir(mode=0o700)
    assert rhythm("backup", target).code == 0
    (copy,) = target.glob("*.db")
    assert copy.name == "desk-20261122-143000.db" and copy.stat().st_mode & 0o777 == 0o600
    add(text="之后")
    ran = rhythm("restore", copy)
    assert ran.code == 0 and "before-restore" in ran.out
    assert [row["id"] for row in rhythm("list", "queue", "--json").json] == [first]
    assert rhythm("journal", "verify").code == 0
    assert list(db.parent.glob("*before-restore*.db"))


@pytest.mark.parametrize("ending", ["", ".keys", ".anchor"])
def test_a_copy_never_takes_the_place_of_the_desk_itself(
    rhythm: Rhythm, add: Add, db: Path, ending: str
) -> None:
    add()
    own = Path(f"{db}{ending}")
    before, node = own.read_bytes(), own.stat().st_ino
    ran = rhythm("backup", own)
    assert ran.code == 3 and str(own) in one_line(ran)
    assert (own.read_bytes(), own.stat().st_ino) == (before, node)


def test_a_folder_that_is_not_there_gets_no_file_of_its_name(
    rhythm: Rhythm, add: Add, tmp_path: Path
) -> None:
    add()
    ran = rhythm("backup", f"{tmp_path}/usb/")
    assert ran.code == 2 and f"{tmp_path}/usb/: there is no such folder" in one_line(ran)
    assert not (tmp_path / "usb").exists()


def test_what_is_not_there_can_be_neither_copied_nor_restored(
    rhythm: Rhythm, db: Path, tmp_path: Path
) -> None:
    assert rhythm("backup").code == 2
    assert str(db) in one_line(rhythm("backup"))
    assert "nowhere.db" in one_line(rhythm("restore", tmp_path / "nowhere.db"))
    assert not db.parent.exists()


def test_restoring_what_is_no_desk_changes_nothing(rhythm: Rhythm, add: Add, tmp_path: Path) -> None:
    add()
    junk = tmp_path / "junk.db"
    junk.write_bytes(b"junk" * 1000)
    assert rhythm("restore", junk).code == 3
    assert rhythm("status", "--json").json["queue"]["open"] == 1


def test_the_doctor_finds_a_clean_desk_clean(rhythm: Rhythm, add: Add, db: Path) -> None:
    assert rhythm("doctor").code == 0
    assert not db.exists()
    add()
    ran = rhythm("doctor", "--json")
    assert ran.code == 0 and {finding["level"] for finding in ran.json} == {"ok"}
    assert {"playbook", "clock", "library", "journal", "replay", "permissions"} <= {
        f["code"] for f in ran.json
    }


@pytest.mark.parametrize("gone", [True, False])
def test_the_doctor_misses_a_desk_whose_anchor_still_stands(
    rhythm: Rhythm, add: Add, db: Path, gone: bool
) -> None:
    add()
    db.write_bytes(b"")
    if gone:
        db.unlink()
    ran = rhythm("doctor", "--json")
    assert ran.code == 1
    assert [f["code"] for f in ran.json if f["level"] == "bad"] == ["anchor"]


def test_the_doctor_names_a_remedy(rhythm: Rhythm, add: Add, db: Path) -> None:
    add()
    db.chmod(0o644)
    ran = rhythm("doctor")
    assert ran.code == 1
    assert f"do: chmod 600 {db}" in ran.out


def test_a_damaged_file_is_one_line_and_code_three_for_every_reader(
    rhythm: Rhythm, add: Add, do: Do, db: Path
) -> None:
    add()
    do("incident.open", title="t", kind="other", grade="general")
    rhythm("backup", db.parent / "copy.db")
    pages = bytearray((db.parent / "copy.db").read_bytes())
    pages[8192:] = b"\x55" * (len(pages) - 8192)
    damaged = db.parent / "damaged.db"
    damaged.write_bytes(pages)
    for arguments in READERS:
        ran = rhythm("--db", damaged, *arguments)
        assert ran.code == 3, arguments
        assert str(damaged) in one_line(ran)
    assert damaged.read_bytes() == pages
    assert rhythm("--db", damaged, "doctor").code == 1


@pytest.mark.parametrize("arguments", READERS, ids=" ".join)
def test_a_folder_is_no_desk(rhythm: Rhythm, tmp_path: Path, arguments: list[str]) -> None:
    ran = rhythm("--db", tmp_path, *arguments)
    assert ran.code == 3 and str(tmp_path) in one_line(ran)


@pytest.fixture
def incident(add: Add, do: Do) -> str:
    item = add(text="是真的吗? <script>alert(1)</script> | `x`")
    told = {"kind": "misinformation", "grade": "larger", "discovered_at": "2026-11-22T12:00", "items": [item]}
    id = str(
        do("incident.open", title='"疫苗" | <img src=x onerror=alert(1)> *致病* [a](javascript:b)', **told)[
            "id"
        ]
    )
    do("incident.meet", id=id, timer="initial_response", evidence="说明 | 已发\n# 二")
    return id


def test_an_incident_is_reported_in_markdown(rhythm: Rhythm, incident: str) -> None:
    text = rhythm("report", "incident", incident).out
    lines = text.splitlines()
    assert lines[0].startswith(f"# Incident {incident}: ")
    assert "<img" not in text and "<script" not in text and "](javascript" not in text.replace("\\]", "")
    tables = [line for line in lines if line.startswith("|")]
    timers, items = tables[:5], tables[-3:]
    assert {line.replace("\\|", "").count("|") for line in timers} == {8}
    assert {line.replace("\\|", "").count("|") for line in items} == {10}
    assert "met late, by 30 min" in timers[2] and "1 h 30 left" in timers[3]
    assert [line for line in lines if line.startswith("#")][1:] == [
        "## Response timers", "## Who held which role", "## Open actions", "## Statements",
        "## Linked items", "## What was done",
    ]  # fmt: skip


def test_a_report_tells_roles_tasks_and_slots(rhythm: Rhythm, do: Do, incident: str) -> None:
    do("slot.plan", platform="douyin", at="2026-11-22T20:00", title="Knees", tier=1, form="science")
    do("incident.freeze", id=incident, reason="calm")
    do("incident.duty", id=incident, role="leader", person="Dean")
    do("task.add", incident=incident, text="call the paper", owner="Wang", due_at="2026-11-22T16:00")
    do("task.drop", id="t1", reason="no need")
    text = rhythm("report", "incident", incident).out
    assert "| head of the response | Dean |" in text
    assert "| call the paper | Wang | 2026-11-22 16:00:00 | 1 h 30 left |" in text
    assert "## Actions that ended" in text and "| dropped | no need |" in text
    assert "| s1 | 2026-11-22 20:00 | Douyin | held | - | Knees |" in text


def test_a_report_tells_what_was_done_by_its_names(rhythm: Rhythm, do: Do, incident: str) -> None:
    do("interaction.wait", id="q1", on="周医生")
    do("interaction.sort", id="q1", topic="疫苗")
    do("incident.grade", id=incident, grade="major", reason="上了热搜")
    text = rhythm("report", "incident", incident).out
    assert "| 疫苗 | 周医生 | - |" in text
    assert "timer met: initial response, late by 30 min" in text
    assert "graded anew: larger to major: 上了热搜" in text
    do("reply.post", id="q1", text="t")
    assert "| 疫苗 | - | - |" in rhythm("report", "incident", incident).out, (
        "an answered item waits for nobody"
    )


def test_an_incident_is_reported_in_html_to_a_private_file(
    rhythm: Rhythm, incident: str, tmp_path: Path
) -> None:
    target = tmp_path / "report.html"
    target.write_text("old", "utf-8")
    ran = rhythm("report", "incident", incident, "-o", target)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    text = target.read_text("utf-8")
    assert text.startswith("<!doctype html>") and "&lt;img" in text
    assert "<img" not in text and "<script" not in text
    assert target.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["report.html"]
    assert rhythm("report", "incident", incident, "--format", "html").out == text


def test_a_report_that_cannot_be_written_is_one_line(rhythm: Rhythm, incident: str, tmp_path: Path) -> None:
    for target in (tmp_path, tmp_path / "nowhere" / "report.md"):
        ran = rhythm("report", "incident", incident, "-o", target)
        assert ran.code == 2 and str(target) in one_line(ran)


def test_a_closed_incident_is_reported_too(rhythm: Rhythm, do: Do, incident: str) -> None:
    for stage in ("review", "closed"):
        assert rhythm(
            "do", stdin=json.dumps({"do": "incident.move", "id": incident, "stage": stage}).encode()
        ).out
    assert incident in rhythm("report", "incident", incident).out


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_day_of_the_demo_is_laid_on_its_own_file(
    rhythm: Rhythm, db: Path, tmp_path: Path, lang: str
) -> None:
    from rhythm_tui.i18n import use

    use(lang)  # type: ignore[arg-type]
    session = Session()
    session.given.update(db=db, clock=STILL)
    lay_day(session, tmp_path, 1)
    assert session.operator == {"en": "Li Min", "zh": "李敏"}[lang]
    assert session.db.parent == tmp_path and not db.exists()
    told = rhythm("--db", session.db, "status", "--json").json
    assert min(told["queue"][band] for band in ("ok", "soon", "late", "neglected")) > 0
    assert rhythm("--db", session.db, "journal", "replay").code == 0


def test_a_preview_tells_what_would_be_lost_and_changes_nothing(rhythm: Rhythm, add: Add, db: Path) -> None:
    add()
    copy = rhythm("backup").out.split()[-1]
    assert rhythm("restore", copy, "--preview", "--json").json["lost"] == 0
    add(text="之后")
    before = sorted((path.name, path.stat().st_mtime_ns) for path in db.parent.iterdir())
    told = rhythm("restore", copy, "--preview")
    assert told.code == 0 and "not in the copy: 1" in told.out
    assert rhythm("restore", copy, "--preview", "--json").json["verbs"] == {"interaction.add": 1}
    assert sorted((path.name, path.stat().st_mtime_ns) for path in db.parent.iterdir()) == before


def test_a_damaged_file_names_the_newest_sound_copy(rhythm: Rhythm, add: Add, db: Path) -> None:
    add()
    copy = rhythm("backup").out.split()[-1]
    for leftover in (Path(f"{db}-wal"), Path(f"{db}-shm")):
        leftover.unlink(missing_ok=True)
    db.write_bytes(b"x" * 8192)
    ran = rhythm("status")
    assert ran.code == 3 and f"rhythm-tui restore {copy}" in one_line(ran)
    assert rhythm("restore", copy).code == 0
    assert rhythm("status").code == 0


def test_a_purge_is_previewed_done_with_a_reason_and_names_the_copies_left(
    rhythm: Rhythm, add: Add, do: Do
) -> None:
    first = add(text="之前")
    do("interaction.close", id=first, reason="spam")
    copy = rhythm("backup").out.split()[-1]
    later = ("--clock", "2029-11-22T14:30:00+08:00x0")
    assert rhythm("purge", "--preview", "--json").json == {}
    assert rhythm(*later, "purge", "--preview", "--json").json == {"comment": 1}
    assert one_line(rhythm(*later, "purge")) and rhythm(*later, "purge").code == 2
    assert rhythm("purge", "--reason", "r").code == 2
    ran = rhythm(*later, "purge", "--reason", "older than we keep it", "--json")
    assert ran.code == 0 and ran.json["copies"] == [copy]
    assert rhythm(*later, "purge", "--preview", "--json").json == {}
    assert rhythm("why", first).code == 0 and rhythm("journal", "replay").code == 0


def test_the_doctor_tells_where_the_log_lies(rhythm: Rhythm, add: Add) -> None:
    add()
    folder = log_dir()
    found = {one["code"]: one for one in rhythm("doctor", "--json").json}
    assert (found["log"]["level"], found["terminal"]["level"]) == ("ok", "ok")
    assert str(folder / "rhythm-tui.log") in found["log"]["text"]
    told = [json.loads(line) for line in (folder / "rhythm-tui.log").read_text("utf-8").splitlines()]
    assert [line["verb"] for line in told if line["event"] == "done"][-1] == "interaction.add"
    for wrong, mode in ((folder, 0o755), (folder / "rhythm-tui.log", 0o644)):
        before = wrong.stat().st_mode
        wrong.chmod(mode)
        found = {one["code"]: one for one in rhythm("doctor", "--json").json}
        assert found["log"]["remedy"] == f"chmod {'700' if wrong == folder else '600'} {wrong}"
        wrong.chmod(before)


def test_what_is_copied_put_back_and_reported_is_there_as_json(
    rhythm: Rhythm, incident: str, tmp_path: Path
) -> None:
    copy = rhythm("backup", tmp_path / "copy.db", "--json").json
    assert copy == {"path": str(tmp_path / "copy.db"), "bytes": (tmp_path / "copy.db").stat().st_size}
    told = rhythm("report", "incident", incident, "--json")
    assert told.json == rhythm("report", "incident", incident, "--format", "json").json
    assert told.json["title"].startswith(f"Incident {incident}")
    assert {"Timer", "Due", "Outcome"} <= told.json["sections"][0]["blocks"][0]["table"][0].keys()
    rhythm("report", "incident", incident, "-o", tmp_path / "one.json")
    assert (tmp_path / "one.json").read_text("utf-8") == told.out
    back = rhythm("restore", tmp_path / "copy.db", "--json").json
    assert (back["lost"], back["verbs"]) == (1, {"privacy.export": 1})
    assert Path(back["kept"]).exists()


def test_what_a_reader_is_told_of_a_file_that_has_lost_work(rhythm: Rhythm, add: Add, db: Path) -> None:
    """The log of a crashed seat was deleted, say: an answer that is not the whole is never silent."""
    add()
    older = db.read_bytes()
    add()
    db.write_bytes(older)
    for command in (["status"], ["status", "--json"], ["list", "queue"], ["why", "q1"]):
        ran = rhythm(*command)
        assert ran.code == 0 and "has lost work" in one_line(ran), command
    assert rhythm("doctor").code == 1


def test_what_was_purged_says_so_where_its_title_stood(rhythm: Rhythm, do: Do) -> None:
    do("slot.plan", platform="douyin", at="2026-11-23T10:00", title="沉默的羔羊", tier=2, form="science")
    do("idea.add", title="沉默的羔羊", tier=2, form="science")
    do("slot.drop", id="s1", reason="r")
    do("idea.drop", id="p1", reason="r")
    assert rhythm("purge", "s1", "p1", "--reason", "r").code == 0
    rows = rhythm("list", "slots", "--from", "2026-11-23", "--days", "1", "--json").json
    assert [row["title"] for row in rows] == [""], "scripts are told nothing in words"
    assert "(purged)" in rhythm("list", "slots", "--from", "2026-11-23", "--days", "1").out
    story = [*paragraphs(PURGED, 20), (piece(PURGED), column(PURGED, 10))]
    assert [one.text.strip() for line in story for one in line if one.text.strip()] == ["(purged)"] * 3
    assert safe(PURGED) == "", "an editor begins with nothing"
