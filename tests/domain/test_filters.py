"""The filter language, as an operator with a Chinese keyboard types it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhythm_tui.domain.filters import EVERYTHING, Filter, parse_filter
from rhythm_tui.domain.refusal import Refusal


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("", EVERYTHING),
        ("   ", EVERYTHING),
        ("高血压", Filter(words=("高血压",))),
        ("Blood PRESSURE", Filter(words=("blood", "pressure"))),
        ("band:late", Filter(bands=frozenset({"late"}))),
        ("band:late,neglected", Filter(bands=frozenset({"late", "neglected"}))),
        ("band:late band:soon", Filter(bands=frozenset({"late", "soon"}))),
        ("BAND:late", Filter(bands=frozenset({"late"}))),
        (
            "platform:douyin kind:message owner:none",
            Filter((), frozenset(), frozenset({"douyin"}), frozenset({"message"}), frozenset({"none"})),
        ),
        ("owner:李敏,me", Filter(owners=frozenset({"李敏", "me"}))),
        ("band：late　发烧", Filter(words=("发烧",), bands=frozenset({"late"}))),
        ("http://x", Filter(words=("http://x",))),
        ("12:30", Filter(words=("12:30",))),
        (":", Filter(words=(":",))),
    ],
)
def test_what_a_filter_means(typed: str, wanted: Filter) -> None:
    assert parse_filter(typed) == wanted


@pytest.mark.parametrize(
    "typed",
    ["band:", "owner:", "x platform:", "band:red", "band:late,red", "kind：", "band:late,", "owner:,"],
)
def test_a_filter_that_makes_no_sense(typed: str) -> None:
    with pytest.raises(Refusal) as caught:
        parse_filter(typed)
    assert (caught.value.code, caught.value.field) == ("invalid", "filter")
    assert str(caught.value)


@given(st.text(st.sampled_from("bandlte:platformknowersi ,：高\ud800'%;_"), max_size=30))
def test_typing_never_breaks_the_filter(typed: str) -> None:
    try:
        assert isinstance(parse_filter(typed), Filter)
    except Refusal as refusal:
        assert refusal.field == "filter"
