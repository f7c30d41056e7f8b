"""Every command the desk understands: what may be asked, and nothing about how it is done.

A command is one JSON object: ``do`` names it, its fields stand beside it. The screen, the command line, an
import and the demo all build these. Times are ISO 8601 or epoch numbers; without an offset they are wall
time in the playbook's zone.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from pydantic.json_schema import models_json_schema

from rhythm_tui.domain.refusal import Refusal, invalid, msg
from rhythm_tui.domain.text import MAX_TEXT, clean, clean_block


def _seen(name: str) -> str:
    """Return a name as it is seen: one with an invisible character in it is not another person."""
    if seen := clean(name).plain:
        return seen
    raise ValueError


Id = Annotated[str, Field(description="An id as the desk gave it.", examples=["q17", "s3", "i2"])]
Key = Annotated[str, StringConstraints(min_length=1, max_length=100)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
Name = Annotated[Line, StringConstraints(max_length=100), AfterValidator(_seen)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=MAX_TEXT)]
Word = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,40}$")]
When = Annotated[str | int, Field(description="ISO 8601, or epoch seconds or milliseconds.")]
Kind = Literal["comment", "message", "live"]
Stage = Literal["monitor", "assess", "respond", "review", "closed"]
CloseReason = Literal["thanks", "spam", "duplicate", "deleted", "answered_elsewhere", "other"]


class Command(BaseModel):
    """What every command takes besides its own fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    undoable: ClassVar[bool] = True
    """Whether ``undo`` may take it back."""
    personal: ClassVar[frozenset[str]] = frozenset()
    """Fields that may speak of a person: they are kept apart from the journal, for a purge to reach them."""

    operator: Name | None = Field(None, description="Who does it; the desk's operator when left out.")
    key: Key | None = Field(None, description="Operation key: the same key twice is done once.")
    expect: int | None = Field(
        None, ge=1, description="The version the caller saw; a mismatch is a conflict."
    )


class InteractionAdd(Command):
    """Put a comment, private message or live question on the queue."""

    do: Literal["interaction.add"] = "interaction.add"
    personal: ClassVar[frozenset[str]] = frozenset({"author", "text"})
    platform: Word
    kind: Kind
    posted_at: When
    author: Line
    text: Text
    post: Line | None = None
    external_id: Line | None = None


class InteractionClaim(Command):
    """Take an item: others see who is on it."""

    do: Literal["interaction.claim"] = "interaction.claim"
    id: Id


class InteractionRelease(Command):
    """Give a claimed item back."""

    do: Literal["interaction.release"] = "interaction.release"
    id: Id


class InteractionClose(Command):
    """Close an item without a reply, for a reason."""

    do: Literal["interaction.close"] = "interaction.close"
    personal: ClassVar[frozenset[str]] = frozenset({"note"})
    id: Id
    reason: CloseReason
    note: Text | None = None


class ReplyDraft(Command):
    """Keep the words of a reply; no clock stops."""

    do: Literal["reply.draft"] = "reply.draft"
    personal: ClassVar[frozenset[str]] = frozenset({"text"})
    id: Id
    text: Annotated[str, StringConstraints(max_length=MAX_TEXT)]


class ReplyCopy(Command):
    """Note that the draft was copied to be posted; no clock stops."""

    do: Literal["reply.copy"] = "reply.copy"
    id: Id


class ReplyPost(Command):
    """Record a reply that stands in public: only this stops the clock."""

    do: Literal["reply.post"] = "reply.post"
    personal: ClassVar[frozenset[str]] = frozenset({"text"})
    id: Id
    text: Text
    posted_at: When | None = None


class IncidentOpen(Command):
    """Open an incident; its timers run from discovery."""

    do: Literal["incident.open"] = "incident.open"
    personal: ClassVar[frozenset[str]] = frozenset({"title"})
    title: Line
    kind: Word
    grade: Word
    discovered_at: When | None = None
    items: tuple[Id, ...] = Field(
        (), strict=False, max_length=500, description="Interactions that belong to it."
    )


