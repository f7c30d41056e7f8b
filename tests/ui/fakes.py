"""A desk without a file: rows made by hand, commands written down, so that a screen can be tried alone."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from fake_shifts import FakeShifts

from rhythm_tui.clock import Clock
from rhythm_tui.desk import passed
from rhythm_tui.desk.alike import Alike
from rhythm_tui.desk.asks import AskRow, NotificationRow
from rhythm_tui.desk.board import IncidentCard, TimerRow
from rhythm_tui.desk.lesson_rows import LessonRow
from rhythm_tui.desk.mine import Mine
from rhythm_tui.desk.reads.base import Turn
from rhythm_tui.desk.reasons import Limit, Why
from rhythm_tui.desk.remark import Remark
from rhythm_tui.desk.slot_views import SlotDetail
from rhythm_tui.desk.statement_rows import CarriedReply, OutletRow, Signature, StatementRow
from rhythm_tui.desk.views import (
    Event,
    IncidentDetail,
    InteractionDetail,
    JournalRow,
    QueueRow,
    Reminder,
    SlotRow,
    Status,
    TaskDetail,
)
from rhythm_tui.desk.workspace import TaskRow
from rhythm_tui.domain import rhythm
from rhythm_tui.domain.deadlines import BANDS, HOUR, MINUTE, SECOND, Band
from rhythm_tui.domain.forecast import Forecast, Order, Pace, forecast
from rhythm_tui.domain.load import Load, load
from rhythm_tui.domain.progress import Watch
from rhythm_tui.domain.query import EVERYTHING, Query
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.domain.rhythm import Mix, Post
from rhythm_tui.domain.similar import ALIKE, likeness, shingles
from rhythm_tui.domain.text import NOTHING, clean, clean_block
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.settings import data_dir, read_toml
from rhythm_tui.ui.seat import Seat

GRACE = 30 * MINUTE
"""How long after its time a slot may still go out."""
NOW = round(datetime.fromisoformat("2026-11-22T14:32:07+08:00").timestamp() * 1000)


class ManualClock(Clock):
    """A clock that a test turns by hand."""

    def __init__(self, start: int = NOW, *, simulated: bool = False, speed: float = 0.0) -> None:
        super().__init__(start, speed)
        self._at = start
        self._simulated = simulated

    @property
    def simulated(self) -> bool:
        return self._simulated

    def now(self) -> int:
        return self._at

    def turn(self, ms: int) -> None:
        self._at += ms


def queue_row(number: int, left_s: int, text: str, **other: object) -> QueueRow:
    """A row whose shown deadline lies ``left_s`` seconds from NOW."""
    kind = str(other.pop("kind", "comment"))
    target = (4 if kind == "message" else 2) * HOUR
    owner = other.pop("owner", None)
    author = clean(str(other.pop("author", "王***生")))
    due = NOW + left_s * SECOND
    if other.pop("neglected", False):
        due = due - 24 * HOUR + target
    posted = due - target
    values: dict[str, object] = {
        "id": f"q{number}",
        "version": 1,
        "platform": "douyin",
        "kind": kind,
        "state": "open",
        "posted_at": posted,
        "due_at": due,
        "soon_at": due - target // 4,
        "neglect_at": posted + 24 * HOUR,
        "clock": "4h" if kind == "message" else "2h",
        "neglect_clock": "24h",
        "author": author,
        "text": clean(text),
        "owner": clean(str(owner)) if owner else None,
        "reply_state": "none",
        "post": clean("高血压用药的三个误区"),
        "incident": None,
        "seen_at": posted + 29 * MINUTE,
    }
    if kind == "live":
        values |= {"due_at": None, "soon_at": None, "neglect_at": None, "clock": None, "neglect_clock": None}
    return QueueRow(**(values | other))  # type: ignore[arg-type]


def timer(name: str, hours: int, discovered: int, met_after_min: int | None = None) -> TimerRow:
    target = hours * HOUR
    met = None if met_after_min is None else discovered + met_after_min * MINUTE
    return TimerRow(
        name=name,
        start=discovered,
        due_at=discovered + target,
        soon_at=discovered + target - target // 4,
        target=target,
        met_at=met,
        met_by=clean("李敏") if met else None,
        evidence=clean("评论区置顶说明") if met else NOTHING,
        missed_s=None if met is None else max(0, (met - discovered - target) // 1000),
    )


def incident(
    number: int, title: str, *, kind: str, grade: str, stage: str, ago_min: int, **other: object
) -> IncidentCard:
    found = NOW - ago_min * MINUTE
    met: dict[str, int] = other.pop("met", {})  # type: ignore[assignment]
    owner = other.pop("owner", None)
    names = (("initial_response", 2), ("official_statement", 4), ("solution", 24))
    timers = tuple(timer(name, hours, found, met.get(name)) for name, hours in names)
    return IncidentCard(
        id=f"i{number}",
        version=1,
        title=clean(title),
        kind=kind,
        grade=grade,
        stage=stage,
        owner=clean(str(owner)) if owner else None,
        discovered_at=found,
        graded_at=found + 5 * MINUTE,
        timers=timers,
        linked=3,
    )


def slot(number: int, wall: str, title: str, *, state: str, **other: object) -> SlotRow:
    at = round(datetime.fromisoformat(f"2026-11-22T{wall}:00+08:00").timestamp() * 1000)
    values: dict[str, object] = {
        "id": f"s{number}",
        "version": 1,
        "platform": "douyin",
        "wall": f"2026-11-22T{wall}",
        "at": at,
        "title": clean(title),
        "tier": 1,
        "form": "science",
        "audience": "seniors",
        "department": clean("心内科"),
        "emergency": False,
        "state": state,
        "signed": ("clinical",),
        "missing": (),
        "published_at": at + 5 * MINUTE if state == "published" else None,
        "url": NOTHING,
        "off_window_min": 0,
    }
    return SlotRow(**(values | other))  # type: ignore[arg-type]


def statement(number: int, text: str, **other: object) -> StatementRow:
    """A version of a statement of i12, a draft that nobody has signed where nothing else is said."""
    made = NOW - (10 - number) * 10 * MINUTE
    public = other.get("state") in ("published", "superseded")
    signed = tuple(
        Signature(role, clean(expert), made + 5 * MINUTE, counts=True)
        for role, expert in (("clinical", "周宁"), ("public_health", "吴主任"))
    )
    values: dict[str, object] = {
        "id": f"d{number}",
        "version": 1,
        "incident": "i12",
        "number": number,
        "text": clean_block(text),
        "authors": (clean("李敏"),),
        "state": "draft",
        "made_at": made,
        "published_at": made + 8 * MINUTE if public else None,
        "superseded_at": made + 18 * MINUTE if other.get("state") == "superseded" else None,
        "signatures": signed if public else (),
        "missing": () if public else ("clinical", "public_health"),
        "outlets": (OutletRow("douyin", made + 8 * MINUTE, clean("https://v.example/1"), clean("李敏")),)
        if public
        else (),
        "slots": (),
    }
    return StatementRow(**(values | other))  # type: ignore[arg-type]


SLOTS = (
    slot(1, "08:00", "高血压用药的三个误区", state="published", platform="douyin"),
    slot(2, "10:05", "宝宝辅食添加指南", state="published", platform="xiaohongshu", audience="mothers"),
    slot(
        3,
        "12:30",
        "颈椎操挑战赛",
        state="missed",
        platform="kuaishou",
        form="interactive",
        audience="workers",
    ),
    slot(
        4, "18:00", "流感季如何自我防护", state="review", emergency=True, missing=("public_health",), tier=3
    ),
    slot(
        5,
        "19:00",
        "凌晨两点的手术室",
        state="ready",
        platform="channels",
        form="story",
        audience=None,
        off_window_min=None,
    ),
    slot(
        6,
        "21:30",
        "医生的24小时",
        state="planned",
        form="story",
        audience="workers",
        missing=("clinical",),
        signed=(),
        off_window_min=-30,
    ),
)
INCIDENTS = (
    incident(14, "家属在急诊拍摄视频,同城榜第 3", kind="dispute", grade="major", stage="assess", ago_min=100),
    incident(
        12,
        "「疫苗致病」视频 12 万播放",
        kind="misinformation",
        grade="larger",
        stage="respond",
        ago_min=199,
        owner="李敏",
        met={"initial_response": 73},
    ),
    incident(
        15,
        "停车收费说法不一,评论 9 条",
        kind="complaint",
        grade="general",
        stage="monitor",
        ago_min=24,
        owner="王芳",
    ),
    incident(
        9,
        "旧闻翻炒:儿科停诊",
        kind="misinformation",
        grade="general",
        stage="review",
        ago_min=1500,
        owner="周宁",
        met={"initial_response": 90, "official_statement": 260, "solution": 1025},
    ),
)
QUEUE = (
    queue_row(
        1, -(2 * 3600 + 610), "在吗?我上次留言问的体检报告,一直没有人回", platform="channels", neglected=True
    ),
    queue_row(2, -3152, "孩子打完疫苗胳膊肿了正常吗", author="林***", owner="李敏", neglected=True),
    queue_row(
        3,
        -2477,
        "高血压吃什么药?饭前还是饭后吃好?我爸血压160,之前在你们医院看过,现在药吃完了。",
        author="张***三",
        owner="李敏",
        reply_state="drafted",
    ),
    queue_row(
        4, -1100, "术后第三天伤口有点渗液,需要去医院吗", author="周***士", owner="王芳", kind="message"
    ),
    queue_row(5, -371, "你们医院是不是乱收费?!", author="老***陈", platform="kuaishou"),
    queue_row(6, 570, "宝宝发烧38.5度怎么办,能吃布洛芬吗", author="陈***"),
    queue_row(7, 861, "双眼皮术后恢复要多久", author="momo", platform="xiaohongshu"),
    queue_row(8, 1338, "支架能用一辈子吗", author="阿***杰", owner="李敏", reply_state="copied"),
    queue_row(9, 1642, "请问骨科周末有专家号吗", author="刘***", platform="kuaishou"),
    queue_row(10, 3333, "讲得真好,收藏了", author="吴***"),
    queue_row(11, 4321, "请问几点上班", author="刘***", platform="kuaishou"),
    queue_row(12, 5465, "这个操每天做几次?", author="小***鱼"),
    queue_row(13, 6499, "转给我妈了,她就有这个毛病", author="何***", platform="channels"),
    queue_row(
        14,
        8405,
        "想约产后康复评估,怎么挂号",
        author="Lily",
        platform="xiaohongshu",
        kind="message",
        owner="王芳",
    ),
    queue_row(15, 12003, "术后多久复查?需要空腹吗", author="赵***", kind="message", owner="王芳"),
    queue_row(16, 13265, "发票可以补开吗", author="孙***", platform="channels", kind="message"),
    queue_row(17, 13920, "孕22周可以打流感疫苗吗", author="郑***", kind="message"),
    queue_row(18, 0, "直播里说的那个操有图文版吗", author="冯***", kind="live"),
)


class FakeReceipt(NamedTuple):
    seq: int
    id: str
    version: int = 2
    warnings: tuple[Remark, ...] = ()
    undone: str | None = None


def post_of(row: SlotRow) -> Post:
    minute = int(row.wall[11:13]) * 60 + int(row.wall[14:16])
    department = row.department.plain if row.department else None
    return Post(
        row.id, row.at, date.fromisoformat(row.wall[:10]), minute, row.platform, row.tier, row.form,
        department, row.audience, row.state, bool(row.missing), row.series,
    )  # fmt: skip


EMPTY_LOAD = load([], [], [], NOW, ZoneInfo("Asia/Shanghai"))


class FakeReader(FakeShifts):
    """Answers as the desk's reader does, from lists."""

    def __init__(
        self,
        queue: Sequence[QueueRow] = QUEUE,
        slots: Sequence[SlotRow] = SLOTS,
        incidents: Sequence[IncidentCard] = INCIDENTS,
    ) -> None:
        super().__init__()
        self.queue_all = list(queue)
        self.figures: set[str] = set()
        self.slots_all = list(slots)
        self.incidents_all = list(incidents)
        self.unfinished_all: list[IncidentCard] = []
        self.touched = False
        self.rows_read = 0
        self.turns = count()
        self.drafts: dict[str, str] = {}
        self.pace = Pace(12.0, 2, True)
        self.forecasts = 0
        self.searched: list[str] = []
        self.reminders_all: list[Reminder] = []
        self.last_done = NOW - 9 * MINUTE
        """When the last line of the journal was written."""
        self.statements_all: list[StatementRow] = []
        self.carried_all: list[CarriedReply] = []
        self.asking: Callable[[int], tuple[AskRow, ...]] = lambda _now: ()
        """Who must be told at an instant."""
        self.told_all: list[NotificationRow] = []
        self.tasks_all: list[TaskRow] = []
        self.facts: dict[str, dict[str, Any]] = {}
        """What is known of an item besides its row."""

    def _open(self, now: int) -> list[QueueRow]:
        rank = {band: place for place, band in enumerate(BANDS)}
        return sorted(
            (row for row in self.queue_all if row.state == "open"),
            key=lambda row: (rank.get(row.band(now), 9), row.shown_due(now) or 0),  # type: ignore[arg-type]
        )

    load_all = EMPTY_LOAD

    def load_beside(self, now: int, watch: Watch) -> Load:
        return self.load_all

    def header(self, now: int) -> Status:
        bands = [row.band(now) for row in self._open(now)]
        dues = [row.due_at for row in self._open(now) if row.due_at and row.due_at > now]
        nexts = [card.next_due.due_at for card in self.incidents_all if card.next_due]
        states = [slot.state for slot in self.slots_all]
        return Status(
            now=now,
            open=len(bands),
            ok=bands.count(Band.OK),
            soon=bands.count(Band.SOON),
            late=bands.count(Band.LATE),
            neglected=bands.count(Band.NEGLECTED),
            undated=bands.count(None),
            unowned_late=2,
            next_due=min(dues, default=None),
            incidents_open=len(self.incidents_all),
            incidents_late=sum(any(t.late(now) for t in card.timers) for card in self.incidents_all),
            incidents_next_due=min(nexts, default=None),
            slots_today=len(states),
            slots_published=states.count("published"),
            slots_missed=states.count("missed"),
            slots_awaiting_review=states.count("review"),
            slots_next_at=min((slot.at for slot in self.slots_all if slot.at > now), default=None),
            alarms=(),
            seq=41,
            head="a1b2",
            on_duty=tuple(self.on_duty_all),
            doubt=self.in_doubt,
        )

    def turn(self, now: int) -> Turn:
        """Nothing here is known to stay as it is."""
        return Turn((next(self.turns), 0), now, now + 1)

    def crossed(self, since: int, now: int) -> list[tuple[str, int]]:
        raise AssertionError

    def queue_ids(self, now: int, wanted: Query = EVERYTHING, order: str = "desk") -> array[int]:
        if wanted.speaks_of_state:
            found = [row for row in self.queue_all if wanted.matches(row, now)]
            return array("q", sorted((int(row.id[1:]) for row in found), reverse=True))
        rows = [row for row in self._open(now) if wanted.matches(row, now)]
        if order == "newest":
            rows.sort(key=lambda row: -row.posted_at)
        elif order == "save_first":
            rows.sort(key=lambda row: row.band(now) in (Band.LATE, Band.NEGLECTED))
        elif order == "post":
            rows.sort(key=lambda row: row.post.plain)
        return array("q", [int(row.id[1:]) for row in rows])

    def forecast(self, now: int, order: Order = "desk") -> tuple[Forecast, Pace]:
        self.forecasts += 1
        due = sorted(row.due_at for row in self._open(now) if row.due_at is not None)
        return forecast(due, now, self.pace, order), self.pace

    def queue_rows(self, numbers: Sequence[int]) -> list[QueueRow]:
        self.rows_read += len(numbers)
        by_number = {int(row.id[1:]): row for row in self.queue_all}
        return [by_number[number] for number in numbers]

    def slots(self, start: int, end: int, now: int) -> list[SlotRow]:
        return [slot for slot in self.slots_all if start <= slot.at < end]

    def posts(self, first: date, last: date, now: int) -> list[Post]:
        return [post_of(row) for row in self.slots_all if first <= date.fromisoformat(row.wall[:10]) <= last]

    def mix(self, now: int) -> Mix:
        out = Counter(row.tier for row in self.slots_all if row.state == "published")
        return rhythm.mix(out, {1: 40, 2: 30, 3: 30})

    def figures_noted(self, day: str) -> bool:
        return day in self.figures

    def incidents(self) -> list[IncidentCard]:
        return [card for card in self.incidents_all if card.stage != "closed"]

    def closed(self) -> list[IncidentCard]:
        return [card for card in self.incidents_all if card.stage == "closed"]

    def alike(self, title: str, items: Sequence[str]) -> list[Alike]:
        by_post = {row.incident for row in self.queue_all if row.id in items} - {None}
        return [
            Alike(card.id, card.title, card.id in by_post)
            for card in self.incidents()
            if card.id in by_post
            or (title and likeness(shingles(title), shingles(card.title.plain)) >= ALIKE)
        ]

    def held(self, incident: str, now: int) -> list[SlotRow]:
        return [slot for slot in self.slots_all if slot.held_for == incident]

    def siblings(self, id: str, now: int) -> list[QueueRow]:
        return [row for row in self.thread(id) if row.id != id and row.incident is None]

    def unfinished(self) -> list[IncidentCard]:
        return list(self.unfinished_all)

    def lessons(self) -> tuple[LessonRow, ...]:
        return ()

    def event(self, subject: str, seq: int) -> Event | None:
        return None

    def journal(
        self,
        limit: int | None,
        subject: str | None = None,
        terms: Sequence[tuple[str, tuple[str, ...]]] = (),
        until: int | None = None,
    ) -> list[JournalRow]:
        rows = [
            JournalRow(
                seq,
                self.last_done - (41 - seq) * MINUTE,
                "seat-1",
                clean("李敏"),
                "interaction.claim",
                f"q{seq}",
                None,
                False,
                "ab" * 32,
            )
            for seq in range(41, 0, -1)
            if subject is None or subject == f"q{seq}"
        ]
        return rows[:limit]

    def mine(self, verbs: Sequence[str], limit: int) -> list[Mine]:
        rows = self.journal(None)
        some = [rows[0]._replace(verb="interaction.close"), rows[1], rows[2]]
        later = rows[0]._replace(operator=clean("王芳"), verb="interaction.topic")
        asked = clean("术后三天伤口有点红")
        return [
            Mine(some[0], 41, True, None, asked),
            Mine(some[1], 44, False, None, asked),
            Mine(some[2], 39, True, later, asked),
        ]

    def asks(self, now: int) -> tuple[AskRow, ...]:
        return self.asking(now)

    def notifications(self, written: str | None = None) -> list[NotificationRow]:
        return [row for row in self.told_all if written in (None, row.incident)]

    def search(self, text: str, limit: int = 200) -> list[QueueRow]:
        self.searched.append(text)
        found = [row for row in self.queue_all if all(word in row.text.plain for word in text.split())]
        return sorted(found, key=lambda row: -int(row.id[1:]))[:limit]

    def thread(self, id: str) -> list[QueueRow]:
        one = next(row for row in self.queue_all if row.id == id)
        found = [row for row in self.queue_all if row.author == one.author or row.post == one.post]
        return sorted(found, key=lambda row: -row.posted_at)

    def reminders(self, until: int) -> list[Reminder]:
        return [one for one in self.reminders_all if one.at <= until]

    def attention(self, since: int, now: int) -> frozenset[passed.Passed]:
        return passed.attention(self.incidents_all, self.slots(since - GRACE, now, now), GRACE, now)

    def digest(self, since: int, now: int) -> passed.Digest:
        urgent = {Band.NEGLECTED: "neglect_at", Band.LATE: "due_at", Band.SOON: "soon_at"}
        rows = [
            passed.Passed(getattr(row, urgent[band]), band, row.id)
            for row in self._open(now)
            if (band := row.band(now)) in urgent and row.band(since) is not band
        ]
        rows += [passed.Passed(one.at, "reminder", one.id) for one in self.reminders(now) if one.at > since]
        rows += self.attention(since, now) - self.attention(since, since)
        rows += passed.asked(self.asks(now), since)
        return passed.digest(since, now, rows)

    def item(self, id: str) -> InteractionDetail | None:
        return self.interaction(id)

    def interaction(self, id: str) -> InteractionDetail | None:
        row = next((row for row in self.queue_all if row.id == id), None)
        if row is None:
            return None
        reply = clean(self.drafts.get(id, "您好,请按医嘱服药" if row.reply_state != "none" else ""))
        history = (Event(7, row.seen_at, clean("李敏"), "interaction.claim", NOTHING, undone=False),)
        found = InteractionDetail(row, reply, NOTHING, None, None, None, None, False, NOTHING, history)
        return found._replace(**self.facts.get(id, {}))

    def slot(self, id: str, now: int) -> SlotDetail | None:
        row = next((row for row in self.slots_all if row.id == id), None)
        signed = (("clinical", clean("周医生"), NOW - HOUR, True),)
        return SlotDetail(row, clean("王芳"), None, signed, ()) if row else None

    def incident(self, id: str) -> IncidentDetail | None:
        card = next((card for card in self.incidents_all if card.id == id), None)
        return IncidentDetail(card, tuple(self.queue_all[:2]), ()) if card else None

    def tasks(self) -> list[TaskRow]:
        return list(self.tasks_all)

    def task(self, id: str) -> TaskDetail | None:
        return next((TaskDetail(row, ()) for row in self.tasks_all if row.id == id), None)

    def why(self, id: str, now: int) -> Why | None:
        row = next((row for row in self.queue_all if row.id == id and row.due_at), None)
        if row is None:
            return None
        limit = Limit("2h", row.posted_at, row.due_at or 0, None, max(0, (now - (row.due_at or 0)) // 1000))
        return Why(id, row.kind, None, row.posted_at, row.seen_at, 1740, (limit,), None, None, "open")

    def statements(self, incident: str) -> tuple[StatementRow, ...]:
        return tuple(row for row in self.statements_all if row.incident == incident)

    def statement(self, id: str) -> StatementRow | None:
        return next((row for row in self.statements_all if row.id == id), None)

    def quotable(self, incident: str) -> list[StatementRow]:
        return [row for row in self.statements(incident) if row.state == "published"]

    def carried(self, incident: str | None = None) -> list[CarriedReply]:
        return [one for one in self.carried_all if incident in (None, one.incident)]

    def template_usage(self) -> dict[str, int]:
        return {"fever_watch": 2}

    def changed(self) -> bool:
        touched, self.touched = self.touched, False
        return touched


class FakeHand:
    """Writes commands down and does the simplest of them to the fake reader."""

    def __init__(self, reader: FakeReader) -> None:
        self.reader = reader
        self.done: list[object] = []
        self.refusal: Refusal | None = None
        self.refused_verbs: tuple[str, ...] = ()
        self.closed = False

    async def do(self, command) -> FakeReceipt:  # type: ignore[no-untyped-def]
        if self.refusal is not None and command.do in self.refused_verbs:
            raise self.refusal
        self.done.append(command)
        subject = getattr(command, "id", None) or "q99"
        rows = self.reader.queue_all
        for place, row in enumerate(rows):
            if row.id == subject:
                rows[place] = self._changed(row, command)
        self.reader.touched = True
        undone = "interaction.claim" if command.do == "undo" else None
        return FakeReceipt(len(self.done), subject, undone=undone)

    def _changed(self, row: QueueRow, command) -> QueueRow:  # type: ignore[no-untyped-def]
        if command.do == "reply.draft":
            self.reader.drafts[row.id] = command.text
        if command.do == "interaction.claim":
            return row._replace(owner=clean("李敏"), version=row.version + 1)
        if command.do == "interaction.close":
            return row._replace(state="closed", version=row.version + 1)
        if command.do == "reply.post":
            return row._replace(state="answered", version=row.version + 1)
        states = {"reply.draft": "drafted", "reply.copy": "copied"}
        return row._replace(reply_state=states.get(command.do, row.reply_state), version=row.version + 1)

    async def close(self) -> None:
        self.closed = True


def vocabulary(lang: str = "en") -> Vocabulary:
    return Vocabulary(read_toml(data_dir() / "playbook.toml"), lang)


def playbook():  # type: ignore[no-untyped-def]
    from rhythm_tui.domain.playbook import check

    return check(read_toml(data_dir() / "playbook.toml"))


def seat(
    lang: str = "en",
    clock: Clock | None = None,
    reader: FakeReader | None = None,
    operator: str = "李敏",
    filters: Path = Path("no-such-folder") / "filters.toml",
) -> Seat:
    reader = reader or FakeReader()
    return Seat(
        reader, FakeHand(reader), clock or ManualClock(), vocabulary(lang), clean(operator), playbook, filters
    )  # type: ignore[arg-type]
