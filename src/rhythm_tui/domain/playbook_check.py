"""What is wrong with the tables of a playbook: every mistake with its place, the reason and what to do.

The tables are looked at as they were read, so that one mistake hides no other.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from fnmatch import fnmatchcase
from inspect import isclass
from typing import Any, TypeVar, get_args, get_origin
from zoneinfo import available_timezones

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from rhythm_tui.domain.commands import BY_NAME
from rhythm_tui.domain.hours import DAY_MINUTES, Window, window
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.privacy import BESIDES, ITEMS
from rhythm_tui.domain.references import Place, under, unheard
from rhythm_tui.domain.refusal import msg
from rhythm_tui.domain.tables import Unfit
from rhythm_tui.domain.vocabulary import update_number

Model = TypeVar("Model", bound=BaseModel)

CLOCKED = ("comment", "message")
"""The kinds of interaction that have a deadline (RHYTHM 13 and 14)."""
KINDS = (*CLOCKED, "live")
TIERS = ("1", "2", "3")
"""The tiers of the topic library (RHYTHM 1)."""
_KEYS = (("deadlines", KINDS, CLOCKED), ("tiers", TIERS, ()), ("privacy.retention", (*ITEMS, *BESIDES), ()))
"""Tables whose keys the desk knows: what they may be, and which must be there."""
_ID = re.compile(r"[a-z0-9_]{1,40}")
_WRITTEN = 40
_NAMED = 12

_DID_YOU_MEAN = msg("did you mean {near}?")
_UNHEARD = msg("nothing is called so here")
_TAKE_OUT = msg("take it out, or call it one of: {known}")
_MEND = msg("mend {written}")
_NO_TABLE = (msg("this wants a table"), msg("write [{field}] with its entries under it"))
_NO_TEXT = (msg("{written} is no text"), msg("put it between quotes"))
_NO_INTEGER = (msg("{written} is no whole number"), msg("write it in digits, without quotes"))
_NO_NUMBER = (msg("{written} is no number"), msg("write it like 0.25, without quotes"))
_NO_FLAG = (msg("{written} is neither true nor false"), msg("write true or false, without quotes"))
_NO_LIST = (msg("this wants a list"), msg("put it between [ and ], with commas"))
_WORDS = {
    "missing": (msg("it is missing"), msg("write it under [{table}]")),
    "dict_type": _NO_TABLE,
    "model_type": _NO_TABLE,
    "string_type": _NO_TEXT,
    "int_type": _NO_INTEGER,
    "int_parsing": _NO_INTEGER,
    "int_from_float": _NO_INTEGER,
    "float_type": _NO_NUMBER,
    "float_parsing": _NO_NUMBER,
    "finite_number": _NO_NUMBER,
    "bool_type": _NO_FLAG,
    "bool_parsing": _NO_FLAG,
    "tuple_type": _NO_LIST,
    "too_short": (msg("the list is empty"), msg("write at least {min_length} into it")),
    "literal_error": (msg("{written} is none of the choices"), msg("write {expected}")),
    "greater_than": (msg("{written} is too little"), msg("write more than {gt}")),
    "greater_than_equal": (msg("{written} is too little"), msg("write {ge} or more")),
    "less_than": (msg("{written} is too much"), msg("write less than {lt}")),
    "less_than_equal": (msg("{written} is too much"), msg("write {le} or less")),
}
"""What pydantic finds, by its own name for it: the reason and what to do."""


class Finding(NamedTuple):
    """One mistake. ``what`` and ``remedy`` are English templates of the catalogue that ``values`` fill."""

    place: Place
    what: str
    remedy: str
    values: dict[str, object]

    @property
    def field(self) -> str:
        """The place as an operator reads it."""
        return _field(self.place)

    @property
    def english(self) -> str:
        """All of it in one line of English."""
        return f"{self.field}: {self.what.format(**self.values)}; {self.remedy.format(**self.values)}"


def examine(model: type[Model], tables: Mapping[str, Any]) -> tuple[Model | None, tuple[Finding, ...]]:
    """Return the playbook that ``tables`` write, None where there is a mistake, and every mistake."""
    playbook, found = None, []
    try:
        playbook = model.model_validate(tables)
    except ValidationError as error:
        found = [_of_pydantic(model, one) for one in error.errors(include_url=False)]
    found += [*_entries(model, tables), *_keys(tables), *_unheard(tables), *_twice(tables)]
    found += [*_verbs(tables), *_off(tables), *_shares(tables), *_shifts(tables)]
    return (None if found else playbook), tuple(found)


def near(name: object, known: Iterable[str]) -> str | None:
    """Return the one of ``known`` that ``name`` may be a slip of, None where none is like it."""
    return next(iter(get_close_matches(str(name), [*known], 1)), None)


def _finding(place: Place, words: tuple[str, str], **values: object) -> Finding:
    told = {"field": _field(place), "table": _field(place[:-1]), **values}
    return Finding(place, *words, told)


def _field(place: Place) -> str:
    """Return a place as ``escalation.chain[2].duty``: lists count from 1; of a last one it is silent."""
    keys = list(place)
    while keys and isinstance(keys[-1], int):
        keys.pop()
    return "".join(f"[{key + 1}]" if isinstance(key, int) else f".{key}" for key in keys).lstrip(".")


def _of_pydantic(model: type[BaseModel], error: ErrorDetails) -> Finding:
    place, context = error["loc"], dict(error.get("ctx", {}))
    values = {**context, "written": _shown(error["input"]), "reason": error["msg"]}
    if error["type"] == "extra_forbidden":
        return _unknown(place, _UNHEARD, _TAKE_OUT, _fields(model, place[:-1]), {})
    if error["type"] == "missing" and len(place) == 1:
        return _finding(place, (msg("it is missing"), msg("write it as the playbook of the desk does")))
    if error["type"] == "literal_error":
        values["expected"] = str(context["expected"]).replace(" or ", ", ")
    if error["type"] != "value_error":
        return _finding(place, _WORDS.get(error["type"], ("{reason}", _MEND)), **values)
    cause = context["error"]
    if isinstance(cause, Unfit):
        values.update(cause.values)
    what = cause.template if isinstance(cause, Unfit) else str(cause)
    if place == ("zone",):
        return _unknown(place, what, _MEND, available_timezones(), values)
    return _finding(place, (what, _MEND), **values)


def _unknown(
    place: Place, what: str, remedy: str, known: Iterable[str], values: dict[str, object]
) -> Finding:
    """Return the finding of a name that nobody knows, with the one it may be a slip of."""
    names = sorted(known)
    like = near(values.get("name", place[-1]), names)
    told = {**values, "near": like, "known": ", ".join(names[:_NAMED])}
    return _finding(place, (what, _DID_YOU_MEAN if like else remedy), **told)


def _shown(value: object) -> str:
    written = json.dumps(value, ensure_ascii=False, default=str)
    return written if len(written) <= _WRITTEN else f"{written[:_WRITTEN]}.."


def _fields(model: type[BaseModel], place: Place) -> tuple[str, ...]:
    """Return what the entries of a table may be called."""
    at: Any = model
    for key in place:
        if isclass(at) and issubclass(at, BaseModel):
            at = at.model_fields[str(key)].annotation
        else:
            at = get_args(at)[1 if get_origin(at) is dict else 0]
    return tuple(at.model_fields)


def _entries(model: type[BaseModel], tables: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield tables of nouns that hold none, and ids that no command could name."""
    for name, field in model.model_fields.items():
        entries = tables.get(name)
        if get_origin(field.annotation) is not dict or not isinstance(entries, dict):
            continue
        if not entries and field.is_required():
            yield _finding((name,), (msg("the table is empty"), msg("write at least one [{field}.name]")))
        for key in entries:
            if name == "timers" and update_number(key):
                words = (msg("promised updates are called so"), msg("give this timer another name"))
                yield _finding((name, key), words)
            if not _ID.fullmatch(key):
                words = (msg("this is no id"), msg("use a-z 0-9 _, at most 40; its names stand in zh and en"))
                yield _finding((name, key), words)


