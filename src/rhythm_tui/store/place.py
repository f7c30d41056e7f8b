"""Which file system a desk lies on: SQLite keeps nothing whole on one that several machines share.

Linux tells in ``/proc/self/mountinfo``. Windows tells by the path, which names the other machine once it is
resolved. Elsewhere nothing in the standard library tells; an unknown file system is taken for a local one.
"""

from __future__ import annotations

import os

from rhythm_tui.domain.refusal import msg
from rhythm_tui.store.unusable import DeskUnusable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from _typeshed import StrPath


MOUNTS: Final = "/proc/self/mountinfo"
_SHARED: Final = frozenset({
    "afs", "afpfs", "beegfs", "ceph", "cifs", "coda", "davfs", "gfs2", "glusterfs", "lustre", "ncpfs", "nfs",
    "nfs4", "ocfs2", "orangefs", "prl_fs", "pvfs2", "smb3", "smbfs", "sshfs", "vboxsf", "webdav",
    "ceph-fuse", "curlftpfs", "gvfsd-fuse", "rclone", "s3fs", "vmhgfs-fuse",
})  # fmt: skip
"""File systems of other machines, and folders that a virtual machine shares with its host; no ``fuse.``."""
_PLAN9_ELSEWHERE: Final = ("trans=tcp", "trans=rdma", "trans=xen", "aname=drvfs")
"""9p is the root of some containers as well: only by these options does it lead to another machine."""


def kind_of(path: StrPath) -> str:
    """Return the kind of file system ``path`` lies on, or will lie on; empty where nobody tells."""
    return _found(path)[0]


def shared(path: StrPath) -> str:
    """Return the kind of file system where it is one that several machines share; else nothing."""
    kind, options = _found(path)
    if kind == "9p":
        return kind if any(one in options for one in _PLAN9_ELSEWHERE) else ""
    return kind if kind.removeprefix("fuse.") in _SHARED else ""


def refuse_shared(path: StrPath) -> None:
    """Raise ``DeskUnusable`` where a desk cannot be kept."""
    if kind := shared(path):
        raise DeskUnusable(
            msg(
                "{path}: this lies on a network file system ({kind}), where a desk cannot be kept whole;"
                " name a file on a local disk: --db FILE, and put copies here: rhythm-tui backup DEST"
            ),
            path=path,
            kind=kind,
        )


def there(path: StrPath) -> bool:
    """Return whether a file is there. Raises ``OSError`` where that cannot be told."""
    try:
        os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def _found(path: StrPath) -> tuple[str, str]:
    """Return the kind of file system and its options."""
    if os.name == "nt":
        return ("smb3", "") if os.path.realpath(path).startswith("\\\\") else ("", "")
    try:
        device = os.stat(_standing(path)).st_dev  # never through a handle of its own
        with open(MOUNTS, encoding="utf-8", errors="replace") as file:
            told = file.read()
    except OSError:
        return "", ""
    wanted = f"{os.major(device)}:{os.minor(device)}"
    for line in told.splitlines():
        before, _dash, after = line.partition(" - ")
        if before.split(" ", 3)[2:3] == [wanted]:
            kind, _source, options = (*after.split(" "), "", "")[:3]
            return kind, options
    return "", ""


def _standing(path: StrPath) -> str:
    """Return the path itself, or the nearest folder above it that is there."""
    standing = os.path.join(os.getcwd(), path)
    while not there(standing) and standing != (above := os.path.dirname(standing)):
        standing = above
    return standing
