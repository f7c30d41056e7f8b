"""The desk's file on disk: made private, recognised, or refused with a reason and unchanged."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from rhythm_tui.desk.desk import Desk
from rhythm_tui.domain.commands import parse
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.store import anchor, file, keys, schema
from rhythm_tui.store.sqlite import Error, connect
from rhythm_tui.store.transaction import Store
from rhythm_tui.store.unusable import DeskUnusable

posix = pytest.mark.skipif(os.name == "nt", reason="modes of POSIX")
OpenDesk = Callable[..., Desk]


def add(desk: Desk, text: str = "t") -> None:
    desk.do(
        parse(
            {
                "do": "interaction.add",
                "platform": "douyin",
                "kind": "comment",
                "posted_at": desk.clock.now(),
                "author": "a",
                "text": text,
            }
        )
    )


@posix
def test_everything_made_is_private_whatever_the_umask(tmp_path: Path, open_desk: OpenDesk) -> None:
    old = os.umask(0)
    try:
        desk = open_desk(at=tmp_path / "one" / "two" / "desk.db")
        add(desk)
        modes = {p.relative_to(tmp_path).as_posix(): p.stat().st_mode & 0o777 for p in tmp_path.rglob("*")}
    finally:
        os.umask(old)
    assert {"one", "one/two", "one/two/desk.db", "one/two/desk.db.keys", "one/two/desk.db.anchor"} <= set(
        modes
    )
    assert {
        name: oct(mode) for name, mode in modes.items() if mode != (0o600 if "." in name else 0o700)
    } == {}


@posix
def test_a_folder_that_was_there_keeps_its_mode(tmp_path: Path, open_desk: OpenDesk) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    folder.chmod(0o755)
    open_desk(at=folder / "desk.db")
    assert folder.stat().st_mode & 0o777 == 0o755


def test_opening_again_finds_the_work(desk: Desk, open_desk: OpenDesk, path: Path) -> None:
    add(desk)
    desk.close()
    again = open_desk()
    assert again.store.connection.execute("SELECT count(*) FROM journal").fetchone() == (1,)
    assert again.store.keys == desk.store.keys


def not_a_database(path: Path) -> None:
    path.write_bytes(b"hello, this is no database\n" * 200)


def foreign(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipe (n)")
    connection.close()


def foreign_with_a_version(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipe (n)")
        connection.execute("PRAGMA user_version=1")
    connection.close()


def newer(path: Path) -> None:
    file.open_for_work(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version={schema.VERSION + 1}")
    connection.close()
    for extra in (f"{path}-wal", f"{path}-shm", f"{path}.lock"):
        Path(extra).unlink(missing_ok=True)


def truncated(path: Path) -> None:
    file.open_for_work(path).close()
    raw = path.read_bytes()
    path.write_bytes(raw[: len(raw) // 2 + 7])


def folder(path: Path) -> None:
    path.mkdir()


BAD = [
    (not_a_database, "no desk file"),
    (foreign, "another program"),
    (foreign_with_a_version, "another program"),
    (newer, "newer"),
    (truncated, "damaged"),
    (folder, "folder"),
]


@pytest.mark.parametrize(("make", "reason"), BAD, ids=[make.__name__ for make, _ in BAD])
@pytest.mark.parametrize("opener", [file.open_for_work, file.open_to_read, Store])
def test_what_is_no_desk_is_refused_and_left_alone(
    tmp_path: Path, make: Callable[[Path], None], reason: str, opener: Callable[[Path], object]
) -> None:
    path = tmp_path / "desk.db"
    make(path)
    before = path.read_bytes() if path.is_file() else b""
    if make is truncated and opener is not Store:
        pytest.skip("a torn file is found out by reading it")
    with pytest.raises(DeskUnusable) as caught:
        opener(path)
    assert reason in str(caught.value)
    assert str(path) in str(caught.value)
    assert (path.read_bytes() if path.is_file() else b"") == before
    assert not Path(f"{path}-wal").exists()


@pytest.mark.parametrize("size", [0, None])
def test_an_empty_or_missing_file_is_an_empty_desk(tmp_path: Path, size: int | None) -> None:
    path = tmp_path / "desk.db"
    if size is not None:
        path.touch()
    before = sorted(tmp_path.iterdir())
    assert file.open_to_read(path) is None
    assert sorted(tmp_path.iterdir()) == before
    Store(path).close()
    connection = file.open_to_read(path)
    assert connection is not None
    connection.close()


def test_a_parent_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("")
    for opener in (file.open_for_work, file.open_to_read):
        try:
            assert opener(tmp_path / "x" / "desk.db") is None
        except DeskUnusable as unusable:
            assert "desk.db" in str(unusable)


@posix
@pytest.mark.skipif(os.name != "nt" and os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(DeskUnusable):
            file.open_for_work(tmp_path / "desk.db")
    finally:
        tmp_path.chmod(0o700)


def test_a_desk_on_a_read_only_disk_is_read_and_nothing_made(
    desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(desk)
    desk.close()
    before = sorted(path.parent.iterdir())
    monkeypatch.setattr(os, "access", lambda *_: False)
    connection = file.open_to_read(path)
    assert connection is not None
    assert connection.execute("SELECT count(*) FROM journal").fetchone() == (1,)
    assert sorted(path.parent.iterdir()) == before
    connection.close()


@pytest.mark.skipif(sys.platform != "linux", reason="only here a name is any bytes")
def test_a_name_that_is_no_text(tmp_path: Path, open_desk: OpenDesk) -> None:
    path = Path(os.fsdecode(bytes(tmp_path) + b"/d\xe9sk.db"))
    add(open_desk(at=path))
    connection = file.open_to_read(path)
    assert connection is not None
    connection.close()


def test_a_read_only_connection_says_so(desk: Desk) -> None:
    desk.store.connection.execute("PRAGMA query_only=ON")
    with pytest.raises(DeskUnusable, match="read-only"):
        add(desk)
    desk.store.connection.execute("PRAGMA query_only=OFF")
    add(desk)


def test_a_full_disk_refuses_whole_and_recovers(desk: Desk) -> None:
    add(desk)
    connection = desk.store.connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count={pages}")
    with pytest.raises(DeskUnusable, match="the disk is full"):
        add(desk, "x" * 20_000)
    assert not connection.in_transaction
    assert connection.execute("SELECT count(*) FROM interaction").fetchone() == (1,)
    connection.execute(f"PRAGMA max_page_count={pages + 1000}")
    add(desk, "x" * 20_000)
    assert connection.execute("SELECT max(seq), count(*) FROM journal").fetchone() == (2, 2)


def test_a_replaced_file_is_a_ghost(desk: Desk, path: Path, tmp_path: Path) -> None:
    add(desk)
    other = tmp_path / "other.db"
    Store(other).close()
    other.replace(path)
    with pytest.raises(DeskUnusable, match="replaced"):
        add(desk)
    path.unlink()
    with pytest.raises(DeskUnusable):
        add(desk)


def copied(path: Path, to: Path) -> Path:
    """Copy a closed desk whole."""
    to.mkdir()
    for part in ("", ".keys", ".anchor"):
        shutil.copy(f"{path}{part}", f"{to / path.name}{part}")
    return to / path.name


def test_an_older_copy_put_back_is_found_out(
    desk: Desk, open_desk: OpenDesk, path: Path, tmp_path: Path
) -> None:
    add(desk)
    desk.close()
    old = copied(path, tmp_path / "old")
    later = open_desk()
    add(later)
    later.close()
    shutil.copy(old, path)
    with pytest.raises(DeskUnusable, match="lost work") as caught:
        Store(path)
    assert caught.value.values["seq"] == 2


def test_a_lost_log_is_found_out(desk: Desk, path: Path, tmp_path: Path) -> None:
    for _ in range(3):
        add(desk)
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    for part in ("", ".keys", ".anchor"):
        shutil.copy(f"{path}{part}", f"{crashed / path.name}{part}")
    with pytest.raises(DeskUnusable):
        Store(crashed / path.name)


def test_a_journal_with_another_row_there_is_found_out(
    desk: Desk, open_desk: OpenDesk, path: Path, tmp_path: Path
) -> None:
    add(desk)
    desk.close()
    fork = copied(path, tmp_path / "fork")
    for at in (path, fork):
        one = open_desk(at=at)
        add(one, f"on {at.parent.name}")
        one.close()
    shutil.copy(fork, path)
    with pytest.raises(DeskUnusable, match="lost work"):
        Store(path)


def test_a_refused_desk_is_let_go(desk: Desk, path: Path) -> None:
    """After a refusal nothing keeps the file open, so that a backup can take its place."""
    add(desk)
    desk.close()
    anchor.write(path, anchor.Head(99, "f" * 64))
    with pytest.raises(DeskUnusable, match="lost work"):
        Store(path)
    assert not Path(f"{path}-wal").exists()


def test_a_head_ahead_of_its_anchor_is_sound(desk: Desk, path: Path) -> None:
    add(desk)
    kept = anchor.path_of(path).read_bytes()
    add(desk)
    desk.close()
    anchor.path_of(path).write_bytes(kept)
    Store(path).close()


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "null",
        "{}",
        '{"author": [], "stand_in": "00"}',
        '{"author": [{"epoch": 1, "key": "zz"}], "stand_in": "00"}',
        '{"author": [{"epoch": "x", "key": "00"}], "stand_in": "00"}',
        '{"author": [{"epoch": 1, "key": ""}], "stand_in": ""}',
        "\u00e9",
    ],
)
def test_spoilt_keys_are_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "desk.db"
    keys.path_of(path).write_text(content, "utf-8")
    with pytest.raises(DeskUnusable, match="keys"):
        keys.load(path)
    assert keys.path_of(path).read_text("utf-8") == content


def test_keys_are_made_once_whole_and_tell_authors_apart(tmp_path: Path) -> None:
    made = keys.load(tmp_path / "a.db")
    assert keys.load(tmp_path / "a.db") == made
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.db.keys"]
    assert json.loads((tmp_path / "a.db.keys").read_text())["author"][0]["epoch"] == 1
    other = keys.load(tmp_path / "b.db")
    assert made.author_key("douyin", "a") != other.author_key("douyin", "a")
    assert made.author_key("douyin", "a") == made.author_key("douyin", "a") != made.author_key("weibo", "a")
    assert made.author_key("douyin", "a").startswith("1:")
    assert made.stand_in_id("a", "bc") != made.stand_in_id("ab", "c")
    assert "\ud800" not in made.author_key("douyin", "\ud800")


def test_threads_that_open_a_new_desk_at_once(tmp_path: Path) -> None:
    path = tmp_path / "new" / "deep" / "desk.db"
    barrier = threading.Barrier(6)
    failures: list[BaseException] = []

    def start() -> None:
        try:
            barrier.wait()
            Store(path).close()
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=start) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    connection = connect(path)
    assert schema.version_of(connection) == schema.VERSION
    connection.close()


STARTS = """
import sys
from pathlib import Path
from rhythm_tui.store.transaction import Store
sys.stdin.readline()
store = Store(Path(sys.argv[1]))
print(store.keys.stand_in.hex())
store.close()
"""


def test_processes_that_open_a_new_desk_at_once(tmp_path: Path) -> None:
    path = tmp_path / "new" / "desk.db"
    command = [sys.executable, "-W", "error", "-c", STARTS, str(path)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    started = [
        subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
        )
        for _ in range(3)
    ]
    for process in started:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    answers = [process.communicate(timeout=60) for process in started]
    assert [process.returncode for process in started] == [0, 0, 0], answers
    assert len({out for out, _ in answers}) == 1


A_SLOT = (
    "INSERT INTO slot (n, version, platform, wall, zone, at, title, tier, form, emergency, author, state,"
    " simulated) VALUES"
)


def test_the_tables_are_strict_and_checked(desk: Desk) -> None:
    add(desk)
    run = desk.store.connection.execute
    listed = "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type <> 'view'"
    tables = run(listed).fetchall()
    loose = {name for name, strict in tables if not strict}
    assert {name for name in loose if not name.startswith(("sqlite_", "_sqlite_", "search"))} == set()
    for bad in (
        "UPDATE interaction SET kind = 'letter'",
        "UPDATE interaction SET state = 'gone'",
        "UPDATE interaction SET state = 'answered'",
        "UPDATE interaction SET due_at = NULL",
        "UPDATE interaction SET due_at = 'soon'",
        "UPDATE interaction SET content = 99",
        "UPDATE interaction SET incident = 99",
        "UPDATE interaction SET version = 0",
        "UPDATE interaction SET missed_s = -1",
        "UPDATE interaction SET neglected = 2",
        "UPDATE content SET salt = NULL",
        "DELETE FROM content",
        f"{A_SLOT} (1, 1, 'x', 'w', 'z', 1, 't', 4, 'f', 0, 'a', 'planned', 0)",
        f"{A_SLOT} (1, 1, 'x', 'w', 'z', 1, 't', 1, 'f', 0, 'a', 'published', 0)",
        "INSERT INTO timer (n, version, incident, name, start, target) VALUES (1, 1, 7, 't', 0, 1)",
    ):
        with pytest.raises(Error):
            run(bad)


def test_new_keys_begin_a_new_epoch(tmp_path: Path) -> None:
    """Hashes of keys that were lost are never taken for those of the new ones."""
    path = tmp_path / "desk.db"
    store = Store(path)
    first = store.keys.author_key("douyin", "zhang")
    store.connection.execute(
        "INSERT INTO content (n, salt, author, body, hash) VALUES (1, x'00', '', 't', 'h')"
    )
    store.connection.execute(
        "INSERT INTO interaction (n, version, platform, kind, state, posted_at, seen_at, author_key, content,"
        " post, external_id, conversation, reply_state, simulated)"
        " VALUES (1, 1, 'douyin', 'comment', 'open', 1, 1, ?, 1, '', '', '', 'none', 0)",
        (first,),
    )
    store.close()
    Path(f"{path}.keys").unlink()
    store = Store(path)
    assert (first.split(":")[0], store.keys.epoch) == ("1", 2)
    store.close()


def test_no_bit_of_the_keys_is_turned_unseen(tmp_path: Path) -> None:
    """Each either refuses the file or leaves every key as it was."""
    path = tmp_path / "desk.db"
    made, file_of_keys = keys.load(path), keys.path_of(path)
    sound = file_of_keys.read_bytes()
    refused = 0
    for place in range(len(sound)):
        for bit in range(8):
            turned = bytearray(sound)
            turned[place] ^= 1 << bit
            file_of_keys.write_bytes(turned)
            assert keys.damaged(path) or keys.load(path) == made, (place, bit)
            refused += keys.damaged(path)
    assert refused > len(sound) * 7


def test_keys_of_an_older_program_open_and_get_their_checksum(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    made = keys.load(path)
    told = json.loads(keys.path_of(path).read_text())
    del told["sha256"]
    keys.path_of(path).write_text(json.dumps(told))
    assert not keys.damaged(path) and keys.load(path) == made
    assert "sha256" in json.loads(keys.path_of(path).read_text())
    assert keys.path_of(path).stat().st_mode & 0o777 == 0o600


def test_a_row_that_the_schema_alone_refuses_is_a_refused_command_and_the_file_goes_on(
    open_desk: OpenDesk,
) -> None:
    desk = open_desk()
    add(desk)
    with pytest.raises(Refusal, match="nothing was changed") as told, desk.store.transaction() as tx:
        tx.connection.execute("UPDATE interaction SET state = 'nonsense'")
    assert told.value.code == "refused"
    add(desk)
