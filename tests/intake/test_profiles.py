"""Mapping profiles: those that come with the desk, those of the user, and the proposal for a new one."""

from __future__ import annotations

from pathlib import Path

import pytest

from rhythm_tui.domain.facts import Seen
from rhythm_tui.intake.profiles import load_profile, load_profiles
from rhythm_tui.intake.proposal import propose, save_profile
from rhythm_tui.intake.source import Defaults, Source, UnknownHeader, Unreadable, open_source

from . import shapes
from .conftest import Open, split
from .shapes import NOW, ZONE

ODD = [
    ["登记日", "病友称呼", "诉求描述", "渠道名"],
    ["2026-11-22 12:00", "张小三", "想问一下周末能不能做胃镜", "抖音"],
    ["2026-11-22 13:00", "李四", "孩子反复咳嗽两周了怎么办", "小红书"],
]


def opened_with(path: Path, folders: list[Path], **said: object) -> Source:
    return open_source(
        path, profile=None, defaults=Defaults(**said), zone=ZONE, now=NOW, profile_dirs=folders  # type: ignore[arg-type]
    )  # fmt: skip


def test_every_profile_is_named_by_its_file(profiles: Path) -> None:
    found = load_profiles([profiles])
    assert set(found) == {path.stem for path in profiles.glob("*.toml")}
    assert all(profile.about for profile in found.values())


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("kind = 'letter'", "kind"),
        ("[columns]\ntxt = 'a'", "columns.txt"),
        ("nonsense = 1", "nonsense"),
        ("post_from_name = '('", "post_from_name"),
        ("kind = ", "line 1, column 7: this is no value"),
    ],
)
def test_a_wrong_profile_names_its_field(tmp_path: Path, text: str, word: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Unreadable) as caught:
        load_profile(path)
    assert word in str(caught.value)
    assert "mine.toml" in str(caught.value)


def test_a_profile_of_the_user_goes_first(tmp_path: Path, profiles: Path) -> None:
    (tmp_path / "plain.toml").write_text(
        "platform = 'weibo'\nkind = 'message'\ntime_format = '%d.%m.%Y %H:%M'\nzone = 'Europe/Berlin'\n"
        "[recognise]\ncolumns = ['Zeit', 'Frage']\n[columns]\nposted_at = 'Zeit'\ntext = 'Frage'\n",
        encoding="utf-8",
    )
    path = shapes.write_csv(tmp_path / "a.csv", [["Zeit", "Frage"], ["22.11.2026 07:30", "Wann?"]])
    (fact,) = split(opened_with(path, [profiles, tmp_path]))[0]
    assert fact == Seen(2, "weibo", "message", NOW, "", "", "Wann?")


def test_two_profiles_that_fit_alike_are_told(tmp_path: Path, profiles: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.toml").write_text(
            f"platform = 'weibo'\n[recognise]\ncolumns = ['a', 'b']\npath = ['{name}']\n"
            "[columns]\ntext = 'a'\nposted_at = 'b'\n",
            encoding="utf-8",
        )
    rows = [["a", "b"], ["hello", "2026-11-22"]]
    with pytest.raises(Unreadable, match="one, two"):
        opened_with(shapes.write_csv(tmp_path / "x.csv", rows), [profiles, tmp_path], kind="comment")
    named = shapes.write_csv(tmp_path / "two" / "x.csv", rows)
    assert opened_with(named, [profiles, tmp_path], kind="comment").profile == "two"


@pytest.mark.parametrize("form", ["csv", "xlsx", "jsonl"])
def test_a_proposal_is_looked_at_saved_and_used(
    tmp_path: Path, opened: Open, profiles: Path, form: str
) -> None:
    if form == "csv":
        path = shapes.write_csv(tmp_path / "odd.csv", ODD, encoding="gb18030")
    elif form == "xlsx":
        path = shapes.write_xlsx(tmp_path / "odd.xlsx", {"a": ODD})
    else:
        path = shapes.write_json_lines(
            tmp_path / "odd.jsonl", [dict(zip(ODD[0], row, strict=True)) for row in ODD[1:]]
        )
    with pytest.raises(UnknownHeader):
        opened(path)
    found = propose(path, zone=ZONE, now=NOW, values_of=load_profiles([profiles])["plain"])
    assert found.missing == ("kind",)
    assert found.samples[0] == {
        "text": "想问一下周末能不能做胃镜", "posted_at": "2026-11-22 12:00",
        "author": "张小三", "platform": "抖音",
    }  # fmt: skip
    own = tmp_path / "config" / "profiles"
    saved = save_profile(found.profile, own, "前台登记")
    assert load_profile(saved) == found.profile.model_copy(update={"name": "前台登记"})
    facts, rejects = split(opened_with(path, [profiles, own], kind="comment"))
    assert [fact.platform for fact in facts] == ["douyin", "xiaohongshu"]
    assert rejects == []
    with pytest.raises(Unreadable, match="another name"):
        save_profile(found.profile, own, "前台登记")


@pytest.mark.parametrize("name", ["", "../up", "a b", "a.b", "x" * 41])
def test_names_that_are_no_names(tmp_path: Path, profiles: Path, name: str) -> None:
    with pytest.raises(Unreadable, match="letters"):
        save_profile(load_profiles([profiles])["plain"], tmp_path / "own", name)
    assert list(tmp_path.iterdir()) == []


def test_every_shipped_profile_reads_back_as_it_was_written(tmp_path: Path, profiles: Path) -> None:
    for name, profile in load_profiles([profiles]).items():
        assert load_profile(save_profile(profile, tmp_path, name)) == profile


def test_a_proposal_for_what_nobody_understands(tmp_path: Path) -> None:
    found = propose(shapes.write_csv(tmp_path / "a.csv", [["a", "b"], ["1", "2"]]), zone=ZONE, now=NOW)
    assert set(found.missing) >= {"posted_at", "platform", "kind"}
