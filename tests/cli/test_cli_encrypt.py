"""``encrypt``, ``decrypt``, ``passphrase``: where a passphrase comes from, and what is said without it."""

from __future__ import annotations

import getpass
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from rhythm_tui import DeskUnusable, open_desk
from rhythm_tui.cli.completion import VARIABLE
from rhythm_tui.settings import log_dir
from rhythm_tui.store import cipher

from .conftest import Process, Rhythm, one_line
from .test_cli_keep import READERS

pytest.importorskip("sqlcipher3")
Add = Callable[..., str]
Asked = Callable[..., list[str]]
PASSPHRASE = "correct horse battery staple"


@pytest.fixture(autouse=True)
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cipher, "ITERATIONS", 1)
    forget(monkeypatch)


def forget(monkeypatch: pytest.MonkeyPatch) -> None:
    """The next run is a program of its own: it knows no key."""
    monkeypatch.setattr(cipher, "_KEYS", {})


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """Type answers on a terminal; return the list of questions, filled as they are asked."""

    def answering(*answers: str) -> list[str]:
        questions: list[str] = []
        rest = iter(answers)

        def ask(question: str) -> str:
            questions.append(question)
            return next(rest)

        monkeypatch.setattr(getpass, "getpass", ask)
        return questions

    return answering


