"""Documents into files, for their owner's eyes only."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from rhythm_tui.reports.document import Document
from rhythm_tui.reports.html import html
from rhythm_tui.reports.markdown import markdown

FORMS = {"md": markdown, "html": html}
"""How a document can be written."""


def written(document: Document, target: Path | None, form: str | None = None) -> str:
    """Return a document as ``form`` has it; without one as the name of ``target`` says, else as Markdown."""
    return FORMS[form or _form_of(target)](document)


def _form_of(target: Path | None) -> str:
    return "html" if target is not None and target.suffix.lower() in (".html", ".htm") else "md"


def write_private(target: Path, text: str) -> None:
    """Write a file that only its owner may read, whole or not at all; one of that name is replaced.

    Raises ``OSError`` when it cannot be written.
    """
    made = ""
    try:
        handle, made = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(made).replace(target)
    except OSError:
        if made:
            with contextlib.suppress(OSError):
                Path(made).unlink()
        raise
