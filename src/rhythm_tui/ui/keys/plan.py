"""What can be done with the plan behind the slots: campaigns, recurring slots, days of one's own."""

from __future__ import annotations

from rhythm_tui.domain.refusal import msg
from rhythm_tui.ui.keys.action import Action, action

PLAN: tuple[Action, ...] = (
    action("plan-span", "f3 w", "plan", 5, menu=False, reads=True,
            label=msg("week or month"), help=msg("change between a week and a month")),
    action("plan-cause", "f6 e", "plan", 6, menu=False, reads=True,
            label=msg("next cause"), help=msg("go to the next thing by which the rhythm is lost")),
    action("plan-today", "f4 t", "plan", 7, menu=False, reads=True,
            label=msg("today"), help=msg("go to today")),
    action("plan-back", "[", "plan", menu=False, reads=True,
            label=msg("earlier"), help=msg("the week or month before")),
    action("plan-on", "]", "plan", menu=False, reads=True,
            label=msg("later"), help=msg("the week or month after")),
    action("campaign", "C ctrl+b", "slots plan plans", menu=False,
            label=msg("campaign"), help=msg("lay warm-up, burst and long tail around a day")),
    action("plans", "R ctrl+r", "slots plan", menu=False, reads=True,
            label=msg("campaigns and recurring"), help=msg("campaigns, recurring slots, days of your own")),
    action("own-day", "d ctrl+o", "slots plan plans", menu=False,
            label=msg("own day"), help=msg("a day of the hospital's own, for the calendar")),
    action("repeat", "f5 r", "plans",
            label=msg("recurring"), help=msg("add a recurring slot, of a template or of your own")),
    action("repeat-lay", "f6 l", "plans",
            label=msg("lay"), help=msg("lay the recurring slots that are not there yet")),
    action("campaign-slots", "f8 s", "plans", reads=True,
            label=msg("its slots"), help=msg("the slots of a campaign, each with what it still wants")),
    action("campaign-move", "f7 m", "plans", group="change",
            label=msg("move"), help=msg("move the burst of a campaign, and the whole arc with it")),
    action("plan-drop", "f4 x", "plans", group="change",
            label=msg("drop"), help=msg("drop it, with the reason")),
)  # fmt: skip
