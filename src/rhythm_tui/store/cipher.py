"""Which file is encrypted, and with which key; SQLCipher does the rest (docs/encryption.md).

A small file beside the database, ``desk.db.cipher``, says that it is encrypted and how its key comes of the
passphrase: nobody has to look into a live file to know. Nothing in it is secret, for whoever has the database
has as much, and nothing is lost with it: ``rhythm-tui encrypt`` makes it anew. The key is worked out once a
process and stays in its memory; the passphrase stays nowhere.
"""

from __future__ import annotations

import os

from rhythm_tui.domain import system
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.refusal import msg
from rhythm_tui.store.place import there
from rhythm_tui.store.unusable import DeskUnusable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

    from _typeshed import StrPath

ITERATIONS = 256_000
"""Rounds of PBKDF2-HMAC-SHA512: what SQLCipher 4 has by default, so that its other programs open the file."""
_MOST_ITERATIONS = 10_000_000
_FORMAT = 4
"""Of SQLCipher's files."""
_SALT_BYTES = 16
_KEY_BYTES = 32


class Marker(NamedTuple):
    """How a file is encrypted."""

    salt: str
    """The first bytes of the file, in hexadecimal digits."""
    iterations: int
    check: str
    """A hash of the key: tells a wrong passphrase from a damaged file."""

    def text(self) -> str:
        """Return it as it is written."""
        import json

        return json.dumps({"sqlcipher": _FORMAT, **self._asdict()}) + "\n"


_KEYS: dict[Marker, str] = {}
"""The keys this process knows, as SQLCipher takes them."""


def path_of(db: StrPath) -> Path:
    """Return where the marker of a file lies."""
    from pathlib import Path  # a glance does without: places.py

    return Path(_marker_name(db))


def part_of(path: StrPath) -> Path:
    """Return the name under which what shall take the place of ``path`` is made."""
    from pathlib import Path

    return Path(_part_name(path))


def waiting(part: str, lasting: str) -> str:
    """Return what a file is called that gets the name ``lasting`` once ``part`` has taken its place."""
    return f"{part}.to.{lasting}"


def companion(db: StrPath, ending: str) -> str:
    """Return where what goes with a file lies: a newcomer's may wait for its lasting name yet.

    Raises ``OSError``.
    """
    part, lasting = _part_name(db), f"{db}{ending}"
    waits = os.path.join(os.path.dirname(part), waiting(*map(os.path.basename, (part, lasting))))
    return waits if there(waits) and not there(part) else lasting


def marker_of(db: StrPath) -> Marker | None:
    """Return how a file is encrypted; None when it is not. Raises ``DeskUnusable``.

    A newcomer's marker lies beside its temporary file and holds from the instant that file has left its
    temporary name, for then it is the file itself (``store/replacing.py``). An empty one says: not encrypted.
    """
    part = _part_name(db)
    newcomers = _marker_name(part)
    try:
        path = newcomers if there(newcomers) and not there(part) else _marker_name(db)
        with open(path, encoding="ascii") as file:
            text = file.read()
    except FileNotFoundError:
        return None
    except PermissionError as error:
        raise DeskUnusable(msg("{path}: {reason}"), path=db, reason=system.why(error)) from error
    except (OSError, ValueError) as error:
        raise _unreadable(db) from error
    return _parsed(text, db) if text else None


def key_of(db: StrPath) -> str | None:
    """Return the key of an encrypted file as SQLCipher takes it; None when the file is not encrypted.

    Raises ``DeskUnusable`` when this process has not been told the passphrase.
    """
    marker = marker_of(db)
    if marker is None:
        return None
    if marker not in _KEYS:
        raise DeskUnusable(msg("{path}: encrypted; its passphrase is wanted"), path=db)
    return _KEYS[marker]


def knows(marker: Marker) -> bool:
    """Return whether this process has the key."""
    return marker in _KEYS


def unlock(marker: Marker, passphrase: str) -> bool:
    """Work the key out; return whether the passphrase is the right one. Takes a tenth of a second or more."""
    raw = _derived(passphrase, bytes.fromhex(marker.salt), marker.iterations)
    if _check(raw) != marker.check:
        return False
    _KEYS[marker] = f"x'{raw.hex()}{marker.salt}'"
    return True


def made_of(passphrase: str, salt: bytes | None = None) -> Marker:
    """Return a marker for a new file, or for one that begins with ``salt``; its key is known from here on."""
    salt = os.urandom(_SALT_BYTES) if salt is None else salt
    marker = Marker(salt.hex(), ITERATIONS, _check(_derived(passphrase, salt, ITERATIONS)))
    unlock(marker, passphrase)
    return marker


def library(db: StrPath) -> ModuleType:
    """Return the module that opens encrypted files. Raises ``DeskUnusable`` where it is not installed."""
    try:
        from rhythm_tui.store import sqlcipher
    except ImportError as error:
        wanted = "pip install 'rhythm-tui[encrypted]'"
        missing = msg("{path}: to open an encrypted desk takes SQLCipher: {wanted}")
        raise DeskUnusable(missing, path=db, wanted=wanted) from error
    return sqlcipher


def _parsed(text: str, db: StrPath) -> Marker:
    import json  # a plain desk comes without

    try:
        told = json.loads(text)
        marker = Marker(told["salt"], int(told["iterations"]), str(told["check"]))
        sound = (
            told["sqlcipher"] == _FORMAT
            and len(bytes.fromhex(marker.salt)) == _SALT_BYTES
            and 0 < marker.iterations <= _MOST_ITERATIONS
        )
    except (ValueError, KeyError, TypeError) as error:
        raise _unreadable(db) from error
    if not sound:
        raise _unreadable(db)
    return marker


def _marker_name(db: StrPath) -> str:
    return f"{db}.cipher"


def _part_name(path: StrPath) -> str:
    folder, name = os.path.split(path)
    return os.path.join(folder, f".{name}.part")


def _unreadable(db: StrPath) -> DeskUnusable:
    return DeskUnusable(
        msg("{marker} cannot be read; put it back from a backup, or delete it and run rhythm-tui encrypt"),
        marker=_marker_name(db),
    )


def _derived(passphrase: str, salt: bytes, iterations: int) -> bytes:
    import hashlib

    return hashlib.pbkdf2_hmac("sha512", passphrase.encode(), salt, iterations, _KEY_BYTES)


def _check(raw: bytes) -> str:
    import hmac

    return hmac.new(raw, b"rhythm-tui", "sha256").hexdigest()
