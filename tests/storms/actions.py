"""One of every command there is, and a desk on which each of them can be done."""

from __future__ import annotations

from typing import Any

from rhythm_tui.desk.desk import Desk
from rhythm_tui.domain.commands import parse

HOURS = 3_600_000


def prepare(desk: Desk) -> None:
    now = desk.clock.now()
    add = {
        "do": "interaction.add",
        "platform": "douyin",
        "kind": "comment",
        "posted_at": now - 3 * HOURS,
        "author": "a",
        "text": "t",
    }
    plan = {
        "do": "slot.plan",
        "platform": "douyin",
        "at": now + HOURS,
        "title": "t",
        "tier": 1,
        "form": "science",
    }
    for one in (
        *([add] * 5),
        {"do": "interaction.claim", "id": "q2"},
        {"do": "reply.draft", "id": "q3", "text": "d"},
        {
            "do": "incident.open",
            "title": "t",
            "kind": "dispute",
            "grade": "general",
            "discovered_at": now - 3 * HOURS,
        },
        plan,
        plan,
        {"do": "slot.sign_off", "id": "s2", "role": "clinical", "expert": "wang"},
        {"do": "reply.post", "id": "q5", "text": "late"},
        *([{"do": "incident.open", "title": "t", "kind": "dispute", "grade": "general"}] * 2),
        {"do": "statement.draft", "incident": "i1", "text": "s"},
        {"do": "statement.draft", "incident": "i2", "text": "s"},
        *(
            {"do": "statement.sign", "id": "d1", "role": role, "expert": role}
            for role in ("clinical", "public_health")
        ),
    ):
        desk.do(parse(one))


