"""Every drill runs to its end by its own clock: its journal holds, its tables follow, its score is told."""

from __future__ import annotations

import unicodedata
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from drill_runs import PERFECT, SAFE, Run, answer_all
from rhythm_tui.desk import checks
from rhythm_tui.desk.drills import drill_files, load
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.domain.text import clean
from rhythm_tui.settings import data_dir, read_toml

NAMES = sorted(drill_files())
BARE = "情况说明：家属电话13812345678，请放心。"


def missed(debrief: Any) -> list[str]:
    return [one.expected.says.en for one in debrief.results if not one.met]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_a_perfect_run_earns_full_marks_and_its_replay_equals_its_tables(
    tmp_path: Path, name: str, lang: str
) -> None:
    run = Run(name, tmp_path / "drill.db", lang)
    debrief = run.hold(PERFECT[name], answer_all(SAFE[lang]))
    run.close()
    assert (missed(debrief), debrief.points) == ([], 100)
    assert debrief.advice == () and not debrief.early
    assert checks.verify(run.desk.store.path).sound
    assert checks.replay(run.desk.store.path).sound


@pytest.mark.parametrize("name", NAMES)
def test_who_presses_nothing_earns_nothing(tmp_path: Path, name: str) -> None:
    run = Run(name, tmp_path / "drill.db")
    debrief = run.hold()
    run.close()
    assert debrief.points == 0, [one.expected.says.en for one in debrief.results if one.met]
    assert len(debrief.advice) == 3
    assert checks.replay(run.desk.store.path).sound


def test_the_mood_turns_with_what_the_trainee_does(tmp_path: Path) -> None:
    """Anger comes only where nothing was done by then; calm only after it was."""
    idle = Run("vaccine_rumour", tmp_path / "idle.db", "en")
    idle.hold()
    busy = Run("vaccine_rumour", tmp_path / "busy.db", "en")
    busy.hold(PERFECT["vaccine_rumour"][:-1])
    texts = [{row.text.plain for row in run.reader.queue(run.clock.now())} for run in (idle, busy)]
    idle.close()
    busy.close()
    angry, calm = "Playing dead?", "A clear statement, thank you."
    assert [any(angry in text for text in found) for found in texts] == [True, False]
    assert [any(calm in text for text in found) for found in texts] == [False, True]


def test_what_comes_after_a_deed_comes_so_long_after_it_and_once(tmp_path: Path) -> None:
    run = Run("vaccine_rumour", tmp_path / "drill.db", "en")
    run.hold(PERFECT["vaccine_rumour"][:-1])
    deeds = run.training._deeds()
    came = run.reader.search("clear statement")
    assert [row.posted_at - run.training.start for row in came] == [(125 + 8) * 60_000]
    assert all(one.by_story for one in deeds.done if one.subject == came[0].id)
    run.close()


def test_a_deed_that_is_taken_back_does_not_count(tmp_path: Path) -> None:
    run = Run("vaccine_rumour", tmp_path / "drill.db", "en")
    script = [*PERFECT["vaccine_rumour"][:2], (8, {"do": "undo"}), (9, {"do": "undo"})]
    debrief = run.hold(script)
    run.close()
    assert debrief.points == 0


def test_no_undo_of_the_trainee_takes_the_story_back(tmp_path: Path) -> None:
    run = Run("flu_surge", tmp_path / "drill.db")
    run.hold()
    before = run.reader.status(run.clock.now()).open
    with suppress(Refusal):
        run.do({"do": "undo"})
    assert run.reader.status(run.clock.now()).open == before
    run.close()


def test_every_row_of_a_drill_is_stamped_simulated(tmp_path: Path) -> None:
    run = Run("ward_dispute", tmp_path / "drill.db")
    run.hold(PERFECT["ward_dispute"][:-1])
    assert all(row.simulated for row in run.reader.journal())
    run.close()


def test_a_clock_that_jumps_brings_everything_once_and_in_order(tmp_path: Path) -> None:
    run = Run("flu_surge", tmp_path / "drill.db")
    run.hand.time = run.training.until - 1
    commands = run.training.tick(run.clock.now())
    keys = [one.key for one in commands]
    assert len(keys) == len(set(keys)) > 15
    assert [one.key for one in run.training.tick(run.clock.now())] == []
    run.hand.time += 1
    assert run.training.over(run.clock.now())
    run.close()


def words_in(value: Any) -> list[dict[str, str]]:
    """Return every text in both languages."""
    if isinstance(value, dict):
        if value.keys() & {"zh", "en"}:
            return [value]
        return [found for one in value.values() for found in words_in(one)]
    return [found for one in value for found in words_in(one)] if isinstance(value, list) else []


@pytest.mark.parametrize("name", NAMES)
def test_every_text_stands_in_both_languages_and_draws_the_same_everywhere(name: str) -> None:
    found = words_in(read_toml(data_dir() / "drills" / f"{name}.toml"))
    assert len(found) > 40
    for text in found:
        assert text.keys() == {"zh", "en"}
        assert text["en"].isascii(), text
        for words in text.values():
            assert clean(words.replace("\n", " ")).hidden is False
            assert not [char for char in words if unicodedata.east_asian_width(char) == "A"], words


@pytest.mark.parametrize("name", NAMES)
def test_what_people_say_is_never_written_in_one_language_only(name: str) -> None:
    drill = load(drill_files()[name])
    for cue in (*drill.opening, *drill.inject):
        for field in ("author", "text", "title", "post", "expert", "department"):
            if field in cue.line:
                assert isinstance(cue.line[field], dict), cue.line


def test_a_statement_that_breaks_a_rule_is_quoted(tmp_path: Path) -> None:
    run = Run("vaccine_rumour", tmp_path / "drill.db", "zh")
    careless = [
        (minute, {**fields, "text": BARE} if fields["do"] == "statement.draft" else fields)
        for minute, fields in PERFECT["vaccine_rumour"][:-1]
    ]
    debrief = run.hold(careless, answer_all(SAFE["zh"]))
    run.close()
    assert {(one.id, one.category) for one in debrief.breaches} >= {("d1", "personal")}
    assert "none of them personal" in " ".join(missed(debrief))
