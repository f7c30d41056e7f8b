"""The filter language as SQL says the same as the language itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rhythm_tui.desk.desk import Desk
from rhythm_tui.desk.reader import Reader
from rhythm_tui.domain.commands import parse
from rhythm_tui.domain.query_text import parse_query

MINUTE = 60_000
TEXTS = ("高血压吃什么药", "孩子发烧38.5度", "BP 160 Ｈｅｌｌｏ", "谢谢")


def lay(desk: Desk) -> None:
    now = desk.clock.now()

    def do(name: str, **fields: Any) -> None:
        desk.do(parse({"do": name, **fields}))

    kinds = ("comment", "message", "live")
    for place, ago in enumerate((1, 85, 95, 120, 121, 200, 239, 241, 300, 1439, 1441, 2000)):
        do("interaction.add", platform=("douyin", "weibo")[place % 2], kind=kinds[place % 3], author="李四",
           posted_at=now - ago * MINUTE, text=TEXTS[place % 4], post=f"v{place % 3}",
           topic=("血压", None)[place % 2])  # fmt: skip
    do("interaction.claim", id="q1", operator="Wang Fang")
    do("interaction.claim", id="q2", operator="me too")
    do("reply.draft", id="q3", text="d")
    do("reply.draft", id="q5", text="d")
    do("reply.copy", id="q5")
    do("reply.post", id="q4", text="t")
    do("interaction.close", id="q7", reason="thanks")
    do("interaction.sort", id="q6", topic="Fever", tags=["随访", "VIP"])
    do("incident.open", title="t", kind="dispute", grade="major", items=["q8"])


@pytest.fixture
def laid(
    desk_with: Callable[[Callable[[Desk], None]], Desk], open_reader: Callable[..., Reader]
) -> tuple[Desk, Reader]:
    return desk_with(lay), open_reader(operator="me too")


FIELDS = (
    "band:late", "band:late,ok", "-band:neglected", "band:soon -band:soon", "platform:weibo",
    "-platform:weibo", "kind:message", "-kind:live", "owner:none", "owner:me", "-owner:none",
    'owner:"wang fang"', 'owner:"WANG FANG"',
    "text:发烧", "-text:药", "hello", "bp", "author:李", "post:v1", "-post:v1", "topic:血", "topic:fever",
    "-topic:血", "tag:vip", "-tag:随访", "age>2h", "age<=95m", "-age>4h", "due<30m", "due>=0m", "-due<1h",
    "is:draft", "is:copied", "is:mine", "-is:mine", "is:owned", "is:free", "is:linked", "-is:linked",
    "state:any", "state:answered", "state:closed,open", "-state:open", "v2", "药 高血压",
)  # fmt: skip


def same(desk: Desk, reader: Reader, typed: str) -> None:
    now = desk.clock.now()
    query = parse_query(typed)
    every = reader.queue_rows(range(1, 20))
    wanted = {row.id for row in every if query.matches(row, now, "me too")}
    assert {f"q{n}" for n in reader.queue_ids(now, query)} == wanted
    for order in ("save_first", "newest", "post", "topic"):
        assert {f"q{n}" for n in reader.queue_ids(now, query, order)} == wanted


@pytest.mark.parametrize("typed", FIELDS)
def test_one_term(laid: tuple[Desk, Reader], typed: str) -> None:
    same(*laid, typed)


@settings(max_examples=150)
@given(typed=st.lists(st.sampled_from(FIELDS), min_size=2, max_size=4).map(" ".join))
def test_any_terms_together(laid: tuple[Desk, Reader], typed: str) -> None:
    same(*laid, typed)
