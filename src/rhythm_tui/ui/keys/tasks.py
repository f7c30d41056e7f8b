"""What can be done with tasks."""

from __future__ import annotations

from rhythm_tui.domain.refusal import msg
from rhythm_tui.ui.keys.action import Action, action

TASKS: tuple[Action, ...] = (
    action("task-done", "f8 x", "tasks", 1, when="open",
            label=msg("finish"), help=msg("the task is done, with what came of it")),
    action("task-assign", "f5 c", "tasks", 2, when="open", group="people",
            label=msg("assign"), help=msg("say who does it, and until when")),
    action("task-drop", "f4 d", "tasks", 3, when="open", group="change",
            label=msg("drop"), help=msg("nobody will do it, with the reason")),
)  # fmt: skip
