"""What a sign-off is bound to (RHYTHM.md 5). Standard library only: the fast start depends on it."""

from __future__ import annotations

import hashlib


def approved_words(platform: str, title: str, tier: int, form: str, *, emergency: bool) -> str:
    """Return the hash of what an expert approves: edit any of it and the sign-off lapses."""
    approved = "\x1f".join((platform, title, str(tier), form, str(emergency)))
    return hashlib.sha256(approved.encode("utf-8", "surrogatepass")).hexdigest()
