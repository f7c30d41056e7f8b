"""The entries of a playbook that the guided start writes: those lines change, and no other."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from rhythm_tui.domain.playbook import check
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.playbook_file import Choices, choices_of, keep
from rhythm_tui.settings import BadSetting, built_in_playbook, read_toml

NAME = '市第一"人民"医院'


def changed(old: str, new: str) -> list[str]:
    """Return the lines that are new, ``on = false`` apart: there is one already."""
    return [line for line in new.splitlines() if line not in old.splitlines()]


def test_what_was_said_is_written_and_can_be_said_anew(tmp_path: Path, tables: dict[str, Any]) -> None:
    own, standing = tmp_path / "config" / "playbook.toml", choices_of(tables)
    assert not keep(built_in_playbook(), own, standing)
    assert not own.exists()  # nothing was said: the playbook of a later program is not kept out
    wanted = Choices(NAME, "Asia/Urumqi", standing.platforms - {"weibo", "other"})
    assert keep(built_in_playbook(), own, wanted)
    assert own.stat().st_mode & 0o777 == 0o600
    written = own.read_text("utf-8")
    assert changed(built_in_playbook().read_text("utf-8"), written) == [
        'zone = "Asia/Urumqi"',
        'hospital = "市第一\\"人民\\"医院"                # its name, at the head of documents',
    ]
    found = read_toml(own)
    assert choices_of(found) == wanted
    words = Vocabulary(found, "zh")
    assert words.hospital == NAME
    assert "weibo" not in words.platforms_used()
    assert "weibo" in words.platforms_used("weibo")
    assert not check(found).platforms["weibo"].on
    again = Choices("", "Asia/Shanghai", standing.platforms)
    assert keep(own, own, again)
    assert choices_of(read_toml(own)) == again
    assert len(own.read_text("utf-8").splitlines()) == len(written.splitlines())


@pytest.mark.parametrize(
    ("there", "here"),
    [
        ('zone = "Asia/Shanghai"', "zone = 'Asia/Shanghai'  # ours"),
        ('[desk]\nhospital = ""                # its name, at the head of documents\n', "[desk]\n"),
        ("[platforms.weibo]\n", '[platforms."weibo"]\n'),
    ],
)
def test_however_a_hospital_has_written_them(tmp_path: Path, there: str, here: str) -> None:
    own, text = tmp_path / "mine.toml", built_in_playbook().read_text("utf-8")
    assert there in text
    own.write_text(text.replace(there, here), "utf-8")
    before = read_toml(own)
    keep(own, own, Choices("H", "Asia/Urumqi", choices_of(before).platforms - {"weibo"}))
    after = tomllib.loads(own.read_text("utf-8"))
    assert after.pop("zone") == "Asia/Urumqi"
    assert after["desk"].pop("hospital") == "H"
    assert after["platforms"]["weibo"].pop("on") is False
    before.pop("zone"), before["desk"].pop("hospital", None)
    assert after == before


def test_a_playbook_that_is_unsound_or_cannot_be_written_stays_as_it_is(tmp_path: Path) -> None:
    own = tmp_path / "mine.toml"
    text = built_in_playbook().read_text("utf-8").replace("rank = 2", 'rank = "x"')
    own.write_text(text, "utf-8")
    standing = choices_of(read_toml(own))
    with pytest.raises(BadSetting, match="mistakes"):
        keep(own, own, standing._replace(hospital="H"))
    own.write_text(text.replace('hospital = ""   ', 'hospital = """\n"""'), "utf-8")
    with pytest.raises(BadSetting):
        keep(own, own, standing._replace(hospital="H"))
    assert own.read_text("utf-8").startswith(text[:200])
    with pytest.raises(BadSetting):
        keep(built_in_playbook(), own / "below" / "a file.toml", standing._replace(hospital="H"))