@pytest.fixture
def held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Hold a passphrase in a file that the environment names."""

    def holding(passphrase: str = PASSPHRASE, mode: int = 0o600) -> Path:
        path = tmp_path / "passphrase"
        path.write_text(f"{passphrase}\n", "utf-8")
        path.chmod(mode)
        monkeypatch.setenv("RHYTHM_PASSPHRASE_FILE", str(path))
        return path

    return holding


def test_a_desk_is_encrypted_worked_on_and_decrypted(
    rhythm: Rhythm, add: Add, db: Path, typed: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(text="沉默的羔羊")
    rhythm("backup")
    questions = typed(PASSPHRASE, PASSPHRASE)
    ran = rhythm("encrypt")
    assert ran.code == 0 and "copies in its folder done as well: 1" in ran.out and len(questions) == 2
    assert not [one for one in db.parent.rglob("*") if one.is_file() and "羔羊".encode() in one.read_bytes()]
    assert rhythm("encrypt").out == f"{db} is encrypted already\n"
    assert rhythm("encrypt", "--json").json == {"encrypted": True, "copies": 0, "left": []}
    forget(monkeypatch)
    questions = typed("wrong", PASSPHRASE)
    ran = rhythm("status")
    assert ran.code == 0 and questions == [f"Passphrase of {db}: "] * 2 and "not its passphrase" in ran.err
    assert rhythm("journal", "verify").out.startswith("2 journal rows"), "and it is asked once"
    copy = next((db.parent / "backups").glob("*.db"))
    assert rhythm("restore", copy, "--preview", "--json").json["lost"] == 1
    assert rhythm("restore", copy).code == 0 and rhythm("doctor").code == 0
    typed("another passphrase", "another passphrase")
    assert "another passphrase now" in rhythm("passphrase").out
    forget(monkeypatch)
    typed("another passphrase")
    assert "plain file now" in rhythm("decrypt").out
    assert rhythm("journal", "verify").code == 0 and "not encrypted" in rhythm("decrypt").out
    done = [(row["verb"], row["operator"]) for row in rhythm("list", "journal", "--json").json]
    verbs = ("decrypt", "passphrase", "restore", "interaction.add")
    assert done == [(verb, "li") for verb in verbs], "the copy is from before it was encrypted"
    assert "desk decrypted" in rhythm("list", "journal").out
    told = b"".join(one.read_bytes() for one in log_dir().iterdir())
    assert b"passphrase changed" in told and PASSPHRASE.encode() not in told


def test_the_wrong_passphrase_is_one_line_and_changes_nothing(
    rhythm: Rhythm, add: Add, db: Path, typed: Asked, held: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    add()
    file = held()
    assert rhythm("encrypt").code == 0
    before = {one: one.read_bytes() for one in db.parent.iterdir()}
    held("another passphrase")
    for arguments in (
        *READERS,
        ["do"],
        ["backup"],
        ["doctor"],
        ["decrypt"],
        ["passphrase"],
        ["purge", "--preview"],
    ):
        forget(monkeypatch)
        ran = rhythm(*arguments, stdin=b'{"do":"shift.start"}')
        assert ran.code == 3 and str(file) in one_line(ran), arguments
    monkeypatch.delenv("RHYTHM_PASSPHRASE_FILE")
    questions = typed("a", "b", "c")
    ran = rhythm("status")
    assert ran.code == 3 and len(questions) == 3 and ran.err.count("\n") == 3
    assert {one: one.read_bytes() for one in db.parent.iterdir()} == before


def test_without_a_terminal_it_names_the_way(
    rhythm: Rhythm, add: Add, held: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody(_question: str) -> str:
        warnings.warn("cannot control echo", getpass.GetPassWarning, stacklevel=2)
        raise AssertionError("a passphrase would be read with an echo")

    add()
    monkeypatch.setattr(getpass, "getpass", nobody)
    assert "terminal" in one_line(rhythm("encrypt")) and rhythm("encrypt").code == 2
    held()
    assert rhythm("encrypt").code == 0
    monkeypatch.delenv("RHYTHM_PASSPHRASE_FILE")
    forget(monkeypatch)
    ran = rhythm("status")
    assert ran.code == 3 and "RHYTHM_PASSPHRASE_FILE" in one_line(ran)


def test_a_passphrase_that_will_not_do_changes_nothing(
    rhythm: Rhythm, add: Add, db: Path, typed: Asked, held: Any, tmp_path: Path
) -> None:
    assert rhythm("encrypt").code == 2 and not db.exists(), "there is no desk yet"
    add()
    before = db.read_bytes()
    answers: Iterable[tuple[str, ...]] = (("short",), ("五个字口令",), ("with\x1bescape sequence",))
    for given in (*answers, (PASSPHRASE, "something else")):
        typed(*given)
        assert rhythm("encrypt").code == 2
    held(mode=0o644)
    assert rhythm("encrypt").code == 3 and "chmod 600" in one_line(rhythm("encrypt"))
    held().write_bytes(b"\xff\xfe\xff")
    assert rhythm("encrypt").code == 3
    held().unlink()
    assert rhythm("encrypt").code == 3
    assert rhythm("passphrase").code == 2 and "not encrypted" in one_line(rhythm("passphrase"))
    assert db.read_bytes() == before and not cipher.path_of(db).exists()


def test_a_passphrase_is_changed_from_files(
    rhythm: Rhythm, add: Add, held: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add()
    held()
    assert rhythm("encrypt").code == 0
    new = tmp_path / "new"
    new.write_text("六个汉字口令", "utf-8")
    new.chmod(0o600)
    assert rhythm("passphrase", "--file", new).code == 0
    forget(monkeypatch)
    assert rhythm("status").code == 3
    held("六个汉字口令")
    assert rhythm("status").code == 0


def test_behind_a_tab_and_in_a_script_nobody_is_asked(
    rhythm: Rhythm, add: Add, db: Path, held: Any, typed: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    add()
    held()
    rhythm("encrypt")
    monkeypatch.setenv(VARIABLE, "zsh_complete")
    monkeypatch.setenv("COMP_WORDS", "rhythm-tui why ")
    monkeypatch.setenv("COMP_CWORD", "2")
    forget(monkeypatch)
    assert "q1" in rhythm().out
    assert open_desk(db).status()["queue"]["open"] == 1
    monkeypatch.delenv("RHYTHM_PASSPHRASE_FILE")
    forget(monkeypatch)
    questions = typed(PASSPHRASE)
    assert rhythm() == (0, "\n", "")
    with pytest.raises(DeskUnusable, match="RHYTHM_PASSPHRASE_FILE"):
        open_desk(db).status()
    assert questions == []


def test_what_is_put_back_says_whether_it_is_encrypted(
    rhythm: Rhythm, add: Add, db: Path, held: Any, tmp_path: Path
) -> None:
    add()
    plain, encrypted = tmp_path / "plain.db", tmp_path / "encrypted.db"
    rhythm("backup", plain)
    held()
    rhythm("encrypt")
    rhythm("backup", encrypted)
    assert "plain file now" in rhythm("restore", plain).out
    assert "encrypted now" in rhythm("restore", encrypted).out
    assert rhythm("journal", "verify").code == 0


def test_a_process_of_its_own_asks_nobody_it_cannot_see(
    process: Process, rhythm: Rhythm, add: Add, held: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    add()
    held()
    assert rhythm("encrypt").code == 0
    assert process("status", "--json").returncode == 0
    monkeypatch.delenv("RHYTHM_PASSPHRASE_FILE")
    ran = process("status", start_new_session=True)
    assert ran.returncode == 3 and len(ran.stderr.splitlines()) == 1