def _keys(tables: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield the keys that a table does not take, and those it wants, where they are no hospital's own."""
    for table, known, wanted in _KEYS:
        for place, entries in under(tables, table):
            keys = entries if isinstance(entries, dict) else wanted
            for key in keys:
                if key not in known:
                    yield _unknown((*place, key), _UNHEARD, _TAKE_OUT, known, {})
            for key in wanted:
                if key not in keys:
                    yield _finding((*place, key), _WORDS["missing"])


def _unheard(tables: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield names of what does not stand in the table that they name."""
    for one in unheard(tables):
        what = msg("there is no {name} in [{table}]")
        remedy = msg("write [{table}.{name}] or: {known}")
        yield _unknown(one.place, what, remedy, one.known, {"name": one.name, "table": one.table})


def _twice(tables: Mapping[str, Any]) -> Iterator[Finding]:
    for place, roles in under(tables, "review.*"):
        if isinstance(roles, list):
            for n, role in enumerate(roles):
                if role in roles[:n]:
                    words = (msg("{name} stands there twice"), msg("take one of them out"))
                    yield _finding((*place, n), words, name=role)


def _verbs(tables: Mapping[str, Any]) -> Iterator[Finding]:
    """A verb that is kept for a role by a slip would be everybody's (RHYTHM 29 and 30)."""
    for place, pattern in under(tables, "access.*.may.*"):
        if isinstance(pattern, str) and not any(fnmatchcase(verb, pattern) for verb in BY_NAME):
            what, remedy = msg("no command is called {name}"), msg("write one of rhythm-tui do --schema")
            yield _unknown(place, what, remedy, BY_NAME, {"name": pattern})


def _off(tables: Mapping[str, Any]) -> Iterator[Finding]:
    """An incident wants some grade (RHYTHM 21)."""
    grades = [grade for _place, grade in under(tables, "grades.*")]
    if grades and all(isinstance(grade, dict) and grade.get("on") is False for grade in grades):
        yield _finding(("grades",), (msg("every grade is switched off"), msg("write on = true under one")))


def _shares(tables: Mapping[str, Any]) -> Iterator[Finding]:
    """The shares of the mix are shares of one whole (RHYTHM 1)."""
    shares = [share for _place, share in under(tables, "tiers.*.share")]
    if shares and all(isinstance(share, int) for share in shares) and sum(shares) != 100:
        words = (msg("the shares add up to {sum}"), msg("make them add up to 100"))
        yield _finding(("tiers",), words, sum=sum(shares))


def _shifts(tables: Mapping[str, Any]) -> Iterator[Finding]:
    """Nobody is on duty in two shifts at once (RHYTHM 30)."""
    seen: dict[Place, Window] = {}
    for place, written in under(tables, "shifts.*.hours"):
        try:
            hours = window(written)
        except (TypeError, ValueError):
            continue
        for other, others in seen.items():
            if any(others.holds(minute % DAY_MINUTES) for minute in range(hours.start, hours.end)):
                words = (
                    msg("{written} runs into the shift {other}"),
                    msg("let it begin where that one ends"),
                )
                yield _finding(place, words, written=_shown(written), other=other[1])
        seen[place] = hours
