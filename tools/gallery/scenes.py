"""What the gallery shows."""

from __future__ import annotations

from typing import Literal, NamedTuple


class Scene(NamedTuple):
    """A picture: what it is called, a line of words for it, and how the desk gets there."""

    name: str
    told: str
    steps: str = ""
    """Keys, names of screens to wait for, ``~`` before words to wait for, ``=`` before words to type."""
    lang: Literal["zh", "en"] = "en"
    size: tuple[int, int] = (120, 36)
    theme: str = "dark"
    ascii: bool = False
    day: Literal["demo", "drill", "first"] = "demo"


LARGE, SMALL = (160, 45), (80, 24)
ROOM = "3 j enter WorkspaceScreen"
"""The way to the incident that has come furthest."""

SCENES: dict[str, tuple[Scene, ...]] = {
    "The duty screen": (
        Scene("duty-zh", "160x45: three panes abreast, the selected rows in full.", "", "zh", LARGE),
        Scene("duty-en", "The same in English.", "", "en", LARGE),
        Scene("duty-120", "120x36: the queue on the left, the others stacked.", "", "zh"),
        Scene("duty-80", "80x24: one pane at a time, under tabs.", "", "zh", SMALL),
    ),
    "Themes": (
        Scene("light", "`light`, for a bright room.", theme="light"),
        Scene("contrast", "`contrast`: every word has 7:1 on its ground.", "", "zh", theme="contrast"),
        Scene("safe", "`safe`: red and green are never a pair.", theme="safe"),
        Scene("console", "`console`: sixteen colours, borders in ASCII.", "", "en", SMALL, "console", True),
        Scene("plain", "`NO_COLOR`: words, weight and reverse video.", "", "zh", theme="plain"),
    ),
    "Answering": (
        Scene("item", "An item: why it is due when it is due, and its history.", "enter InteractionScreen"),
        Scene(
            "reply",
            "The reply editor: the guard reads along, the draft is kept.",
            "j j j j f6 ReplyScreen =包您根治。 ~草稿已存",
            "zh",
        ),
        Scene("help", "`?` explains what the cursor stands on, then its keys.", "f1 ReadScreen", "zh"),
        Scene("palette", "The palette: `hf` finds 回复.", "ctrl+p PaletteScreen =hf", "zh", SMALL),
        Scene("undo", "What I did: any of it can be taken back.", "Z UndoListScreen", "en", SMALL),
    ),
    "An incident": (
        Scene("room", "Its room: timers, tasks, roles, timeline.", ROOM, "zh", LARGE),
        Scene("board", "The board, zoomed: four columns.", "3 z", "en", LARGE),
        Scene("statements", "Statements: versions, sign-offs, promises.", f"{ROOM} s StatementsScreen"),
        Scene("review", "A review: minutes against targets.", f"{ROOM} v ReviewScreen", "zh"),
    ),
    "Publishing": (
        Scene("plan", "The plan: a week, and the rhythm it keeps.", "P PlanScreen", "zh"),
        Scene("month", "The same as a calendar.", "P PlanScreen w", "en"),
        Scene("pool", "The topic pool: ideas, pledges, stories.", "1 o PoolScreen", "zh", SMALL),
    ),
    "A shift": (
        Scene("handover", "The handover: the whole desk as a document.", "H HandoverScreen", "zh"),
        Scene("roster", "Who is on duty.", "D RotaScreen", "en", SMALL),
        Scene("journal", "The journal: everything that was done.", "J JournalScreen", "en", SMALL),
        Scene("figures", "Load and answers in pictures.", "V FiguresScreen", "zh", LARGE),
        Scene("drill", "A drill on a file of its own.", "BriefingScreen enter DutyScreen", "zh", day="drill"),
        Scene("lock", "Locked: the counts stay in sight.", "LockScreen", "zh", SMALL),
        Scene("start", "The guided start of a first day.", "WelcomeScreen", "zh", SMALL, day="first"),
    ),
}  # fmt: skip
"""The pictures by the chapter of the page they stand in."""
