"""What can be done with incidents."""

from __future__ import annotations

from rhythm_tui.domain.refusal import msg
from rhythm_tui.ui.keys.action import Action, action

INCIDENTS: tuple[Action, ...] = (
    action("meet", "f6 m", "incidents", 1,
            label=msg("meet timer"), help=msg("meet a response timer, with evidence")),
    action("grade", "f7 e", "incidents", 3,
            label=msg("grade"), help=msg("grade it anew, with a reason; no timer starts again")),
    action("move", "f8", "incidents review", 4, group="change",
            label=msg("stage"), help=msg("move it to another column of the board")),
    action("stage-on", "]", "incidents", group="change",
            label=msg("stage on"), help=msg("move it to the next column at once; what is missing is named")),
    action("stage-back", "[", "incidents", group="change",
            label=msg("stage back"), help=msg("move it to the column before at once")),
    action("waive", "W", "incidents", group="change",
            label=msg("waive timer"), help=msg("nobody has to meet it, with the reason; a miss stays")),
    action("merge", "M", "incidents", group="change",
            label=msg("merge"), help=msg("another incident goes on with it")),
    action("incident-reopen", "R", "incidents", group="change",
            label=msg("open again"), help=msg("open a closed incident again; old misses stay")),
    action("hold", "h", "incidents",
            label=msg("hold slots"), help=msg("hold publishing: all, a platform, a department, some slots")),
    action("let-go", "f4 x", "incidents",
            label=msg("release slots"), help=msg("release held slots, once the checklist is ticked")),
    action("link-items", "l", "incidents", group="note",
            label=msg("items"), help=msg("link items to it, or take them off")),
    action("statements", "s", "incidents", reads=True,
            label=msg("statements"), help=msg("what was said in public, who signed it, where it stands")),
    action("passed-on", "p", "incidents", reads=True,
            label=msg("passed on"), help=msg("who must be told of its timers, who was, and how")),
    action("review", "v", "incidents", reads=True,
            label=msg("review"), help=msg("minutes against targets, decisions, lessons: a document")),
    action("task", "t", "incidents review", 5, group="people",
            label=msg("new task"), help=msg("lay a task: what, who, until when")),
    action("write", "a", "incidents review", 6, group="note",
            label=msg("note"), help=msg("write a note, a fact or a decision into the timeline")),
    action("roles", "d", "incidents", 6, group="people",
            label=msg("roles"), help=msg("who leads, speaks, checks: give the roles or hand them on")),
    action("tasks", "T", "incidents", reads=True,
            label=msg("all tasks"), help=msg("every open task of the desk, what is overdue on top")),
)  # fmt: skip
