"""What can be done with the topic pool, pledges and users' stories, and with a plan in a file."""

from __future__ import annotations

from rhythm_tui.domain.refusal import msg
from rhythm_tui.ui.keys.action import Action, action

POOL: tuple[Action, ...] = (
    action("pool", "o ctrl+w", "slots plan", menu=False, reads=True,
            label=msg("topic pool"), help=msg("ideas, pledges to the public, users' stories")),
    action("plan-import", "I ctrl+v", "slots plan", menu=False,
            label=msg("import a plan"), help=msg("plan the slots of a CSV or xlsx file, seen first")),
    action("plan-export", "X ctrl+x", "slots plan", menu=False, reads=True,
            label=msg("export the plan"), help=msg("write what is ahead to a CSV, xlsx or iCalendar file")),
    action("pool-add", "f5 a", "ideas pledges stories", menu=False,
            label=msg("add"), help=msg("a new idea, pledge or story, as the tab has it")),
    action("pool-plan", "f6 p", "ideas pledges stories",
            label=msg("plan a slot"), help=msg("plan a slot for it")),
    action("pool-count", "f7 c", "pledges", group="note",
            label=msg("count"), help=msg("say how many there are by now")),
    action("pool-consent", "f8 w", "stories", group="note",
            label=msg("consent"), help=msg("asked, consented in writing, or refused")),
    action("pool-drop", "f4 x", "ideas pledges stories", group="change",
            label=msg("drop"), help=msg("drop it, with the reason")),
)  # fmt: skip
