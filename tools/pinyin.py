"""Writes data/pinyin.toml: how Chinese characters sound, so that commands are found by their pinyin.

Every character of GB 2312 has its commonest sound; the names of our commands in which one sounds otherwise
stand as words. ``make pinyin`` runs it; pypinyin is needed here only, never on the desk.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from pypinyin import lazy_pinyin

from rhythm_tui import i18n
from rhythm_tui.ui.keys import ACTIONS

TABLE = Path(__file__).parents[1] / "data" / "pinyin.toml"
_OWN = {"重做": "chong zuo", "重发": "chong fa", "重新": "chong xin", "长尾": "chang wei"}
"""Words of ours that pypinyin does not know."""
_HEAD = """\
# How Chinese characters sound: the command list (Ctrl+P) finds 回复 by hf and by huifu.
# Written by tools/pinyin.py (make pinyin) for the characters of GB 2312; nobody edits it.
"""


def table() -> str:
    """Return the text of the table."""
    sounds = defaultdict(list)
    for character in _characters():
        sounds[lazy_pinyin(character)[0]].append(character)
    lines = [_HEAD, "[syllables]"]
    lines += [f'{sound} = "{"".join(sounds[sound])}"' for sound in sorted(sounds)]
    lines += ["", "[words]", *(f'"{word}" = "{sound}"' for word, sound in sorted(_words().items()))]
    return "\n".join(lines) + "\n"


def _characters() -> list[str]:
    """Return the characters of GB 2312, in its order."""
    found = []
    for row in range(0xB0, 0xF8):
        for cell in range(0xA1, 0xFF):
            character = bytes((row, cell)).decode("gb2312", "ignore")
            if character and lazy_pinyin(character)[0] != character:
                found.append(character)
    return found


def _words() -> dict[str, str]:
    """Return the names of commands that sound otherwise than their characters one by one."""
    before = i18n.language()
    i18n.use("zh")
    names = {i18n._(action.label) for action in ACTIONS}
    i18n.use(before)
    differing = {
        name: " ".join(lazy_pinyin(name))
        for name in names
        if len(lazy_pinyin(name)) == len(name) > 1
        and lazy_pinyin(name) != [lazy_pinyin(character)[0] for character in name]
    }
    return {
        **{name: sound for name, sound in differing.items() if not any(own in name for own in _OWN)},
        **_OWN,
    }


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")
