"""A file that is evidence: what is kept of it, and what is no file at all."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

import pytest

from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.intake.evidence import evidence


@pytest.mark.parametrize("written", ["{path}", " '{path}' ", '"{path}"', "file://{path}"])
def test_a_path_as_people_paste_it(tmp_path: Path, written: str) -> None:
    path = tmp_path / "shot.png"
    path.write_bytes(b"seen")
    assert evidence(written.format(path=path)) == ("shot.png", hashlib.sha256(b"seen").hexdigest())


def refusal(written: str) -> Refusal:
    with pytest.raises(Refusal) as caught:
        evidence(written)
    assert caught.value.field == "file"
    return caught.value


def test_a_file_that_has_gone_is_named(tmp_path: Path) -> None:
    gone = str(tmp_path / "gone.png")
    assert str(refusal(gone)) == f"there is no file {gone}"


def test_a_folder_and_a_device_are_no_evidence(tmp_path: Path) -> None:
    for path in (str(tmp_path), os.devnull):
        assert str(refusal(path)) == f"{path} is a folder or a device, not a file"


@pytest.mark.skipif(sys.platform == "win32", reason="it has no named pipes of this kind")
def test_a_pipe_nobody_writes_to_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert "a folder or a device" in str(refusal(str(pipe)))


@pytest.mark.parametrize("written", ["a\0b", "~nobody-of-this-name/x", "x" * 5000])
def test_what_can_be_no_path_is_refused_in_words(written: str) -> None:
    refusal(written)
