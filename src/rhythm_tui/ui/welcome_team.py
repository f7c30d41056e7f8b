"""The team as it is typed into the guided start, and the commands that put it on the list of operators."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase

from rhythm_tui.domain.approval import same_person
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.playbook import Access
from rhythm_tui.domain.refusal import invalid, msg

ADDING = "operator.add"


class Member(NamedTuple):
    """Somebody of the team."""

    name: str
    role: str
    """A role of the playbook's table ``access``; empty for none."""
    pin: str
    """Empty for none."""


def member(name: str, role: str, pin: str, team: Sequence[Member]) -> Member:
    """Return somebody to be put on the list. Raises ``Refusal`` naming the field that cannot be so."""
    from rhythm_tui.domain.commands import parse

    found = Member(name.strip(), role, pin)
    if any(same_person(one.name, found.name) for one in team):
        raise invalid("name", msg("{name} is on the list already"), name=found.name)
    parse(_fields(found))
    return found


def commands(
    team: Sequence[Member], managers: Collection[str], listed: Sequence[Member] = ()
) -> Iterator[tuple[Member, dict[str, object]]]:
    """Yield the command for each of the team, in the order in which none is refused.

    From the first of the ``managers`` on, only they may add anybody (RHYTHM.md 29): so they come last, and
    the first of them adds the others. ``listed`` were added already.
    """
    lead = next((one.name for one in listed if one.role in managers), "")
    for one in sorted(team, key=lambda each: each.role in managers):
        yield one, {**_fields(one), **({"operator": lead} if lead else {})}
        if one.role in managers:
            lead = lead or one.name


def managers(access: Mapping[str, Access]) -> frozenset[str]:
    """Return the roles for which the playbook keeps the list of operators."""
    return frozenset(
        role for role, one in access.items() if any(fnmatchcase(ADDING, verbs) for verbs in one.may)
    )


def _fields(one: Member) -> dict[str, object]:
    fields: dict[str, object] = {"do": ADDING, "name": one.name}
    if one.pin:
        fields["pin"] = one.pin
    if one.role:
        fields["roles"] = [one.role]
    return fields
