"""What came of files that were taken in, in one line."""

from __future__ import annotations

from collections.abc import Sequence

from rhythm_tui.desk.batches import Counts
from rhythm_tui.i18n import clauses, say


def taken_words(name: str, counts: Counts) -> str:
    """Return the file's name and how many of its rows are new, changed, known, rejected."""
    return say("{what}: {why}", what=name, why=clauses(_rows([counts])))


def together_words(taken: Sequence[Counts], known: int, refused: int) -> str:
    """Return what came of several files at once: rows of those taken in, and the number of the others.

    ``known``: files whose bytes are on the desk already; ``refused``: files that could not be read.
    """
    told = _rows(taken) if taken else []
    told += [say("not taken in: {n}", n=refused)] if refused else []
    told += [say("known already: {n}", n=known)] if known else []
    files = say("{n} files", n=len(taken) + known + refused)
    return say("{what}: {why}", what=files, why=clauses(told))


def _rows(taken: Sequence[Counts]) -> list[str]:
    new, changed = sum(one.new for one in taken), sum(one.updated for one in taken)
    known, rejected = sum(one.duplicate for one in taken), sum(one.rejected for one in taken)
    told = [say("{n} new", n=new)]
    told += [say("{n} changed", n=changed)] if changed else []
    told += [say("{n} known", n=known)] if known else []
    return [*told, say("{n} rejected", n=rejected)] if rejected else told
