"""A desk lies on a disk of the machine, or is refused with the way out before anything is written."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from clocks import NOON
from rhythm_tui.desk import backup
from rhythm_tui.desk.desk import Desk
from rhythm_tui.desk.doctor import examine
from rhythm_tui.desk.reader import Reader
from rhythm_tui.domain.commands import parse
from rhythm_tui.domain.jumps import Stamp
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.store import place
from rhythm_tui.store.unusable import DeskUnusable

pytestmark = pytest.mark.skipif(os.name == "nt", reason="device numbers of POSIX")
OpenDesk = Callable[..., Desk]
Mount = Callable[..., None]


@pytest.fixture
def mount(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mount:
    """Have the system say that everything here lies on one kind of file system."""
    told = tmp_path / "mountinfo"
    number = tmp_path.stat().st_dev
    device = f"{os.major(number)}:{os.minor(number)}"
    monkeypatch.setattr(place, "MOUNTS", told)

    def mounted(kind: str, options: str = "rw") -> None:
        told.write_text(
            "21 1 0:999 / /proc rw,relatime shared:7 - proc proc rw\n"
            f"36 35 {device} / /ward\\040disk rw master:1 - {kind} from {options}\n"
            "40 35 0:998 / /other rw - nfs4 server:/other rw\n"
        )

    return mounted


def test_which_file_systems_are_shared_by_machines(mount: Mount, tmp_path: Path) -> None:
    table = [
        ("ext4", "rw", False), ("xfs", "rw", False), ("btrfs", "rw", False), ("overlay", "rw", False),
        ("tmpfs", "rw", False), ("fuseblk", "rw", False), ("fuse.gocryptfs", "rw", False),
        ("virtiofs", "rw", False), ("never-heard-of", "rw", False),
        ("nfs", "rw", True), ("nfs4", "rw", True), ("cifs", "rw", True), ("smb3", "rw", True),
        ("fuse.sshfs", "rw", True), ("afs", "rw", True), ("fuse.glusterfs", "rw", True),
        ("ceph", "rw", True),
        ("vboxsf", "rw", True), ("9p", "rw,trans=tcp,port=564", True),
        ("9p", "rw,aname=drvfs;trans=fd", True),
        ("9p", "rw,trans=fd,rfdno=4", False), ("9p", "rw,trans=virtio", False),
    ]  # fmt: skip
    for kind, options, shared in table:
        mount(kind, options)
        for path in (tmp_path, tmp_path / "desk.db", tmp_path / "no" / "folder" / "yet" / "desk.db"):
            assert place.kind_of(path) == kind
            assert place.shared(path) == (kind if shared else ""), (kind, options)


def test_a_system_that_tells_nothing_is_let_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "MOUNTS", tmp_path / "nothing")
    assert (place.kind_of(tmp_path), place.shared(tmp_path)) == ("", "")
    found = {one.code: one for one in examine(tmp_path / "desk.db", NOON)}
    assert found["place"].level == "ok" and "does not tell" in found["place"].template


def test_a_desk_on_the_network_is_refused_with_a_way_and_nothing_is_made(
    mount: Mount, open_desk: OpenDesk, tmp_path: Path, vocabulary: Vocabulary
) -> None:
    local, there = tmp_path / "local" / "desk.db", tmp_path / "share" / "desk.db"
    mount("ext4")
    desk = open_desk(at=local)
    item = {"do": "interaction.add", "platform": "douyin", "kind": "comment", "author": "a", "text": "t"}
    desk.do(parse({**item, "posted_at": NOON}))
    desk.close()
    mount("nfs4")
    by = backup.By("li", "desk:1", Stamp(NOON, "", NOON, ""), simulated=False)
    tries: list[Callable[[], object]] = [
        lambda: open_desk(at=there),
        lambda: Reader.open(there, vocabulary),
        lambda: backup.restore(there, local, by, vocabulary),
    ]
    for tried in tries:
        with pytest.raises(DeskUnusable, match=r"nfs4.*--db FILE.*backup DEST"):
            tried()
    assert not there.parent.exists()
    (bad,) = [one for one in examine(there, NOON) if one.level != "ok"]
    assert bad.code == "place" and bad.remedy
    assert backup.backup(local, tmp_path / "share.db", NOON, vocabulary).exists()  # a copy may well lie there
