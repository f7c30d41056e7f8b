"""``watch``: an inbox folder on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from rhythm_tui.intake import inbox

from .conftest import Rhythm, one_line
from .test_cli_import import crawler


def test_watch_takes_what_stands_in_the_folder(
    rhythm: Rhythm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "SETTLED_S", 0.0)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    folder = tmp_path / "inbox"
    assert "name the folder" in one_line(rhythm("watch"))
    assert rhythm("watch", folder, "--once").code == 2
    folder.mkdir()
    crawler(folder / "a.csv", ("71", "1795325400", "头晕"))
    assert rhythm("watch", folder, "--once").out == "a.csv: 1 new\n"
    crawler(folder / "b.csv", ("72", "soon", "在吗"), ("73", "1795325400", "头晕"))
    monkeypatch.setenv("RHYTHM_INBOX", str(folder))
    ran = rhythm("watch", "--once", "--json")
    assert ran.code == 1
    assert {key: ran.json[key] for key in ("file", "fate", "new", "rejected")} == {
        "file": "b.csv", "fate": "taken", "new": 1, "rejected": 1,
    }  # fmt: skip
    monkeypatch.delenv("RHYTHM_INBOX")
    config = tmp_path / "config" / "rhythm-tui" / "inbox.toml"
    config.parent.mkdir(parents=True)
    config.write_text(f'folder = "{folder}"\nleave = true\n')
    crawler(folder / "c.csv", ("74", "1795325400", "咳嗽"))
    assert rhythm("watch", "--once").code == 0
    assert (folder / "c.csv").exists()
    config.write_text("folder = 3\n")
    assert "folder cannot be 3" in one_line(rhythm("watch", "--once"))
