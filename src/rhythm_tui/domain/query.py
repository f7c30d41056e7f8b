"""The filter language of the queue: what is asked, as frozen values, and which rows it lets through.

``band:late platform:douyin owner:none text:发烧 age>3h -kind:message is:draft`` and plain words. A query is a
row of terms that must all hold. Several values of a choice, also when its field is written twice, are
alternatives; ``-`` before a term turns it round. Rows that are no longer open show only when the query speaks
of ``state``. ``query_text`` reads and writes the language. Instants are milliseconds UTC. Standard library
only.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from rhythm_tui.domain.aliases import fold
from rhythm_tui.domain.deadlines import band, second
from rhythm_tui.domain.named import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    from rhythm_tui.domain.query_item import Item

    Comparison = Literal["<", "<=", ">", ">="]


class Moment(NamedTuple):
    """Who asks, and when: ``me`` is the operator."""

    now: int
    me: str = ""


class Choice(NamedTuple):
    """The row's ``field`` is one of ``values``: ids, an owner's names, ``none`` or ``me``, ``any`` state."""

    field: str
    values: tuple[str, ...]
    negated: bool = False

    def holds(self, row: Item, asked: Moment) -> bool:
        """Return whether the row is one of these (or none of them)."""
        return any(self._is(value, row, asked) for value in self.values) is not self.negated

    def _is(self, value: str, row: Item, asked: Moment) -> bool:
        if self.field == "band":
            return row.limits is not None and band(row.limits, asked.now) == value
        if self.field == "owner":
            return _is_owner(value, row, asked)
        if self.field == "tag":
            return any(fold(tag.plain) == _needle(value) for tag in row.tags)
        if self.field == "state":
            return value in ("any", row.state)
        return fold(row.platform if self.field == "platform" else row.kind) == _needle(value)


class Words(NamedTuple):
    """The row's ``field`` holds one of ``needles``; the field ``""`` is text, author or post."""

    field: str
    needles: tuple[str, ...]
    negated: bool = False

    def holds(self, row: Item, _asked: Moment) -> bool:
        """Return whether one of the words is found (or none), whatever its case and width."""
        places = {
            "text": (row.text.plain,),
            "author": (row.author.plain,),
            "post": (row.post.plain,),
            "topic": (row.topic.plain if row.topic else "",),
            "": (row.text.plain, row.author.plain, row.post.plain),
        }[self.field]
        found = any(_needle(needle) in fold(place) for needle in self.needles for place in places)
        return found is not self.negated


class Span(NamedTuple):
    """A time of the row compared with ``span`` (ms): ``age`` since posting, ``due`` until its due instant.

    What is overdue has less than nothing left, so ``due<30m`` holds for it too. A live question has no due
    instant: nothing said about it is true, and the opposite is.
    """

    field: str
    comparison: Comparison
    span: int
    negated: bool = False

    def holds(self, row: Item, asked: Moment) -> bool:
        """Return whether the comparison holds (or does not), by whole seconds."""
        if self.field == "age":
            return self._compare(second(asked.now) - second(row.posted_at)) is not self.negated
        left = row.limits and second(row.limits.due_at) - second(asked.now)
        return (left is not None and self._compare(left)) is not self.negated

    def _compare(self, seconds: int) -> bool:
        limit = second(self.span)
        if self.comparison in ("<=", ">=") and seconds == limit:
            return True
        return seconds < limit if self.comparison.startswith("<") else seconds > limit


class Flag(NamedTuple):
    """Something the row is: ``draft``, ``copied``, ``mine``, ``owned``, ``free`` or ``linked``."""

    name: str
    negated: bool = False

    def holds(self, row: Item, asked: Moment) -> bool:
        """Return whether the row is that (or is not)."""
        return _FLAGS[self.name](row, asked) is not self.negated


Term = Choice | Words | Span | Flag


class Query(NamedTuple):
    """What the operator wants to see: every term must hold."""

    terms: tuple[Term, ...] = ()

    @property
    def speaks_of_state(self) -> bool:
        """Whether rows that are no longer open were asked for, or expressly not."""
        return any(isinstance(term, Choice) and term.field == "state" for term in self.terms)

    def matches(self, row: Item, now: int, me: str = "") -> bool:
        """Return whether ``row`` is let through at ``now``, when the operator ``me`` asks."""
        if row.state != "open" and not self.speaks_of_state:
            return False
        asked = Moment(now, me)
        return all(term.holds(row, asked) for term in self.terms)


EVERYTHING = Query()
"""The query that lets every open row through."""


@lru_cache(maxsize=1024)
def _needle(word: str) -> str:
    return fold(word)


def _is_owner(value: str, row: Item, asked: Moment) -> bool:
    """Return whether ``value`` (a name, ``none`` or ``me``) says who holds the row."""
    if value == "none" or row.owner is None:
        return value == "none" and row.owner is None
    return fold(row.owner.plain) == _needle(asked.me if value == "me" else value)


_FLAGS: dict[str, Callable[[Item, Moment], bool]] = {
    "draft": lambda row, _: row.reply_state == "drafted",
    "copied": lambda row, _: row.reply_state == "copied",
    "mine": lambda row, asked: _is_owner("me", row, asked),
    "owned": lambda row, _: row.owner is not None,
    "free": lambda row, _: row.owner is None,
    "linked": lambda row, _: row.incident is not None,
}
