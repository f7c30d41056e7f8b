"""Write ``version-N.db.gz``: a desk as the program of schema ``N`` leaves it, for the tests of upgrades.

Run it with the source of that program, at the release that brings a new step and never again:

    PYTHONPATH=path/to/that/checkout/src python tests/store/schemas/make.py

It drives the command line alone, so that the source of any age will do: what a program does not know yet it
refuses, and that is left out.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
DAY = "2026-11-22T"
PAGE = 512
"""Bytes of a page: a small file for many nearly empty tables."""

TABLE = """平台,类型,评论时间,昵称,评论内容,作品,评论ID
抖音,评论,2026-11-22 09:00:00,路人甲,门诊几点开门,p1,77
"""
COMMANDS: tuple[dict[str, Any], ...] = (
    {"do": "interaction.add", "platform": "douyin", "kind": "comment", "posted_at": f"{DAY}08:00",
     "author": "张小三", "text": "高血压吃什么", "post": "p1"},
    {"do": "interaction.add", "platform": "kuaishou", "kind": "message", "posted_at": f"{DAY}09:00",
     "author": "李四", "text": "孩子发烧 38.5", "external_id": "m1"},
    {"do": "interaction.add", "platform": "weibo", "kind": "comment", "posted_at": f"{DAY}10:00",
     "author": "王五", "text": "谢谢"},
    {"do": "interaction.claim", "id": "q1"},
    {"do": "reply.draft", "id": "q1", "text": "您好"},
    {"do": "reply.post", "id": "q1", "text": "您好, 请到心内科门诊", "posted_at": f"{DAY}11:30"},
    {"do": "interaction.close", "id": "q3", "reason": "thanks"},
    {"do": "undo"},
    {"do": "interaction.note", "id": "q2", "text": "已电话联系"},
    {"do": "interaction.wait", "id": "q2", "on": "周医生"},
    {"do": "interaction.sort", "id": "q2", "topic": "发热", "tags": ["儿科"]},
    {"do": "interaction.remind", "id": "q2", "at": f"{DAY}13:00"},
    {"do": "incident.open", "title": "疫苗传言", "kind": "misinformation", "grade": "larger",
     "discovered_at": f"{DAY}10:00", "items": ["q3"]},
    {"do": "incident.claim", "id": "i1"},
    {"do": "incident.meet", "id": "i1", "timer": "initial_response", "evidence": "说明已发"},
    {"do": "incident.grade", "id": "i1", "grade": "major", "reason": "上了热搜"},
    {"do": "incident.duty", "id": "i1", "role": "leader", "person": "院长"},
    {"do": "incident.tell", "id": "i1", "timer": "official_statement", "duty": "leader", "person": "院长",
     "channel": "phone"},
    {"do": "task.add", "incident": "i1", "text": "联系报社", "owner": "王芳", "due_at": f"{DAY}16:00"},
    {"do": "task.done", "id": "t1", "result": "已联系"},
    {"do": "statement.draft", "incident": "i1", "text": "关于传言的说明"},
    {"do": "lesson.add", "kind": "pitfall", "text": "先核实再回应", "incident": "i1"},
    {"do": "slot.plan", "platform": "douyin", "at": f"{DAY}20:00", "title": "控压饮食", "tier": 1,
     "form": "science", "audience": "seniors"},
    {"do": "slot.plan", "platform": "channels", "at": f"{DAY}09:00", "title": "医生故事", "tier": 2,
     "form": "story"},
    {"do": "slot.sign_off", "id": "s1", "role": "clinical", "expert": "周医生"},
    {"do": "slot.sign_off", "id": "s2", "role": "clinical", "expert": "周医生"},
    {"do": "slot.publish", "id": "s2", "at": f"{DAY}09:05", "url": "https://example.org/2"},
    {"do": "roster.set", "day": "2026-11-22", "shift": "day", "operators": ["li"]},
    {"do": "shift.start"},
    {"do": "shift.gap", "since": f"{DAY}11:40", "until": f"{DAY}11:55"},
    {"do": "campaign.lay", "name": "冬季健康周", "day": "2026-12-01"},
    {"do": "repeat.add", "platform": "douyin", "days": ["wed"], "time": "15:00", "title": "周三问答",
     "tier": 2, "form": "interactive"},
    {"do": "day.add", "rule": "12-01", "zh": "院庆日"},
    {"do": "pledge.add", "words": "点赞过千就讲", "promise": "膝关节", "platform": "douyin",
     "metric": "likes", "threshold": 1000},
    {"do": "story.add", "text": "治好了我妈妈", "author": "赵六", "interaction": "q1"},
    {"do": "idea.add", "title": "冬季进补", "tier": 2, "form": "science"},
    {"do": "operator.add", "name": "王芳"},
    {"do": "figures.note", "day": "2026-11-21"},
    {"do": "privacy.rotate", "reason": "年度更换"},
)  # fmt: skip


def main() -> None:
    """Make the desk and pack it."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(
            HOME=folder,
            XDG_STATE_HOME=folder,
            XDG_CONFIG_HOME=folder,
            RHYTHM_DB=f"{folder}/desk.db",
            RHYTHM_OPERATOR="li",
            RHYTHM_CLOCK=f"{DAY}12:00:00+08:00x0",
            RHYTHM_LANG="en",
        )
        _work(Path(folder))
        _pack(Path(folder))


def _work(folder: Path) -> None:
    from rhythm_tui.cli.main import run

    table = folder / "comments.csv"
    table.write_text(TABLE, "utf-8")
    told = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in COMMANDS)
    sys.stdin = io.TextIOWrapper(io.BytesIO(told.encode()))
    run(["do"])
    run(["import", str(table)])


def _pack(folder: Path) -> None:
    from rhythm_tui.store.sqlite import sqlite3

    small = folder / "small.db"
    with sqlite3.connect(folder / "desk.db") as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute(f"PRAGMA page_size={PAGE}")
        connection.execute("VACUUM INTO ?", (str(small),))
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        rows = connection.execute("SELECT count(*) FROM journal").fetchone()[0]
    connection.close()
    packed = HERE / f"version-{version}.db.gz"
    packed.write_bytes(gzip.compress(small.read_bytes(), 9, mtime=0))
    sys.stderr.write(f"{packed.name}: {rows} journal rows, {packed.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
