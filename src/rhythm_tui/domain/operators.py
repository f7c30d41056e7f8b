"""Who may work at the desk, how they show who they are, and what each may do (RHYTHM.md 30).

A PIN gives attribution, not secrecy: every one of six digits can be tried in a day or so. Instants are
milliseconds UTC.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from rhythm_tui.domain.approval import same_person
from rhythm_tui.domain.deadlines import MINUTE
from rhythm_tui.domain.playbook import Access
from rhythm_tui.domain.refusal import Refusal, invalid, msg, refused

TRIES = 5
"""So many wrong PINs within ``LOCKED`` close a name."""
LOCKED = 15 * MINUTE
_SCRYPT = (1 << 17, 8, 1)
"""Cost, block size and parallelism of a PIN's hash: 128 MiB and some tenths of a second."""
_MEMORY = 1 << 28
_WRONG = msg("the PIN does not fit; type it again")
_LIKE = 0.5
"""How much of two names is the same, 0 to 1, where one may be a slip for the other: a Chinese name has but
two signs or three."""
_NAMED = 12
"""Names that a refusal gives at most."""


class WrongPin(Refusal):
    """A PIN that does not fit: refused, and counted."""

    def __init__(self, template: str) -> None:
        super().__init__("refused", template, "pin")


class Operator(BaseModel):
    """Somebody who may work at the desk, as a row of the desk's file."""

    model_config = ConfigDict(frozen=True)

    n: int = 0
    version: int = 1
    name: str
    pin: int | None = None
    """Content: a salted hash of the PIN, so that a purge reaches it."""
    roles: str = ""
    """Roles of the playbook's table ``access``, parted by blanks."""
    state: Literal["active", "gone", "withdrawn"] = "active"


def sealed_pin(pin: str, salt: bytes) -> str:
    """Return a PIN as it is kept: how it was hashed, the salt and the hash."""
    cost, block, parallel = _SCRYPT
    digest = hashlib.scrypt(pin.encode(), salt=salt, n=cost, r=block, p=parallel, dklen=32, maxmem=_MEMORY)
    return f"scrypt {cost} {block} {parallel} {salt.hex()} {digest.hex()}"


def pin_fits(kept: str, pin: str) -> bool:
    """Return whether ``pin`` is the one that was kept; one whose hash was purged fits nothing."""
    try:
        name, cost, block, parallel, salt, digest = kept.split(" ")
        made = hashlib.scrypt(
            pin.encode(),
            salt=bytes.fromhex(salt),
            n=int(cost),
            r=int(block),
            p=int(parallel),
            dklen=32,
            maxmem=_MEMORY,
        )
    except ValueError:
        return False
    return name == "scrypt" and hmac.compare_digest(made, bytes.fromhex(digest))


def check_operator(name: str, known: Sequence[Operator], field: str | None = None) -> Operator | None:
    """Return the operator called ``name``; None while nobody is configured and everyone may do everything.

    Refuses a name that is not on the list once there is one, with the name on it that is most like it.
    """
    found = next((one for one in known if one.name == name), None)
    if found is not None or not known:
        return found
    meant = _nearest(name, [one.name for one in known])
    if meant is None:
        raise Refusal(
            "refused",
            msg("{name} is not an operator of this desk; add them to the operators first"),
            field,
            name=name,
        )
    template = msg("{name} is not an operator of this desk; did you mean {meant}?")
    raise Refusal("refused", template, field, name=name, meant=meant)


def _nearest(name: str, known: Sequence[str]) -> str | None:
    """Return the known name that ``name`` was probably meant to be."""
    same = next((one for one in known if same_person(one, name)), None)
    return same or next(iter(get_close_matches(name, known, n=1, cutoff=_LIKE)), None)


def check_pin(kept: str | None, pin: str | None) -> None:
    """Refuse a PIN that is not the one kept for an operator; ``kept`` is None where none was set.

    Only a wrong one is counted, not one that was left out.
    """
    if kept is None:
        return
    if pin is None:
        raise Refusal("refused", _WRONG, "pin")
    if not pin_fits(kept, pin):
        raise WrongPin(_WRONG)


def check_tries(tries: Sequence[int], now: int) -> None:
    """Refuse any PIN for a while after too many wrong ones; ``tries`` are their instants."""
    recent = [at for at in tries if now - LOCKED < at]
    if len(recent) >= TRIES:
        left = max(recent) + LOCKED - now
        minutes = -(-left // MINUTE)
        raise Refusal("refused", msg("too many wrong PINs: try again in {n} min"), "pin", n=minutes)


def check_roles(roles: Sequence[str], known: Mapping[str, object]) -> str:
    """Return roles as they are kept; refuse one that the playbook does not know."""
    for role in roles:
        if role not in known:
            raise invalid("roles", msg("{value} is not in the playbook"), value=role)
    return " ".join(dict.fromkeys(roles))


def keepers(verb: str, access: Mapping[str, Access]) -> list[str]:
    """Return the roles that a verb is kept for."""
    return [role for role, one in access.items() if _may(one.may, verb)]


@lru_cache(maxsize=1024)
def _may(patterns: tuple[str, ...], verb: str) -> bool:
    return any(fnmatchcase(verb, pattern) for pattern in patterns)


def check_access(roles: Sequence[str], name: str, operators: Sequence[Operator]) -> None:
    """Refuse what is kept for ``roles`` when ``name`` has none of them, naming who may.

    What no role names is everybody's, and so is what nobody on the list may do: a list without a lead locks
    nobody out.
    """
    allowed = [one.name for one in operators if not set(roles).isdisjoint(one.roles.split())]
    if not allowed or name in allowed:
        return
    kept_for = [role for role in roles if any(role in one.roles.split() for one in operators)]
    raise refused(
        msg("that is kept for: {access} ({who}); ask one of them"),
        access=", ".join(kept_for),
        who=", ".join(allowed[:_NAMED]),
    )
