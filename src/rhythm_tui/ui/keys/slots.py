"""What can be done with publishing slots."""

from __future__ import annotations

from rhythm_tui.domain.refusal import msg
from rhythm_tui.ui.keys.action import Action, action

SLOTS: tuple[Action, ...] = (
    action("sign", "f6 a", "slots", 1,
            label=msg("sign off"), help=msg("sign the slot off in a role")),
    action("publish", "f8 p", "slots", 2,
            label=msg("published"), help=msg("record that the slot went out")),
)  # fmt: skip
