"""Who may do what, and what becomes of wrong PINs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from clocks import SettableClock
from rhythm_tui.desk.desk import Desk
from rhythm_tui.desk.reader import Reader
from rhythm_tui.domain import operators
from rhythm_tui.domain.commands import parse
from rhythm_tui.domain.operators import LOCKED, TRIES
from rhythm_tui.domain.refusal import Refusal

OpenReader = Callable[..., Reader]
SHIPPED, _, _ = operators.__dict__["_SCRYPT"]
"""The cost of a PIN as the desk has it, not as its tests do."""


def do(desk: Desk, verb: str, /, **fields: Any) -> str:
    return desk.do(parse({"do": verb, **fields})).id


def refusal(desk: Desk, verb: str, /, **fields: Any) -> Refusal:
    with pytest.raises(Refusal) as told:
        do(desk, verb, **fields)
    return told.value


def incident(desk: Desk) -> str:
    return do(desk, "incident.open", title="t", kind="other", grade="general")


def test_a_pin_is_dear_to_try() -> None:
    assert SHIPPED >= 1 << 17
    assert operators.__dict__["_MEMORY"] >= 128 * SHIPPED * 8


def test_nothing_is_kept_for_anybody_while_nobody_has_a_role(desk: Desk) -> None:
    id = incident(desk)
    for name in ("li", "wang"):
        do(desk, "operator.add", name=name)
    do(desk, "incident.grade", id=id, grade="larger", reason="r", operator="wang")


@pytest.mark.parametrize(
    ("verb", "fields", "role"),
    [
        ("incident.grade", {"grade": "larger", "reason": "r"}, "coordinator"),
        ("incident.waive", {"timer": "solution", "reason": "r"}, "coordinator"),
        ("incident.freeze", {"reason": "r"}, "coordinator"),
    ],
)
def test_what_is_kept_for_a_role_is_refused_to_others_and_says_who_may(
    desk: Desk, verb: str, fields: dict[str, Any], role: str
) -> None:
    id = incident(desk)
    do(desk, "slot.plan", platform="douyin", at=desk.clock.now() + 1, title="t", tier=1, form="science")
    do(desk, "operator.add", name="wang", roles=[role])
    do(desk, "operator.add", name="li", roles=["responder"])
    told = refusal(desk, verb, id=id, **fields, operator="li")
    assert told.code == "refused" and told.values["who"] == "wang"
    do(desk, verb, id=id, **fields, operator="wang")


def test_who_signs_off_is_kept_for_reviewers(desk: Desk) -> None:
    at = desk.clock.now() + 1
    slot = do(desk, "slot.plan", platform="douyin", at=at, title="t", tier=1, form="science")
    do(desk, "operator.add", name="zhao", roles=["reviewer"])
    signed = {"id": slot, "role": "clinical", "expert": "Dr Chen"}
    assert refusal(desk, "slot.sign_off", **signed).values["who"] == "zhao"
    do(desk, "slot.sign_off", **signed, operator="zhao")


def test_what_may_not_be_done_may_not_be_undone(desk: Desk) -> None:
    id = incident(desk)
    do(desk, "operator.add", name="wang", roles=["lead"])
    seq = desk.do(
        parse({"do": "incident.grade", "id": id, "grade": "larger", "reason": "r", "operator": "wang"})
    ).seq
    assert refusal(desk, "undo", seq=seq, operator="li").values["who"] == "wang"
    do(desk, "undo", seq=seq, operator="wang")


def test_nobody_goes_round_that_by_taking_back_what_was_taken_back(desk: Desk) -> None:
    id = incident(desk)
    do(desk, "operator.add", name="wang", roles=["coordinator"])
    waived = desk.do(
        parse({"do": "incident.waive", "id": id, "timer": "solution", "reason": "r", "operator": "wang"})
    ).seq
    undone = desk.do(parse({"do": "undo", "seq": waived, "operator": "wang"})).seq
    assert refusal(desk, "undo", seq=undone, operator="li").values["who"] == "wang", "a redo waives"
    redone = desk.do(parse({"do": "undo", "seq": undone, "operator": "wang"})).seq
    assert refusal(desk, "undo", seq=redone, operator="li").values["who"] == "wang"
    do(desk, "undo", seq=redone, operator="wang")


def test_the_lead_alone_keeps_the_list(desk: Desk) -> None:
    do(desk, "operator.add", name="wang", roles=["lead"])
    assert refusal(desk, "operator.add", name="li").code == "refused"
    do(desk, "operator.add", name="li", roles=["responder"], operator="wang")
    assert refusal(desk, "operator.remove", name="wang", operator="li").code == "refused"


def test_roles_and_pins_are_given_apart(desk: Desk, open_reader: OpenReader) -> None:
    do(desk, "operator.add", name="wang", pin="2468", roles=["reviewer"])
    do(desk, "operator.add", name="wang", roles=["reviewer", "coordinator"])
    (row,) = open_reader().rota().operators
    assert row.has_pin and row.roles == ("reviewer", "coordinator")
    do(desk, "operator.add", name="wang", pin="1357")
    (row,) = open_reader().rota().operators
    assert row.roles == ("reviewer", "coordinator")
    assert refusal(desk, "operator.add", name="wang").code == "refused"
    assert refusal(desk, "operator.add", name="zhao", roles=["king"]).field == "roles"


def test_too_many_wrong_pins_close_a_name_for_a_while(desk: Desk, clock: SettableClock) -> None:
    do(desk, "operator.add", name="li", pin="2468")
    for _ in range(TRIES):
        assert refusal(desk, "shift.start", pin="1111").field == "pin"
        clock.go_on(1000)
    told = refusal(desk, "shift.start", pin="2468")
    assert told.values["n"] == 15
    clock.go_on(LOCKED)
    do(desk, "shift.start", pin="2468")


def test_a_wrong_pin_is_a_line_of_the_journal_and_never_the_pin(desk: Desk, open_reader: OpenReader) -> None:
    do(desk, "operator.add", name="li", pin="2468")
    refusal(desk, "seat.unlock", pin="97531", key="k")
    row = open_reader().journal(1)[0]
    assert (row.verb, row.subject, row.operator.plain) == ("pin.wrong", "desk", "li")
    raw = desk.store.connection.execute("SELECT group_concat(payload) FROM journal").fetchone()[0]
    assert "97531" not in raw
    do(desk, "seat.unlock", pin="2468", key="k")


def test_another_pin_opens_a_closed_name(desk: Desk) -> None:
    do(desk, "operator.add", name="li", pin="2468")
    for _ in range(TRIES):
        refusal(desk, "seat.unlock", pin="1111")
    assert "n" in refusal(desk, "seat.unlock", pin="2468").values
    do(desk, "operator.add", name="li", pin="1357")
    do(desk, "seat.unlock", pin="1357")


def test_a_name_that_is_not_on_the_list_unlocks_nothing(desk: Desk) -> None:
    do(desk, "operator.add", name="li", pin="2468")
    assert refusal(desk, "seat.unlock", operator="zhao").code == "refused"
