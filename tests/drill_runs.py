"""Holds a drill with a scripted trainee, by a clock that is set by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from clocks import SettableClock
from rhythm_tui.clock import StagedClock
from rhythm_tui.desk.desk import Desk
from rhythm_tui.desk.drills import drill_files, load
from rhythm_tui.desk.reader import Reader
from rhythm_tui.desk.training import Training, opening
from rhythm_tui.domain.commands import parse
from rhythm_tui.domain.deadlines import MINUTE, SECOND
from rhythm_tui.domain.drills import KEY
from rhythm_tui.domain.playbook import check
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.domain.scoring import Debrief
from rhythm_tui.domain.story import lay, resolved
from rhythm_tui.domain.times import to_instant
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.settings import data_dir, read_toml

TABLES = read_toml(data_dir() / "playbook.toml")
PLAYBOOK = check(TABLES)
Step = tuple[int, dict[str, Any]]
"""Minutes from the start, and a command; ``as`` gives what it makes a name."""


class Run:
    """One run of a drill on a file of its own."""

    def __init__(self, name: str, path: Path, lang: str = "zh") -> None:
        self.drill = load(drill_files()[name])
        start = to_instant(self.drill.start, PLAYBOOK.tz)
        self.hand = SettableClock(start, simulated=True, speed=self.drill.speed)
        self.clock = StagedClock(self.hand)
        self.desk = Desk.open(path, PLAYBOOK, self.clock, operator="li", seat="test")
        self.ids = lay(self.desk, self.clock.stand, opening(self.drill, start, lang))
        self.clock.stand(start)
        ranks = {grade: one.rank for grade, one in PLAYBOOK.grades.items()}
        self.training = Training(self.drill, path, self.clock, lang, ranks)
        self.training.begin()
        self.reader = Reader.open(path, Vocabulary(TABLES, lang), operator="li")

    def do(self, fields: Mapping[str, Any]) -> None:
        """Do a command of the trainee; ``@name`` is what the story or an earlier command made."""
        told = {key: resolved(value, self.ids) for key, value in fields.items() if key != "as"}
        receipt = self.desk.do(parse(told))
        if "as" in fields:
            self.ids[fields["as"]] = receipt.id

    def minute(self) -> None:
        """Let a minute pass, three looks at the clock."""
        for _ in range(3):
            self.hand.time += 20 * SECOND
            for command in self.training.tick(self.clock.now()):
                with suppress(Refusal):
                    receipt = self.desk.do(command)
                    self.ids[(command.key or "").removeprefix(KEY)] = receipt.id

    def hold(self, script: Sequence[Step] = (), each: Callable[[Run, int], None] | None = None) -> Debrief:
        """Run to the end: the script by its minutes, ``each`` after every minute."""
        waiting = sorted(script, key=lambda step: step[0])
        for minute in range(self.drill.length // MINUTE):
            while waiting and waiting[0][0] <= minute:
                self.do(waiting.pop(0)[1])
            if each:
                each(self, minute)
            self.minute()
        assert self.training.over(self.clock.now())
        return self.training.end()

    def close(self) -> None:
        """Let go of the file."""
        self.training.close()
        self.reader.close()
        self.desk.close()


def answer_all(reply: str) -> Callable[[Run, int], None]:
    """Return a trainee who answers everything open every ten minutes."""

    def each(run: Run, minute: int) -> None:
        if minute % 10 == 0:
            for row in run.reader.queue(run.clock.now()):
                run.do({"do": "reply.post", "id": row.id, "text": reply})

    return each


SAFE = {
    "zh": "您好，已看到您的留言，医生团队会在今天内私信回复您；如果高热不退、呼吸费力，请立即到急诊。",
    "en": "Hello, we have seen this and our medical team writes to you today; if breathing gets hard go to "
    "the emergency room at once.",
}

OPEN_RUMOUR = {
    "do": "incident.open", "title": "疫苗传言", "kind": "misinformation", "grade": "larger",
    "items": ["@rumour"], "as": "incident",
}  # fmt: skip
PERFECT: dict[str, Sequence[Step]] = {
    "vaccine_rumour": (
        (6, OPEN_RUMOUR),
        (7, {"do": "incident.claim", "id": "@incident"}),
        (8, {"do": "incident.duty", "id": "@incident", "role": "leader", "person": "分管院长"}),
        (9, {"do": "incident.freeze", "id": "@incident", "reason": "撞题", "slots": ["@vaccine_video"]}),
        (24, {"do": "reply.post", "id": "@fever_child", "text": SAFE["zh"]}),
        (60, {"do": "incident.meet", "id": "@incident", "timer": "initial_response", "evidence": "置顶评论"}),
        (105, {"do": "incident.grade", "id": "@incident", "grade": "major", "reason": "上榜"}),
        (120, {"do": "statement.draft", "incident": "@incident", "text": "情况说明：经核实，相关传言不实。",
               "as": "statement"}),
        (121, {"do": "statement.sign", "id": "@statement", "role": "clinical", "expert": "周主任"}),
        (122, {"do": "statement.sign", "id": "@statement", "role": "public_health", "expert": "何主任"}),
        (125, {"do": "statement.publish", "id": "@statement", "platform": "douyin",
               "meets": "official_statement"}),
        (236, {"do": "handover.give", "to": "王芳"}),
    ),
    "ward_dispute": (
        (5, {"do": "incident.open", "title": "病房视频", "kind": "dispute", "grade": "larger",
             "items": ["@clip"], "as": "incident"}),
        (6, {"do": "incident.claim", "id": "@incident"}),
        (7, {"do": "incident.freeze", "id": "@incident", "reason": "撞题", "slots": ["@ward_video"]}),
        (12, {"do": "incident.tell", "id": "@incident", "timer": "initial_response", "duty": "leader",
              "person": "分管院长", "channel": "phone"}),
        (20, {"do": "task.done", "id": "t1"}),
        (8, {"do": "reply.post", "id": "@family", "text": SAFE["zh"]}),
        (54, {"do": "reply.post", "id": "@stroke", "text": SAFE["zh"]}),
        (50, {"do": "incident.meet", "id": "@incident", "timer": "initial_response", "evidence": "已回应"}),
        (85, {"do": "incident.grade", "id": "@incident", "grade": "major", "reason": "记者到场"}),
        (176, {"do": "handover.give", "to": "陈涛"}),
    ),
    "flu_surge": (
        (7, {"do": "reply.post", "id": "@baby", "text": SAFE["zh"]}),
        (10, {"do": "slot.sign_off", "id": "@fever_notice", "role": "clinical", "expert": "梁主任"}),
        (11, {"do": "slot.sign_off", "id": "@fever_notice", "role": "public_health", "expert": "何主任"}),
        (31, {"do": "incident.open", "title": "发热门诊排队", "kind": "complaint", "grade": "general",
              "items": ["@queue"], "as": "incident"}),
        (48, {"do": "reply.post", "id": "@pregnant", "text": SAFE["zh"]}),
        (60, {"do": "incident.meet", "id": "@incident", "timer": "initial_response", "evidence": "已致歉"}),
        (91, {"do": "slot.publish", "id": "@fever_notice"}),
        (236, {"do": "handover.give", "to": "孙悦"}),
    ),
}  # fmt: skip
"""For each drill what earns full marks, beside answering everything."""
