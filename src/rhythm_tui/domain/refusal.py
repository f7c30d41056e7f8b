"""Saying no: why a command was not done, in words that can be translated later."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    Code = Literal["invalid", "unknown", "refused", "conflict"]


def msg(template: str) -> str:
    """Mark ``template`` for the message catalogue; the front end translates it when it is shown."""
    return template


class Told(str):
    """A message of the catalogue among the values of another: translated with it where it is shown."""

    __slots__ = ()


class Refusal(Exception):
    """A command that was not done, and nothing was changed.

    ``code`` is one of ``invalid`` (names the field), ``unknown`` (no such id), ``refused`` (a rule of the
    desk) and ``conflict`` (somebody else was faster). ``template`` is an English sentence with ``{names}``
    that ``values`` fill: a front end translates the template first and fills it afterwards.
    """

    def __init__(self, code: Code, template: str, field: str | None = None, /, **values: object) -> None:
        self.code: Code = code
        self.template = template
        self.values = values
        self.field = field
        super().__init__(template.format(**values))


def invalid(field: str, template: str, /, **values: object) -> Refusal:
    """Build the refusal of a field's value."""
    return Refusal("invalid", template, field, **values)


def refused(template: str, /, **values: object) -> Refusal:
    """Build the refusal by a rule of the desk."""
    return Refusal("refused", template, None, **values)
