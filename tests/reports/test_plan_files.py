"""The plan out of the desk and into another: the same plan again, in every form and language."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as trials
from hypothesis import strategies as st
from icalendar import Calendar
from openpyxl import load_workbook

from clocks import SettableClock
from empty import empty_desk
from rhythm_tui import i18n, settings
from rhythm_tui.desk.checks import replay
from rhythm_tui.desk.desk import Desk
from rhythm_tui.desk.plan_taking import take, weigh
from rhythm_tui.desk.reader import Reader
from rhythm_tui.desk.views import SlotRow
from rhythm_tui.domain.commands import parse
from rhythm_tui.domain.plan_commands import SlotPlanMany
from rhythm_tui.domain.playbook import Playbook
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.domain.text import clean
from rhythm_tui.domain.times import LATEST
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.intake.plan import Plan, PlanTerms, read_plan
from rhythm_tui.intake.plan_words import plan_words
from rhythm_tui.reports import plan_file as files
from rhythm_tui.reports.files import form_of
from rhythm_tui.reports.plan_file import ENDINGS

NOON = 1_795_320_000_000
HOUR = 3_600_000
DAY = 24 * HOUR
SLOT = {"do": "slot.plan", "platform": "douyin", "at": NOON + DAY, "title": "t", "tier": 1, "form": "science"}
KEPT = (
    "platform", "at", "title", "tier", "form", "sub_form", "audience", "department", "series", "depth",
    "length_s", "tags", "goal", "emergency", "author",
)  # fmt: skip
OpenDesk = Callable[..., Desk]


@pytest.fixture(params=["en", "zh"])
def lang(request: pytest.FixtureRequest) -> Any:
    i18n.use(request.param)
    yield request.param
    i18n.use("en")


def do(desk: Desk, fields: dict[str, Any] | None = None, /, **more: Any) -> Any:
    return desk.do(parse({**(fields or {}), **more}))


def read_back(folder: Path, made: bytes, form: str, playbook: Playbook) -> Plan:
    file = folder / f"plan.{form}"
    file.write_bytes(made)
    return read_plan(file, PlanTerms(plan_words(playbook, settings.aliases()), {}, playbook.tz, NOON))


def plan_file(reader: Reader, form: str, now: int) -> bytes:
    return files.plan_file(reader.slots(0, LATEST, now), form, reader.vocabulary, reader.desk_id(), now)


def kept(row: SlotRow) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in KEPT)


words = st.text(st.sampled_from("=+-@'\"，,心 a\n;#"), max_size=8)
title = words.map(lambda text: f"标{text}") | st.sampled_from(["=1+1", "'=x", "''+", "-心", "@a", '"a",b'])
slots = st.lists(
    st.fixed_dictionaries(
        {
            "platform": st.sampled_from(["douyin", "channels", "weibo", "other"]),
            "at": st.integers(1, 90 * 24 * 60).map(lambda minutes: NOON + minutes * 60_000),
            "title": title,
            "tier": st.integers(1, 3),
            "form": st.just("science"),
        },
        optional={
            "sub_form": st.sampled_from(["animation", "on_camera"]),
            "audience": st.sampled_from(["seniors", "workers", "mothers"]),
            "department": st.sampled_from(["心内科", "=科", "a;b"]),
            "series": st.sampled_from(["heart", "children"]),
            "depth": st.sampled_from(["public", "targeted"]),
            "length_s": st.integers(1, 86_400),
            "tags": st.lists(st.sampled_from(["心脏", "a,b", "#血压"]), max_size=2),
            "goal": st.sampled_from(["acquire", "convert"]),
            "emergency": st.booleans(),
            "operator": st.sampled_from(["li", "wang"]),
        },
    ),
    min_size=1,
    max_size=5,
    unique_by=lambda one: (one["platform"], one["at"], clean(one["title"]).plain),
)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@trials(max_examples=10)  # two desk files and a workbook each
@given(plan=slots)
def test_what_is_exported_and_taken_in_again_is_the_same_plan(
    tmp_path_factory: pytest.TempPathFactory, tables: Any, playbook: Playbook, lang: str, form: str,
    plan: list[dict[str, Any]],
) -> None:  # fmt: skip
    folder = tmp_path_factory.mktemp("plan")
    i18n.use(lang)  # type: ignore[arg-type]
    vocabulary = Vocabulary(tables, lang)
    found = []
    made = b""
    for name in ("one", "other"):
        at = folder / name
        at.mkdir(mode=0o700)
        desk = Desk.open(empty_desk(at), playbook, SettableClock(), operator="li", seat="seat")
        if name == "one":
            for fields in plan:
                do(desk, {"do": "slot.plan", **fields})
        else:
            taken = read_back(folder, made, form, playbook)
            assert taken.rejects == ()
            do(desk, {"do": "slot.plan_many", "name": "p", "slots": [r.model_dump() for r in taken.rows]})
        desk.close()
        reader = Reader.open(at / "desk.db", vocabulary, operator="li")
        made = plan_file(reader, form, NOON)
        found.append([kept(row) for row in reader.slots(0, LATEST, NOON)])
        assert weigh(reader, read_back(folder, made, form, playbook).rows, playbook, NOON).new == ()
        reader.close()
    assert sorted(found[1], key=repr) == sorted(found[0], key=repr)


def test_every_text_of_a_workbook_is_a_string(desk: Desk, reader: Reader, tmp_path: Path) -> None:
    do(desk, SLOT, title='=HYPERLINK("http://x","a")', department="+科")
    (tmp_path / "p.xlsx").write_bytes(plan_file(reader, "xlsx", NOON))
    cells = [cell for row in load_workbook(tmp_path / "p.xlsx").worksheets[0].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    risky = [cell for cell in cells if str(cell.value).startswith(("=", "+"))]
    assert len(risky) == 2
    assert all(cell.quotePrefix for cell in risky)


def test_no_cell_of_a_csv_is_a_formula_and_no_script_leaves(desk: Desk, reader: Reader) -> None:
    do(desk, SLOT, title="=1+1", script="秘密脚本")
    text = plan_file(reader, "csv", NOON).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert row["Title"] == "'=1+1"
    assert "秘密脚本" not in text


def test_a_calendar_knows_its_slots_again(desk: Desk, reader: Reader) -> None:
    do(desk, SLOT, title="标题; a, b\\c", length_s=3600, department="心内科")
    do(desk, SLOT, at=NOON + 2 * DAY, title="二")
    first = Calendar.from_ical(plan_file(reader, "ics", NOON))
    do(desk, do="slot.move", id="s1", at=NOON + 3 * DAY)
    do(desk, do="slot.drop", id="s2", reason="r")
    second = Calendar.from_ical(plan_file(reader, "ics", NOON + HOUR))
    before = {str(one["uid"]): one for one in first.walk("VEVENT")}
    after = {str(one["uid"]): one for one in second.walk("VEVENT")}
    assert before.keys() == after.keys()
    moved, dropped = (next(one for uid, one in after.items() if uid.startswith(id)) for id in ("s1-", "s2-"))
    old = before[str(moved["uid"])]
    assert old.decoded("dtstart") == datetime.fromtimestamp((NOON + DAY) / 1000, UTC)
    assert moved.decoded("dtstart") == datetime.fromtimestamp((NOON + 3 * DAY) / 1000, UTC)
    assert moved.decoded("duration") == timedelta(hours=1)
    assert (int(old["sequence"]), int(moved["sequence"])) == (0, 1)
    assert str(moved["summary"]) == "Douyin 标题; a, b\\c"
    assert "心内科" in str(moved["description"])
    assert (str(moved["status"]), str(dropped["status"])) == ("TENTATIVE", "CANCELLED")
    assert dropped.decoded("duration") == timedelta(minutes=15)


def test_two_desks_share_no_entry_of_a_calendar(
    open_desk: OpenDesk, open_reader: Callable[..., Reader], tmp_path: Path
) -> None:
    uids = set()
    for name in ("a", "b"):
        path = tmp_path / name / "desk.db"
        do(open_desk(at=path, seat=name), SLOT)
        made = Calendar.from_ical(plan_file(open_reader(at=path), "ics", NOON))
        uids |= {str(one["uid"]) for one in made.walk("VEVENT")}
    assert len(uids) == 2


def test_a_dropped_slot_leaves_a_table_and_stays_a_duplicate(
    desk: Desk, reader: Reader, playbook: Playbook, tmp_path: Path
) -> None:
    do(desk, SLOT)
    plan = read_back(tmp_path, plan_file(reader, "csv", NOON), "csv", playbook)
    do(desk, do="slot.drop", id="s1", reason="r")
    assert plan_file(reader, "csv", NOON).decode().count("\n") == 1
    assert weigh(reader, plan.rows, playbook, NOON).duplicate == 1


@pytest.mark.parametrize(
    ("name", "form"), [("a.csv", "csv"), ("a.XLSX", "xlsx"), ("a.ics", "ics"), ("a", "csv")]
)
def test_the_name_of_a_file_says_its_form(name: str, form: str) -> None:
    assert form_of(Path(name), ENDINGS) == form
    assert form_of(None, ENDINGS) == "csv"
    with pytest.raises(Refusal, match=r"a\.foo: nothing is written as \.foo; .* \.csv \.xlsx \.ics"):
        form_of(Path("a.foo"), ENDINGS)


def many(*rows: dict[str, Any]) -> dict[str, Any]:
    return {"do": "slot.plan_many", "name": "plan.csv", "slots": list(rows)}


ROW = {name: value for name, value in SLOT.items() if name != "do"}


def test_a_plan_is_one_line_of_the_journal_and_one_undo(desk: Desk, reader: Reader, path: Path) -> None:
    assert do(desk, many(ROW, {**ROW, "at": NOON + 2 * DAY}, ROW)).id == "b1"
    assert [row.id for row in reader.slots(0, LATEST, NOON)] == ["s1", "s2"]
    undone = do(desk, do="undo")
    assert reader.slots(0, LATEST, NOON) == []
    do(desk, do="undo", seq=undone.seq)
    assert len(reader.slots(0, LATEST, NOON)) == 2
    assert replay(path).sound


def test_a_plan_of_which_a_slot_was_worked_on_is_not_taken_back(desk: Desk) -> None:
    receipt = do(desk, many(ROW, {**ROW, "at": NOON + 2 * DAY}))
    do(desk, do="slot.move", id="s1", at=NOON + 5 * DAY)
    with pytest.raises(Refusal) as caught:
        do(desk, do="undo", seq=receipt.seq)
    assert caught.value.code == "conflict"


def test_the_same_file_again_plans_nothing_also_when_a_slot_was_moved(desk: Desk, reader: Reader) -> None:
    command = parse(many(ROW, {**ROW, "at": NOON + 2 * DAY}))
    assert isinstance(command, SlotPlanMany)
    taken = take(desk, command)
    assert (taken.new, taken.duplicate) == (2, 0)
    do(desk, do="slot.move", id="s1", at=NOON + 5 * DAY)
    with pytest.raises(Refusal, match="stands in the plan already"):
        desk.do(command)
    half = parse(many(ROW, {**ROW, "title": "u"}))
    assert isinstance(half, SlotPlanMany)
    assert take(desk, half)[2:] == (1, 1)
    do(desk, do="undo")
    assert take(desk, half)[2:] == (1, 1)


def test_who_takes_a_plan_in_for_another_signs_it_off_no_more(desk: Desk) -> None:
    do(desk, many({**ROW, "author": "wang"}))
    for expert in ("wang", "li"):
        with pytest.raises(Refusal):
            do(desk, do="slot.sign_off", id="s1", role="clinical", expert=expert)
    do(desk, do="slot.sign_off", id="s1", role="clinical", expert="zhao")


def test_what_stands_in_the_way_is_told_before_and_after(
    desk: Desk, reader: Reader, playbook: Playbook
) -> None:
    do(desk, SLOT)
    command = parse(many({**ROW, "at": NOON + DAY + HOUR // 3, "title": "u"}))
    assert isinstance(command, SlotPlanMany)
    weighed = weigh(reader, command.slots, playbook, NOON)
    assert [(one.code, one.other, one.number) for one in weighed.conflicts] == [("collision", "s1", 20)]
    assert [one.category for one in desk.do(command).warnings] == ["collision"]
    assert weigh(reader, (), playbook, NOON).new == ()


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({**ROW, "platform": "tv"}, "platform"),
        ({**ROW, "at": "soon"}, "slots"),
        ({**ROW, "at": 1}, "slots"),
        ({**ROW, "tier": 4}, "slots.0.tier"),
        ({**ROW, "colour": "red"}, "slots.0.colour"),
    ],
)
def test_a_row_that_does_not_fit_is_refused_by_its_place(desk: Desk, row: dict[str, Any], field: str) -> None:
    with pytest.raises(Refusal) as caught:
        do(desk, many(row))
    assert (caught.value.code, caught.value.field) == ("invalid", field)
    assert desk.store.connection.execute("SELECT count(*) FROM slot").fetchone() == (0,)
