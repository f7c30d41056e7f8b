"""The living demo: bounded, repeatable, and never in the operator's way."""

from __future__ import annotations

from collections import Counter
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rhythm_tui.clock import Clock, StagedClock
from rhythm_tui.desk.demo import lines_of, story, tasks_of
from rhythm_tui.desk.desk import Desk
from rhythm_tui.desk.feeder import BURST, COLLEAGUE, ENOUGH, Feeder
from rhythm_tui.desk.reader import Reader
from rhythm_tui.desk.views import QueueRow
from rhythm_tui.domain import commands as c
from rhythm_tui.domain.deadlines import DAY, HOUR, MINUTE, SECOND
from rhythm_tui.domain.playbook import check
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.domain.story import lay
from rhythm_tui.domain.text import NOTHING, SafeText, clean
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.settings import data_dir, read_toml

START = 1_795_000_000_000
TABLES = read_toml(data_dir() / "playbook.toml")


def row(
    n: int, *, owner: str | None = None, state: str = "open", kind: str = "comment", text: str = "?"
) -> QueueRow:
    owned = SafeText(owner) if owner else None
    return QueueRow(
        id=f"q{n}",
        version=3,
        platform="douyin",
        kind=kind,
        state=state,
        posted_at=START,
        due_at=START,
        soon_at=START,
        neglect_at=START,
        clock="2h",
        neglect_clock="24h",
        author=NOTHING,
        text=clean(text),
        owner=owned,
        reply_state="none",
        post=NOTHING,
        incident=None,
        seen_at=START,
    )


def run(feeder: Feeder, *, ticks: int, step: int, start: int = START) -> list[tuple[int, list[c.Command]]]:
    return [(now, feeder.tick(now)) for now in range(start, start + ticks * step, step)]


def arrivals(log: list[tuple[int, list[c.Command]]]) -> list[tuple[int, c.InteractionAdd]]:
    return [(now, one) for now, done in log for one in done if isinstance(one, c.InteractionAdd)]


def work(log: list[tuple[int, list[c.Command]]]) -> list[tuple[int, c.Command]]:
    return [(now, one) for now, done in log for one in done if not isinstance(one, c.InteractionAdd)]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_same_seed_lives_the_same_hour(lang: str) -> None:
    def hour(seed: int) -> list[tuple[int, list[c.Command]]]:
        return run(Feeder(lang, seed, lambda: [row(1), row(2)]), ticks=3600, step=SECOND)

    assert hour(3) == hour(3)
    assert hour(3) != hour(4)


def test_an_hour_brings_an_arrival_every_half_minute_and_now_and_then_three() -> None:
    log = run(Feeder("zh", 1, list), ticks=3600, step=SECOND)
    sizes = Counter(len(done) for _, done in log if done)
    assert sizes.keys() == {1, BURST}
    assert sizes[BURST] >= 3
    assert 90 <= sizes.total() <= 180
    assert log[0][1] == []
    assert arrivals(log)[0][0] - START <= 9 * SECOND


@settings(max_examples=50)
@given(seed=st.integers(0, 2**31), steps=st.lists(st.integers(-2 * HOUR, 3 * DAY), max_size=40))
def test_a_clock_that_jumps_never_floods(seed: int, steps: list[int]) -> None:
    now = START
    feeder = Feeder("en", seed, lambda: [row(1)])
    for step in steps:
        now += step
        done = feeder.tick(now)
        assert len([one for one in done if isinstance(one, c.InteractionAdd)]) <= BURST
        assert len([one for one in done if not isinstance(one, c.InteractionAdd)]) <= 1


def test_a_clock_set_back_does_not_silence_it() -> None:
    feeder = Feeder("zh", 1, list)
    run(feeder, ticks=60, step=SECOND)
    assert arrivals(run(feeder, ticks=60, step=SECOND, start=START - DAY))


def test_a_clock_that_stands_still_brings_nothing() -> None:
    feeder = Feeder("zh", 1, lambda: [row(1)])
    assert [feeder.tick(START) for _ in range(100)] == [[]] * 100


