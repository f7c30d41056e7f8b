"""Which seat is at which row: told beside the file, forgotten when a seat is gone or silent."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from rhythm_tui.desk.company import Alone, Company

NOW = 1_800_000_000_000

pytestmark = pytest.mark.usefixtures("desk")


def test_seats_see_each_other_and_not_themselves(path: Path) -> None:
    li, wang = Company(path, "1"), Company(path, "2")
    li.stand("li", "q1", NOW)
    wang.stand("wang", "q1", NOW)
    li.stand("li", "q1", NOW + 1)
    assert [name.plain for name in li.at("q1")] == ["wang"]
    assert [name.plain for name in wang.at("q1")] == ["li"]
    wang.stand("wang", "i2", NOW + 2)
    li.stand("li", None, NOW + 2)
    wang.stand("wang", "i2", NOW + 3)
    assert (li.at("q1"), [name.plain for name in li.at("i2")]) == ((), ["wang"])
    assert wang.at("q1") == ()


def test_who_leaves_or_falls_silent_is_gone(path: Path) -> None:
    li, wang, chen = (Company(path, str(n)) for n in range(3))
    for seat, name in ((wang, "wang"), (chen, "chen")):
        seat.stand(name, "q1", NOW)
    chen.leave()
    li.stand("li", None, NOW + 1000)
    assert [name.plain for name in li.at("q1")] == ["wang"]
    li.stand("li", None, NOW + 21_000)
    assert li.at("q1") == ()
    wang.leave()
    li.leave()
    assert not Path(f"{path}.seats").exists()


def test_a_seat_says_so_again_before_it_is_forgotten(path: Path) -> None:
    li, wang = Company(path, "1"), Company(path, "2")
    for second in range(60):
        wang.stand("wang", "q1", NOW + 1000 * second)
    li.stand("li", None, NOW + 60_000)
    assert [name.plain for name in li.at("q1")] == ["wang"]


@pytest.mark.parametrize(
    "told",
    [b"", b"{", b"[]", b"7", b'{"operator": 7, "subject": "q1", "at": 1}', b"\xff\xfe", b"x" * 5_000,
     b'{"operator": "w", "subject": "../../etc", "at": 1800000000000}'],
)  # fmt: skip
def test_what_no_seat_has_written_is_nobody(path: Path, told: bytes) -> None:
    li = Company(path, "1")
    li.stand("li", None, NOW)
    (Path(f"{path}.seats") / "9.json").write_bytes(told)
    li.stand("li", None, NOW + 1)
    assert li.at("q1") == () and li.at("../../etc") == ()


def test_a_name_is_cleaned_and_the_files_are_private(path: Path) -> None:
    li = Company(path, "1")
    li.stand("li", "q1", NOW)
    folder = Path(f"{path}.seats")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "1.json").stat().st_mode) == 0o600
    (folder / "2.json").write_text(
        json.dumps({"operator": "w\x1b]0;x\x07ang" * 9, "subject": "q1", "at": NOW}), "utf-8"
    )
    li.stand("li", "q1", NOW)
    (name,) = li.at("q1")
    assert name.hidden and "\x1b" not in name.plain


def test_where_nothing_can_be_written_nobody_is_the_worse(tmp_path: Path) -> None:
    nowhere = Company(tmp_path / "no" / "desk.db")
    nowhere.stand("li", "q1", NOW)
    nowhere.leave()
    assert nowhere.at("q1") == () and Alone().at("q1") == ()
