"""A query of the filter language as SQL over ``interaction i``, saying the same as ``Query.matches``."""

from __future__ import annotations

from collections.abc import Callable

from rhythm_tui.domain.aliases import fold
from rhythm_tui.domain.deadlines import second
from rhythm_tui.domain.query import Choice, Flag, Moment, Query, Span, Words
from rhythm_tui.store import search
from rhythm_tui.store.bands import BANDS, cut
from rhythm_tui.store.sqlite import Connection

_PLACES = {
    "text": ("c.body",),
    "author": ("c.author",),
    "post": ("i.post",),
    "topic": ("coalesce(i.topic, '')",),
    "": ("c.body", "c.author", "i.post"),
}
_HAN = "[\u4e00-\u9fff]+"
_FLAGS = {
    "draft": "i.reply_state = 'drafted'",
    "copied": "i.reply_state = 'copied'",
    "owned": "i.owner IS NOT NULL",
    "free": "i.owner IS NULL",
    "linked": "i.incident IS NOT NULL",
}


def prepare(connection: Connection) -> None:
    """Teach a connection the comparison of words that no case and width tells apart."""
    connection.create_function("fold", 1, fold, deterministic=True)


class Condition:
    """The SQL of a query and the values bound in it."""

    def __init__(self, query: Query, now: int, operator: str) -> None:
        self._asked = Moment(now, operator)
        self.values: dict[str, object] = {"cut": cut(now)}
        terms = [self._term(term) for term in query.terms if not _is_band(term)]
        self.sql = " AND ".join(terms) or "1"

    def _term(self, term: Choice | Words | Span | Flag) -> str:
        make: Callable[[], str] = {
            Choice: lambda: self._choice(term),  # type: ignore[arg-type]
            Words: lambda: self._words(term),  # type: ignore[arg-type]
            Span: lambda: self._span(term),  # type: ignore[arg-type]
            Flag: lambda: self._flag(term),  # type: ignore[arg-type]
        }[type(term)]
        return f"NOT coalesce({make()}, 0)" if term.negated else f"({make()})"

    def _choice(self, term: Choice) -> str:
        return " OR ".join(self._is(term.field, value) for value in term.values).join("()")

    def _is(self, field: str, value: str) -> str:
        if field == "band":
            return f"({BANDS[value]})"
        if field == "owner":
            return self._owner(value)
        if field == "state":
            return "1" if value == "any" else f"i.state = {self._bind(value)}"
        if field == "tag":
            lines = "char(10) || fold(i.tags) || char(10)"
            return f"instr({lines}, char(10) || {self._bind(fold(value))} || char(10))"
        return f"i.{field} = {self._bind(fold(value))}"

    def _owner(self, value: str) -> str:
        if value == "none":
            return "i.owner IS NULL"
        return f"fold(coalesce(i.owner, '')) = {self._bind(fold(self._asked.me if value == 'me' else value))}"

    def _words(self, term: Words) -> str:
        found = " OR ".join(
            self._holds(place, fold(needle)) for needle in term.needles for place in _PLACES[term.field]
        )
        return f"EXISTS (SELECT 1 FROM content c WHERE c.n = i.content AND ({found}))"

    def _holds(self, place: str, needle: str) -> str:
        """Chinese characters have neither case nor width: SQLite finds them without our help."""
        import re

        text = place if re.fullmatch(_HAN, needle) else f"fold({place})"
        return f"instr({text}, {self._bind(needle)})"

    def _span(self, term: Span) -> str:
        seconds = f"{second(self._asked.now)} - i.posted_at / 1000"
        if term.field == "due":
            seconds = f"i.due_at / 1000 - {second(self._asked.now)}"
        return f"{seconds} {term.comparison} {second(term.span)}"

    def _flag(self, term: Flag) -> str:
        return self._owner("me") if term.name == "mine" else _FLAGS[term.name]

    def _bind(self, value: str) -> str:
        key = f"value{len(self.values)}"
        self.values[key] = value
        return f":{key}"

    def within_history(self, query: Query) -> str:
        """Return the same, narrowed first by the index of the history: Latin words by their beginning."""
        narrowed = [self.sql]
        for term in query.terms:
            if isinstance(term, Words) and term.field in ("text", "") and not term.negated:
                found = [search.expression(needle) for needle in term.needles]
                if all(found):
                    any_of = " OR ".join(f"({one})" for one in found)
                    narrowed.append(
                        f"i.n IN (SELECT rowid FROM search WHERE search MATCH {self._bind(any_of)})"
                    )
        return " AND ".join(narrowed)


def bands_of(query: Query) -> frozenset[str]:
    """Return the bands a query lets through, all of them where it names none."""
    allowed = set(BANDS)
    for term in query.terms:
        if isinstance(term, Choice) and term.field == "band":
            allowed = allowed - set(term.values) if term.negated else allowed & set(term.values)
    return frozenset(allowed)


def lets_undated_through(query: Query) -> bool:
    """Return whether what has no deadline may match: only where no band is asked for."""
    return not any(_is_band(term) and not term.negated for term in query.terms)


def _is_band(term: object) -> bool:
    return isinstance(term, Choice) and term.field == "band"
