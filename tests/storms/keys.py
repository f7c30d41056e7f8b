"""A hasty operator on the sample day's desk file: keys of all kinds, words and new sizes, in any order."""

from __future__ import annotations

import asyncio
import random
import shutil
import tempfile
from contextlib import chdir, closing
from functools import partial
from pathlib import Path

from harness import Desk, opened
from test_at_once import Terminal

from clocks import SettableClock
from rhythm_tui import i18n
from rhythm_tui.desk.checks import replay, verify
from rhythm_tui.desk.company import Alone
from rhythm_tui.desk.demo import story, tasks_of, weeks
from rhythm_tui.desk.desk import Desk as RealDesk
from rhythm_tui.desk.reader import Reader
from rhythm_tui.domain.playbook import check
from rhythm_tui.domain.story import lay
from rhythm_tui.domain.text import clean, width
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.settings import data_dir, read_toml
from rhythm_tui.ui.gateway import Gateway
from rhythm_tui.ui.keys import ACTIONS
from rhythm_tui.ui.seat import Seat
from storms.fuzz import is_unfit
from storms.tally import Tally

NEVER = (
    "crash", "wrong picture", "line too wide", "control or hidden character drawn", "no way back to the desk",
    "desk unsound",
)  # fmt: skip
SIZES = ((160, 45), (120, 36), (100, 30), (80, 24), (61, 15))
LARGEST = SIZES[0]
ROUND = 60
"""Keys on one desk."""
OPERATORS = ("李敏", "王芳")
MOVES = (
    "up", "down", "left", "right", "pageup", "pagedown", "home", "end", "tab", "shift+tab", "j", "k",
    "g", "G",
)  # fmt: skip
WORDS = (
    "发烧", "李敏", "q3", "s5", "i2", "14:35", "2026-11-23 09:00", "包您根治", "a", "2h", "30m", "due<1h",
    "band:late", "！", "Ｒ", "１", "https://x.cn/1", "#标签", "' \"", "甲 乙", "0", "-1", "999999999",
    "周医生, 王芳", "999999999h",
)  # fmt: skip
JOBS = (
    "2 c", "2 x f2", "2 s f2", "2 m f2", "2 W =周医生 f2", "2 a =家属来电 f2",
    "2 f6 =您好，请到门诊就诊。 f3 f8 f2", "2 t =术后 f2", "2 space down space down space x f2", "2 e f2",
    "2 R =问错了人 f2", "2 C f2", "3 m tab =已置顶 f2", "3 W tab =误报 f2", "3 f7 left tab =降级 f2",
    "3 f7 right tab =升级 f2", "3 f8 f2", "3 M tab =同一起 f2", "3 h f2", "3 H f2", "3 l =q3 f2", "3 c",
    "3 t =打电话 f2", "3 a =记一笔 f2", "3 d =李敏 f2", "3 j s n =声明全文如下。 f2", "3 s f5 f2",
    "3 s f8 f2", "3 p enter f2", "3 n =新舆情 f2", "3 v l =教训 f2", "1 f6 =李医生 f2", "1 f8 =公开文案 f2",
    "1 c space", "1 b f2", "1 f4 =重复 f2", "1 +", "1 >", "1 y f2", "1 f2 =新题 f2", "1 T f2",
    "1 R r enter f2", "1 C =心脏日 f2", "1 o f5 =选题 f2", "D f5 f2", "H f2", "u", "U", "z", "3 z",
    "3 enter", "3 enter end", "1 z", "V", "J", "P", "P w", "K", "Z enter",
)  # fmt: skip
"""What is done at a desk, whole: keys, and after ``=`` what is typed."""
STEPS_MS = (1_000, 60_000, 600_000, 7_200_000)
LEAVES = {"q", "ctrl+q", "ctrl+c"}
KEYS = sorted({key for one in ACTIONS for key in one.keys} - LEAVES)
MOST_ESCAPES = 15
"""Dialogs do not lie deeper over each other."""
LOOKS = 20
"""Looks at a picture that is still being painted."""


class Sample:
    """The sample day in both languages, laid once and copied for every round."""

    def __init__(self, folder: Path) -> None:
        self.tables = read_toml(data_dir() / "playbook.toml")
        self.playbook = check(self.tables)
        self.clock = SettableClock()
        self._folder = folder

    def copy(self, lang: str) -> Path:
        """Return the path of a fresh copy; the clock stands at noon again."""
        self.clock.time = SettableClock().time
        laid, copy = self._folder / lang, self._folder / "copy"
        if not laid.exists():
            self._lay(laid, lang)
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(laid, copy)
        return copy / "desk.db"

    def _lay(self, folder: Path, lang: str) -> None:
        folder.mkdir(mode=0o700)
        now, hours = self.clock.time, Vocabulary(self.tables, lang).hours
        scenes = [*weeks(now, lang, hours.zone), *story(now, lang, hours)]
        desk = RealDesk.open(folder / "desk.db", self.playbook, self.clock, operator=OPERATORS[0])

        def stand(at: int | None) -> None:
            self.clock.time = now if at is None else at

        lay(desk, stand, sorted(scenes, key=lambda one: one.at), partial(tasks_of, desk.store.connection))
        self.clock.time = now
        desk.close()

    def seat(self, path: Path, lang: str, operator: str, reader: Reader) -> Seat:
        """Return a seat at a copy."""
        hand = Gateway(lambda: RealDesk.open(path, self.playbook, self.clock, operator=operator))
        filters = path.with_name("filters.toml")
        words = Vocabulary(self.tables, lang)
        return Seat(reader, hand, self.clock, words, clean(operator), lambda: self.playbook, filters, Alone())


