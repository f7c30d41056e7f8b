"""Builds a desk file of any size, for the benchmark: ``build_desk.py PATH --items N --open M [--seed S]``.

The items go in through the desk's own import, with realistic Chinese texts; what is not to be open is then
answered within its time, as rows of an import are facts. A few incidents and today's slots stand beside them.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from rhythm_tui import settings
from rhythm_tui.clock import Clock
from rhythm_tui.desk.batches import BatchInfo, take
from rhythm_tui.desk.desk import Desk
from rhythm_tui.domain.commands import parse
from rhythm_tui.domain.facts import Seen
from rhythm_tui.domain.playbook import check

NOW = "2026-11-22T14:30:00+08:00x0"
MINUTE = 60_000
HOUR = 60 * MINUTE
OPENINGS = ("请问医生", "您好", "想问一下", "我妈妈", "孩子", "在线等", "谢谢医生", "老人", "上周", "半夜")
TOPICS = (
    "高血压吃什么药", "发烧38.5度怎么办", "术后多久复查", "专家号怎么预约", "胃镜疼不疼", "疫苗打完胳膊肿",
    "产后腹直肌分离", "牙疼三天了", "颈椎病能不能按摩", "体检报告看不懂", "停车场怎么收费", "发票可以补开吗",
    "糖尿病能吃水果吗", "膝盖上下楼疼", "眼前有小黑点", "睡不着怎么调理",
)  # fmt: skip
ENDINGS = ("？", "，急", "，能回复一下吗", "，谢谢", "，已经一个星期了", "，需要挂什么科", "。")
PLATFORMS = ("douyin", "kuaishou", "channels", "xiaohongshu", "bilibili", "weibo")


def items(count: int, opened: int, now: int, seed: int) -> Iterator[Seen]:
    """Yield ``count`` items, the last ``opened`` of them posted within the last 30 hours."""
    draw = random.Random(seed)
    for number in range(count):
        recent = number >= count - opened
        ago = draw.randrange(MINUTE, 30 * HOUR) if recent else draw.randrange(48 * HOUR, 600 * 24 * HOUR)
        text = draw.choice(OPENINGS) + draw.choice(TOPICS) + draw.choice(ENDINGS)
        yield Seen(
            line=number + 1,
            platform=draw.choice(PLATFORMS),
            kind="message" if draw.random() < 0.2 else "comment",
            posted_at=now - ago,
            author_id=f"u{draw.randrange(count // 4 + 1)}",
            author=f"用户{draw.randrange(10_000)}号",
            text=text,
            post=f"v{draw.randrange(2_000)}",
            external_id=f"{7_400_000_000_000_000_000 + number}",
        )


def build(path: Path, count: int, opened: int, seed: int) -> None:
    """Make the desk file."""
    playbook = check(settings.read_toml(settings.data_dir() / "playbook.toml"))
    clock = Clock.parse(NOW, playbook.tz)
    desk = Desk.open(path, playbook, clock, operator="bench", seat="bench")
    now = clock.now()
    take(desk, items(count, opened, now, seed), BatchInfo("bench", "0", "bench"), lambda reject: None, tell)
    answer_history(desk, now)
    for number in range(4):
        grade = ("general", "larger", "major", "general")[number]
        desk.do(parse({"do": "incident.open", "title": f"舆情 {number}", "kind": "other", "grade": grade}))
        slot = {"do": "slot.plan", "platform": "douyin", "tier": 1, "form": "science"}
        desk.do(parse({**slot, "at": now + number * HOUR, "title": f"选题 {number}"}))
    desk.close()


def answer_history(desk: Desk, now: int) -> None:
    """Let everything older than 40 hours have been answered within the hour: a fact of the import."""
    sql = """
        UPDATE interaction SET state = 'answered', reply_state = 'posted', stopped_at = posted_at + 3000000,
          stopped_by = 'bench', owner = 'bench', missed_s = 0, neglected = 0
        WHERE posted_at < ?
    """
    connection = desk.store.connection
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(sql, (now - 40 * HOUR,))
    connection.execute("COMMIT")


def tell(rows: int) -> None:
    """Say how far it is, on one line."""
    if rows % 50_000 == 0:
        sys.stderr.write(f"\r{rows:,} rows")
        sys.stderr.flush()


def main() -> None:
    """Read the command line and build."""
    wanted = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    wanted.add_argument("path", type=Path)
    wanted.add_argument("--items", type=int, default=1_000_000)
    wanted.add_argument("--open", type=int, default=10_000, dest="opened")
    wanted.add_argument("--seed", type=int, default=1)
    told = wanted.parse_args()
    begun = time.perf_counter()
    build(told.path, told.items, told.opened, told.seed)
    sys.stderr.write(f"\r{told.items:,} items, {told.opened:,} open, {time.perf_counter() - begun:.0f} s\n")


if __name__ == "__main__":
    main()
