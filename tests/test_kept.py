"""Tables are read from a cache only where they were read from the very same text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rhythm_tui import calendar_file, kept, places
from rhythm_tui.cli.seen import SeenOnce
from rhythm_tui.settings import BadSetting, read_toml


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(places, "own", lambda kind: str(tmp_path / kind))
    return tmp_path / "cache"


def test_what_was_kept_is_told_for_the_same_text_alone(cache: Path, tmp_path: Path) -> None:
    file = tmp_path / "rules.toml"
    file.write_text("a = 1\n", "utf-8")
    assert read_toml(file) == {"a": 1}
    assert {one.name for one in cache.iterdir()} == {"rules.toml.tables"}
    assert all(one.stat().st_mode & 0o077 == 0 for one in cache.iterdir())
    kept.keep(str(cache), file.name, "a = 1\n", {"a": "from the cache"})
    assert read_toml(file) == {"a": "from the cache"}
    file.write_text("a = 2\n", "utf-8")
    assert read_toml(file) == {"a": 2}
    assert kept.tables(str(cache), file.name, "a = 2\n") == {"a": 2}
    file.write_text("a =\n", "utf-8")
    with pytest.raises(BadSetting, match="line 1"):
        read_toml(file)


def test_the_days_that_ask_are_kept_for_the_same_days_and_texts_alone(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, last = date(2026, 9, 26), date(2026, 10, 2)
    asking = calendar_file.calendar().asking(first, last)
    assert calendar_file.days_asking(first, last) == asking and "heart" in {day.id for day in asking}
    with monkeypatch.context() as patched:
        patched.setattr(calendar_file, "calendar", None)
        assert calendar_file.days_asking(first, last) == asking
    assert "heart" not in {day.id for day in calendar_file.days_asking(first, date(2026, 9, 28))}
    own = tmp_path / "config" / "days.toml"
    own.parent.mkdir()
    own.write_text("[days]\nheart = { slot = false }\n", "utf-8")
    assert "heart" not in {day.id for day in calendar_file.days_asking(first, last)}
    own.write_text("[days]\nheart = { rule = 1 }\n", "utf-8")
    with pytest.raises(BadSetting, match="heart"):
        calendar_file.days_asking(first, last)


def test_the_tour_was_seen_where_that_is_written_as_an_entry(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    seen = SeenOnce()
    assert not seen.tour()
    file = tmp_path / "rhythm-tui" / "seen.toml"
    file.parent.mkdir()
    file.write_text("# no tour\n", "utf-8")
    assert not seen.tour()
    seen.tour_seen()
    assert seen.tour()


def test_what_is_spoilt_or_cannot_be_kept_is_as_good_as_not_there(cache: Path, tmp_path: Path) -> None:
    file = tmp_path / "rules.toml"
    file.write_text("a = 1\n", "utf-8")
    cache.mkdir()
    for spoilt in (b"", b"\x00\xff", b"[1, 2]", b"("):
        (cache / "rules.toml.tables").write_bytes(spoilt)
        assert read_toml(file) == {"a": 1}
    file.write_text("a = 2026-11-22\n", "utf-8")
    for _again in range(2):
        assert read_toml(file) == {"a": date(2026, 11, 22)}
    cache.chmod(0o500)
    file.write_text("a = 3\n", "utf-8")
    assert read_toml(file) == {"a": 3}
    cache.chmod(0o700)
    assert read_toml(file) == {"a": 3}


def test_a_changed_byte_is_found_wherever_it_stands(cache: Path) -> None:
    text, read = "a = 1\n", {"a": 1, "b": [1.5, "2h", True]}
    kept.keep(str(cache), "rules.toml", text, read)
    file = cache / "rules.toml.tables"
    written = file.read_bytes()
    assert kept.tables(str(cache), "rules.toml", text) == read
    for place in range(len(written)):
        for bit in (0x01, 0x10, 0x80):
            file.write_bytes(written[:place] + bytes([written[place] ^ bit]) + written[place + 1 :])
            assert kept.tables(str(cache), "rules.toml", text) is None
        file.write_bytes(written[:place])
        assert kept.tables(str(cache), "rules.toml", text) is None
