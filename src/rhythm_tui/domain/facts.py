"""What a file tells: the values that intake hands to the desk, one a row read.

Raw author ids live only here, in memory: the desk keeps a keyed hash and a masked nickname (RHYTHM.md, law
and privacy). Standard library only.
"""

from __future__ import annotations

from typing import Literal

from rhythm_tui.domain.named import NamedTuple

Kind = Literal["comment", "message", "live"]


class Seen(NamedTuple):
    """A comment, message or live question that somebody posted."""

    line: int
    platform: str
    kind: Kind
    posted_at: int
    """Milliseconds UTC."""
    author_id: str
    """The platform's id or hash of the author; empty when the file has none."""
    author: str
    text: str
    post: str = ""
    """The platform's id of the video or note it stands under."""
    external_id: str = ""
    """The platform's id of the item; empty when there is none or a spreadsheet has spoilt it."""
    parent: str = ""
    """The platform's id of the comment it replies to; empty for a root comment."""
    conversation: str = ""
    damaged_id: bool = False
    """Whether an id was refused because a spreadsheet had rounded it: the operator is told."""


class Sent(NamedTuple):
    """Proof that the hospital answered: stops the clocks of the conversation up to its time."""

    line: int
    platform: str
    conversation: str
    to_author_id: str
    posted_at: int
    text: str
    external_id: str = ""


class Recalled(NamedTuple):
    """The author took a message back: its clock stops with the reason ``deleted``."""

    line: int
    platform: str
    external_id: str
    conversation: str
    posted_at: int


class Reject(NamedTuple):
    """A row that could not be taken, with its line in the file and the reason in words."""

    line: int
    template: str
    """English sentence with ``{names}``, translated when shown."""
    values: dict[str, object]
    row: dict[str, str]
    """The row as read, without the columns that privacy drops at the door."""


Fact = Seen | Sent | Recalled
