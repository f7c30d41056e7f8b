"""Any order of any commands, by the thousand: the state machines of ``tests/desk``, walked further."""

from __future__ import annotations

import random
from collections.abc import Sequence

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test
from test_board_machine import Board
from test_escalation_machine import EscalationMachine
from test_machine import DeskMachine
from test_plan_machine import PlanMachine
from test_response_machine import ResponseMachine
from test_shifts import ShiftMachine
from test_slot_machine import SlotMachine
from test_statements import Versions

from storms.tally import Tally

NEVER = ("desk and model differ",)
MACHINES: tuple[type[RuleBasedStateMachine], ...] = (
    DeskMachine,
    Board,
    SlotMachine,
    ResponseMachine,
    ShiftMachine,
    PlanMachine,
    EscalationMachine,
    Versions,
)
AT_ONCE = 25
"""Histories between two looks at the time."""
STEPS = 30


def run(
    tally: Tally, chance: random.Random, machines: Sequence[type[RuleBasedStateMachine]] = MACHINES
) -> None:
    """Let each machine in turn walk some histories until the number is reached or one differs."""
    while True:
        for machine in machines:
            if not tally.goes_on() or not tally.held_so_far():
                return
            walk(tally, machine, chance.getrandbits(32))


def walk(tally: Tally, machine: type[RuleBasedStateMachine], number: int) -> None:
    """Let a machine walk some histories that ``number`` decides."""

    class Counted(machine):  # type: ignore[misc, valid-type]
        def teardown(self) -> None:
            super().teardown()
            tally.done += 1

    wanted = settings(
        max_examples=min(AT_ONCE, tally.asked - tally.done),
        stateful_step_count=STEPS,
        derandomize=False,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    try:
        run_state_machine_as_test(seed(number)(Counted), settings=wanted)
    except Exception as error:
        tally.found("desk and model differ", f"{machine.__name__}, seed {number}: {error!r}")
