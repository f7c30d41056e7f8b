"""Who holds which role in an incident (RHYTHM.md 23).

Pure decisions over frozen values. Instants are milliseconds UTC.
"""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from rhythm_tui.domain.approval import same_person
from rhythm_tui.domain.incidents import Incident, check_open
from rhythm_tui.domain.refusal import msg, refused


class Duty(BaseModel):
    """One person in one role of an incident for a while, as a row of the desk's file."""

    model_config = ConfigDict(frozen=True)

    n: int = 0
    version: int = 1
    incident: int
    role: str
    """A duty of the playbook."""
    person: str
    from_at: int
    until_at: int | None = None
    """When it was handed to somebody else; None while it is held."""
    withdrawn: bool = False

    @property
    def holds(self) -> bool:
        """Whether that person has the role now."""
        return self.until_at is None and not self.withdrawn


def hand_off(
    incident: Incident, held: Iterable[Duty], role: str, person: str, now: int
) -> tuple[Duty | None, Duty]:
    """Give a role to ``person`` from ``now`` on (RHYTHM 23).

    ``held`` is every duty the incident ever had. Returns the stretch that ends with it, where somebody held
    the role, and the new one.
    """
    check_open(incident)
    taken = Duty(incident=incident.n, role=role, person=person, from_at=now)
    former = next((one for one in held if one.role == role and one.holds), None)
    if former is None:
        return None, taken
    if same_person(person, former.person):
        raise refused(msg("{person} has this role already"), person=former.person)
    # Where the clock has stepped back a stretch still ends no sooner than it began.
    return former.model_copy(update={"until_at": max(now, former.from_at)}), taken
