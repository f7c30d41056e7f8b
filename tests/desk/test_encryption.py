"""An encrypted desk: nothing of it can be read without the passphrase, and nothing of it is lost."""

from __future__ import annotations

import ctypes
import errno
import random
import shutil
import sys
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import photographs
from clocks import NOON
from comment import ADD
from older import older_program
from photographs import files
from rhythm_tui.desk import backup, checks, doctor, encryption
from rhythm_tui.desk.desk import Desk
from rhythm_tui.desk.past import Past
from rhythm_tui.desk.reader import Reader
from rhythm_tui.domain.commands import parse
from rhythm_tui.domain.jumps import Stamp
from rhythm_tui.domain.progress import Watch
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.store import cipher, file, journal, recrypt, replacing, schema, snapshots, sqlite
from rhythm_tui.store.sqlite import Error, connect
from rhythm_tui.store.unusable import DeskDamaged, DeskUnusable

sqlcipher3 = pytest.importorskip("sqlcipher3.dbapi2")
from rhythm_tui.store import sqlcipher  # noqa: E402 - where it is installed

OpenDesk = Callable[..., Desk]
OpenReader = Callable[..., Reader]
PASSPHRASE = "correct horse battery staple"
WORDS = "沉默的羔羊 silentlambs"
DAY = date(2026, 11, 22)
WORKED = 4
"""Lines of the journal of a desk that was worked on."""
_MOST = {"journal": WORKED}
LI = backup.By("li", "here", Stamp(NOON, "", NOON, ""), simulated=True)


@pytest.fixture(autouse=True)
def no_power_cut() -> None:
    """Here it is cut: what a desk flushes to the disk reaches it."""


