"""The words of the filter language: fields and values, with what they are called in Chinese and in short.

Standard library only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rhythm_tui.domain.aliases import KIND_WORDS, tight
from rhythm_tui.domain.deadlines import BANDS, DAY, HOUR, MINUTE


def _table(words: Mapping[str, str]) -> dict[str, str]:
    """Return the tight words of a table (name to its words) with the name each stands for."""
    return {tight(word): name for name, spoken in words.items() for word in (name, *spoken.split())}


FIELDS = _table(
    {
        "band": "状态 急缓 时限",
        "state": "进度 处理",
        "platform": "平台 渠道",
        "kind": "类型 类别",
        "owner": "负责 负责人 认领 认领人",
        "text": "内容 正文 文字",
        "author": "作者 昵称 用户",
        "post": "作品 视频 笔记",
        "topic": "话题 主题",
        "tag": "标签",
        "is": "是",
        "age": "超过 已过 时长",
        "due": "剩余 还剩 到期",
    }
)
"""What a field may be called, and the field."""

CONTAINED = frozenset({"text", "author", "post", "topic"})
"""Fields whose values are looked for in the words of the row."""
SPANS = frozenset({"age", "due"})
"""Fields that are compared with a span: time since posting, time left until the due instant."""

BAND_WORDS = _table(
    {
        "neglected": "忽视 忽略 忽 被忽视 24h+ 超24h 超24小时",
        "late": "逾期 逾 超时 overdue",
        "soon": "临近 临期 急 将到期",
        "ok": "正常 正 按时 在时限内 ontime",
    }
)
STATE_WORDS = _table(
    {
        "open": "待处理 未回复 待回复 未处理",
        "answered": "已回复 已答复 回复",
        "closed": "已关闭 关闭 无需回复",
        "withdrawn": "已撤回 撤回",
        "any": "全部 所有 任何 不限 all",
    }
)
OWNER_WORDS = _table({"none": "无人 无 未认领 nobody", "me": "我 本人 自己"})
FLAG_WORDS = _table(
    {
        "draft": "草稿 drafted",
        "copied": "已复制 复制",
        "mine": "我的",
        "owned": "已认领 claimed",
        "free": "无人 未认领 unowned",
        "linked": "舆情 incident",
    }
)
UNITS = {
    word: unit
    for unit, words in {
        MINUTE: "m min mins minute minutes 分 分钟",
        HOUR: "h hr hrs hour hours 时 小时 个小时 钟头",
        DAY: "d day days 天 日",
    }.items()
    for word in words.split()
}
"""Milliseconds of the units that a span may be written in."""

VALUES: Mapping[str, Mapping[str, str]] = {
    "band": BAND_WORDS,
    "state": STATE_WORDS,
    "kind": _table(dict.fromkeys(KIND_WORDS.values(), "")) | dict(KIND_WORDS),
    "owner": OWNER_WORDS,
    "is": FLAG_WORDS,
}
"""Known words for the values of a field; of an owner others are names."""

_IN_ORDER = {"band": tuple(BANDS), "is": tuple(dict.fromkeys(FLAG_WORDS.values()))}


def names_of(field: str, words: Iterable[str]) -> str:
    """Return the values of ``field`` that ``words`` stand for, for a message that lists them."""
    return " ".join(_IN_ORDER.get(field) or dict.fromkeys(words))
