"""The file of saved filters: what is written reads back, the rest stays, nothing is half done."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhythm_tui import places
from rhythm_tui.desk.saved import MOST, SavedFilters
from rhythm_tui.domain.query_text import parse_query
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.domain.text import clean
from rhythm_tui.settings import BadSetting, read_toml, set_toml


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "filters.toml"


def saved(file: Path) -> SavedFilters:
    return SavedFilters(file, parse_query)


def told(file: Path) -> list[tuple[str, str]]:
    return [(one.name.plain, one.text.plain) for one in saved(file).all()]


def test_without_a_file_there_are_none_and_none_is_made(file: Path) -> None:
    assert saved(file).all() == []
    assert saved(file).find("night") is None
    saved(file).remove("night")
    assert not file.parent.exists()


def test_filters_stay_in_the_order_in_which_they_were_saved(file: Path) -> None:
    saved(file).save("夜班", "状态：逾期 负责：无人")
    saved(file).save("b", "band:soon")
    saved(file).save("a", "age>3h")
    saved(file).save("b", "band:late")
    assert told(file) == [("夜班", "状态：逾期 负责：无人"), ("b", "band:late"), ("a", "age>3h")]
    saved(file).remove("b")
    assert told(file) == [("夜班", "状态：逾期 负责：无人"), ("a", "age>3h")]
    assert saved(file).find(" 夜班 ") == saved(file).all()[0]


@pytest.mark.skipif(os.name == "nt", reason="modes of POSIX")
def test_the_file_is_its_owners_alone_and_nothing_is_left_beside_it(file: Path) -> None:
    saved(file).save("night", "band:late")
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert list(file.parent.iterdir()) == [file]


def test_no_second_copy_of_them_is_kept(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "own", lambda kind: str(tmp_path / kind))
    filters = saved(file)
    filters.save("王女士", "text:王女士")
    assert [one.name.plain for one in filters.all()] == ["王女士"]
    assert not (tmp_path / "cache").exists()


@pytest.mark.skipif(os.name == "nt", reason="symbolic links of POSIX")
def test_a_file_that_is_a_link_stays_one(file: Path, tmp_path: Path) -> None:
    file.parent.mkdir()
    elsewhere = tmp_path / "kept.toml"
    elsewhere.write_text('"old" = "is:draft"\n', "utf-8")
    file.symlink_to(elsewhere)
    saved(file).save("night", "band:late")
    assert file.is_symlink()
    assert list(read_toml(elsewhere)) == ["old", "night"]


def test_a_write_that_fails_changes_nothing(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saved(file).save("night", "band:late")
    before = file.read_bytes()

    def full(_handle: int) -> None:
        raise OSError(28, "no space left")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(BadSetting, match=r"filters\.toml: the disk is full"):
        saved(file).save("day", "band:soon")
    assert file.read_bytes() == before
    assert list(file.parent.iterdir()) == [file]


def test_what_the_operator_wrote_by_hand_stays(file: Path) -> None:
    file.parent.mkdir()
    file.write_text("# mine\nnight = 'band:late' # all of it\n\n# the other\nday = \"band:soon\"", "utf-8")
    saved(file).save("noon", "is:draft")
    saved(file).save("day", "band:ok")
    assert file.read_text("utf-8") == (
        '# mine\nnight = \'band:late\' # all of it\n\n# the other\n"day" = "band:ok"\n"noon" = "is:draft"\n'
    )


@pytest.mark.parametrize(
    "written",
    [
        'night = """\nband:late\n"""\nday = "is:draft"\n',
        "day = \"is:draft\"\nnight = '''\nday = \"band:late\"'''\n",
    ],
)
def test_an_entry_of_several_lines_is_replaced_whole(file: Path, written: str) -> None:
    file.parent.mkdir()
    file.write_text(written, "utf-8")
    saved(file).save("night", "band:soon")
    assert dict(told(file)) == {"day": "is:draft", "night": "band:soon"}
    saved(file).remove("night")
    assert told(file) == [("day", "is:draft")]


def test_a_name_with_signs_nobody_sees_is_shown_clean_and_can_be_removed(file: Path) -> None:
    file.parent.mkdir()
    file.write_text('"ni\\u200bght\\u001b" = "band:late"\n', "utf-8")
    assert told(file) == [("night", "band:late")]
    saved(file).save("night", "band:soon")
    assert told(file) == [("night", "band:soon")]
    saved(file).remove("night")
    assert told(file) == []


names = st.text(min_size=1, max_size=MOST).filter(lambda name: 0 < len(clean(name).plain) <= MOST)


@given(st.lists(names, min_size=1, max_size=4), st.sampled_from(['text:"a\\"b"', "话题：发烧", "age>3h"]))
def test_any_name_reads_back_as_it_is_shown(
    tmp_path_factory: pytest.TempPathFactory, typed: list[str], text: str
) -> None:
    file = tmp_path_factory.mktemp("filters") / "filters.toml"
    for name in typed:
        saved(file).save(name, text)
    assert told(file) == [(name, text) for name in dict.fromkeys(clean(name).plain for name in typed)]


@given(
    st.dictionaries(
        st.text(st.characters(exclude_categories=["Cs"])),
        st.text(st.characters(exclude_categories=["Cs"])),
        max_size=4,
    )
)
def test_any_text_can_be_written(tmp_path_factory: pytest.TempPathFactory, entries: dict[str, str]) -> None:
    file = tmp_path_factory.mktemp("texts") / "texts.toml"
    for key, value in entries.items():
        set_toml(file, key, value)
    assert (read_toml(file) if file.exists() else {}) == entries
    for key in entries:
        set_toml(file, key, None)
    assert (read_toml(file) if file.exists() else {}) == {}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("", "band:late"),
        (" \x1b\u200b ", "band:late"),
        ("x" * (MOST + 1), "band:late"),
        ("night", " "),
        ("night", "band:purple"),
    ],
)
def test_what_cannot_be_saved_is_refused_and_writes_nothing(file: Path, name: str, text: str) -> None:
    with pytest.raises(Refusal):
        saved(file).save(name, text)
    assert not file.exists()


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("night = 3", "night needs a filter"),
        ('night = ""', "night needs a filter"),
        ('day = "is:draft"\nnight = "band:purple"', "night: no such band: purple"),
        ('"\\u200b" = "band:late"', "a filter has no name"),
        ('night = "band:late"\nnight = "band:soon"', "in the file already"),
        ("night band:late", "line 1"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_with_its_entry_and_never_written(
    file: Path, written: str, words: str
) -> None:
    file.parent.mkdir()
    file.write_text(written, "utf-8")
    with pytest.raises(BadSetting, match=words) as error:
        saved(file).all()
    assert str(file) in str(error.value)
    with pytest.raises(BadSetting):
        saved(file).save("noon", "band:late")
    assert file.read_text("utf-8") == written
