"""What a form is made of: its fields, the command they fill, and what is offered in its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.i18n import say
from rhythm_tui.ui.wording import Line, Words

Values = Mapping[str, str]
"""What stands in the fields, by their names."""
_HINTED = re.compile(r"\s*[(（:：;；,，]")
"""Where a label goes over into saying how its field is filled in."""


@dataclass(frozen=True)
class Field:
    """One thing the operator fills in."""

    name: str
    """The command's field."""
    label: str
    kind: Literal["line", "text", "choice", "secret"] = "line"
    value: Words = ""
    options: Sequence[tuple[str, str]] = ()
    hint: str = ""
    convert: Callable[[str], object] = str
    """Makes the command's value of what was typed."""
    empties: bool = False
    """Whether a field left empty is told too, as an empty text: what stood there goes."""
    describe: Callable[[str], str] | None = None
    """Says more about what is chosen."""
    tone: str = "muted"
    """The style in which it is said."""
    whole: bool = False
    """Whether the first sign typed takes the place of what stands there: a name, a time, never words."""

    @property
    def called(self) -> str:
        """What a message calls it: its label without what that says of filling it in."""
        return _HINTED.split(self.label)[0]


def such_as(example: str) -> str:
    """Return the hint that shows an example: it says that it is one, as no colour does everywhere."""
    return say("such as {example}", example=example)


class Guarded(NamedTuple):
    """Words that the guard is to read, and where they stand or will stand."""

    text: str
    platform: str | None = None
    """None: its limit of length does not bind them."""
    kind: str = "comment"


@dataclass(frozen=True)
class Instead:
    """Another command that a form offers in place of its own."""

    label: str
    """What its key says."""
    fields: Mapping[str, object]


@dataclass(frozen=True)
class Form:
    """A dialog that builds one command."""

    title: str
    base: Mapping[str, object]
    """The command's name and the fields nobody fills in."""
    fields: Sequence[Field]
    done: str
    """What the button says."""
    context: Sequence[Line] = ()
    """What the operator should see while deciding."""
    preview: Callable[[Values], Sequence[Line]] | None = None
    guarded: Callable[[Values], Guarded] | None = None
    """Returns the words whose findings stand below the fields, before anybody signs or records them."""
    combine: Callable[[Values], Mapping[str, object]] | None = None
    """Makes the command's fields of all that was typed, where they are not the fields of the form.

    It runs beside the screen, as it may read a file, and may raise ``Refusal``.
    """
    finish: Callable[[dict[str, object]], dict[str, object]] | None = None
    """Changes the fields as they were filled in, where one of them stands for two of the command."""
    each: Callable[[Values], Iterable[Mapping[str, object]]] | None = None
    """Makes the fields of several commands, done one after the other, of what was typed."""
    instead: Callable[[Values], Instead | None] | None = None
    """What may be done in place of it, as things are typed."""
    version: Callable[[], int | None] = field(default=lambda: None)
    """Reads the subject's version again, after somebody else was faster."""

    @property
    def above(self) -> Sequence[Line]:
        """What stands above the fields: the context without blank lines at its end, the box leaves one."""
        last = max((place for place, line in enumerate(self.context, 1) if line), default=0)
        return self.context[:last]

    def filled(self, values: Values) -> Mapping[str, object]:
        """Return the command's fields of what was typed. May raise ``Refusal``."""
        if self.combine is not None:
            return self.combine(values)
        told: dict[str, object] = {}
        for one in self.fields:
            if values[one.name].strip():
                told[one.name] = one.convert(values[one.name])
            elif one.empties:
                told[one.name] = ""
        return self.finish(told) if self.finish is not None else told
