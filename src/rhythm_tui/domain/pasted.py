"""Many items pasted at once: quick-add lines, or comments copied from a platform's web page.

A copied page stands in groups of lines: the nickname, the words, and the time with the buttons beside it
(``11-22 13:20 回复``). A line that names platform or kind alone is a heading for those below it. Every other
line comes back, in an item or in a problem, except the page's own buttons and counts. Standard library only.
"""

from __future__ import annotations

import re

from rhythm_tui.domain import moments
from rhythm_tui.domain.aliases import HALF_WIDTH
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.quickadd import (
    Defaults,
    Draft,
    Part,
    Problem,
    Surroundings,
    front,
    judge,
    parse,
    trimmed,
)

_PLACES = (
    "北京|天津|河北|山西|内蒙古|辽宁|吉林|黑龙江|上海|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南"
    "|重庆|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|香港|澳门|台湾|中国香港|中国澳门|中国台湾|未知"
)
_BUTTON = (
    r"(?>回复|举报|删除|点赞|赞|踩|置顶|取消置顶|分享|转发|收藏|复制|拉黑|屏蔽|私信|更多|作者赞过|首评|收起"
    r"|(?:展开|查看|共)\s*(?:更多|全部|\d{0,6})\s*条?(?:回复|评论)?|reply|like|share|report|delete|more"
    r"|\d{1,6}(?:\.\d)?[万wk]?)"
)
_GAP = r"[\s\u00b7\u2022|,]*"
_BUTTONS = re.compile(rf"(?:{_GAP}{_BUTTON}(?![a-z\d]))+{_GAP}", re.IGNORECASE | re.ASCII)
_AFTER_TIME = re.compile(
    rf"(?:{_GAP}(?:(?:IP属地:?\s*|发布于|来自)\S{{2,8}}|{_PLACES}))?(?:{_BUTTONS.pattern}|{_GAP})",
    re.IGNORECASE | re.ASCII,
)
_LONGEST_BAR = 80
"""Longest line, in characters, of a time with buttons."""


class _Line(NamedTuple):
    number: int
    raw: str
    half: str


def parse_many(text: str, around: Surroundings) -> list[Draft | Problem]:
    """Return the items pasted as ``text``, and a problem for whatever makes none, in their order."""
    raws = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    numbered = (_Line(number, raw, raw.translate(HALF_WIDTH)) for number, raw in enumerate(raws, 1))
    lines = [line for line in numbered if line.raw.strip()]
    if any(_time_line(line, around) for line in lines):
        return _page(lines, around)
    found: list[Draft | Problem] = []
    for line in lines:
        if heading := _heading(line, around):
            around = around._replace(defaults=heading)
        else:
            found.append(parse(line.raw, around, line.number))
    return found


def _heading(line: _Line, around: Surroundings) -> Defaults | None:
    """Return the defaults that a line sets which names platform or kind and nothing else."""
    parts, end = front(line.half, around)
    told = {part.field: str(part.value) for part in parts}
    if end < len(line.half) or not told or "posted_at" in told:
        return None
    platform, kind, author = around.defaults
    return Defaults(told.get("platform", platform), told.get("kind", kind), author)


def _page(lines: list[_Line], around: Surroundings) -> list[Draft | Problem]:
    """Return the items of a copied page, among which quick-add lines may stand."""
    found: list[Draft | Problem] = []
    group: list[_Line] = []
    for line in lines:
        if when := _time_line(line, around):
            found.append(_group([*group, line], when, around))
            group = []
        elif group:
            group.append(line)
        elif heading := _heading(line, around):
            around = around._replace(defaults=heading)
        elif (item := parse(line.raw, around, line.number)) and _is_whole(item):
            found.append(item)
        else:
            group.append(line)
    rest = [line for line in group if not _BUTTONS.fullmatch(line.half.strip())]
    return found + [parse(line.raw, around, line.number) for line in rest]


def _is_whole(item: Draft | Problem) -> bool:
    """Return whether a line is surely a quick-add line: it says who and, in front, where, what or when."""
    told = {part.field for part in item.parts if part.sure}
    return isinstance(item, Draft) and "author" in told and bool(told & {"platform", "kind", "posted_at"})


class _When(NamedTuple):
    """The time below an item on a page: a part, or a day without an hour."""

    part: Part | None
    day: str


def _time_line(line: _Line, around: Surroundings) -> _When | None:
    """Return the time of a line that holds nothing else but buttons and a place."""
    half = line.half.rstrip()
    start = len(half) - len(half.lstrip())
    if len(half) > _LONGEST_BAR:
        return None
    if moment := moments.read(half, start, around.now, around.zone):
        end = moment.end
        when = _When(Part("posted_at", start, end, moment.at, moment.sure), "")
    else:
        end = moments.read_date(half, start) or 0
        when = _When(None, half[start:end])
    return when if end and _AFTER_TIME.fullmatch(half, end) else None


def _group(lines: list[_Line], when: _When, around: Surroundings) -> Draft | Problem:
    """Return the item of a group: its first line is the nickname, its last the time."""
    while len(lines) > 3 and _BUTTONS.fullmatch(lines[0].half.strip()):
        lines = lines[1:]
    raw = "\n".join(line.raw for line in lines)
    name_end = len(lines[0].raw) if len(lines) > 2 else 0
    words_end = len(raw) - len(lines[-1].raw)
    parts = [trimmed("author", raw, 0, name_end)] if name_end else []
    if words_end:
        parts.append(trimmed("text", raw, name_end, words_end))
    if when.part:
        time = when.part
        parts.append(time._replace(start=time.start + words_end, end=time.end + words_end))
    return judge(raw, parts, around, lines[0].number, when.day)
