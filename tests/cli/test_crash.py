"""An error nobody foresaw: one line, a code of its own, and a report without anybody's words."""

from __future__ import annotations

from pathlib import Path

import pytest

from rhythm_tui.cli import crash, main
from rhythm_tui.desk.duty import DutyReader

SECRET = "张三 13800138000"


def failing(*_args: object, **_options: object) -> DutyReader:
    patient = SECRET
    try:
        raise KeyError(patient)
    except KeyError as error:
        raise RuntimeError(f"it was {patient}") from error


def test_a_crash_is_one_line_and_a_report_that_quotes_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(DutyReader, "open", failing)
    monkeypatch.setattr(crash, "state_dir", lambda: tmp_path / "state")
    assert main.run(["--db", str(tmp_path / "desk.db"), "status"]) == main.CRASHED
    told = capsys.readouterr()
    assert told.out == "" and told.err.count("\n") == 1
    (written,) = (tmp_path / "state" / "crashes").iterdir()
    assert str(written) in told.err and written.stat().st_mode & 0o777 == 0o600
    text = written.read_text("utf-8")
    assert "RuntimeError" in text and "KeyError" in text and "failing" in text
    assert SECRET not in told.err and SECRET not in text


def test_a_report_that_cannot_be_written_is_no_second_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "state").write_text("a file")
    monkeypatch.setattr(DutyReader, "open", failing)
    monkeypatch.setattr(crash, "state_dir", lambda: tmp_path / "state")
    assert main.run(["--db", str(tmp_path / "desk.db"), "status"]) == main.CRASHED
    assert capsys.readouterr().err.count("\n") == 1
