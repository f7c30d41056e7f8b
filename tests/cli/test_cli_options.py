"""Global options before and after the command, their twins, help, and wrong use in one line."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Any

import click
import pytest

from rhythm_tui import __version__
from rhythm_tui.cli import usage
from rhythm_tui.cli.base import DeskCommand, DeskGroup
from rhythm_tui.cli.program import program
from rhythm_tui.cli.session import Session
from rhythm_tui.settings import data_dir

from .conftest import Rhythm, one_line


def every_command(group: DeskGroup = program, names: tuple[str, ...] = ()) -> list[tuple[str, ...]]:  # type: ignore[assignment]
    context = click.Context(group)
    found = [names]
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None, name
        found += (
            every_command(command, (*names, name)) if isinstance(command, DeskGroup) else [(*names, name)]
        )
    return found


def test_the_version_is_told_before_and_after_a_command(rhythm: Rhythm) -> None:
    assert rhythm("--version").out == rhythm("status", "--version").out == f"rhythm-tui {__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["--clock", "2026-01-02T03:04:05+08:00x0", "status", "--json"],
        ["status", "--json", "--clock", "2026-01-02T03:04:05+08:00x0"],
        ["--clock", "2030-01-01", "status", "--clock", "2026-01-02T03:04:05+08:00x0", "--json"],
        ["status", "--clock=2026-01-02T03:04:05x0", "--json"],
    ],
)
def test_a_global_option_may_stand_before_or_after_and_the_later_one_counts(
    rhythm: Rhythm, arguments: list[str]
) -> None:
    assert rhythm(*arguments).json["now"] == "2026-01-02T03:04:05+08:00"


def test_every_global_option_has_an_environment_twin(
    rhythm: Rhythm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = tmp_path / "book.toml"
    written = (data_dir() / "playbook.toml").read_text("utf-8")
    book.write_text(written.replace("Asia/Shanghai", "Asia/Tokyo"), "utf-8")
    monkeypatch.setenv("RHYTHM_PLAYBOOK", str(book))
    monkeypatch.setenv("RHYTHM_CLOCK", "2026-01-02T03:04:05+09:00x0")
    monkeypatch.setenv("RHYTHM_OPERATOR", "王芳")
    assert rhythm("status", "--json").json["now"] == "2026-01-02T03:04:05+09:00"
    assert "王芳" in rhythm("status").out
    monkeypatch.delenv("RHYTHM_PLAYBOOK")
    monkeypatch.setenv("RHYTHM_LANG", "zh")
    assert "大夜班" in rhythm("status").out
    assert "night" in rhythm("status", "--lang", "en").out


@pytest.mark.parametrize(
    ("locale", "shift"),
    [
        ("zh_CN.UTF-8", "白班"),
        ("zh", "白班"),
        ("C", "day"),
        ("POSIX", "day"),
        ("de_DE.UTF-8", "day"),
        ("", "day"),
    ],
)
def test_the_language_follows_the_locale(
    rhythm: Rhythm, monkeypatch: pytest.MonkeyPatch, locale: str, shift: str
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", locale)
    assert shift in rhythm("status").out


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (["lisst"], "lisst"),
        (["status", "--nonsense"], "--nonsense"),
        (["status", "more"], "more"),
        (["why"], "ID"),
        (["list"], "queue"),
        (["list", "queues"], "queues"),
        (["list", "queue", "--limit", "0"], "--limit"),
        (["list", "queue", "--limit", "many"], "--limit"),
        (["list", "queue", "--format", "xml"], "--format"),
        (["list", "queue", "--json", "--format", "csv"], "csv"),
        (["list", "queue", "--filter", "band:red"], "red"),
        (["list", "slots", "--filter", "x"], "--filter"),
        (["journal"], "journal --help"),
        (["journal", "burn"], "burn"),
        (["report"], "report --help"),
        (["report", "incident", "i1", "--format", "pdf"], "--format"),
        (["import"], "FILE"),
        (["restore"], "FILE"),
        (["demo", "--seed", "-1"], "--seed"),
        (["--lang", "fr", "status"], "fr"),
        (["--clock", "noon", "status"], "noon"),
        (["--clock", "2026-11-22T14:30x9999999", "status"], "x9999999"),
        (["--clock", "0001-01-01", "status"], "0001-01-01"),
        (["--clock", "9999-12-31", "status"], "9999-12-31"),
        (["--operator", "\x1b\x07", "status"], "--operator"),
        (["--operator", "x" * 101, "status"], "--operator"),
        (["--playbook", "nowhere.toml", "status"], "nowhere.toml"),
        (["--playbook", ".", "status"], "."),
        (["st\x1b[31mus"], "st"),
    ],
)
def test_wrong_use_is_one_line_that_names_it(
    rhythm: Rhythm, db: Path, arguments: list[str], names: str
) -> None:
    ran = rhythm(*arguments)
    assert ran.code == 2
    assert ran.out == ""
    line = one_line(ran)
    assert names in line
    assert "\x1b" not in line
    assert not db.exists()


@pytest.mark.parametrize(
    ("arguments", "choice"),
    [(["list", "nonsense"], "pledges"), (["completion", "tcsh"], "powershell"), (["list"], "pledges")],
)
def test_what_may_be_chosen_is_told_once(rhythm: Rhythm, arguments: list[str], choice: str) -> None:
    line = one_line(rhythm(*arguments))
    assert line.count(choice) == 1 and arguments[-1] in line


def test_a_person_is_told_that_there_is_no_desk_and_a_script_is_not(
    rhythm: Rhythm, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = rhythm("status")
    assert (heard.code, heard.err) == (0, "")
    monkeypatch.setattr("rhythm_tui.cli.output.somebody_reads", lambda: True)
    told = rhythm("status")
    assert (told.code, told.out) == (0, heard.out)
    assert told.err == f"rhythm-tui: {db}: no desk there yet; nothing was made\n"
    assert not db.exists()


def test_a_wrong_option_points_to_the_help_of_its_command(rhythm: Rhythm) -> None:
    assert one_line(rhythm("journal", "verify", "--no")).endswith("see rhythm-tui journal verify --help")


@pytest.mark.parametrize("arguments", [["do"], ["doctor"], ["import", "x.csv"]])
@pytest.mark.parametrize(
    "written", ["= nothing", 'zone = "Mars/Olympus"', "platforms = 3", "[shifts]\nx = 1"]
)
def test_a_playbook_that_cannot_be_used_is_named_before_anything_is_written(
    rhythm: Rhythm, db: Path, tmp_path: Path, written: str, arguments: list[str]
) -> None:
    book = tmp_path / "book.toml"
    book.write_text(written, "utf-8")
    ran = rhythm("--playbook", book, *arguments)
    assert ran.code == 2
    assert str(book) in one_line(ran)
    assert not db.exists()


@pytest.mark.parametrize(
    ("written", "arguments"),
    [
        ("= nothing", ["status"]),
        ('zone = "Mars/Olympus"', ["why", "q1"]),
        ("zone = 8", ["status", "--json"]),
        ("shifts = 3", ["status"]),
        ("[shifts.day]\nhours = 'noon'", ["status"]),
        ("platforms = 3", ["list", "queue"]),
        ("[platforms]\ndouyin = 3", ["list", "queue"]),
        ("[desk]\nreview_warning = 2", ["status"]),
    ],
)
def test_readers_name_what_they_stumble_over_in_a_playbook(
    rhythm: Rhythm, add: Any, tmp_path: Path, written: str, arguments: list[str]
) -> None:
    add()
    book = tmp_path / "book.toml"
    book.write_text(written, "utf-8")
    ran = rhythm("--playbook", book, *arguments)
    assert ran.code == 2
    assert str(book) in one_line(ran)


def test_without_a_command_and_without_a_terminal_the_way_for_scripts_is_named(
    rhythm: Rhythm, db: Path
) -> None:
    for arguments in ([], ["demo"]):
        ran = rhythm(*arguments)
        assert ran.code == 2
        assert "terminal" in one_line(ran) and "rhythm-tui status" in ran.err
    assert not db.exists()


@pytest.mark.parametrize("names", every_command(), ids=" ".join)
def test_every_help_has_the_global_options_and_an_example_that_is_understood(
    rhythm: Rhythm, names: tuple[str, ...]
) -> None:
    ran = rhythm(*names, "--help")
    assert ran.code == 0 and ran.err == ""
    for option in ("--db", "--playbook", "--lang", "--operator", "--clock", "RHYTHM_DB"):
        assert option in ran.out
    example = ran.out.split("Example:\n")[1].splitlines()
    assert example
    for line in example:
        words = shlex.split(line)
        words = words[words.index("rhythm-tui") + 1 :]
        context: click.Context | None = None
        command: click.Command = program
        while True:
            context = command.make_context(command.name, words, parent=context, obj=Session())
            words = [*context._protected_args, *context.args]
            if not isinstance(command, DeskGroup) or not words:
                break
            _name, found, words = command.resolve_command(context, words)
            assert found is not None
            command = found
        assert words == []


def test_the_help_of_the_program_imports_no_command(rhythm: Rhythm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DeskGroup, "get_command", lambda self, context, name: pytest.fail(f"imports {name}"))
    assert "doctor" in rhythm("--help").out


def test_every_command_is_of_our_kind() -> None:
    for names in every_command():
        command: click.Command = program
        for name in names:
            assert isinstance(command, DeskGroup)
            found = command.get_command(click.Context(command), name)
            assert found is not None
            command = found
        assert isinstance(command, (DeskCommand, DeskGroup)) and command.example


WRONG_IN_CHINESE = [
    ("list", "缺少参数 'queue|slots"),
    ("why", "缺少参数 'ID'；用法见 rhythm-tui why --help"),
    ("why q1 q2", "多出的参数（q2）"),
    ("nothing", "没有命令 'nothing'；用法见 rhythm-tui --help"),
    ("report", "缺少命令；用法见 rhythm-tui report --help"),
    ("list queue --limt 3", "没有选项 '--limt'。 （是不是 '--limit', '--plain'）"),
    ("list queue --limit", "选项 '--limit' 缺少取值"),
    ("list queue --limit x", "'--limit' 取值无效：'x' 不是有效的数"),
    ("list queue --limit 0", "'--limit' 取值无效：0 超出范围 x>=1"),
    ("list queue --json=1", "选项 '--json' 不带取值"),
    ("list queue --format pdf", "'--format' 取值无效：'pdf' 不在可选值之中：'table', 'csv', 'json'"),
    ("list days --from 3", "'--from' 取值无效：'3' 不符合格式 '%Y-%m-%d'"),
]


@pytest.mark.parametrize(("written", "told"), WRONG_IN_CHINESE)
def test_wrong_use_is_told_in_chinese(rhythm: Rhythm, written: str, told: str) -> None:
    ran = rhythm("--lang", "zh", *shlex.split(written))
    assert ran.code == 2 and one_line(ran).startswith(f"rhythm-tui: {told}")
    plain = rhythm("--lang", "en", *shlex.split(written))
    assert plain.code == 2 and plain.err.isascii()


@pytest.mark.parametrize("message", usage.MESSAGES)
def test_click_still_says_so(message: str) -> None:
    """What a newer click words otherwise stays English, and this says so."""
    said = "".join(Path(module.__file__ or "").read_text("utf-8") for module in usage.MODULES)
    assert json.dumps(message) in said


def test_a_desk_that_may_not_be_read_is_told_by_what_opens_it(
    rhythm: Rhythm, add: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The parser does not ask whether it may: every command says the same of such a file: exit 3."""
    add()
    monkeypatch.setattr("os.access", lambda *_asked: False)
    assert rhythm("list", "queue").code == 0
