"""A hospital's own playbook: nouns beside the built-in ones, a chain of review, a fourth grade."""

from __future__ import annotations

import tomllib
from typing import Any

from rhythm_tui.settings import built_in_playbook

CHAIN = ("head", "vice_president", "first_check", "release_desk")
"""部门负责人, 分管院领导, 宣传科初审, 终审."""
OWN = """
[platforms.mastodon]
zh = "长毛象"
en = "Mastodon"

[kinds.leak]
zh = "信息泄露"
en = "data leak"
caution_zh = "先封堵，再报告"
caution_en = "close the gap, then report"
tasks = [{ duty = "lawyer", within = "30m", zh = "封堵泄露", en = "stop the leak" }]

[timers.report_up]
zh = "上报主管部门"
en = "report upwards"
target = "3h"
kinds = ["leak"]

[sources.drone]
zh = "无人机拍到"
en = "seen by a drone"

[duties.lawyer]
zh = "法务"
en = "lawyer"

[forms.quiz]
zh = "答题"
en = "quiz"

[audiences.students]
zh = "学生"
en = "students"
windows = ["17:00-18:00"]

[roles.head]
zh = "部门负责人"
en = "head of department"
short_zh = "部门"
short_en = "head"

[roles.vice_president]
zh = "分管院领导"
en = "vice president"
short_zh = "院领导"
short_en = "vice"

[roles.first_check]
zh = "宣传科初审"
en = "first check"
short_zh = "初审"
short_en = "first"

[roles.release_desk]
zh = "终审"
en = "final check"
short_zh = "终审"
short_en = "final"
"""


def own_text() -> str:
    """Return the built-in playbook as that hospital edited it."""
    text = built_in_playbook().read_text("utf-8")
    for there, here in (
        ("rank = 4\non = false", "rank = 4\non = true"),
        ('normal = ["clinical"]', f"normal = {list(CHAIN)!r}"),
        ("ordered = false", "ordered = true"),
        ("share = 40", "share = 50"),
        ('name_en = "hot topics"\nshare = 30', 'name_en = "hot topics"\nshare = 20'),
    ):
        assert there in text
        text = text.replace(there, here)
    return text + OWN


def own_tables() -> dict[str, Any]:
    """Return its tables."""
    return tomllib.loads(own_text())