def run(tally: Tally, chance: random.Random) -> None:
    """Press keys until the number is reached; what is written to a file goes where it is thrown away."""
    with tempfile.TemporaryDirectory(prefix="rhythm-keys-") as folder, chdir(folder):
        sample = Sample(Path(folder))
        while tally.goes_on():
            lang = chance.choice(("zh", "en"))
            pressed: list[str] = [lang]
            i18n.use(lang)
            try:
                path = sample.copy(lang)
                asyncio.run(work(tally, chance, sample, path, pressed))
                if not verify(path).sound or not replay(path).sound:
                    tally.found("desk unsound", pressed)
            except Exception as error:
                tally.found("crash", f"{error!r:.500} after {pressed}")
            tally.done += len(pressed)


async def work(tally: Tally, chance: random.Random, sample: Sample, path: Path, pressed: list[str]) -> None:
    """Press a round of keys on one desk, then look for the way back."""
    lang, operator, size = pressed[0], chance.choice(OPERATORS), chance.choice(SIZES)
    pressed += [operator, told(size)]
    with closing(Reader.open(path, Vocabulary(sample.tables, lang), operator=operator)) as reader:
        async with opened(sample.seat(path, lang, operator, reader), size) as desk:
            terminal = Terminal(desk, size)
            for _ in range(ROUND):
                pressed.append(a_key(chance))
                terminal = await press(desk, terminal, sample.clock, pressed[-1])
                if desk.app._exit or not await looks_right(tally, desk, terminal, pressed):
                    return
            for _ in range(MOST_ESCAPES):
                await desk.press("escape")
            if len(desk.app.screen_stack) > 1:
                tally.found("no way back to the desk", pressed)


def told(size: tuple[int, int]) -> str:
    """Return a size as a key of the storm's own."""
    return f"size {size[0]} {size[1]}"


def a_key(chance: random.Random) -> str:
    """Return what is pressed next: a key, or a word and what is typed, done, waited for, resized, clicked."""
    kinds = {
        chance.choice(KEYS): 50, chance.choice(MOVES): 22, "enter": 8, "escape": 6, "f2": 2,
        f"word {chance.choice(WORDS)}": 7, f"wait {chance.choice(STEPS_MS)}": 3,
        told(chance.choice(SIZES)): 2, f"click {chance.randrange(100)} {chance.randrange(100)}": 6,
        f"job {chance.choice(JOBS)}": 25,
    }  # fmt: skip
    return chance.choices([*kinds], [*kinds.values()])[0]


async def press(desk: Desk, terminal: Terminal, clock: SettableClock, key: str) -> Terminal:
    """Press a key; return the terminal, a new one where it has a new size."""
    kind, _, what = key.partition(" ")
    if kind == "word":
        await typed(desk, what)
    elif kind == "job":
        for step in ["escape", "escape", *what.split()]:
            await (typed(desk, step[1:]) if step.startswith("=") else desk.press(step))
    elif kind == "wait":
        clock.go_on(int(what))
        desk.app.beat()
    elif kind == "size":
        columns, lines = map(int, what.split())
        Terminal(desk, LARGEST)  # what is painted between the two sizes fits it
        await desk.pilot.resize_terminal(columns, lines)
        terminal = Terminal(desk, (columns, lines))
    elif kind == "click":
        x, y = (int(one) * most // 100 for one, most in zip(what.split(), desk.app.size, strict=True))
        await desk.pilot.click(offset=(x, y))
    else:
        await desk.press(key)
    await desk.rests()
    return terminal


async def typed(desk: Desk, words: str) -> None:
    """Type, and wait until the desk has taken it."""
    await desk.type(words)
    await desk.until(lambda: desk.app._exit or not desk.app.ahead.holds)


async def looks_right(tally: Tally, desk: Desk, terminal: Terminal, pressed: list[str]) -> bool:
    """Look at the screen, and at what was sent to the terminal; return whether all of it was right."""
    if desk.app.failure is not None:
        raise desk.app.failure
    lines = desk.text().split("\n")
    if any(width(line) > desk.app.size.width for line in lines):
        tally.found("line too wide", pressed)
    if is_unfit("".join(lines)):
        tally.found("control or hidden character drawn", pressed)
    for _ in range(LOOKS):
        if terminal.is_right():
            return True
        await desk.rests()
    tally.found("wrong picture", pressed)
    return False
