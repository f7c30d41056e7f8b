"""By which words a thing is named in a list of things."""

from __future__ import annotations

import pytest
from test_verbs import ADD, OPEN, PLAN, do

from rhythm_tui.desk.desk import Desk
from rhythm_tui.domain.ids import PREFIX_OF
from rhythm_tui.store.called import called


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (ADD, "can I come on Sunday?"),
        ({**OPEN, "title": "Rumour"}, "Rumour"),
        ({**PLAN, "title": "Knees"}, "Knees"),
        ({"do": "day.add", "rule": "12-01", "zh": "院庆日"}, "院庆日"),
        ({"do": "story.add", "text": "I run again", "author": "Zhang"}, "I run again"),
        ({"do": "operator.add", "name": "wang"}, "wang"),
        ({"do": "shift.start"}, ""),
    ],
)
def test_a_thing_is_called_by_its_own_words(desk: Desk, command: dict[str, object], words: str) -> None:
    if command is ADD:
        command = {**ADD, "text": words}
    assert called(desk.store.connection, do(desk, command).id) == words


def test_every_noun_can_be_asked_and_what_is_not_there_has_no_words(desk: Desk) -> None:
    asked = [*(f"{prefix}1" for prefix in PREFIX_OF.values()), "", "roster", "k1"]
    assert {called(desk.store.connection, id) for id in asked} == {""}
