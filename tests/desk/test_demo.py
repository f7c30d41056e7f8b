"""The demo day holds its promises at any hour, and on a real desk."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rhythm_tui.clock import Clock, StagedClock
from rhythm_tui.desk.demo import lines_of, slot_time, story, tasks_of, weeks
from rhythm_tui.desk.desk import Desk
from rhythm_tui.desk.reader import Reader
from rhythm_tui.domain import commands as c
from rhythm_tui.domain.deadlines import DAY, HOUR, MINUTE, Band, band, deadline
from rhythm_tui.domain.hours import Hours
from rhythm_tui.domain.playbook import Playbook, check
from rhythm_tui.domain.shift_commands import ShiftEnd, ShiftStart
from rhythm_tui.domain.story import Scene, instant_of, lay, spoken
from rhythm_tui.domain.text import SafeText, clean
from rhythm_tui.domain.times import to_instant
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.settings import data_dir, read_toml

TABLES = read_toml(data_dir() / "playbook.toml")
PLAYBOOK: Playbook = check(TABLES)
SHANGHAI = ZoneInfo("Asia/Shanghai")
ZONES = tuple(ZoneInfo(name) for name in ("Asia/Shanghai", "UTC", "America/New_York", "Asia/Kathmandu"))
FILES = ("day.jsonl", "weeks.jsonl", "arrivals.jsonl", "replies.jsonl")

WEEK = to_instant(datetime.fromisoformat("2026-03-05T00:00Z"), SHANGHAI)
instants = st.integers(WEEK, WEEK + 7 * DAY)
"""A week that holds the start of summer time in New York."""


def at(text: str, zone: ZoneInfo = SHANGHAI) -> int:
    return to_instant(datetime.fromisoformat(text), zone)


class FakeDesk:
    """Does commands by remembering them; an id says what it names."""

    def __init__(self) -> None:
        self.now = 0
        self.done: list[tuple[int, Any]] = []
        self.made: dict[str, tuple[int, Any]] = {}

    def set_clock(self, now: int) -> None:
        self.now = now

    def do(self, command: c.Command) -> SimpleNamespace:
        self.done.append((self.now, command))
        subject = getattr(command, "id", None)
        if subject is None:
            subject = f"x{len(self.done)}"
            self.made[subject] = (self.now, command)
        assert subject in self.made
        return SimpleNamespace(id=subject)

    def tasks_of(self, incident: str) -> list[str]:
        when, opened = self.made[incident]
        laid = [f"{incident}.{place}" for place in range(1, 1 + len(PLAYBOOK.kinds[opened.kind].tasks))]
        self.made.update((task, (when, None)) for task in laid)
        return laid

    def of(self, kind: type[c.Command], subject: str | None = None) -> list[tuple[int, Any]]:
        return [
            (when, one)
            for when, one in self.done
            if isinstance(one, kind) and (subject is None or getattr(one, "id", None) == subject)
        ]

    def made_by(self, kind: type[c.Command]) -> dict[str, Any]:
        return {subject: one for subject, (_, one) in self.made.items() if isinstance(one, kind)}


def hours_in(zone: ZoneInfo) -> Hours:
    return Hours.of({name: one.hours for name, one in PLAYBOOK.shifts.items()}, zone)


HOURS = hours_in(SHANGHAI)


def laid(now: int, lang: str = "zh", zone: ZoneInfo = SHANGHAI, seed: int = 1) -> FakeDesk:
    desk = FakeDesk()
    lay(desk, desk.set_clock, story(now, lang, hours_in(zone), seed), desk.tasks_of)
    return desk


def open_items(desk: FakeDesk) -> dict[str, c.InteractionAdd]:
    stopped = {one.id for _, one in desk.of(c.ReplyPost) + desk.of(c.InteractionClose)}
    return {subject: one for subject, one in desk.made_by(c.InteractionAdd).items() if subject not in stopped}


def bands(desk: FakeDesk, now: int) -> Counter[Band | None]:
    found: Counter[Band | None] = Counter()
    for item in open_items(desk).values():
        rule = PLAYBOOK.deadlines.get(item.kind)
        found[band(deadline(int(item.posted_at), rule.rule), now) if rule else None] += 1
    return found


@settings(max_examples=25)
@given(
    now=instants, zone=st.sampled_from(ZONES), lang=st.sampled_from(["zh", "en"]), seed=st.integers(0, 2**31)
)
def test_the_day_always_shows_every_band(now: int, zone: ZoneInfo, lang: str, seed: int) -> None:
    found = bands(laid(now, lang, zone, seed), now)
    assert found == {Band.NEGLECTED: 2, Band.LATE: 6, Band.SOON: 6, Band.OK: 28, None: 2}


@settings(max_examples=25)
@given(now=instants, zone=st.sampled_from(ZONES))
def test_the_bands_stay_for_the_first_minutes(now: int, zone: ZoneInfo) -> None:
    later = bands(laid(now, zone=zone), now + 5 * MINUTE)
    assert all(later[one] >= 2 for one in Band)


@settings(max_examples=60)
@given(now=instants, zone=st.sampled_from(ZONES))
def test_a_slot_is_always_due_and_lacks_a_sign_off(now: int, zone: ZoneInfo) -> None:
    desk = laid(now, zone=zone)
    published = {one.id for _, one in desk.of(c.SlotPublish)}
    coming = {
        key: int(one.at)
        for key, one in desk.made_by(c.SlotPlan).items()
        if int(one.at) >= now and key not in published
    }
    assert min(coming.values()) - now <= 2 * HOUR
    tomorrow_ends = instant_of("tomorrow 00:00", now, zone) + 26 * HOUR
    assert max(coming.values()) < tomorrow_ends
    flu = next(key for key, one in desk.made_by(c.SlotPlan).items() if one.emergency)
    assert 0 < coming[flu] - now <= 40 * MINUTE
    assert [one.role for _, one in desk.of(c.SlotSignOff, flu)] == ["clinical"]


@settings(max_examples=40)
@given(now=instants, zone=st.sampled_from(ZONES))
def test_every_past_slot_of_today_went_out_except_the_missed_one(now: int, zone: ZoneInfo) -> None:
    desk = laid(now, zone=zone)
    published = {one.id for _, one in desk.of(c.SlotPublish)}
    grace = PLAYBOOK.desk.slot_grace
    missed = [
        key
        for key, one in desk.made_by(c.SlotPlan).items()
        if int(one.at) + grace < now and key not in published
    ]
    assert len(missed) == 1
    midnight = instant_of("00:00", now, zone)
    if now - midnight >= 35 * MINUTE:
        assert int(desk.made_by(c.SlotPlan)[missed[0]].at) >= midnight


@settings(max_examples=25)
@given(now=instants, zone=st.sampled_from(ZONES))
def test_the_board_shows_four_incidents_one_of_them_mid_response(now: int, zone: ZoneInfo) -> None:
    desk = laid(now, zone=zone)
    shown = {}
    for key, incident in desk.made_by(c.IncidentOpen).items():
        started = int(incident.discovered_at or desk.made[key][0])
        due = {
            name: started + timer.target_for(incident.grade)
            for name, timer in PLAYBOOK.timers.items()
            if timer.runs_for(incident.kind, incident.grade)
        }
        met = {one.timer: when for when, one in desk.of(c.IncidentMeet, key)}
        grade = [one.grade for _, one in desk.of(c.IncidentGrade, key)] or [incident.grade]
        owners = [one.operator for _, one in desk.of(c.IncidentClaim, key)]
        shown[incident.kind, grade[-1]] = (started, due, met, owners)
    assert len(shown) == 4
    started, due, met, owners = shown["misinformation", "larger"]
    assert {name: (when - started) // MINUTE for name, when in met.items()} == {"initial_response": 47}
    assert (due["official_statement"] - now) // MINUTE == 41
    assert owners == ["李敏"]
    _, due, met, owners = shown["dispute", "major"]
    assert not met
    assert not owners
    assert (due["initial_response"] - now) // MINUTE == 20
    _, due, met, _ = shown["misinformation", "general"]
    assert met.keys() == due.keys()
    assert {name for name in met if met[name] > due[name]} == {"official_statement"}
    _, due, met, owners = shown["complaint", "general"]
    assert not met
    assert min(due.values()) - now > HOUR
    assert owners == ["王芳"]


@settings(max_examples=25)
@given(now=instants, zone=st.sampled_from(ZONES), lang=st.sampled_from(["zh", "en"]))
def test_nothing_but_planned_slots_lies_ahead(now: int, zone: ZoneInfo, lang: str) -> None:
    desk = laid(now, lang, zone)
    times = [when for when, _ in desk.done]
    assert times == sorted(times)
    assert times[-1] <= now
    for when, one in desk.done:
        for field in ("posted_at", "discovered_at"):
            assert (getattr(one, field, None) or 0) <= when
    plans = desk.made_by(c.SlotPlan)
    for when, one in desk.of(c.SlotPublish):
        assert 0 <= when - int(plans[one.id].at) <= 10 * MINUTE


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_name_of_the_story_is_left_open(lang: str) -> None:
    desk = laid(at("2026-11-22T14:32"), lang)
    assert not [one for _, one in desk.done if re.search(r"'@\w", repr(one))]
    assert len(desk.done) <= 235


def test_the_day_is_worth_looking_at() -> None:
    desk = laid(at("2026-11-22T14:32"))
    opened = open_items(desk)
    owners = Counter(one.operator for _, one in desk.of(c.InteractionClaim))
    assert owners == {"李敏": 3, "王芳": 4}
    assert {item.platform for item in opened.values()} == set(PLAYBOOK.platforms) - {"other"}
    assert Counter(item.kind for item in opened.values()) == {"comment": 28, "message": 14, "live": 2}
    assert len(desk.of(c.ReplyPost)) + len(desk.of(c.InteractionClose)) == 25
    assert len({item.text for item in desk.made_by(c.InteractionAdd).values()}) == 69
    copied = {one.id for _, one in desk.of(c.ReplyCopy)}
    drafted = {one.id for _, one in desk.of(c.ReplyDraft)}
    assert copied < drafted < opened.keys()


def test_the_same_seed_tells_the_same_story_and_another_one_other_seconds() -> None:
    now = at("2026-11-22T14:32")
    assert story(now, "en", HOURS, 7) == story(now, "en", HOURS, 7)
    assert story(now, "en", HOURS, 7) != story(now, "en", HOURS, 8)


@pytest.mark.parametrize(
    ("clock", "published", "ahead"),
    [
        ("00:10", 0, 5),
        ("07:59", 0, 5),
        ("08:30", 1, 4),
        ("14:32", 2, 3),
        ("19:10", 3, 2),
        ("23:50", 4, 1),
        ("23:57", 4, 0),
    ],
)
def test_the_slots_of_today_follow_the_clock(clock: str, published: int, ahead: int) -> None:
    now = at(f"2026-11-22T{clock}")
    desk = laid(now)
    tomorrow = instant_of("tomorrow 00:00", now, SHANGHAI)
    today = [int(one.at) for one in desk.made_by(c.SlotPlan).values() if int(one.at) < tomorrow]
    assert (len(desk.of(c.SlotPublish)), sum(when >= now for when in today)) == (published, ahead)


@pytest.mark.parametrize(
    ("written", "now", "wanted"),
    [
        ("+40m", "2026-11-22T14:32", "2026-11-22T15:10"),
        ("+40m", "2026-11-22T23:30", "2026-11-22T23:55"),
        ("+40m", "2026-11-22T23:50", "2026-11-22T23:55"),
        ("+40m", "2026-11-22T23:57", "2026-11-23T00:35"),
        ("-1h35m", "2026-11-22T14:32", "2026-11-22T12:55"),
        ("-1h35m", "2026-11-22T00:50", "2026-11-22T00:00"),
        ("-1h35m", "2026-11-22T00:10", "2026-11-21T22:35"),
        ("08:00", "2026-11-22T14:32", "2026-11-22T08:00"),
        ("tomorrow 08:00", "2026-11-30T14:32", "2026-12-01T08:00"),
    ],
)
def test_slots_stand_at_round_times_within_today_where_possible(written: str, now: str, wanted: str) -> None:
    assert slot_time(written, at(now), SHANGHAI) == at(wanted)


def test_clock_times_are_wall_times_on_the_day_the_clocks_change() -> None:
    new_york = ZoneInfo("America/New_York")
    now = at("2026-03-08T12:00", new_york)
    assert instant_of("08:00", now, new_york) == now - 4 * HOUR
    assert instant_of("-12h", now, new_york) == at("2026-03-07T23:00", new_york)


@pytest.mark.parametrize("written", ["", "-", "+", "12m", "-12", "8:00", "yesterday 08:00", "-1h 5m"])
def test_another_way_of_writing_a_time_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="no time of the story"):
        instant_of(written, 0, SHANGHAI)


def texts(value: object) -> list[dict[str, str]]:
    """Return every bilingual text in a line."""
    if isinstance(value, list):
        return [text for one in value for text in texts(one)]
    if isinstance(value, dict):
        if value.keys() & {"zh", "en"}:
            return [value]
        return [text for one in value.values() for text in texts(one)]
    if isinstance(value, list):
        return [text for one in value for text in texts(one)]
    return []


@pytest.mark.parametrize("file", FILES)
def test_every_text_stands_in_both_languages_and_draws_the_same_everywhere(file: str) -> None:
    found = [text for line in lines_of(file) for text in texts(line)]
    assert found
    for text in found:
        assert text.keys() == {"zh", "en"}
        assert text["en"].isascii()
        for words in text.values():
            assert words
            assert clean(words) == SafeText(words)
            assert not [char for char in words if unicodedata.east_asian_width(char) == "A"]


@pytest.mark.parametrize("file", FILES)
def test_words_of_people_are_never_written_in_one_language_only(file: str) -> None:
    for line in lines_of(file):
        for field in (
            "author", "text", "title", "evidence", "reason", "operator", "expert", "post", "person", "owner",
            "result", "script", "department",
        ):  # fmt: skip
            if field in line and line.get("do") != "interaction.close":
                assert isinstance(line[field], dict), line


def test_the_day_is_written_in_json_lines_that_are_commands_or_chapters() -> None:
    for line in lines_of("day.jsonl"):
        assert line["do"] in c.BY_NAME
        assert list(line)[:2] == ["at", "do"]
    names = [line["name"] for line in lines_of("day.jsonl") if "name" in line]
    assert len(names) == len(set(names))


@settings(max_examples=25)
@given(now=instants, zone=st.sampled_from(ZONES))
def test_who_is_on_duty_follows_the_shift_that_is_on(now: int, zone: ZoneInfo) -> None:
    desk = laid(now, zone=zone)
    turn = hours_in(zone).at(now)
    assert turn is not None
    begun = {one.operator: when for when, one in desk.of(ShiftStart)}
    assert begun.keys() == {"周宁", "李敏", "王芳"}
    assert all(0 < turn.start - begun[name] < 10 * MINUTE for name in ("李敏", "王芳"))
    ended = [one.operator for _, one in desk.of(ShiftEnd)]
    assert ended == (["周宁"] if now - turn.start >= 4 * MINUTE else [])


def test_nobody_at_the_desk_is_who_items_come_in_by() -> None:
    desk = laid(at("2026-11-22T14:32"))
    added = {one.operator for _, one in desk.of(c.InteractionAdd)}
    people = {one.operator for _, one in desk.done if not isinstance(one, c.InteractionAdd)}
    assert added == {"平台接入"} and not added & people


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("moment", ["2026-11-22T14:32:07", "2026-11-22T00:10", "2026-11-22T23:50"])
def test_a_real_desk_takes_the_whole_story(tmp_path: Path, moment: str, lang: str) -> None:
    now = at(moment)
    clock = StagedClock(Clock(now, speed=0))
    desk = Desk.open(tmp_path / "desk.db", PLAYBOOK, clock, operator="李敏", seat="test")
    ids = lay(desk, clock.stand, story(now, lang, HOURS), partial(tasks_of, desk.store.connection))
    clock.follow()
    desk.close()
    me = {"zh": "李敏", "en": "Li Min"}[lang]
    reader = Reader.open(tmp_path / "desk.db", Vocabulary(TABLES, lang), operator=me)
    status = reader.status(now)
    cards = {card.id: card for card in reader.incidents()}
    found, _pace = reader.forecast(now)
    missed_save_first = reader.forecast(now, "save_first")[0].missed
    cells = reader.roster("2026-11-10", "2026-11-30")
    asks = {(row.incident, row.ask.duty): row.open for row in reader.asks(now)}
    reader.close()
    assert asks == {(ids["filming"], "communication"): True, (ids["rumour"], "communication"): False}
    assert (status.neglected, status.late, status.soon, status.ok, status.undated) == (2, 6, 6, 28, 2)
    assert (status.incidents_open, status.incidents_late) == (4, 0)
    assert status.slots_missed == (0 if "00:10" in moment else 1)
    assert status.slots_awaiting_review >= 1
    assert {name: cards[ids[name]].stage for name in ("rumour", "filming", "parking", "closure")} == {
        "rumour": "respond",
        "filming": "assess",
        "parking": "monitor",
        "closure": "review",
    }
    assert cards[ids["rumour"]].linked == 5
    assert cards[ids["filming"]].owner is None
    assert all(card.source for card in cards.values())
    promised = {timer.name: timer.due_at - now for timer in cards[ids["rumour"]].timers if timer.runs}
    assert promised["update1"] == 87 * MINUTE
    assert (found.missed, missed_save_first) == (9, 0)
    turn = HOURS.at(now)
    assert turn is not None
    rostered = {(cell.day, cell.shift): [name.plain for name in cell.operators] for cell in cells}
    team = {"zh": ["李敏", "王芳"], "en": ["Li Min", "Wang Fang"]}[lang]
    assert rostered[turn.day, turn.shift] == team
    assert len(rostered) == 27 and all(map(len, rostered.values()))
    assert {one.shift for one in status.on_duty} >= {turn.shift}
    assert [one.operator.plain for one in status.on_duty][-2:] == team


@settings(max_examples=15)
@given(now=instants, zone=st.sampled_from(ZONES))
def test_the_weeks_around_it_lie_on_other_days_and_what_is_behind_went_out(now: int, zone: ZoneInfo) -> None:
    scenes = weeks(now, "zh", zone)
    assert [scene.at for scene in scenes] == sorted(scene.at for scene in scenes)
    assert scenes[-1].at <= now
    midnight, tomorrow = (instant_of(when, now, zone) for when in ("00:00", "tomorrow 00:00"))
    planned = {scene.name: int(str(scene.fields["at"])) for scene in scenes if scene.name}
    assert not [when for when in planned.values() if midnight <= when < tomorrow]
    out = {str(s.fields["id"])[1:]: s.at for s in scenes if s.fields["do"] == "slot.publish"}
    assert {name for name, when in planned.items() if when < now} == out.keys()
    assert all(0 <= at - planned[name] <= 12 * MINUTE for name, at in out.items())


@pytest.mark.parametrize("moment", ["2026-11-22T14:32:07", "2027-02-28T00:10"])
def test_a_real_desk_takes_the_weeks_and_a_campaign_for_a_health_day(tmp_path: Path, moment: str) -> None:
    now = at(moment)
    clock = StagedClock(Clock(now, speed=0))
    desk = Desk.open(tmp_path / "desk.db", PLAYBOOK, clock, operator="李敏", seat="test")
    lay(desk, clock.stand, weeks(now, "en", SHANGHAI))
    desk.close()
    reader = Reader.open(tmp_path / "desk.db", Vocabulary(TABLES, "en"))
    slots = reader.slots(now - 31 * DAY, now + 31 * DAY, now)
    reader.close()
    assert Counter(one.state for one in slots if one.campaign is None) == {
        "published": 22,
        "planned": 2,
        "ready": 1,
    }
    assert {one.phase for one in slots if one.campaign} == {"warm_up", "burst", "long_tail"}
    tiers = Counter(one.tier for one in slots if one.state == "published")
    assert tiers[3] * 100 // tiers.total() < PLAYBOOK.tiers["3"].share - PLAYBOOK.rhythm.mix_drift, (
        "it drifts"
    )


def test_the_story_clock_stands_and_then_follows_the_live_one() -> None:
    live = Clock(at("2026-11-22T14:32"), speed=0)
    clock = StagedClock(live)
    clock.stand(5)
    assert clock.now() == 5
    clock.follow()
    assert clock.now() == live.now()
    assert clock.simulated
    assert not StagedClock(Clock()).simulated


def test_one_language_is_spoken() -> None:
    assert spoken({"zh": "好", "en": "good"}, "en") == "good"
    assert spoken({"zh": "好"}, "en") == {"zh": "好"}
    assert spoken(["@a"], "en") == ["@a"]


def test_scenes_after_now_have_not_happened() -> None:
    eight = at("2026-11-22T08:00")

    def publishing(scenes: list[Scene]) -> int:
        return sum(scene.fields["do"] == "slot.publish" for scene in scenes)

    assert publishing(story(eight - 1, "zh", HOURS)) == 0
    assert publishing(story(eight, "zh", HOURS)) == 1
    assert timedelta(milliseconds=story(eight, "zh", HOURS)[0].at - eight) < timedelta(hours=-29)
