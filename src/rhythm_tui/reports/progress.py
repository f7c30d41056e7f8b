"""How far a long piece of work is, in words."""

from __future__ import annotations

from rhythm_tui.domain.progress import Progress
from rhythm_tui.i18n import say


def progress_words(now: Progress) -> str:
    """Return rows, share, pace and the time that is left, in one line."""
    told = say("{share} %", share=int(now.share * 100))
    if now.done:
        pace = f"{now.per_second:,}"
        told = say("{rows} rows, {share}, {pace} rows a second", rows=f"{now.done:,}", share=told, pace=pace)
    if now.left_s is None:
        return told
    minutes, seconds = divmod(now.left_s, 60)
    return say("{told}, {minutes}:{seconds:02d} left", told=told, minutes=minutes, seconds=seconds)
