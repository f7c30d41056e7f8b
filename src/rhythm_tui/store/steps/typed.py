"""The tenth step: the journal's rows that name typed words are found without reading all of it.

From here on the journal tells of a title, a topic or a tag only the number of its words in ``content``.
"""

from __future__ import annotations

STATEMENTS = ("""CREATE INDEX journal_typed ON journal (seq) WHERE instr(payload, '"typed":') > 0""",)
