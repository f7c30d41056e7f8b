"""``from rhythm_tui import open_desk``: what scripts rely on, and that nothing else pays for it."""

from __future__ import annotations

import inspect
import os
import stat
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import rhythm_tui
from rhythm_tui import BadSetting, DeskUnusable, Refusal, ScriptDesk, i18n, open_desk

CLOCK = "2026-11-22T14:30:00+08:00x0"
ADD = {
    "do": "interaction.add", "platform": "douyin", "kind": "comment", "posted_at": "2026-11-22T12:00",
    "author": "Zhang San", "text": "Is the clinic open? 13800138000",
}  # fmt: skip


@pytest.fixture
def desk(path: Path) -> Iterator[ScriptDesk]:
    mask = os.umask(0o022)
    with open_desk(path, operator="script", clock=CLOCK) as opened:
        yield opened
    assert os.umask(mask) == 0o022
    i18n.use("en")


def test_a_script_reads_does_and_reads_again(desk: ScriptDesk) -> None:
    assert desk.status()["queue"]["open"] == 0
    assert not desk.path.exists(), "reading makes no file"
    receipt = desk.do(ADD)
    assert (receipt.seq, receipt.id, receipt.version) == (1, "q1", 1)
    (row,) = desk.rows("queue", filter="band:late", limit=5)
    assert (row["id"], row["band"], row["author"]) == ("q1", "late", "Z***n")
    assert "13800138000" not in row["text"]
    assert desk.status()["queue"]["late"] == 1
    assert desk.why("q1")["limits"][0]["late_s"] == 1800
    assert desk.rows("days", first=date(2026, 12, 1), days=1)[0]["first"] == "2026-12-01"
    assert desk.report("handover")["sections"]
    assert desk.check("本院根治高血压")[0]["severity"] == "red"
    assert desk.now.isoformat() == "2026-11-22T14:30:00+08:00"
    assert desk.rows("journal")[0]["operator"] == "script"


def test_what_it_makes_is_its_owner_s_alone(desk: ScriptDesk) -> None:
    desk.do(ADD)
    modes = {one.name: stat.S_IMODE(one.stat().st_mode) for one in desk.path.parent.iterdir()}
    assert os.name == "nt" or set(modes.values()) == {0o600}, modes


def test_no_is_said_by_code_and_field(desk: ScriptDesk) -> None:
    with pytest.raises(Refusal) as refused:
        desk.do({"do": "interaction.claim", "id": "q9"})
    assert refused.value.code == "unknown"
    with pytest.raises(Refusal) as refused:
        desk.do({**ADD, "kind": "letter"})
    assert (refused.value.code, refused.value.field) == ("invalid", "kind")
    with pytest.raises(Refusal):
        desk.why("q9")
    with pytest.raises(Refusal):
        desk.report("incident")
    with pytest.raises(Refusal):
        desk.rows("queue", filter="bnad:late")
    with pytest.raises(ValueError, match="there is no list of cats"):
        desk.rows("cats")


def test_a_file_or_setting_that_cannot_be_used(tmp_path: Path) -> None:
    (tmp_path / "no.db").write_bytes(b"no desk" * 100)
    with pytest.raises(DeskUnusable):
        open_desk(tmp_path / "no.db").status()
    with pytest.raises(BadSetting):
        open_desk(tmp_path / "desk.db", playbook=tmp_path / "none.toml").status()
    with pytest.raises(ValueError, match="--clock"):
        open_desk(tmp_path / "desk.db", clock="noon").status()


def test_what_is_left_out_is_asked_of_the_environment(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RHYTHM_DB", str(path))
    monkeypatch.setenv("RHYTHM_OPERATOR", "wang")
    with open_desk(clock=CLOCK) as desk:
        desk.do(ADD)
        assert (desk.path, desk.rows("journal")[0]["operator"]) == (path, "wang")


def test_what_is_public_is_explained_and_nothing_else_is_there() -> None:
    for name in rhythm_tui.__all__:
        assert name == "__version__" or inspect.getdoc(getattr(rhythm_tui, name))
    public = [name for name in vars(ScriptDesk) if not name.startswith("_")]
    assert all(inspect.getdoc(getattr(ScriptDesk, name)) for name in public)
    page = (Path(__file__).parents[1] / "docs" / "scripts.md").read_text("utf-8")
    assert [name for name in public if f"`{name}" not in page] == []
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = rhythm_tui.nothing
