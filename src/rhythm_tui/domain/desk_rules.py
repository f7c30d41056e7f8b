"""The numbers of the desk itself, as the playbook sets them."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from rhythm_tui.domain.deadlines import DAY, HOUR, MINUTE
from rhythm_tui.domain.tables import Span, Table


class DeskRules(Table):
    """Whose desk it is, and the spans it works by."""

    hospital: Annotated[str, StringConstraints(max_length=60)] = ""
    """What the hospital is called, at the head of its documents; empty where nobody has said."""
    claim_lease: Span = HOUR
    slot_grace: Span = 30 * MINUTE
    review_warning: Span = 2 * HOUR
    break_glass_review: Span = DAY
    """Until when a slot that went out without its sign-offs is reviewed after all."""
    own_accounts: tuple[str, ...] = ()


class Presence(Table):
    """When a seat with late rows counts as empty (RHYTHM 30)."""

    ladder: tuple[Span, ...] = (10 * MINUTE, 12 * MINUTE, 15 * MINUTE)
    """After how long without a key the bell rings once, twice, three times; the first begins the gap."""
