"""What stands in the reply editor: the finding at the cursor, the draft, what copying does."""

from __future__ import annotations

from collections.abc import Iterator

from rhythm_tui.desk import guard
from rhythm_tui.desk.remark import Remark
from rhythm_tui.i18n import _, say
from rhythm_tui.ui.explaining.part import Part
from rhythm_tui.ui.findings import severity_name


def parts(text: str, found: Remark | None, approved_only: str | None) -> Iterator[Part]:
    """Say what the guard's finding nearest to the cursor means, and how a reply comes to count.

    ``approved_only`` is the open incident for which only approved wording may be used (RHYTHM 23).
    """
    if found is not None:
        red = found.severity == "red"
        stops = _("Change it; with a reason, which stays on record, it can be copied all the same.")
        told = stops if red else _("It can be copied as it is.")
        kind = _(", ").join((severity_name(found.severity), guard.category_name(found.category)))
        why = say("{why} ({citation})", why=found.why, citation=found.citation)
        head = say("{what}: {why}", what=kind, why=why)
        yield Part(guard.quoted(text, found), f"{head} {told}", "late" if red else "soon")
    if approved_only is not None:
        told = _("While this incident is open only approved wording is copied as it stands.")
        yield Part(say("incident {id}", id=approved_only), told, "soon")
    yield Part(_("draft"), _("It is kept while you type and seen on this desk only. The clock goes on."))
    told = _("To the clipboard: it is pasted on the platform by hand. The clock goes on until it is"
             " confirmed as posted.")  # fmt: skip
    yield Part(_("copy"), told)
