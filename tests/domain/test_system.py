"""What the system says is said in words of ours, and in Chinese where Chinese is spoken."""

from __future__ import annotations

import errno

from rhythm_tui import i18n
from rhythm_tui.domain import system
from rhythm_tui.domain.refusal import Told


def test_the_common_reasons_are_ours_and_translated() -> None:
    full = system.why(OSError(errno.ENOSPC, "Disco pieno"))
    assert isinstance(full, Told)
    before = i18n.language()
    try:
        for lang, told in (("en", "x.db: the disk is full"), ("zh", "x.db：磁盘已满")):
            i18n.use(lang)
            assert i18n.say("{path}: {reason}", path="x.db", reason=full) == told
        typed = i18n.say("{path}: {reason}", path="the disk is full", reason="the disk is full")
        assert typed == "the disk is full：the disk is full", "what somebody typed is nobody's to translate"
    finally:
        i18n.use(before)


def test_any_other_reason_is_the_system_s_own() -> None:
    assert system.why(OSError(errno.EPIPE, "Broken pipe")) == "Broken pipe"
    assert system.why(ValueError("embedded null byte")) == "embedded null byte"
    assert system.why(OSError("no number at all")) == "no number at all"