class IncidentGrade(Command):
    """Grade an incident anew: every due time becomes its start plus the new target."""

    do: Literal["incident.grade"] = "incident.grade"
    personal: ClassVar[frozenset[str]] = frozenset({"reason"})
    id: Id
    grade: Word
    reason: Text


class IncidentMeet(Command):
    """Meet a response timer, with evidence."""

    do: Literal["incident.meet"] = "incident.meet"
    personal: ClassVar[frozenset[str]] = frozenset({"evidence"})
    id: Id
    timer: Word
    evidence: Text
    at: When | None = None


class IncidentMove(Command):
    """Move an incident to another column of the board."""

    do: Literal["incident.move"] = "incident.move"
    id: Id
    stage: Stage


class IncidentClaim(Command):
    """Take charge of an incident."""

    do: Literal["incident.claim"] = "incident.claim"
    id: Id


class SlotPlan(Command):
    """Plan a publishing slot."""

    do: Literal["slot.plan"] = "slot.plan"
    platform: Word
    at: When
    title: Line
    tier: int = Field(ge=1, le=3)
    form: Word
    audience: Word | None = None
    department: Name | None = None
    emergency: bool = False


class SlotSignOff(Command):
    """Sign a slot off in a role: the sign-off is bound to its words."""

    do: Literal["slot.sign_off"] = "slot.sign_off"
    id: Id
    role: Word
    expert: Name


class SlotPublish(Command):
    """Record that a slot went out."""

    do: Literal["slot.publish"] = "slot.publish"
    id: Id
    at: When | None = None
    url: (
        Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^https?://\S+$", max_length=500)]
        | None
    ) = None


class Undo(Command):
    """Take a command back; taking back an undo does it again."""

    do: Literal["undo"] = "undo"
    seq: int | None = Field(
        None, ge=1, description="The journal line; the operator's last undoable one if left out."
    )


COMMANDS: tuple[type[Command], ...] = (
    InteractionAdd, InteractionClaim, InteractionRelease, InteractionClose, ReplyDraft, ReplyCopy, ReplyPost,
    IncidentOpen, IncidentGrade, IncidentMeet, IncidentMove, IncidentClaim,
    SlotPlan, SlotSignOff, SlotPublish, Undo,
)  # fmt: skip

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
    for field in command.personal & fields.keys():
        _check_text(
            field, fields[field], required=command.model_fields[field].is_required() and name != "reply.draft"
        )
    try:
        return command.model_validate(fields)
    except ValidationError as error:
        raise _refusal(error) from None


def _storable(value: Any) -> Any:
    """Return a text with broken surrogate pairs replaced: half an emoji is no reason to refuse."""
    if isinstance(value, list):
        return [_storable(one) for one in value]
    if not isinstance(value, str) or value.isascii():
        return value
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _check_text(field: str, value: Any, *, required: bool) -> None:
    if required and isinstance(value, str) and value and not clean_block(value).plain:
        raise invalid(field, msg("there is nothing to read in it"))


def _refusal(error: ValidationError) -> Refusal:
    first = error.errors(include_url=False, include_input=False)[0]
    field = str(first["loc"][0]) if first["loc"] else "do"
    template = _MEANINGS.get(first["type"], msg("this value does not fit: {reason}"))
    values = {**first.get("ctx", {}), "reason": first["msg"]}
    return invalid(clean(field, limit=60).plain or "do", template, **values)


_MEANINGS = {
    "missing": msg("this field is needed"),
    "extra_forbidden": msg("this command has no such field"),
    "string_type": msg("this wants a text"),
    "string_too_short": msg("this must not be empty"),
    "string_too_long": msg("this is longer than {max_length} characters"),
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
    for definition in found["$defs"].values():
        definition["required"] = ["do", *definition.get("required", ())]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "rhythm-tui commands",
        "oneOf": [{"$ref": f"#/$defs/{command.__name__}"} for command in COMMANDS],
        **found,
    }
