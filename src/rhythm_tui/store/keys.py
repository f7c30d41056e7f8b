"""The secrets beside the database that turn a person's id into a hash nobody can turn back.

Author hashes carry a key epoch, so that the key can be changed; stand-in ids for de-duplication use a key of
their own that never changes. Without this file the hashes in the desk join nothing new (RHYTHM.md, privacy).
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Any

from rhythm_tui import disk
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.refusal import msg
from rhythm_tui.store.unusable import DeskUnusable

_BYTES = 32
_CHECK = "sha256"
"""The entry of the checksum over the others."""
_UNFIT = (OSError, ValueError, KeyError, IndexError, TypeError, AttributeError)
"""What a file raises that is no file of keys, or was changed."""


class Keys(NamedTuple):
    """The keys of one desk."""

    epoch: int
    author: bytes
    stand_in: bytes

    def author_key(self, platform: str, author: str) -> str:
        """Return the keyed hash of an author's id, with its epoch: ``1:9f2c…``."""
        return f"{self.epoch}:{_digest(self.author, platform, author)}"

    def stand_in_id(self, *parts: str) -> str:
        """Return an id for an item that has none of its own, from what does not change about it."""
        return _digest(self.stand_in, *parts)


def path_of(db: Path) -> Path:
    """Return where the keys of a desk lie."""
    return Path(f"{db}.keys")


def changed_at(path: Path) -> int:
    """Return when a file of keys was last written (ns), 0 when it is gone: asked before every command."""
    try:
        return os.stat(path).st_mtime_ns  # noqa: PTH116 - a third of what the path's own takes
    except OSError:
        return 0


def load(db: Path, *, used_epoch: int = 0) -> Keys:
    """Return the keys of a desk, making them first where there are none; the caller holds the desk's lock.

    ``used_epoch`` is the greatest epoch the desk has hashes of: new keys begin a later one, so that hashes
    of lost keys are never taken for theirs.
    """
    path = path_of(db)
    if not path.exists():
        _create(path, used_epoch + 1)
    try:
        told = _read(path)
        found = _keys(told)
    except _UNFIT as error:
        raise DeskUnusable(
            msg("{path}: the desk's keys cannot be read or were changed; put them back from a backup"),
            path=path,
        ) from error
    if _CHECK not in told:
        with suppress(OSError):  # a disk nobody may write keeps the file of an older program
            _write(path, told)
    return found


def damaged(db: Path) -> bool:
    """Return whether the keys are there and cannot be what was written once."""
    try:
        _keys(_read(path_of(db)))
    except FileNotFoundError:
        return False
    except _UNFIT:
        return True
    return False


def rotate(db: Path, held: Keys) -> Keys:
    """Forget the author key of ``held`` and begin the next epoch; the key of stand-in ids never changes."""
    _create(path_of(db), held.epoch + 1, held.stand_in.hex())
    return load(db)


def _read(path: Path) -> dict[str, Any]:
    """Return what the file tells; ``ValueError`` where its checksum says that it was changed.

    A file of an older program has no checksum.
    """
    told: dict[str, Any] = json.loads(path.read_text("ascii"))
    if told.get(_CHECK, _checksum(told)) != _checksum(told):
        raise ValueError("the keys were changed")
    return told


def _keys(told: dict[str, Any]) -> Keys:
    newest = told["author"][-1]
    found = Keys(int(newest["epoch"]), bytes.fromhex(newest["key"]), bytes.fromhex(told["stand_in"]))
    if min(len(found.author), len(found.stand_in)) < _BYTES:
        raise ValueError("a key was cut short")
    return found


def _checksum(told: dict[str, Any]) -> str:
    """Return what guards against damage, not against somebody who may write the file anyway."""
    guarded = {name: told[name] for name in ("author", "stand_in")}
    return hashlib.sha256(json.dumps(guarded, sort_keys=True).encode()).hexdigest()


def _create(path: Path, epoch: int, stand_in: str | None = None) -> None:
    """Write new keys."""
    author = {"epoch": epoch, "key": secrets.token_hex(_BYTES)}
    _write(path, {"author": [author], "stand_in": stand_in or secrets.token_hex(_BYTES)})


def _write(path: Path, told: dict[str, Any]) -> None:
    """Write keys whole or not at all: half a file would lock everybody out."""
    disk.write_whole(path, json.dumps({**told, _CHECK: _checksum(told)}))


def _digest(key: bytes, *parts: str) -> str:
    words = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hmac.digest(key, words, "sha256").hex()[:32]
