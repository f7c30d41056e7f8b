"""What is hidden in files that leave the desk, and what stays."""

from __future__ import annotations

from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from rhythm_tui.domain.masking import masked, masked_text
from rhythm_tui.domain.personal import Hit, personal_data
from rhythm_tui.domain.text import SafeText

HIDDEN = {
    "请打13812345678找我": "请打1***8找我",
    "１３８ １２３４ ５６７８": "１***８",
    "一三八一二三四五六七八": "一***八",
    "身份证11010519491231002X。": "身份证1***X。",
    "信箱 a.b@mail.example.com 谢谢": "信箱 a***m 谢谢",
    "加微信：abc_12345吧": "加微***5吧",
    "QQ群 123456789": "Q***9",
    "先13812345678后13912345678": "先1***8后1***8",
    "座机0571-87654321": "座机0***1",
}
STAYS = (
    "",
    "张***三：每天5组",
    "打400-820-8820",
    "https://v.example.com/13812345678",
    "2026-11-22T14:32:07+08:00",
    "q17 i2 s3",
)


def nobody(_hit: Hit, _written: str) -> bool:
    return False


def test_contacts_keep_their_ends_and_all_else_stays() -> None:
    assert {text: masked_text(text, nobody) for text in HIDDEN} == HIDDEN
    assert [text for text in STAYS if masked_text(text, nobody) != text] == []


def test_the_hospitals_own_number_stays() -> None:
    own = "0571-87654321"
    assert masked_text(f"咨询电话{own}", lambda _hit, written: own in written) == f"咨询电话{own}"


@given(st.text(alphabet="01385 7-打我qQ:@a.com号微信一三\n", max_size=60))
def test_it_is_total_and_leaves_nothing_to_find(text: str) -> None:
    once = masked_text(text, nobody)
    assert masked_text(once, nobody) == once
    assert {hit.kind for hit in personal_data(once)} <= {"url", "service_line"}


class Row(NamedTuple):
    id: str
    text: SafeText
    tags: tuple[SafeText, ...] = ()


def test_only_what_was_typed_is_masked_however_deep() -> None:
    number, digest = SafeText("13812345678"), "a13812345678b"
    rows = [Row(digest, number, (number, SafeText("x")))]
    hidden = SafeText("1***8")
    assert masked(rows, nobody) == [Row(digest, hidden, (hidden, SafeText("x")))]
    assert type(masked(rows, nobody)[0]) is Row
