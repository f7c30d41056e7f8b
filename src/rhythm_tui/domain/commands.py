"""Every command the desk understands: what may be asked, and nothing about how it is done.

A command is one JSON object: ``do`` names it, its fields stand beside it. The screen, the command line, an
import and the demo all build these. Times are ISO 8601 or epoch numbers; without an offset they are wall
time in the playbook's zone.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, ValidationError
from pydantic.json_schema import models_json_schema

from rhythm_tui.domain import (
    clock_commands,
    escalation_commands,
    figures_commands,
    incident_commands,
    interaction_commands,
    lesson_commands,
    plan_commands,
    planning_commands,
    pool_commands,
    privacy_commands,
    response_commands,
    shift_commands,
    slot_commands,
    statement_commands,
)
from rhythm_tui.domain.clock_commands import ClockNote, ClockSure
from rhythm_tui.domain.command import Command, When
from rhythm_tui.domain.escalation_commands import IncidentTell, NotificationAnswer
from rhythm_tui.domain.incident_commands import (
    IncidentClaim,
    IncidentFreeze,
    IncidentGrade,
    IncidentLink,
    IncidentMeet,
    IncidentMerge,
    IncidentMove,
    IncidentOpen,
    IncidentRelease,
    IncidentReopen,
    IncidentUnlink,
    IncidentWaive,
)
from rhythm_tui.domain.interaction_commands import (
    InteractionAdd,
    InteractionClaim,
    InteractionClose,
    InteractionCorrect,
    InteractionLink,
    InteractionNote,
    InteractionRefer,
    InteractionRelease,
    InteractionRemind,
    InteractionReopen,
    InteractionSort,
    InteractionWait,
    ReplyCopy,
    ReplyDraft,
    ReplyPost,
)
from rhythm_tui.domain.lesson_commands import LessonAdd, LessonDrop
from rhythm_tui.domain.refusal import Refusal, invalid, msg
from rhythm_tui.domain.response_commands import (
    IncidentDuty,
    IncidentNote,
    TaskAdd,
    TaskAssign,
    TaskDone,
    TaskDrop,
)
from rhythm_tui.domain.slot_commands import (
    SlotCompare,
    SlotCopy,
    SlotDrop,
    SlotEdit,
    SlotMove,
    SlotPlan,
    SlotPublish,
    SlotSignOff,
    SlotTick,
)
from rhythm_tui.domain.statement_commands import (
    StatementDraft,
    StatementEdit,
    StatementPublish,
    StatementSign,
)
from rhythm_tui.domain.text import clean, clean_block

__all__ = [
    "BY_NAME",
    "COMMANDS",
    "ClockNote",
    "ClockSure",
    "Command",
    "IncidentClaim",
    "IncidentDuty",
    "IncidentFreeze",
    "IncidentGrade",
    "IncidentLink",
    "IncidentMeet",
    "IncidentMerge",
    "IncidentMove",
    "IncidentNote",
    "IncidentOpen",
    "IncidentRelease",
    "IncidentReopen",
    "IncidentTell",
    "IncidentUnlink",
    "IncidentWaive",
    "InteractionAdd",
    "InteractionClaim",
    "InteractionClose",
    "InteractionCorrect",
    "InteractionLink",
    "InteractionNote",
    "InteractionRefer",
    "InteractionRelease",
    "InteractionRemind",
    "InteractionReopen",
    "InteractionSort",
    "InteractionWait",
    "LessonAdd",
    "LessonDrop",
    "NotificationAnswer",
    "ReplyCopy",
    "ReplyDraft",
    "ReplyPost",
    "SlotCompare",
    "SlotCopy",
    "SlotDrop",
    "SlotEdit",
    "SlotMove",
    "SlotPlan",
    "SlotPublish",
    "SlotSignOff",
    "SlotTick",
    "StatementDraft",
    "StatementEdit",
    "StatementPublish",
    "StatementSign",
    "TaskAdd",
    "TaskAssign",
    "TaskDone",
    "TaskDrop",
    "Undo",
    "When",
    "parse",
    "schema",
]


class Undo(Command):
    """Take a command back; taking back an undo does it again."""

    do: Literal["undo"] = "undo"
    seq: int | None = Field(
        None, ge=1, description="The journal line; the operator's last undoable one if left out."
    )


COMMANDS: tuple[type[Command], ...] = (
    *interaction_commands.COMMANDS,
    *incident_commands.COMMANDS,
    *response_commands.COMMANDS,
    *escalation_commands.COMMANDS,
    *slot_commands.COMMANDS,
    *planning_commands.COMMANDS,
    *plan_commands.COMMANDS,
    *pool_commands.COMMANDS,
    *statement_commands.COMMANDS,
    *shift_commands.COMMANDS,
    *lesson_commands.COMMANDS,
    *privacy_commands.COMMANDS,
    *figures_commands.COMMANDS,
    *clock_commands.COMMANDS,
    Undo,
)

BY_NAME: dict[str, type[Command]] = {str(command.model_fields["do"].default): command for command in COMMANDS}


def parse(fields: object) -> Command:
    """Return the command that a JSON object describes.

    Raises ``Refusal`` with code ``invalid``, naming the first field that is wrong.
    """
    if not isinstance(fields, dict):
        raise invalid("do", msg("a command is a JSON object with a field named do"))
    fields = {_storable(field): _storable(value) for field, value in fields.items()}
    name = fields.get("do")
    command = BY_NAME.get(name) if isinstance(name, str) else None
    if command is None:
        raise invalid("do", msg("no such command: {name}"), name=clean_block(str(name), limit=60).plain)
    try:
        return command.model_validate(fields)
    except ValidationError as error:
        raise reason_of(error) from None


def _storable(value: Any) -> Any:
    """Return a text with broken surrogate pairs replaced: half an emoji is no reason to refuse."""
    if isinstance(value, list):
        return [_storable(one) for one in value]
    if isinstance(value, dict):
        return {_storable(name): _storable(one) for name, one in value.items()}
    if not isinstance(value, str) or value.isascii():
        return value
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def reason_of(error: ValidationError) -> Refusal:
    """Return the refusal of the first field that does not fit; one of a row is named ``slots.3.title``."""
    first = error.errors(include_url=False, include_input=False)[0]
    field = _place(first["loc"])
    template = _MEANINGS.get(first["type"], msg("this value does not fit: {reason}"))
    values = {**first.get("ctx", {}), "reason": first["msg"]}
    if values.get("min_length", 1) > 1:
        template = msg("this is shorter than {min_length} characters")
    return invalid(clean(field, limit=60).plain or "do", template, **values)


def _place(loc: tuple[int | str, ...]) -> str:
    of_row = len(loc) > 2 and isinstance(loc[1], int) and isinstance(loc[2], str)
    return ".".join(map(str, loc[:3])) if of_row else str(loc[0]) if loc else "do"


_MEANINGS = {
    "missing": msg("this field is needed"),
    "extra_forbidden": msg("this command has no such field"),
    "string_type": msg("this wants a text"),
    "string_too_short": msg("this must not be empty"),
    "string_too_long": msg("this is longer than {max_length} characters"),
    "tuple_type": msg("this wants a list"),
    "model_type": msg("this wants an object with fields"),
    "too_short": msg("this must not be empty"),
    "too_long": msg("this has more than {max_length} entries"),
    "value_error": msg("there is nothing to read in it"),
    "string_pattern_mismatch": msg("this does not look right"),
    "int_type": msg("this wants a whole number"),
    "bool_type": msg("this wants true or false"),
    "literal_error": msg("this is none of {expected}"),
    "greater_than_equal": msg("this must be at least {ge}"),
    "less_than_equal": msg("this must be at most {le}"),
}


def schema() -> dict[str, Any]:
    """Return the JSON Schema of all commands, one entry each under ``oneOf``."""
    models = [(command, "validation") for command in COMMANDS]
    _, found = models_json_schema(models, ref_template="#/$defs/{model}")  # type: ignore[arg-type]
    for command in COMMANDS:
        definition = found["$defs"][command.__name__]
        definition["required"] = ["do", *definition.get("required", ())]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "rhythm-tui commands",
        "oneOf": [{"$ref": f"#/$defs/{command.__name__}"} for command in COMMANDS],
        **found,
    }
