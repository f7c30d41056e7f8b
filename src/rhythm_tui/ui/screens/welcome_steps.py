"""What the guided start asks, what was answered, and what each step says."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from rhythm_tui.domain.refusal import msg
from rhythm_tui.i18n import _, say
from rhythm_tui.playbook_file import Choices
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.welcome_team import Member
from rhythm_tui.ui.wording import Line, column, gap, paragraphs, piece

STEPS = (
    (msg("the hospital"), msg("Four short steps; nothing is done before the last. Esc leaves it for later.")),
    (msg("platforms"), msg("Where do you publish? What is not ticked is proposed nowhere. Space ticks.")),
    (
        msg("the team"),
        msg("Who works at this desk? Yourself first. Without a list everyone may do everything."),
    ),
    (msg("how to begin"), msg("This is what F2 does now. All of it can be changed later.")),
)
"""What each step is called, and what it says."""
_ZONES = ("Asia/Shanghai", "Asia/Urumqi", "Asia/Hong_Kong", "Asia/Macau", "Asia/Taipei", "Asia/Singapore")
_CELLS = 70
_SHOWN = 5
"""So many of the team are named."""


@dataclass
class Answers:
    """What stands in the fields: kept as long as the desk is open."""

    hospital: str
    zone: str
    platforms: Collection[str]
    zones: tuple[str, ...]
    """The zones to choose from."""
    name: str = ""
    role: str = ""
    pin: str = field(default="", repr=False)
    team: list[Member] = field(default_factory=list, repr=False)
    """Who is to be put on the list."""
    listed: list[Member] = field(default_factory=list, repr=False)
    """Who was put on it."""
    then: str = "import"
    step: int = 0

    def choices(self) -> Choices:
        """Return what is written into the playbook."""
        return Choices(self.hospital, self.zone, frozenset(self.platforms))


def answers(standing: Choices, guessed: str, *, first: bool) -> Answers:
    """Return what stands in the fields at first: what is in force; the ``first`` time the guessed zone."""
    zone = guessed if first and guessed else standing.zone
    zones = tuple(dict.fromkeys(one for one in (standing.zone, guessed, *_ZONES) if one))
    return Answers(standing.hospital, zone, standing.platforms, zones)


def heading(step: int) -> list[Line]:
    """Return which step it is, and what it asks."""
    name, asks = STEPS[step]
    count = say("step {n} of {all}", n=step + 1, all=len(STEPS))
    return [
        (piece(f"{count}  ", "muted"), piece(_(name), "strong-bold")),
        *paragraphs(_(asks), _CELLS, "soft"),
    ]


def team_lines(team: list[Member], seat: Seat) -> list[Line]:
    """Return who was added so far."""
    if not team:
        return [(piece(_("Nobody is added yet."), "muted"),)]
    shown = team[-_SHOWN:]
    more = [(piece(say("and {n} more", n=len(team) - len(shown)), "muted"),)] if len(team) > _SHOWN else []
    return [*more, *(_member(one, seat) for one in shown)]


def _member(one: Member, seat: Seat) -> Line:
    pin = _("with a PIN") if one.pin else _("without a PIN")
    role = seat.vocabulary.access(one.role) if one.role else _("no role")
    return (column(one.name, 24, "text"), column(pin, 16, "muted"), piece(role, "soft"))


def summary(given: Answers, path: Path, seat: Seat) -> list[Line]:
    """Return what the last step does."""
    words = seat.vocabulary
    used = [words.platform(one) for one in words.ids("platforms") if one in given.platforms]
    told = [
        (_("hospital"), given.hospital or _("no name")),
        (_("time zone"), given.zone),
        (_("platforms"), _(", ").join(used)),
        (_("team"), _(", ").join(one.name for one in given.team) or _("nobody: everyone may do everything")),
        (_("playbook"), str(path)),
    ]
    lines: list[Line] = []
    for label, text in told:
        first, *rest = paragraphs(text, _CELLS - 14, "text")
        lines += [(column(label, 14, "muted"), *first), *((gap(14), *line) for line in rest)]
    return lines
