"""A proposal for a table nobody knows: which column seems to be what, with three rows to judge by."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from datetime import tzinfo
from itertools import islice
from pathlib import Path
from typing import Any

from rhythm_tui import disk
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.refusal import msg
from rhythm_tui.intake.lines import Progress
from rhythm_tui.intake.picking import ORDER
from rhythm_tui.intake.profiles import Profile, Recognise, Target
from rhythm_tui.intake.records import sample_rows
from rhythm_tui.intake.sniff import sniff, tables
from rhythm_tui.intake.table import Row, key
from rhythm_tui.intake.unreadable import Unreadable, no_access, words
from rhythm_tui.intake.values import NoFact, ident, posted_at, text_of
from rhythm_tui.toml_values import toml_value

SHOWN_ROWS = 3
_LOOKED_AT = 40
_HINTS: tuple[tuple[Target, str], ...] = (
    ("posted_at", r"time|date|时间|日期|时刻"),
    ("external_id", r"(comment|message|msg|评论|消息|私信)_?id|^id$|编号|序号"),
    ("parent", r"parent|reply_?(id|to)|回复id|父"),
    ("post", r"video|post|note|aweme|作品|视频|笔记|文章"),
    ("conversation", r"conversation|session|会话|对话"),
    ("author_id", r"(user|author|用户|作者).*id|uid|openid|open_id"),
    ("platform", r"platform|channel|平台|渠道"),
    ("kind", r"^kind$|^type$|类型|类别"),
    ("text", r"content|text|comment|message|question|内容|评论|留言|私信|消息|问题|提问|咨询|诉求|正文"),
    ("author", r"name|user|author|昵称|姓名|用户|网友|作者|粉丝|称呼|患者|家属|来自"),
)
"""By which words in its name a column is taken for what; tried in this order."""


class Proposal(NamedTuple):
    """A mapping to look at, and to save when it is right."""

    profile: Profile
    header: tuple[str, ...]
    samples: tuple[Mapping[Target, str], ...]
    """Up to three rows as the mapping reads them."""
    missing: tuple[Target, ...]
    """What no column seems to hold and every row needs: ``text``, ``posted_at``, ``platform``, ``kind``."""


def propose(path: Path, *, zone: tzinfo, now: int, values_of: Profile | None = None) -> Proposal:
    """Return a proposed mapping for a table that no profile fits.

    ``zone`` and ``now`` (ms UTC) tell times from other numbers; ``values_of`` is a profile whose meanings of
    words (``抖音`` is ``douyin``) are taken over. Raises ``Unreadable`` where there is no table.
    """
    try:
        header, rows = _sample(path)
    except OSError as error:
        raise no_access(path, error) from error
    mapping = _guess(header, rows, zone, now)
    profile = Profile(
        name="proposal",
        recognise=Recognise(columns=frozenset(mapping.values())),
        columns={target: ((key(column),),) for target, column in mapping.items()},
        values=dict(values_of.values) if values_of else {},
    )
    places = {target: header.index(column) for target, column in mapping.items()}
    samples = tuple(
        {target: words(row[place], 200) for target, place in places.items()} for row in rows[:SHOWN_ROWS]
    )
    needed: tuple[Target, ...] = ("text", "posted_at", "platform", "kind")
    return Proposal(profile, header, samples, tuple(one for one in needed if one not in mapping))


def _sample(path: Path) -> tuple[tuple[str, ...], list[list[str]]]:
    """Return the header and the first rows of the first table of a file, all rows as long as the header."""
    shape = sniff(path)
    if shape.kind == "json":
        return sample_rows(path, shape.encoding or "utf-8", _LOOKED_AT)
    table = tables(path, shape, Progress(shape.size), lambda _: False)[0]
    rows = (list(map(text_of, row.cells)) for row in table.rows() if isinstance(row, Row))
    width = len(table.header)
    return table.header, [row[:width] for row in islice(rows, _LOOKED_AT) if len(row) >= width]


def _guess(header: Sequence[str], rows: Sequence[Sequence[str]], zone: tzinfo, now: int) -> dict[Target, str]:
    """Return which column seems to hold what: by its name, where its cells do not speak against it."""
    found: dict[Target, str] = {}
    for target, pattern in _HINTS:
        for place, name in enumerate(header):
            free = name.strip() and name not in found.values()
            if free and re.search(pattern, key(name)) and _holds(target, _cells(rows, place), zone, now):
                found[target] = name
                break
    longest = max(range(len(header)), key=lambda place: sum(map(len, _cells(rows, place))), default=None)
    if "text" not in found and longest is not None and header[longest] not in found.values():
        found["text"] = header[longest]
    for place, name in enumerate(header):
        if "posted_at" not in found and name and name not in found.values():
            cells = _cells(rows, place)
            if any(cells) and _holds("posted_at", cells, zone, now):
                found["posted_at"] = name
    return {target: found[target] for target in ORDER if target in found}


def _cells(rows: Sequence[Sequence[str]], place: int) -> list[str]:
    return [row[place] for row in rows if row[place].strip()]


def _holds(target: Target, cells: Sequence[str], zone: tzinfo, now: int) -> bool:
    """Return whether cells may be what ``target`` asks for: times are times, texts are no ids."""
    if target == "posted_at":
        return sum(_is_time(cell, zone, now) for cell in cells) * 5 >= len(cells) * 4
    if target == "text":
        return not all(cell.strip().isascii() and ident(cell) and " " not in cell for cell in cells)
    return True


def _is_time(cell: str, zone: tzinfo, now: int) -> bool:
    try:
        posted_at(cell, zone, "", now)
    except NoFact:
        return False
    return True


def save_profile(profile: Profile, folder: Path, name: str) -> Path:
    """Write a profile under a name into the user's folder of profiles and return its path.

    Raises ``Unreadable`` when the name cannot be one or is taken there, ``OSError`` when nothing can be
    written.
    """
    path = folder / f"{name}.toml"
    if not re.fullmatch(r"[\w-]{1,40}", name):
        raise Unreadable(path, msg("a profile's name is letters, digits, - and _, at most 40"))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        handle = disk.create(path)
    except FileExistsError as error:
        raise Unreadable(path, msg("{file}: there is such a profile already: choose another name")) from error
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(to_toml(profile))
    return path


def to_toml(profile: Profile) -> str:
    """Return a profile as the TOML file that reads back as it."""
    data = profile.model_dump(mode="json", exclude_defaults=True, exclude={"name"})
    plain = [f"{name} = {toml_value(value)}" for name, value in data.items() if not isinstance(value, dict)]
    return "\n".join([*plain, *_tables(data, ())]) + "\n"


def _tables(data: Mapping[str, Any], above: tuple[str, ...]) -> list[str]:
    lines: list[str] = []
    for name, value in data.items():
        if isinstance(value, dict):
            at = (*above, name)
            inside = [
                f"{toml_value(k)} = {toml_value(v)}" for k, v in value.items() if not isinstance(v, dict)
            ]
            lines += ["", f"[{'.'.join(at)}]", *inside, *_tables(value, at)] if inside else _tables(value, at)
    return lines
