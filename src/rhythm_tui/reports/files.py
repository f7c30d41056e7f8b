"""Documents into files, for their owner's eyes only."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Protocol, TypeVar

from rhythm_tui.desk.guard import is_own
from rhythm_tui.domain.masking import masked
from rhythm_tui.domain.refusal import invalid, msg
from rhythm_tui.reports.document import Document
from rhythm_tui.reports.fields import as_json
from rhythm_tui.reports.html import html
from rhythm_tui.reports.markdown import markdown

Found = TypeVar("Found")


class Show(Protocol):
    """What is done to rows that were read before they are written out."""

    def __call__(self, found: Found) -> Found:
        """Return the rows as they are to be written."""


def hide(found: Found) -> Found:
    """Return rows with the contacts in them masked but for the hospital's own (SAFETY 14)."""
    return masked(found, is_own)


def as_it_is(found: Found) -> Found:
    """Return rows as they were typed."""
    return found


FORMS = {"md": markdown, "html": html, "json": as_json}
"""How a document can be written."""
_ENDINGS = {".md": "md", ".txt": "md", ".html": "html", ".htm": "html", ".json": "json"}


def written(document: Document, target: Path | None, form: str | None = None) -> str:
    """Return a document as ``form`` has it; without one as the name of ``target`` says, else as Markdown."""
    return FORMS[form or form_of(target, _ENDINGS)](document)


def form_of(target: Path | None, known: Mapping[str, str]) -> str:
    """Return the form that the name of a file asks for, by its ending; without one the first of ``known``.

    Raises ``Refusal`` (invalid) naming the endings for one that is not among them.
    """
    ending = target.suffix.lower() if target else ""
    if ending in known or not ending:
        return known.get(ending, next(iter(known.values())))
    raise invalid(
        "file",
        msg("{file}: nothing is written as {ending}; a name may end in {known}"),
        file=target, ending=ending, known=" ".join(known),
    )  # fmt: skip


def as_bytes(content: str | bytes) -> bytes:
    """Return what stands in a file: text is UTF-8."""
    return content.encode() if isinstance(content, str) else content


@contextlib.contextmanager
def private_file(target: Path, content: str | bytes) -> Iterator[None]:
    """Write a file that only its owner may read, whole or not at all; one of that name is replaced.

    It gets its name when the block has ended well: until then nothing has left the desk, and the block can
    note it or refuse it. Raises ``OSError`` when it cannot be written.
    """
    handle, made = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(as_bytes(content))
            file.flush()
            os.fsync(file.fileno())
        yield
        Path(made).replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(made).unlink()
        raise
