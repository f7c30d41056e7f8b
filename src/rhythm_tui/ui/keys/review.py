"""What can be done with the review of an incident, and with the lessons it taught."""

from __future__ import annotations

from rhythm_tui.domain.refusal import msg
from rhythm_tui.ui.keys.action import Action, action

REVIEW: tuple[Action, ...] = (
    action("lesson", "f6 l", "review lessons", 1,
            label=msg("lesson"), help=msg("write down a pitfall, or a step of procedure")),
    action("review-copy", "f3 y", "review", 2, reads=True,
            label=msg("copy"), help=msg("copy the review to the clipboard, as Markdown")),
    action("review-save", "f4 o", "review", 3, reads=True,
            label=msg("to a file"), help=msg("write the review to a file, Markdown or HTML")),
    action("lesson-drop", "f4 x", "lessons", 2, group="change",
            label=msg("take off"), help=msg("take it off its list, with the reason")),
)  # fmt: skip
