"""The desk's own named tuples do what those of ``typing`` do."""

from __future__ import annotations

import copy
import pickle
import typing

import pytest

from rhythm_tui.domain.named import NamedTuple


class Ours(NamedTuple):
    """A point with a name."""

    x: int
    y: int
    name: str = "here"

    @property
    def sum(self) -> int:
        """What both make together."""
        return self.x + self.y

    @classmethod
    def nowhere(cls) -> Ours:
        """Return the first point of all."""
        return cls(0, 0)


class Theirs(typing.NamedTuple):
    """The same, as ``typing`` makes it."""

    x: int
    y: int
    name: str = "here"


BOTH = pytest.mark.parametrize("kind", [Ours, Theirs])


@BOTH
def test_a_tuple_is_made_by_place_and_by_name(kind: type[Ours]) -> None:
    made = kind(1, y=2)
    assert made == (1, 2, "here") == kind(*made) == kind(**made._asdict())
    assert (made.x, made.y, made.name) == (1, 2, "here")
    assert kind._fields == kind.__match_args__ == ("x", "y", "name")
    assert kind._field_defaults == {"name": "here"}


@BOTH
def test_a_tuple_is_changed_copied_and_told(kind: type[Ours]) -> None:
    made = kind(1, 2)
    assert made._replace(name="there") == (1, 2, "there")
    assert kind._make([3, 4, "five"]) == (3, 4, "five")
    assert pickle.loads(pickle.dumps(made)) == copy.deepcopy(made) == made
    assert isinstance(pickle.loads(pickle.dumps(made)), kind)
    assert repr(made) == f"{kind.__name__}(x=1, y=2, name='here')"


@BOTH
def test_wrong_fields_are_refused(kind: type[Ours]) -> None:
    for given in ((1,), (1, 2, "three", 4)):
        with pytest.raises(TypeError, match=kind.__name__):
            kind(*given)
    with pytest.raises(TypeError, match="z"):
        kind(1, 2, z=3)  # type: ignore[call-arg]
    with pytest.raises(ValueError, match="z"):
        kind(1, 2)._replace(z=3)
    with pytest.raises(TypeError):
        kind._make([1, 2])


@BOTH
def test_nothing_can_be_added_or_set(kind: type[Ours]) -> None:
    made = kind(1, 2)
    for name in ("x", "other"):
        with pytest.raises(AttributeError):
            setattr(made, name, 5)


def test_a_class_keeps_its_methods_and_its_words() -> None:
    assert Ours.nowhere().sum == 0
    assert Ours.__doc__ == "A point with a name."
    assert Ours.__module__ == __name__


def test_the_first_of_a_class_is_made_like_every_other() -> None:
    class Late(NamedTuple):
        one: int
        two: str = "two"

    assert Late(1) == Late(one=1) == (1, "two")
    match Late(3):
        case Late(one, two):
            assert (one, two) == (3, "two")
