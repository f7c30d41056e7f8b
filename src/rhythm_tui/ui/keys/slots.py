"""What can be done with publishing slots."""

from __future__ import annotations

from rhythm_tui.domain.refusal import msg
from rhythm_tui.ui.keys.action import Action, action

SLOTS: tuple[Action, ...] = (
    action("sign", "f6 a", "slots", 1,
            label=msg("sign off"), help=msg("sign the slot off in a role")),
    action("publish", "f8 p", "slots", 2,
            label=msg("published"), help=msg("record that the slot went out")),
    action("slot-move", "f7 m", "slots plan", 3,
            label=msg("move"), help=msg("give the slot another time; what that does is shown first")),
    action("slot-copy", "y", "slots plan", 4,
            label=msg("copy"), help=msg("plan the same words at another time or on another platform")),
    action("slot-day-on", "+", "slots plan",
            label=msg("a day later"), help=msg("move the slot to the next day, at the same hour")),
    action("slot-day-back", "-", "slots plan",
            label=msg("a day earlier"), help=msg("move the slot to the day before, at the same hour")),
    action("slot-hour-on", ">", "slots plan",
            label=msg("an hour later"), help=msg("move the slot by an hour")),
    action("slot-hour-back", "<", "slots plan",
            label=msg("an hour earlier"), help=msg("move the slot back by an hour")),
)  # fmt: skip
