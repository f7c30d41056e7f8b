"""A terminal that changes its size."""

from __future__ import annotations

import pytest
from fakes import seat
from harness import opened
from textual._compositor import Compositor
from textual.events import Resize
from textual.geometry import Region, Size


@pytest.mark.parametrize("dialog", ["", "J"])
async def test_a_terminal_that_has_changed_and_come_back_is_painted_whole(
    dialog: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: set[Region] = set()

    def noted(compositor: Compositor, **_how: object) -> None:
        painted.update(compositor._dirty_regions)
        compositor._dirty_regions.clear()

    async with opened(seat(), (120, 36)) as desk:
        await desk.press(*dialog)
        await desk.rests()
        monkeypatch.setattr(Compositor, "render_update", noted)
        desk.app.post_message(Resize(Size(120, 36), Size(120, 36)))
        await desk.until(lambda: Region(0, 0, 120, 36) in painted, "a whole picture")
