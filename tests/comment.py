"""One comment, as a command brings it in."""

from __future__ import annotations

from typing import Any

from clocks import NOON

ADD: dict[str, Any] = {
    "do": "interaction.add",
    "platform": "douyin",
    "kind": "comment",
    "author": "a",
    "text": "t",
    "posted_at": NOON,
}