def test_arrivals_were_posted_a_little_before_and_none_twice_running() -> None:
    came = arrivals(run(Feeder("zh", 5, list), ticks=4 * 3600, step=SECOND))
    for now, one in came:
        assert 10 * SECOND <= now - int(one.posted_at) <= 90 * SECOND
    texts = [one.text for _, one in came]
    assert all(first != second for first, second in pairwise(texts))
    size = len(lines_of("arrivals.jsonl"))
    assert len(texts) > 2 * size
    assert len(set(texts[:size])) == size >= 60


def test_arrivals_are_of_every_sort() -> None:
    lines = lines_of("arrivals.jsonl")
    assert {line["platform"] for line in lines} == set(TABLES["platforms"]) - {"other"}
    assert {line["kind"] for line in lines} == {"comment", "message"}
    assert {line.get("close") for line in lines} == {None, "thanks", "spam"}


def test_with_enough_waiting_nobody_writes_any_more() -> None:
    rows = [row(n) for n in range(ENOUGH)]
    assert not arrivals(run(Feeder("zh", 1, lambda: rows), ticks=600, step=SECOND))
    assert arrivals(run(Feeder("zh", 1, lambda: rows[1:]), ticks=600, step=SECOND))


def test_the_colleague_claims_and_a_little_later_answers() -> None:
    log = work(run(Feeder("zh", 1, lambda: [row(7)]), ticks=20 * 60, step=SECOND))
    assert 4 <= len(log) // 2 <= 10
    for (claimed_at, claim), (done_at, answer) in zip(log[::2], log[1::2], strict=False):
        assert claim == c.InteractionClaim(id="q7", operator=COLLEAGUE["zh"], expect=3)
        assert isinstance(answer, c.ReplyPost)
        assert (answer.id, answer.operator, answer.expect) == ("q7", COLLEAGUE["zh"], 4)
        assert 30 * SECOND <= done_at - claimed_at <= 61 * SECOND


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_thanks_and_spam_are_closed_with_their_reason(lang: str) -> None:
    for line in lines_of("arrivals.jsonl"):
        if "close" not in line:
            continue
        waiting = [row(1, text=line["text"][lang])]
        log = work(run(Feeder(lang, 1, lambda rows=waiting: rows), ticks=180, step=SECOND))
        closing = log[1][1]
        assert isinstance(closing, c.InteractionClose)
        assert closing.reason == line["close"]


def test_the_colleague_leaves_owned_answered_and_live_rows_alone() -> None:
    rows = [row(1, owner="李敏"), row(2, state="answered"), row(3, kind="live")]
    assert not work(run(Feeder("zh", 1, lambda: rows), ticks=600, step=SECOND))


def test_a_real_desk_refuses_nothing_but_what_the_operator_took(tmp_path: Path) -> None:
    clock = StagedClock(Clock(START, speed=0))
    vocabulary = Vocabulary(TABLES, "zh")
    desk = Desk.open(tmp_path / "desk.db", check(TABLES), clock, operator="李敏", seat="test")
    lay(desk, clock.stand, story(START, "zh", vocabulary.hours), partial(tasks_of, desk.store.connection))
    reader = Reader.open(tmp_path / "desk.db", vocabulary)
    before = reader.status(START)
    feeder = Feeder("zh", 1, lambda: reader.queue(clock.now()))
    verbs: Counter[str] = Counter()
    codes = []
    for now in range(START, START + 20 * MINUTE, SECOND):
        clock.stand(now)
        for command in feeder.tick(now):
            meddled = verbs["interaction.claim"] == 2 and isinstance(
                command, c.ReplyPost | c.InteractionClose
            )
            if meddled:
                desk.do(c.ReplyPost(id=command.id, text="先答了", operator="李敏"))
            try:
                desk.do(command)
            except Refusal as refusal:
                codes.append(refusal.code)
            verbs[command.do] += 1  # type: ignore[attr-defined]
    after = reader.status(clock.now())
    taken_back = desk.do(c.Undo())
    assert verbs["interaction.add"] and taken_back.undone != "interaction.add", "an arrival is nobody's doing"
    reader.close()
    desk.close()
    assert codes == ["conflict"]
    finished = verbs["reply.post"] + verbs["interaction.close"]
    assert finished >= 4
    assert after.open == before.open + verbs["interaction.add"] - finished
