"""Every command by every role: what the built-in playbook keeps for whom, asked of a real desk."""

from __future__ import annotations

import pytest
from test_commands import GOOD

from rhythm_tui.desk.desk import VERBS, Desk
from rhythm_tui.domain.commands import BY_NAME, parse
from rhythm_tui.domain.playbook import Playbook
from rhythm_tui.domain.refusal import Refusal

PEOPLE = {"li": "responder", "chen": "coordinator", "wu": "reviewer", "zhao": "lead"}
LEADS = {"coordinator", "lead"}
SIGNS = {"reviewer", "lead"}
KEPT = {
    "incident.grade": LEADS,
    "incident.waive": LEADS,
    "incident.merge": LEADS,
    "incident.freeze": LEADS,
    "incident.release": LEADS,
    "slot.sign_off": SIGNS,
    "statement.sign": SIGNS,
    "operator.add": {"lead"},
    "operator.remove": {"lead"},
    "privacy.purge": {"lead"},
    "privacy.rotate": {"lead"},
    "privacy.unmask": {"lead"},
}
"""The commands that are kept for roles; every other one is everybody's."""


class Reached(Exception):
    """A command came as far as its verb."""


def reached(*_: object) -> None:
    raise Reached


def barred(desk: Desk, verb: str, name: str) -> bool:
    """Whether a command is refused to somebody before its verb is reached."""
    try:
        desk.do(parse({**GOOD[verb], "do": verb, "operator": name}))
    except Refusal as refusal:
        assert refusal.template.startswith("that is kept for"), refusal
        return True
    except Reached:
        return False
    raise AssertionError(verb)


@pytest.fixture
def staffed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    for name, role in reversed(PEOPLE.items()):
        desk.do(parse({"do": "operator.add", "name": name, "roles": [role], "operator": "zhao"}))
    for kind in VERBS:
        monkeypatch.setitem(VERBS, kind, reached)
    return desk


def test_the_table_of_commands_and_roles(staffed: Desk) -> None:
    assert set(GOOD) == set(BY_NAME)
    found = {
        verb: {role for name, role in PEOPLE.items() if not barred(staffed, verb, name)} for verb in BY_NAME
    }
    assert found == {verb: KEPT.get(verb, set(PEOPLE.values())) for verb in BY_NAME}


def test_somebody_without_any_role_may_do_what_is_kept_for_nobody(staffed: Desk) -> None:
    assert {verb for verb in BY_NAME if barred(staffed, verb, "a stranger")} == set(KEPT)


def test_every_command_that_weighs_is_kept(playbook: Playbook) -> None:
    """The four of the issue: grading, signing off, waiving, purging; and what takes a mask off."""
    for verb in ("incident.grade", "slot.sign_off", "statement.sign", "incident.waive", "privacy.purge"):
        assert verb in KEPT
    assert all(role in playbook.access for role in PEOPLE.values())
