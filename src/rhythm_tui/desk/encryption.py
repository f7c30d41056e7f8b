"""Whether the desk's file is encrypted, and what makes it so; docs/encryption.md says what that covers."""

from __future__ import annotations

from collections.abc import Callable

from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.progress import UNWATCHED, Watch
from rhythm_tui.domain.refusal import msg
from rhythm_tui.store import cipher, sqlite
from rhythm_tui.store.unusable import DeskDamaged, DeskUnusable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from _typeshed import StrPath

    from rhythm_tui.desk.backup import By
    from rhythm_tui.store.sqlite import Connection

ENCRYPT, DECRYPT, PASSPHRASE = "encrypt", "decrypt", "passphrase"
"""Verbs that no command has: the desk is closed while its file is written anew."""
_GIVEN_UP = msg("given up; the desk's file is done, not all of the copies in its folder: do it again")


class Changed(NamedTuple):
    """What became of the copies in the folder of the desk."""

    copies: int
    """How many have the desk's own form now and had not before."""
    left: tuple[Path, ...]
    """Those that could not be opened: damaged, or encrypted with a passphrase of before."""


def is_encrypted(path: StrPath) -> bool:
    """Return whether a file is encrypted. Raises ``DeskUnusable`` when that cannot be told."""
    return cipher.marker_of(path) is not None


def is_open(path: StrPath) -> bool:
    """Return whether this program can open a file: it is not encrypted, or its passphrase was given.

    Raises ``DeskUnusable`` where what opens encrypted files is not installed.
    """
    marker = cipher.marker_of(path)
    if marker is None:
        return True
    cipher.library(path)
    return cipher.knows(marker)


def need(path: Path) -> None:
    """Raise ``DeskUnusable`` where what encrypts ``path`` is not installed."""
    cipher.library(path)


def unlock(path: StrPath, passphrase: str) -> bool:
    """Let this program open an encrypted file; return whether the passphrase is the right one."""
    marker = cipher.marker_of(path)
    return marker is None or cipher.unlock(marker, passphrase)


def library_of(path: Path) -> str:
    """Return the version of the SQLite that opens a file, as far as it is installed."""
    if not is_encrypted(path):
        return sqlite.LIBRARY
    try:
        return str(cipher.library(path).LIBRARY)
    except DeskUnusable:
        return sqlite.LIBRARY


def encrypt(path: Path, passphrase: str, by: By, watch: Watch = UNWATCHED) -> Changed:
    """Encrypt the desk and the copies in its folder; on an encrypted desk, another passphrase takes over.

    The desk's journal ends with who did it. Every seat must be closed. Raises ``DeskUnusable`` with the desk
    as it was. A desk that is encrypted and has lost the file that says so is recognised by its passphrase.
    """
    from rhythm_tui.store import recrypt

    verb = PASSPHRASE if is_encrypted(path) else ENCRYPT
    try:
        recrypt.desk(path, cipher.made_of(passphrase), _teller(by, verb), watch)
    except DeskDamaged:
        if is_encrypted(path) or not recrypt.recognise(path, passphrase):
            raise
    return take_along(path, watch)


def decrypt(path: Path, by: By, watch: Watch = UNWATCHED) -> Changed:
    """Write the desk and the copies in its folder as plain files.

    The desk's journal ends with who did it. Every seat must be closed. Raises ``DeskUnusable`` with the desk
    as it was.
    """
    from rhythm_tui.store import recrypt

    recrypt.desk(path, None, _teller(by, DECRYPT), watch)
    return take_along(path, watch)


def _teller(by: By, verb: str) -> Callable[[Connection], None]:
    from rhythm_tui.desk import backup

    return lambda connection: backup.tell_of(connection, by, verb, {})


def take_along(path: Path, watch: Watch = UNWATCHED) -> Changed:
    """Give the copies in the desk's folder its own form, those that are not of it yet."""
    from rhythm_tui.store import recrypt

    watch.step(msg("looking for copies"), _GIVEN_UP)
    wanted = cipher.marker_of(path)
    done = 0
    left: list[Path] = []
    for copy in copies(path):
        try:
            if cipher.marker_of(copy) != wanted:
                recrypt.copy(copy, wanted, watch=watch)
                done += 1
        except DeskUnusable:
            left.append(copy)
    return Changed(done, tuple(left))


def copies(path: Path) -> list[Path]:
    """Return the copies of the desk in its folder: its own, and those somebody made or replaced."""
    from rhythm_tui.store import snapshots

    return [*snapshots.own(path), *snapshots.by_hand(path)]


def plain_copies(path: Path) -> list[Path]:
    """Return those that are not encrypted: beside an encrypted desk each of them tells all."""
    return [copy for copy in copies(path) if not is_encrypted(copy)]
