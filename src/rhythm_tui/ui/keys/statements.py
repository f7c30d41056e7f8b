"""What can be done with the statements of an incident."""

from __future__ import annotations

from rhythm_tui.domain.refusal import msg
from rhythm_tui.ui.keys.action import Action, action

STATEMENTS: tuple[Action, ...] = (
    action("statement-write", "f6 e", "statements", 1,
            label=msg("write"), help=msg("write the open draft on, or draft the next version")),
    action("statement-sign", "f5 a", "statements", 2,
            label=msg("sign off"), help=msg("sign the draft off in a role; a changed word makes it lapse")),
    action("statement-publish", "f8 p", "statements", 3,
            label=msg("publish"), help=msg("record where it stands, and when the next update was promised")),
    action("statement-compare", "f3 c", "statements", 4, reads=True,
            label=msg("compare"), help=msg("with the version before; again: with the next one")),
    action("statement-copy", "f4 y", "statements", 5, reads=True,
            label=msg("copy"), help=msg("copy the text to the clipboard")),
    action("statement-replies", "f7 o", "statements", 6, reads=True,
            label=msg("old replies"), help=msg("the replies in public that carry a superseded statement")),
    action("statement-slot", "l", "statements",
            label=msg("clarification"), help=msg("plan a slot for it, with double review")),
)  # fmt: skip
