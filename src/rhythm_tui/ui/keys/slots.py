"""What can be done with publishing slots."""

from __future__ import annotations

from rhythm_tui.domain.refusal import msg
from rhythm_tui.ui.keys.action import Action, action

SLOTS: tuple[Action, ...] = (
    action("sign", "f6 a", "slots", 1,
            label=msg("sign off"), help=msg("sign the slot off in a role")),
    action("publish", "f8 p", "slots", 2,
            label=msg("published"), help=msg("record that it went out, and compare its text, then or later")),
    action("checklist", "f5 c", "slots", 3,
            label=msg("checklist"), help=msg("tick what is checked before it goes out")),
    action("slot-move", "f7 m", "slots plan", 4, group="change",
            label=msg("move"), help=msg("give the slot another time; what that does is shown first")),
    action("slot-edit", "f3 e", "slots", 5, group="change",
            label=msg("change"), help=msg("change what it publishes; other words make the sign-offs lapse")),
    action("slot-drop", "f4 x", "slots", 6, group="change",
            label=msg("drop"), help=msg("give it up, with the reason")),
    action("slot-copy", "y", "slots plan", group="change",
            label=msg("copy"), help=msg("plan the same words at another time or on another platform")),
    action("decide", "b", "slots",
            label=msg("decide"), help=msg("a missed slot: late, in the next window, or dropped")),
    action("figures", "T", "slots", group="note",
            label=msg("figures"), help=msg("today's figures of the platforms are taken in")),
    action("slot-day-on", "+", "slots plan", group="change",
            label=msg("a day later"), help=msg("move the slot to the next day, at the same hour")),
    action("slot-day-back", "-", "slots plan", group="change",
            label=msg("a day earlier"), help=msg("move the slot to the day before, at the same hour")),
    action("slot-hour-on", ">", "slots plan", group="change",
            label=msg("an hour later"), help=msg("move the slot by an hour")),
    action("slot-hour-back", "<", "slots plan", group="change",
            label=msg("an hour earlier"), help=msg("move the slot back by an hour")),
)  # fmt: skip
