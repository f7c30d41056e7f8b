"""The quick named tuples are those of ``typing``, to whoever uses them."""

from __future__ import annotations

import copy
import pickle
import typing

from rhythm_tui.domain import named


class Quick(named.NamedTuple):
    """What it means."""

    id: str
    text: str | None = None
    tags: tuple[str, ...] = ()

    @property
    def short(self) -> str:
        """The first letter."""
        return self.id[:1]


class Usual(typing.NamedTuple):
    """What it means."""

    id: str
    text: str | None = None
    tags: tuple[str, ...] = ()


def test_fields_defaults_and_meaning() -> None:
    assert Quick._fields == Usual._fields
    assert Quick._field_defaults == Usual._field_defaults
    assert typing.get_type_hints(Quick) == typing.get_type_hints(Usual)
    assert (Quick.__doc__, Quick.__module__, Quick.__qualname__) == (Usual.__doc__, __name__, "Quick")


def test_it_is_a_tuple_that_can_be_named_copied_and_sent() -> None:
    made = Quick("q1", tags=("a",))
    assert made == ("q1", None, ("a",))
    assert made._replace(text="b").text == "b"
    assert made.short == "q"
    assert pickle.loads(pickle.dumps(made)) == made
    assert copy.deepcopy(made) == made
    assert repr(made) == "Quick(id='q1', text=None, tags=('a',))"
