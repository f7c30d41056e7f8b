"""Which encoding a text file is in, and its SHA-256, found in one pass.

The ladder: byte order mark, UTF-8, UTF-16 without a mark, GB18030. A file that is mostly valid UTF-8 is
damaged UTF-8: read as GB18030 it would turn whole rows into other words. Bytes that cannot be decoded become
``DAMAGE``, which no valid text contains, so that only the rows that hold them are rejected.
"""

from __future__ import annotations

import codecs
import hashlib
from pathlib import Path

from rhythm_tui.domain.named import NamedTuple

DAMAGE = "\udcff"
"""What an undecodable byte becomes: a lone surrogate."""
ON_ERROR = "rhythm.damage"
"""Name of the codec error handler that puts ``DAMAGE`` there."""

_CHUNK = 1 << 20
_SAMPLE = 1 << 16
_NO_CONTROLS = bytes({0, 9, 10, 13, *range(32, 256)})
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def _damage(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return DAMAGE, error.end


codecs.register_error(ON_ERROR, _damage)


class Scan(NamedTuple):
    """What one pass over the bytes tells."""

    sha256: str
    encoding: str


def encoding_of(sample: bytes) -> str | None:
    """Return the encoding that the beginning of a file shows; None when it is no text."""
    for mark, name in _MARKS:
        if sample.startswith(mark):
            return name
    nuls = sample.count(0)
    if nuls * 100 > len(sample) and not (nuls * 10 < len(sample) and _mostly_utf8(sample)):
        return _without_mark(sample)
    controls = len(sample.translate(None, _NO_CONTROLS))
    if controls > 32 and controls * 20 > len(sample):
        return None
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        if _mostly_utf8(sample):
            return "utf-8"
        text = sample.decode("gb18030", ON_ERROR)
        return "gb18030" if text.count(DAMAGE) * 20 <= len(text) else None
    return "utf-8"


def _without_mark(sample: bytes) -> str | None:
    """Return the UTF-16 whose line ends and delimiters would leave these NUL bytes."""
    odd, even = sample[1::2].count(0), sample[::2].count(0)
    for name, high, low in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if high > 8 * low:
            text = sample[: len(sample) & ~1].decode(name, ON_ERROR)
            if text.count(DAMAGE) * 20 <= len(text) and any(mark in text for mark in "\t\n,;{["):
                return name
    return None


def _mostly_utf8(chunk: bytes) -> bool:
    text = chunk.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = len(text) - len(text.encode("ascii", "ignore")) - bad
    return good >= 2 * bad


def scan(path: Path, encoding: str | None) -> Scan:
    """Hash the file and make sure of its encoding, of which the beginning may show only ASCII.

    ``encoding`` None means that it is no text and only the hash is wanted. Raises ``OSError``.
    """
    digest = hashlib.sha256()
    sure = encoding != "utf-8"
    decoder = codecs.getincrementaldecoder("utf-8")()
    seen = False
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            if sure:
                continue
            try:
                seen = not decoder.decode(chunk).isascii() or seen
            except UnicodeDecodeError:
                sure = True
                if not seen and not _mostly_utf8(chunk):
                    encoding = "gb18030"
    return Scan(digest.hexdigest(), encoding or "")


def head(path: Path) -> bytes:
    """Return the beginning of a file. Raises ``OSError``."""
    with path.open("rb") as file:
        return file.read(_SAMPLE)