@pytest.fixture(autouse=True)
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys come of a passphrase at once, and nobody knows those of another test."""
    monkeypatch.setattr(cipher, "ITERATIONS", 1)
    monkeypatch.setattr(cipher, "_KEYS", {})


def work(desk: Desk) -> None:
    desk.do(parse({**ADD, "text": WORDS}))


@pytest.fixture
def worked(desk: Desk, path: Path) -> Path:
    """A desk with some words on it, a copy of its own and one made by hand; nobody has it open."""
    for _ in range(3):
        work(desk)
    desk.do(parse({"do": "reply.draft", "id": "q1", "text": WORDS}))
    snapshots.take(path, DAY)
    desk.close()
    (path.parent / "backups").mkdir(mode=0o700)
    copy = path.parent / "backups" / f"{path.stem}-20261122-120000.db"
    for ending in ("", ".keys", ".anchor"):
        shutil.copyfile(f"{snapshots.own(path)[0]}{ending}", f"{copy}{ending}")
    return path


def readable(folder: Path) -> list[str]:
    """Return the files in which the words stand, or the name SQLite gives itself."""
    signs = (WORDS.encode(), WORDS.encode()[:12], b"silentlambs", b"SQLite format 3", b"CREATE TABLE")
    found = [one for one in folder.rglob("*") if one.is_file()]
    return sorted(one.name for one in found if any(sign in one.read_bytes() for sign in signs))


def lines(path: Path) -> list[tuple[str, str]]:
    """The verbs that the journal ends with, and who did them."""
    connection = connect(path)
    try:
        return [(one.verb, one.operator) for one in journal.entries(connection)][WORKED:]
    finally:
        connection.close()


def seen(path: Path) -> tuple[Any, ...]:
    """Everything that makes two files the same desk: all but the lines that tell of the change."""
    connection = connect(path)
    try:
        tables = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE rootpage ORDER BY 1")
        ]
        rows = [
            connection.execute(f"SELECT * FROM {name} ORDER BY 1").fetchall()[: _MOST.get(name)]
            for name in tables
            if not name.startswith("sqlite_") and "_by_" not in name
            if connection.execute("SELECT type FROM sqlite_schema WHERE name = ?", (name,)).fetchone()[0]
            == "table"
        ]
        numbers = [connection.execute(f"PRAGMA {n}").fetchone() for n in ("user_version", "application_id")]
        assert checks.replay(path).sound and checks.verify(path).sound
        return tables, rows, numbers
    finally:
        connection.close()


def test_no_file_of_the_folder_can_be_read(
    worked: Path, open_desk: OpenDesk, open_reader: OpenReader, vocabulary: Vocabulary
) -> None:
    """While the desk is open and worked on too: in the log, in new copies, in what a purge leaves."""
    assert len(readable(worked.parent)) == 3, "else this test finds nothing"
    assert encryption.encrypt(worked, PASSPHRASE, LI) == encryption.Changed(2, ())
    assert readable(worked.parent) == []
    desk, reader, other = open_desk(), open_reader(), open_desk("wang")
    work(desk)
    other.do(parse({"do": "interaction.claim", "id": "q4"}))
    assert reader.changed() and reader.status(NOON).open == 4
    assert desk.store.connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    assert Path(f"{worked}-wal").stat().st_size
    snapshots.take(worked, date(2026, 11, 23))
    copy = backup.backup(worked, None, NOON, vocabulary)
    assert readable(worked.parent) == []
    assert backup.newest_sound(worked) is not None and encryption.plain_copies(worked) == []
    for one in encryption.copies(worked):
        assert checks.verify(one).sound and checks.replay(one).sound
    past = Past.after(worked, 3, vocabulary)
    assert past.status(NOON).open == 3
    past.close()
    desk.do(parse({"do": "interaction.close", "id": "q2", "reason": "spam"}))
    desk.do(parse({"do": "privacy.purge", "items": ["q2"], "reason": "asked"}))
    assert checks.replay(worked).purged and snapshots.own(worked) == [] and copy.exists()
    assert {one.level for one in doctor.examine(worked, NOON)} == {"ok"}
    found = {one.code: one.template.format(**one.values) for one in doctor.examine(worked, NOON)}
    assert "SQLCipher" in found["encryption"] and sqlcipher.LIBRARY in found["library"]


def test_there_and_back_it_is_the_same_desk(worked: Path) -> None:
    before, plain = seen(worked), files(worked.parent)
    encryption.encrypt(worked, PASSPHRASE, LI)
    encrypted = worked.read_bytes()
    assert seen(worked) == before
    assert encryption.encrypt(worked, "another passphrase", LI).copies == 2
    assert worked.read_bytes()[:16] != encrypted[:16] and seen(worked) == before
    assert encryption.decrypt(worked, LI).copies == 2
    assert seen(worked) == before and len(readable(worked.parent)) == 3
    assert lines(worked) == [("encrypt", "li"), ("passphrase", "li"), ("decrypt", "li")]
    assert set(files(worked.parent)) == set(plain)


def test_other_programs_of_sqlcipher_open_it(worked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is theirs to read with nothing but the passphrase: what the desk adds can get lost."""
    monkeypatch.setattr(cipher, "ITERATIONS", 256_000)
    encryption.encrypt(worked, "it's a passphrase", LI)
    theirs = sqlcipher3.connect(str(worked))
    theirs.execute("PRAGMA key='it''s a passphrase'")
    assert theirs.execute("SELECT count(*) FROM journal").fetchone()[0] == 5
    theirs.close()
    cipher.path_of(worked).unlink()
    with pytest.raises(DeskDamaged, match="rhythm-tui encrypt"):
        checks.verify(worked)
    with pytest.raises(DeskDamaged):
        encryption.encrypt(worked, "not the passphrase", LI)
    assert not encryption.is_encrypted(worked)
    encryption.encrypt(worked, "it's a passphrase", LI)
    assert checks.verify(worked).sound and encryption.is_encrypted(worked)


