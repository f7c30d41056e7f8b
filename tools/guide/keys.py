"""The keys, from the registry."""

from __future__ import annotations

from collections.abc import Iterable

from rhythm_tui import i18n
from rhythm_tui.ui.keys import ACTIONS, MOVES, Action, key_name

PLACES = {
    "desk": ("Everywhere", "各处"),
    "queue": ("Queue", "互动队列"),
    "slots": ("Slots", "今日发布"),
    "incidents": ("Incidents", "舆情看板"),
    "tasks": ("Tasks", "任务"),
    "statements": ("Statements", "声明"),
    "review": ("Review", "复盘"),
    "lessons": ("Lessons", "经验教训"),
    "plan": ("Plan", "排期表"),
    "plans": ("Campaigns and recurring slots", "战役与循环"),
    "ideas": ("Ideas", "选题"),
    "pledges": ("Pledges", "承诺"),
    "stories": ("Stories", "用户故事"),
}
"""The places of the registry and what the guide calls them, English and Chinese."""
_WORDS = {
    "en": ("| key | does | id |", "In every list", "| key | does |"),
    "zh": ("| 键 | 作用 | 编号 |", "各列表", "| 键 | 作用 |"),
}


def names(keys: Iterable[str]) -> str:
    """Return keys as a table shows them."""
    return " ".join(f"`{key_name(key)}`" for key in keys)


def words(action: Action) -> str:
    """Return what an action is called and does, in the language in use."""
    return f"**{i18n._(action.label)}**: {i18n._(action.help)}"


def block(lang: i18n.Lang) -> str:
    """Return a table for each place, and what every list understands."""
    before = i18n.language()
    i18n.use(lang)
    try:
        return _block(lang)
    finally:
        i18n.use(before)


def _block(lang: i18n.Lang) -> str:
    head, lists, short = _WORDS[lang]
    parts = []
    for place, called in PLACES.items():
        rows = [
            f"| {names(one.keys)} | {words(one)} | `{one.id}` |" for one in ACTIONS if place in one.places
        ]
        parts.append("\n".join([f"## {called[lang == 'zh']}", "", head, "|---|---|---|", *rows]))
    moves = [f"| {names(keys.split())} | {i18n._(told)} |" for keys, told in MOVES]
    parts.append("\n".join([f"## {lists}", "", short, "|---|---|", *moves]))
    return "\n\n".join(parts)