TELL: dict[str, Any] = {
    "do": "incident.tell",
    "id": "i1",
    "timer": "solution",
    "duty": "leader",
    "person": "wang",
    "channel": "phone",
    "words": "w",
}
OWNED: list[dict[str, Any]] = [{"do": "interaction.claim", "id": f"q{n}"} for n in (1, 3, 4)]
OWNED.append({"do": "incident.claim", "id": "i1"})
ARC = {"do": "campaign.lay", "name": "n", "day": "2026-12-01", "phases": ["warm_up"], "tag": "t"}
TASK = [{"do": "task.add", "incident": "i1", "text": "t"}]
PLEDGE = {
    "do": "pledge.add",
    "words": "w",
    "promise": "t",
    "platform": "douyin",
    "metric": "likes",
    "threshold": 10,
}
STORY = [{"do": "story.add", "text": "t", "author": "a"}]
BEFORE: dict[str, list[dict[str, Any]]] = {
    "slot.compare": [
        {"do": "slot.edit", "id": "s2", "script": "s"},
        {"do": "slot.publish", "id": "s2", "break_glass": "r"},
    ],
    "incident.duty": [{"do": "incident.duty", "id": "i1", "role": "leader", "person": "wang"}],
    "task.assign": TASK,
    "task.done": TASK,
    "task.drop": TASK,
    "incident.reopen": [
        {"do": "incident.open", "title": "t", "kind": "other", "grade": "general"},
        *(
            {"do": "incident.waive", "id": "i4", "timer": timer, "reason": "r"}
            for timer in ("initial_response", "official_statement", "solution")
        ),
        {"do": "incident.move", "id": "i4", "stage": "closed"},
    ],
    "incident.merge": [{"do": "statement.publish", "id": "d1", "platform": "douyin"}],
    "incident.unlink": [{"do": "incident.link", "id": "i1", "items": ["q4"]}],
    "incident.release": [{"do": "incident.freeze", "id": "i1", "reason": "r"}],
    "operator.remove": [{"do": "operator.add", "name": "o"}],
    "notification.answer": [TELL],
    "shift.end": [{"do": "shift.start"}],
    "campaign.move": [ARC],
    "campaign.drop": [ARC],
    "repeat.lay": [{"do": "repeat.add", "template": "live"}],
    "repeat.drop": [{"do": "repeat.add", "template": "live"}],
    "day.drop": [{"do": "day.add", "rule": "12-01", "zh": "z"}],
    "lesson.drop": [{"do": "lesson.add", "kind": "sop", "text": "t", "incident": "i1"}],
    "slot.plan": [
        {"do": "idea.add", "title": "t", "tier": 1},
        PLEDGE,
        *STORY,
        {"do": "story.consent", "id": "u1", "consent": "written"},
    ],
    "idea.drop": [{"do": "idea.add", "title": "t", "tier": 1}],
    "pledge.count": [PLEDGE],
    "pledge.drop": [PLEDGE],
    "story.consent": STORY,
    "story.drop": STORY,
    "handover.give": OWNED,
    "handover.take": [
        *OWNED,
        {"do": "shift.start"},
        {"do": "handover.give", "to": "zhao", "notes": "n"},
    ],
}
"""What must have been done before a command can be."""
COMMANDS: list[dict[str, Any]] = [
    {
        "do": "interaction.add",
        "platform": "weibo",
        "kind": "message",
        "posted_at": 1_795_320_000_000,
        "author": "a",
        "text": "t",
        "external_id": "7",
    },
    {"do": "interaction.claim", "id": "q1"},
    {"do": "interaction.release", "id": "q2"},
    {"do": "interaction.close", "id": "q1", "reason": "other", "note": "n"},
    {"do": "interaction.reopen", "id": "q5", "reason": "r"},
    {"do": "interaction.correct", "id": "q5", "reason": "r", "answered_at": 1_795_319_000_000},
    {"do": "interaction.refer", "id": "q1", "to": "doctor", "note": "n"},
    {"do": "interaction.wait", "id": "q1", "on": "wang"},
    {"do": "interaction.sort", "id": "q1", "topic": "t", "tags": ["a"]},
    {"do": "interaction.note", "id": "q1", "text": "n"},
    {"do": "interaction.link", "id": "q1", "post": "p", "slot": "s1"},
    {"do": "interaction.remind", "id": "q1", "at": 4_102_444_800_000},
    {"do": "reply.draft", "id": "q1", "text": "d"},
    {"do": "reply.copy", "id": "q3", "reason": "r"},
    {"do": "reply.post", "id": "q3", "text": "r", "template": "t"},
    {"do": "incident.open", "title": "t", "kind": "dispute", "grade": "major", "items": ["q1", "q2"]},
    {"do": "incident.grade", "id": "i1", "grade": "major", "reason": "r"},
    {
        "do": "incident.meet",
        "id": "i1",
        "timer": "solution",
        "evidence": "e",
        "file": "a.png",
        "sha256": "0" * 64,
    },
    {"do": "incident.move", "id": "i1", "stage": "assess"},
    {"do": "incident.claim", "id": "i1"},
    {"do": "incident.duty", "id": "i1", "role": "leader", "person": "li"},
    {"do": "incident.note", "id": "i1", "text": "n", "kind": "decision", "at": 1_795_319_000_000},
    {"do": "task.add", "incident": "i1", "slot": "s1", "text": "t", "role": "expert", "owner": "wang"},
    {"do": "task.assign", "id": "t1", "owner": "li", "due_at": 4_102_444_800_000},
    {"do": "task.done", "id": "t1", "result": "r"},
    {"do": "task.drop", "id": "t1", "reason": "r"},
    {**TELL, "person": "zhao"},
    {"do": "notification.answer", "id": "m1", "by": "zhao"},
    {"do": "incident.waive", "id": "i1", "timer": "solution", "reason": "r"},
    {"do": "incident.merge", "id": "i2", "into": "i1", "reason": "r"},
    {"do": "incident.reopen", "id": "i4", "reason": "r"},
    {"do": "incident.link", "id": "i1", "items": ["q1", "q2"]},
    {"do": "incident.unlink", "id": "i1", "items": ["q4"]},
    {"do": "incident.freeze", "id": "i1", "reason": "r", "platform": "douyin"},
    {"do": "incident.release", "id": "i1", "checked": ["facts", "mood", "content", "leader"]},
    {
        "do": "slot.plan",
        "platform": "douyin",
        "at": 1_795_330_000_000,
        "title": "t",
        "tier": 2,
        "form": "story",
        "idea": "p1",
        "pledge": "g1",
        "story": "u1",
    },
    {"do": "slot.sign_off", "id": "s1", "role": "clinical", "expert": "wang"},
    {
        "do": "slot.edit",
        "id": "s2",
        "script": "s",
        "tags": ["a"],
        "title": "other",
    },
    {"do": "slot.move", "id": "s1", "at": 4_070_908_800_000},
    {"do": "slot.copy", "id": "s2", "at": 1_795_330_000_000, "platform": "weibo"},
    {"do": "slot.tick", "id": "s1", "line": "title"},
    {"do": "slot.publish", "id": "s1", "text": "t", "break_glass": "r"},
    {"do": "slot.compare", "id": "s2", "text": "t"},
    {"do": "slot.drop", "id": "s1", "reason": "r"},
    {"do": "statement.draft", "incident": "i3", "text": "s"},
    {"do": "statement.edit", "id": "d1", "text": "other"},
    {"do": "statement.sign", "id": "d2", "role": "clinical", "expert": "wang"},
    {
        "do": "statement.publish",
        "id": "d1",
        "platform": "douyin",
        "next_update": 4_070_908_800_000,
        "meets": "official_statement",
    },
    {"do": "operator.add", "name": "li", "pin": "2468"},
    {"do": "operator.remove", "name": "o"},
    {"do": "roster.set", "day": "2026-11-22", "shift": "day", "operators": ["li", "wang"]},
    {"do": "shift.start"},
    {"do": "shift.end", "reason": "r"},
    {"do": "shift.gap", "since": 1_795_300_000_000, "until": 1_795_310_000_000},
    {"do": "handover.give", "to": "wang", "notes": "n"},
    {
        "do": "handover.take",
        "operator": "zhao",
        "id": "h1",
        "read_back": ["i1", "i2", "i3", "q1", "q2", "q3", "q4"],
    },
    {**ARC, "department": "d", "emergency": True, "skip": ["warm_up.1"]},
    {"do": "campaign.move", "id": "c1", "day": "2026-12-03"},
    {"do": "campaign.drop", "id": "c1", "reason": "r"},
    {"do": "repeat.add", "template": "rednote", "until_day": "2027-01-01"},
    {"do": "repeat.lay", "id": "e1", "until": "2026-11-30"},
    {"do": "repeat.drop", "id": "e1", "reason": "r"},
    {"do": "day.add", "rule": "2 thu mar", "zh": "z", "en": "e", "from_year": 2026, "until_year": 2030},
    {"do": "day.drop", "id": "y1", "reason": "r"},
    {"do": "lesson.add", "kind": "pitfall", "text": "t", "incident": "i1"},
    {"do": "lesson.drop", "id": "l1", "reason": "r"},
    {
        "do": "slot.plan_many",
        "name": "plan.csv",
        "slots": [
            {"platform": "douyin", "at": 1_795_330_000_000 + n, "title": "t", "tier": 1, "form": "story"}
            for n in range(2)
        ],
    },
    {"do": "idea.add", "title": "t", "tier": 1},
    {"do": "idea.drop", "id": "p1", "reason": "r"},
    {**PLEDGE, "slot": "s1"},
    {"do": "pledge.count", "id": "g1", "count": 12},
    {"do": "pledge.drop", "id": "g1", "reason": "r"},
    {"do": "story.add", "text": "t", "author": "a", "interaction": "q1"},
    {"do": "story.consent", "id": "u1", "consent": "written", "file": "a.png", "sha256": "0" * 64},
    {"do": "story.drop", "id": "u1", "reason": "r"},
    {"do": "privacy.purge", "items": ["q5"], "reason": "r"},
    {"do": "seat.unlock"},
    {"do": "figures.note"},
    {"do": "clock.note", "zone": 0},
    {"do": "clock.sure"},
    {"do": "privacy.rotate", "reason": "r"},
    {"do": "privacy.export", "what": "incident", "incident": "i1", "file": "i1.md", "sha256": "0" * 64},
    {"do": "privacy.unmask", "what": "queue", "file": "q.csv", "sha256": "0" * 64, "reason": "r"},
    {"do": "undo"},
    {"do": "undo", "seq": 8},
]
