"""What the doctor finds around the desk's file: where it lies, who may read it, its keys, its disk."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from rhythm_tui.desk.finding import Finding, ok
from rhythm_tui.domain.refusal import msg
from rhythm_tui.store import anchor, keys, snapshots
from rhythm_tui.store import place as places
from rhythm_tui.store.unusable import DeskUnusable

LOW_SPACE = 100 * 1024 * 1024
"""Bytes free under which a full disk is near."""
PRIVATE = stat.S_IRWXG | stat.S_IRWXO


def place(path: Path) -> Finding:
    """Say which file system the desk lies on; one that several machines share is refused."""
    try:
        places.refuse_shared(path)
    except DeskUnusable as error:
        remedy = msg("close every seat, move the desk's folder to a local disk, name it with --db")
        return Finding("place", "bad", error.template, error.values, remedy)
    if kind := places.kind_of(path):
        return ok("place", msg("{path} lies on a disk of this machine ({kind})"), path=path, kind=kind)
    return ok("place", msg("this system does not tell which disk the desk lies on; it must be a local one"))


def permissions(path: Path) -> Iterator[Finding]:
    """Say which files others at this workstation may read, and whether the desk may be written."""
    open_to_others = [
        p
        for p in (path, keys.path_of(path), anchor.path_of(path))
        if p.exists() and p.stat().st_mode & PRIVATE
    ]
    if path.parent.stat().st_mode & PRIVATE:
        open_to_others.append(path.parent)
    for found in open_to_others:
        mode = "700" if found.is_dir() else "600"
        yield Finding(
            "permissions",
            "warn",
            msg("{path}: others at this workstation may read it"),
            {"path": found, "mode": mode},
            msg("chmod {mode} {path}"),
        )
    if not open_to_others:
        yield ok("permissions", msg("only you can read the desk"))
    barred = [one for one in (path, path.parent) if not os.access(one, os.W_OK)]
    if barred:
        yield Finding(
            "writable",
            "bad",
            msg("{path}: the file or its folder is read-only; nothing can be written"),
            {"path": path, "barred": barred[0]},
            msg("let the operator write {barred}, or the system write that disk"),
        )


def secrets(path: Path) -> Iterator[Finding]:
    """Say whether the keys of author names are there, and as they were written."""
    if keys.damaged(path):
        copy = next((one.path for one in snapshots.daily(path) if not keys.damaged(one.path)), None)
        remedy = (
            msg("close every seat and put back the keys of a copy: cp {copy} {path}")
            if copy
            else msg("put them back from a backup; without one, delete the file: a new epoch begins")
        )
        values: dict[str, object] = {"path": keys.path_of(path), "copy": copy and keys.path_of(copy)}
        yield Finding("keys", "bad", msg("{path} was changed: no author would be recognised"), values, remedy)
    if not keys.path_of(path).exists():
        yield Finding(
            "keys",
            "bad",
            msg("{path} is missing: threads of one author cannot be joined any more"),
            {"path": keys.path_of(path)},
            msg("put it back from a backup before the next item comes in"),
        )


def space(path: Path) -> Finding:
    """Say whether the disk is nearly full."""
    free = shutil.disk_usage(path.parent).free
    if free >= LOW_SPACE:
        return ok("space", msg("{free} MiB free"), free=free // (1024 * 1024))
    return Finding(
        "space",
        "bad",
        msg("only {free} MiB free"),
        {"free": free // (1024 * 1024)},
        msg("free some space on this disk"),
    )
