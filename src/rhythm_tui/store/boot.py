"""Which start of the machine this is, and how long ago it was: orders events when the wall clock steps."""

from __future__ import annotations

import time
from functools import lru_cache
from pathlib import Path

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


@lru_cache(maxsize=1)
def boot_id() -> str:
    """Return the id of this start of the machine; empty where the system tells none."""
    try:
        return _BOOT_ID.read_text("ascii").strip()
    except OSError:
        return ""


def uptime_ms() -> int:
    """Return milliseconds since that start, sleep included where the system can tell."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return (
        time.clock_gettime_ns(clock) // 1_000_000 if clock is not None else time.monotonic_ns() // 1_000_000
    )
