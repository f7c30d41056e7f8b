"""``keymap``: the keys of the desk as a file, and what is wrong with one's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from rhythm_tui.settings import config_dir

from .conftest import Rhythm


def test_the_printed_file_is_sound_and_every_mistake_of_ones_own_is_a_line(
    db: Path, rhythm: Rhythm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    shown = rhythm("keymap", "show")
    assert shown.code == 0
    assert '# claim = "f5 c"' in shown.out
    assert rhythm("keymap", "show", "--json").json["claim"] == ["f5", "c"]
    file = tmp_path / "mine.toml"
    file.write_text(shown.out.replace('# claim = "f5 c"', 'claim = "ctrl+x c"'), encoding="utf-8")
    sound = rhythm("keymap", "check", file)
    assert (sound.code, sound.out) == (0, f"{file}: sound; actions with keys of their own: 1\n")
    file.write_text('claim = "alt+c"\ndance = "f5"\n', encoding="utf-8")
    wrong = rhythm("keymap", "check", file)
    assert wrong.code == 2
    assert [line.split(": ", 1)[1] for line in wrong.err.splitlines()] == [
        f"{file}: claim: alt+c cannot be typed: terminals send Esc and the key",
        f"{file}: there is no action called dance",
    ]
    assert rhythm("keymap", "check", "--json", file).json["findings"] == [
        line.removeprefix("rhythm-tui: ") for line in wrong.err.splitlines()
    ]
    assert rhythm("keymap", "check", "--json").json["sound"]
    assert "not there" in rhythm("keymap", "check").out
    config_dir().mkdir(parents=True, exist_ok=True)
    (config_dir() / "keys.toml").write_text('undo = "f6"\n', encoding="utf-8")
    assert "is wanted by undo" in rhythm("keymap", "check").err
    assert not db.exists()
