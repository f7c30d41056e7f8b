"""What a place is for, where there is nothing under the cursor to explain."""

from __future__ import annotations

from rhythm_tui.i18n import _
from rhythm_tui.ui.explaining.part import Part
from rhythm_tui.ui.keys import Place


def parts(place: Place) -> list[Part]:
    """Return a sentence on what stands in a place."""
    found: dict[Place, tuple[str, str]] = {
        "queue": (_("queue"), _("Everything that waits for an answer, the most urgent first.")),
        "slots": (_("slots"), _("What goes out today, by time, and what each slot still wants.")),
        "incidents": (_("incidents"), _("What is said about the hospital, and the timers of the response.")),
        "tasks": (_("tasks"), _("What somebody has to do, until when; overdue ones stand on top.")),
        "statements": (_("statements"), _("The versions of what is said in public. A changed word makes its"
                                          " sign-offs lapse; a newer version supersedes an older one.")),
        "review": (_("review"), _("Minutes against targets, decisions and lessons of one incident.")),
        "lessons": (_("lessons"), _("Pitfalls and standing procedure: both are lines of the checklist before"
                                    " publishing.")),
        "plans": (_("plan"), _("Campaigns, recurring slots and own days. The desk proposes, a person lays.")),
        "ideas": (_("ideas"), _("What might be made one day; planned into a slot by a key.")),
        "pledges": (_("pledges"), _("What was promised in public past a count; say the count, and it says"
                                    " when it is reached.")),
        "stories": (_("stories"), _("What users tell of themselves: in public only with written consent.")),
    }  # fmt: skip
    return [Part(*found[place])] if place in found else []
