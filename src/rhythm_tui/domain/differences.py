"""What changed between two versions of a text: what was added, what was taken out.

Sentences that stayed are found first, then the characters that changed within the others: Chinese by the
character, Latin words and numbers whole. Standard library only: the read path compares with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal

from rhythm_tui.domain.named import NamedTuple

_SENTENCE = re.compile(r"[^。!?！？;；\n]*[。!?！？;；\n]+|[^。!?！？;；\n]+")
_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*%?|[A-Za-zÀ-ɏ]+|\s+|.", re.DOTALL)
_MOST = 1_000_000
"""Pairs of tokens that are compared one by one; beyond that a passage counts as rewritten."""
_ISLAND = 1
"""Tokens that stayed between two changes are part of the change when they are so few: it reads better."""

Kind = Literal["same", "added", "removed"]


class Run(NamedTuple):
    """A stretch of text that stayed, was added or was taken out."""

    kind: Kind
    text: str


def compare(old: str, new: str) -> tuple[Run, ...]:
    """Return ``new`` with what was taken out of ``old`` in its place.

    Without the removed runs it reads as ``new``, without the added ones as ``old``.
    """
    before, after = _SENTENCE.findall(old), _SENTENCE.findall(new)
    runs: list[Run] = []
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        left, right = "".join(before[i:j]), "".join(after[k:m])
        runs += [Run("same", left)] if tag == "equal" else _within(left, right)
    return tuple(_joined(runs))


def _within(old: str, new: str) -> Iterator[Run]:
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(before) * len(after) > _MOST:
        yield from (Run("removed", old), Run("added", new))
        return
    opcodes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for place, (tag, i, j, k, m) in enumerate(opcodes):
        inside = 0 < place < len(opcodes) - 1
        if tag == "equal" and not (inside and j - i <= _ISLAND):
            yield Run("same", "".join(before[i:j]))
        else:
            yield Run("removed", "".join(before[i:j]))
            yield Run("added", "".join(after[k:m]))


def _joined(runs: Sequence[Run]) -> Iterator[Run]:
    """Yield the runs with neighbours of one kind as one: what was taken out before what was added."""
    removed = added = same = ""
    for run in runs:
        if run.kind == "same" and run.text:
            yield from (one for one in (Run("removed", removed), Run("added", added)) if one.text)
            removed = added = ""
            same += run.text
            continue
        if run.text and same:
            yield Run("same", same)
            same = ""
        removed += run.text if run.kind == "removed" else ""
        added += run.text if run.kind == "added" else ""
    yield from (one for one in (Run("same", same), Run("removed", removed), Run("added", added)) if one.text)
