"""What every command is made of: the kinds of fields there are, and the fields all of them share."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from rhythm_tui.domain.text import MAX_DRAFT, MAX_TEXT, clean, clean_block


def _seen(name: str) -> str:
    """Return a name as it is seen: one with an invisible character in it is not another person."""
    if seen := clean(name).plain:
        return seen
    raise ValueError


def readable(text: str) -> str:
    """Return a text as it was written; blanks and invisible characters alone are none."""
    if clean_block(text).plain:
        return text
    raise ValueError


Id = Annotated[str, Field(description="An id as the desk gave it.", examples=["q17", "s3", "i2"])]
Key = Annotated[str, StringConstraints(min_length=1, max_length=100)]
Line = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500), AfterValidator(readable)
]
Name = Annotated[Line, StringConstraints(max_length=100), AfterValidator(_seen)]
Topic = Annotated[Line, StringConstraints(max_length=40), AfterValidator(_seen)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=MAX_TEXT), AfterValidator(readable)]
Draft = Annotated[str, StringConstraints(max_length=MAX_DRAFT)]
Words = Annotated[Draft, StringConstraints(min_length=1), AfterValidator(readable)]
"""A draft in which something stands."""
Word = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,40}$")]
Template = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9_.-]{1,60}$"),
    Field(description="The approved wording it was made from."),
]
Sha256 = Annotated[str, StringConstraints(to_lower=True, pattern=r"^[0-9a-fA-F]{64}$")]
Url = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^https?://\S+$", max_length=500)]
When = Annotated[str | int, Field(description="ISO 8601, or epoch seconds or milliseconds.")]
Kind = Literal["comment", "message", "live"]
Stage = Literal["monitor", "assess", "respond", "review", "closed"]
Outcome = Literal["first_reply", "online", "visit", "doctor"]
Referral = Literal["message", "doctor"]
CloseReason = Literal["thanks", "spam", "duplicate", "deleted", "answered_elsewhere", "other"]


class Command(BaseModel):
    """What every command takes besides its own fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    undoable: ClassVar[bool] = True
    """Whether ``undo`` may take it back."""
    personal: ClassVar[frozenset[str]] = frozenset()
    """Fields that may speak of a person: they are kept apart from the journal, for a purge to reach them."""
    typed: ClassVar[frozenset[str]] = frozenset()
    """Fields that somebody typed and that stand in a column of their own: the journal tells their number."""
    secret: ClassVar[frozenset[str]] = frozenset()
    """Fields that nothing keeps as they are: neither the journal nor the fingerprint of an operation key."""

    operator: Name | None = Field(None, description="Who does it; the desk's operator when left out.")
    key: Key | None = Field(None, description="Operation key: the same key twice is done once.")
    expect: int | None = Field(
        None, ge=1, description="The version the caller saw; a mismatch is a conflict."
    )

    @property
    def cleared(self) -> tuple[str, ...]:
        """The fields it clears with a null; most commands make no difference between null and left out."""
        return ()
