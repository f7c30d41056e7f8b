"""What came of a file that was taken in, in one line."""

from __future__ import annotations

from rhythm_tui.desk.batches import Counts
from rhythm_tui.i18n import clauses, say


def taken_words(name: str, counts: Counts) -> str:
    """Return the file's name and how many of its rows are new, changed, known, rejected."""
    told = [say("{n} new", n=counts.new)]
    told += [say("{n} changed", n=counts.updated)] if counts.updated else []
    told += [say("{n} known", n=counts.duplicate)] if counts.duplicate else []
    told += [say("{n} rejected", n=counts.rejected)] if counts.rejected else []
    return say("{what}: {why}", what=name, why=clauses(told))
