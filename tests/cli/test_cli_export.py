"""A file written of the desk is told in its journal; what is read on standard output is not."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rhythm_tui.cli.listed import NOUNS
from rhythm_tui.cli.session import Session
from rhythm_tui.desk.errors import DeskUnusable
from rhythm_tui.domain.progress import Watch
from rhythm_tui.reports.export import exports

from .conftest import NOW, Rhythm, one_line

Do = Callable[..., Any]


def lay(do: Do, add: Callable[..., str]) -> None:
    add()
    do("incident.open", title="a rumour", kind="misinformation", grade="larger", items=["q1"])


EXPORTS = [
    (("report", "handover", "-o"), "sheet.md", "handover", None),
    (("report", "incident", "i1", "-o"), "张小三.html", "incident", "i1"),
    (("report", "review", "i1", "--format", "html", "-o"), "r.txt", "review", "i1"),
    (("list", "queue", "-o"), "q.csv", "queue", None),
    (("list", "incidents", "-o"), "i.json", "incidents", None),
    (("list", "journal", "--format", "json", "-o"), "j", "journal", None),
]


@pytest.mark.parametrize(("arguments", "name", "what", "incident"), EXPORTS)
def test_every_file_is_private_and_told_in_the_journal(
    rhythm: Rhythm,
    do: Do,
    add: Any,
    tmp_path: Path,
    db: Path,
    arguments: tuple[str, ...],
    name: str,
    what: str,
    incident: str | None,
) -> None:
    lay(do, add)
    target = tmp_path / name
    ran = rhythm(*arguments, target)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    newest = rhythm("list", "journal", "--limit", 1, "--json").json[0]
    assert (newest["verb"], newest["subject"], newest["operator"]) == ("privacy.export", "desk", "li")
    [fields] = told(db)
    assert fields.pop("file").keys() == {"content"}, "the name of a file may name a person"
    wanted = {"what": what, "sha256": hashlib.sha256(target.read_bytes()).hexdigest()}
    assert fields == wanted | ({"incident": incident} if incident else {})


def told(db: Path) -> list[dict[str, Any]]:
    """The fields of every export in the journal."""
    from rhythm_tui.store.sqlite import connect

    connection = connect(db, mode="ro")
    rows = connection.execute("SELECT payload FROM journal WHERE verb = 'privacy.export' ORDER BY seq")
    found = [json.loads(payload)["fields"] for (payload,) in rows]
    connection.close()
    return found


def test_the_name_of_the_file_says_the_form(rhythm: Rhythm, do: Do, add: Any, tmp_path: Path) -> None:
    lay(do, add)
    for name in ("q.csv", "q.json", "q.txt"):
        assert rhythm("list", "queue", "-o", tmp_path / name).code == 0
    [row] = csv.DictReader(io.StringIO((tmp_path / "q.csv").read_text("utf-8"), newline=""))
    [same] = json.loads((tmp_path / "q.json").read_text("utf-8"))
    assert row["id"] == same["id"] == "q1"
    assert "q1" in (tmp_path / "q.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "known"),
    [
        (("list", "queue"), ".txt .csv .json"),
        (("plan", "export"), ".csv .xlsx .ics .json"),
        (("report", "handover"), ".md .txt .html .htm .json"),
        (("report", "incident", "i1"), ".md .txt .html .htm .json"),
        (("report", "review", "i1"), ".md .txt .html .htm .json"),
    ],
)
def test_an_ending_nothing_is_written_as_is_refused_unless_the_format_is_said(
    rhythm: Rhythm, do: Do, add: Any, tmp_path: Path, arguments: tuple[str, ...], known: str
) -> None:
    lay(do, add)
    target = tmp_path / "p.foo"
    ran = rhythm(*arguments, "-o", target)
    assert (ran.code, ran.out, target.exists()) == (2, "", False)
    assert one_line(ran).endswith(f"nothing is written as .foo; a name may end in {known}")
    assert rhythm(*arguments, "-o", target, "--format", "json").code == 0
    json.loads(target.read_text("utf-8"))


def test_standard_output_is_read_and_nothing_is_written(rhythm: Rhythm, do: Do, add: Any, db: Path) -> None:
    lay(do, add)
    before = db.read_bytes()
    assert rhythm("list", "queue", "--format", "csv").code == 0
    assert rhythm("report", "incident", "i1").code == 0
    assert db.read_bytes() == before


def test_without_a_desk_there_is_nothing_to_tell(rhythm: Rhythm, db: Path, tmp_path: Path) -> None:
    assert rhythm("report", "handover", "-o", tmp_path / "sheet.md").code == 0
    assert (tmp_path / "sheet.md").read_text("utf-8").startswith("# Handover")
    assert not db.exists()


def test_a_file_that_cannot_be_written_is_not_told(
    rhythm: Rhythm, do: Do, add: Any, tmp_path: Path, db: Path
) -> None:
    lay(do, add)
    ran = rhythm("report", "incident", "i1", "-o", tmp_path / "no" / "i1.md")
    assert ran.code == 2 and "i1.md" in one_line(ran)
    assert told(db) == []


def test_what_the_journal_cannot_tell_does_not_leave_the_desk(
    rhythm: Rhythm, do: Do, add: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(do, add)
    target = tmp_path / "i1.md"
    target.write_text("mine", "utf-8")

    def barred(_session: Session, _watch: Watch) -> None:
        raise DeskUnusable("{path}: the disk is full", path="desk.db")

    monkeypatch.setattr(Session, "open_desk", barred)
    ran = rhythm("report", "incident", "i1", "-o", target)
    assert ran.code == 3 and "the disk is full" in one_line(ran)
    assert target.read_text("utf-8") == "mine"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".i1")] == []


def test_it_stays_and_stands_in_the_way_of_no_undo(rhythm: Rhythm, do: Do, add: Any, tmp_path: Path) -> None:
    lay(do, add)
    rhythm("report", "incident", "i1", "-o", tmp_path / "i1.md")
    refused = rhythm("do", stdin=b'{"do": "undo", "seq": 3}').answers[0]
    assert (refused["ok"], refused["error"]["code"]) == (False, "refused")
    assert do("undo")["id"] == "i1"


def test_an_unknown_incident_is_not_told(rhythm: Rhythm, do: Do) -> None:
    fields = {"do": "privacy.export", "what": "incident", "incident": "i7", "file": "f", "sha256": "0" * 64}
    answer = rhythm("do", stdin=json.dumps(fields).encode()).answers[0]
    assert (answer["error"]["code"], answer["error"]["field"]) == ("unknown", "incident")


def test_the_time_is_the_clock_s(rhythm: Rhythm, do: Do, add: Any, tmp_path: Path) -> None:
    lay(do, add)
    rhythm("list", "queue", "-o", tmp_path / "q.csv")
    assert rhythm("list", "journal", "--limit", 1, "--json").json[0]["at"] == NOW


@pytest.mark.parametrize("what", ["handover", "incident", "review", *NOUNS])
def test_every_file_that_leaves_has_a_name_in_the_journal(what: str) -> None:
    assert exports()[what]
