"""A moment of the past as somebody types it among other words: ``14:05``, ``11-21``, ``11-21 14:05``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.vocabulary import Vocabulary

_TIME = re.compile(r"(\d{1,2})[:：](\d{2})(?:[:：](\d{2}))?", re.ASCII)
_DAY = re.compile(r"(?:(\d{4})-)?(\d{1,2})-(\d{1,2})", re.ASCII)
_LAST = (23, 59, 59)


class Sought(NamedTuple):
    """What somebody looks for in the journal."""

    words: tuple[str, ...]
    until: int | None
    """The last instant (ms UTC) of the day, minute or second that was named, of the last one that was."""


def sought(typed: Sequence[str], now: int, vocabulary: Vocabulary) -> Sought:
    """Part the words from the moment among them; what is no day or time of a calendar is a word."""
    words: list[str] = []
    time: tuple[int, int, int] | None = None
    day: tuple[int, int, int] | None = None
    here = vocabulary.local(now)
    for term in typed:
        if (found := _TIME.fullmatch(term)) and time is None:
            time = int(found[1]), int(found[2]), int(found[3] or 59)
        elif (found := _DAY.fullmatch(term)) and day is None:
            day = int(found[1] or here.year), int(found[2]), int(found[3])
        else:
            words.append(term)
    if time is None and day is None:
        return Sought(tuple(words), None)
    try:
        moment = datetime(*(day or (here.year, here.month, here.day)), *(time or _LAST), tzinfo=here.tzinfo)
    except ValueError:
        return Sought(tuple(typed), None)
    if day is None and moment.replace(second=0) > here:
        moment -= timedelta(days=1)
    return Sought(tuple(words), min(round(moment.timestamp() * 1000) + 999, now))