def test_without_its_passphrase_it_is_not_opened(worked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    encryption.encrypt(worked, PASSPHRASE, LI)
    monkeypatch.setattr(cipher, "_KEYS", {})
    before = files(worked.parent)
    assert not encryption.is_open(worked) and not encryption.unlock(worked, PASSPHRASE + " ")
    for opening in (file.open_for_work, file.open_to_read, checks.verify, snapshots.copy):
        with pytest.raises(DeskUnusable, match="passphrase"):
            opening(*(worked, worked.parent / "x.db")[: 1 + (opening is snapshots.copy)])
    assert files(worked.parent) == before
    assert encryption.unlock(worked, PASSPHRASE) and checks.verify(worked).sound


def test_an_open_seat_is_in_the_way(worked: Path, open_desk: OpenDesk) -> None:
    desk = open_desk()
    with pytest.raises(DeskUnusable, match="close every seat"):
        encryption.encrypt(worked, PASSPHRASE, LI)
    work(desk)
    assert not encryption.is_encrypted(worked) and checks.verify(worked).sound


def test_copies_are_put_back_in_either_form(
    worked: Path, open_desk: OpenDesk, vocabulary: Vocabulary
) -> None:
    plain = worked.parent / "plain.db"
    backup.backup(worked, plain, NOON, vocabulary)
    encryption.encrypt(worked, PASSPHRASE, LI)
    encrypted = worked.parent / "encrypted.db"
    backup.backup(worked, encrypted, NOON, vocabulary)
    kept = backup.restore(worked, plain, LI, vocabulary)
    assert not encryption.is_encrypted(worked) and encryption.is_encrypted(kept)
    work(open_desk())
    open_desk().close()
    assert checks.verify(kept).sound and checks.verify(worked).rows == 6
    backup.backup(worked, encrypted, NOON, vocabulary)
    assert not encryption.is_encrypted(encrypted) and checks.verify(encrypted).rows == 6


def test_an_encrypted_copy_takes_the_place_of_a_plain_or_damaged_desk(
    worked: Path, vocabulary: Vocabulary
) -> None:
    plain = worked.read_bytes()
    encryption.encrypt(worked, PASSPHRASE, LI)
    encrypted = worked.parent / "encrypted.db"
    backup.backup(worked, encrypted, NOON, vocabulary)
    worked.write_bytes(worked.read_bytes()[:9000] + b"\x55" * 9000)
    offered = backup.offer(worked)
    assert offered is not None
    kept = backup.accept(worked, offered, LI, vocabulary)
    assert checks.verify(worked).sound and encryption.is_encrypted(kept)
    worked.write_bytes(plain)
    cipher.path_of(worked).unlink()
    kept = backup.restore(worked, encrypted, LI, vocabulary)
    assert encryption.is_encrypted(worked) and checks.verify(worked).sound
    assert kept.read_bytes() == plain and not encryption.is_encrypted(kept)


def test_an_older_file_is_copied_before_its_upgrade_and_stays_encrypted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    db = tmp_path / "desk.db"
    with older_program(monkeypatch, 2):
        file.open_for_work(db).close()
        encryption.encrypt(db, PASSPHRASE, LI)
    file.open_for_work(db).close()
    assert encryption.is_encrypted(snapshots.before_upgrade(db, 2)) and readable(tmp_path) == []
    now = connect(db)
    assert schema.version_of(now) == schema.VERSION
    now.close()


def change(path: Path, how: str) -> None:
    if how == "decrypt":
        encryption.decrypt(path, LI)
    else:
        encryption.encrypt(path, "another passphrase", LI)


def photographed(worked: Path, album: Path, how: str) -> list[Path]:
    """Change a desk with one copy; return it as every kill would leave it."""
    encryption.copies(worked)[1].unlink()
    if how != "encrypt":
        encryption.encrypt(worked, PASSPHRASE, LI)
    execute = (sqlcipher.Connection, "execute")
    pictures = photographs.taken(worked.parent, album, lambda: change(worked, how), [execute])
    return [one / worked.name for one in pictures]


@pytest.mark.long
@pytest.mark.parametrize("how", ["encrypt", "passphrase", "decrypt"])
def test_a_kill_anywhere_leaves_a_desk_that_opens(worked: Path, tmp_path: Path, how: str) -> None:
    before = checks.verify(worked)
    taken = photographed(worked, tmp_path / "album", how)
    forms = [form_of(one, before) for one in taken]
    assert len(taken) > 10 and len(set(forms)) == 2, "the change itself was not seen"
    assert forms == sorted(forms, key=forms.index), "once it is changed it stays so"
    told = [lines(one)[-1:] == [(how, "li")] for one in taken]
    assert told == [form == forms[-1] for form in forms], "and the line that tells of it comes with it"
    for one in taken[forms.index(forms[-1]) - 1 :: 6]:
        change(one, how)
        every = [one, *encryption.copies(one)]
        assert {cipher.marker_of(copy) is None for copy in every} == {how == "decrypt"}
        assert all(checks.verify(copy).sound for copy in every)
        assert how == "decrypt" or readable(one.parent) == []


def test_it_finds_a_marker_that_comes_before_its_file(
    worked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A planted bug: a kill between the two names leaves a plain file that is said to be encrypted."""

    def marker_first(part: Path, path: Path) -> None:
        cipher.path_of(part).replace(cipher.path_of(path))
        part.replace(path)

    monkeypatch.setattr(replacing, "put", marker_first)
    before = checks.verify(worked)
    taken = photographed(worked, tmp_path / "album", "encrypt")
    with pytest.raises(DeskDamaged):
        _ = [form_of(one, before) for one in taken]


def form_of(path: Path, before: checks.Verified) -> cipher.Marker | None:
    """Return how a photographed desk is encrypted; it opens to be read, then to be worked on."""
    reading = file.open_to_read(path)
    assert reading is not None
    kept = journal.entry(reading, before.rows)
    reading.close()
    assert kept is not None and kept.hash == before.head
    file.open_for_work(path).close()
    assert checks.verify(path).sound, path
    assert not [one.name for one in path.parent.iterdir() if ".part" in one.name]
    return cipher.marker_of(path)


def test_a_power_cut_costs_nothing_that_was_answered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The storm of power cuts, on a disk that watches SQLCipher's writes, with a key for every file."""
    from storms import disk, ground, power
    from storms.tally import Tally

    native = sys.modules["sqlcipher3._sqlite3"]

    def vfs() -> Any:
        find = ctypes.CDLL(native.__file__).sqlite3_vfs_find
        find.restype, find.argtypes = ctypes.c_void_p, [ctypes.c_char_p]
        return (ctypes.c_void_p * 24).from_address(find(None))

    monkeypatch.setattr(disk, "_default_vfs", vfs)
    for name in ("_laid", "rows_before"):  # the desks that others have laid are plain
        monkeypatch.setattr(ground, name, cache(getattr(ground, name).__wrapped__))
    monkeypatch.setattr(cipher, "key_of", lambda db: f"x'{'ab' * 32}{'cd' * 16}'")
    if not disk.can_watch():
        pytest.skip("this machine does not let its disk be watched")
    tally = Tally("power", "cuts", 20, power.NEVER)
    power.cut_during(tally, random.Random(7), ADD, 20)
    assert tally.held and tally.done == 20


def test_errors_are_those_everybody_catches(worked: Path) -> None:
    encryption.encrypt(worked, PASSPHRASE, LI)
    connection = connect(worked)
    for statement in ("DELETE FROM journal", "SELECT * FROM nowhere", "INSERT INTO journal (seq) VALUES (1)"):
        with pytest.raises(Error):
            connection.execute(statement)
    with pytest.raises(sqlite.sqlite3.IntegrityError):
        connection.executemany("INSERT INTO tick (n) VALUES (?)", [(1,), (1,)])
    connection.close()
    with pytest.raises(Error):
        _ = connection.in_transaction
    sqlite.roll_back(connection)


def test_a_library_with_the_wal_reset_bug_never_gets_a_log(
    worked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlcipher, "LIBRARY", "3.51.1")
    monkeypatch.setattr(sqlcipher.Connection, "library", "3.51.1")
    encryption.encrypt(worked, PASSPHRASE, LI)
    connection = file.open_for_work(worked)
    assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
    assert connection.execute("PRAGMA synchronous").fetchone()[0] == 3
    connection.close()
    (found,) = [one for one in doctor.examine(worked, NOON) if one.level != "ok"]
    assert found.code == "library" and "sqlcipher3" in found.remedy


def test_without_the_extra_it_says_what_to_install(worked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    encryption.encrypt(worked, PASSPHRASE, LI)
    monkeypatch.delitem(sys.modules, "rhythm_tui.store.sqlcipher")
    monkeypatch.delattr("rhythm_tui.store.sqlcipher")
    monkeypatch.setitem(sys.modules, "sqlcipher3", None)
    for opening in (encryption.is_open, encryption.need, checks.verify):
        with pytest.raises(DeskUnusable, match=r"rhythm-tui\[encrypted\]"):
            opening(worked)


def test_a_marker_that_cannot_be_read_is_no_plain_desk(worked: Path) -> None:
    encryption.encrypt(worked, PASSPHRASE, LI)
    told = cipher.path_of(worked).read_text()
    for spoiled in ("{}", "[]", told[:40], told.replace('"sqlcipher": 4', '"sqlcipher": 5'), "\xff"):
        cipher.path_of(worked).write_text(spoiled, "latin-1")
        with pytest.raises(DeskUnusable, match="cannot be read"):
            checks.verify(worked)


def test_a_copy_of_another_passphrase_is_left_and_told(worked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    encryption.encrypt(worked, PASSPHRASE, LI)
    old = snapshots.own(worked)[0]
    raw, marker = old.read_bytes(), cipher.path_of(old).read_bytes()
    encryption.encrypt(worked, "another passphrase", LI)
    old.write_bytes(raw)
    cipher.path_of(old).write_bytes(marker)
    monkeypatch.setattr(cipher, "_KEYS", {})
    assert encryption.unlock(worked, "another passphrase")
    assert encryption.take_along(worked) == encryption.Changed(0, (old,))


def test_the_doctor_finds_a_plain_copy_beside_it(worked: Path) -> None:
    plain = snapshots.own(worked)[0].read_bytes()
    encryption.encrypt(worked, PASSPHRASE, LI)
    left = snapshots.folder(worked) / f"{worked.stem}-2026-11-01.db"
    left.write_bytes(plain)
    left.chmod(0o600)
    (found,) = [one for one in doctor.examine(worked, NOON) if one.level != "ok"]
    assert found.code == "encryption" and str(left) in found.template.format(**found.values)
    assert encryption.take_along(worked).copies == 1 and readable(worked.parent) == []


def test_it_finds_an_export_that_loses_the_key_or_a_row(
    worked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Planted bugs of the change itself: it is refused, and the desk is as it was."""
    real, before = recrypt._export, seen(worked)

    def without_key(path: Path, key: str, part: Path, _watch: Watch) -> None:
        shutil.copyfile(path, part)

    def without_a_row(path: Path, key: str, part: Path, watch: Watch) -> None:
        real(path, key, part, watch)
        connection = connect(part)
        connection.execute("DELETE FROM search")
        connection.close()

    def without_a_trigger(path: Path, key: str, part: Path, watch: Watch) -> None:
        real(path, key, part, watch)
        connection = connect(part)
        connection.execute("DROP TRIGGER journal_keeps_rows")
        connection.close()

    for bug in (without_key, without_a_row, without_a_trigger):
        monkeypatch.setattr(recrypt, "_export", bug)
        with pytest.raises(DeskDamaged):
            encryption.encrypt(worked, PASSPHRASE, LI)
        assert seen(worked) == before and not encryption.is_encrypted(worked)


def test_it_finds_a_connection_that_drops_the_key(worked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A planted bug: everything works, and everybody can read it."""
    real = sqlcipher.connect
    monkeypatch.setattr(sqlcipher, "connect", lambda uri, key: real(uri, None))
    monkeypatch.setattr(cipher, "key_of", lambda db: None)
    encryption.encrypt(worked, PASSPHRASE, LI)
    assert len(readable(worked.parent)) == 3


def test_a_folder_that_is_closed_to_the_reader_is_told_as_such(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(path: Path) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(cipher, "there", closed)
    with pytest.raises(DeskUnusable, match="you have no permission for it"):
        encryption.is_open(tmp_path / "desk.db")
