"""What changed between two texts: complete, in order, and in pieces that can be read."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhythm_tui.domain.differences import compare

SIGNS = st.text(st.sampled_from("疫苗无关。,.\n ab12%"), max_size=40)


def shown(old: str, new: str) -> str:
    marks = {"same": "{}", "added": "[+{}+]", "removed": "[-{}-]"}
    return "".join(marks[run.kind].format(run.text) for run in compare(old, new))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("", "", ""),
        ("疫苗安全。", "疫苗安全。", "疫苗安全。"),
        ("", "新的。", "[+新的。+]"),
        ("旧的。", "", "[-旧的。-]"),
        ("疫苗与症状无关。", "疫苗与该症状无关。", "疫苗与[+该+]症状无关。"),
        ("今天14:30通报。", "今天16:00通报。", "今天[-14:30-][+16:00+]通报。"),
        ("约3.5%的人", "约3%的人", "约[-3.5%-][+3%+]的人"),
        ("The vaccine is safe.", "The vaccines are safe.", "The [-vaccine is-][+vaccines are+] safe."),
        ("一。二。三。", "一。三。", "一。[-二。-]三。"),
        ("一。三。", "一。二。三。", "一。[+二。+]三。"),
        ("甲乙丙", "丁乙戊", "[-甲乙丙-][+丁乙戊+]"),
    ],
)
def test_what_changed_is_marked(old: str, new: str, told: str) -> None:
    assert shown(old, new) == told


@given(SIGNS, SIGNS)
def test_both_texts_can_be_read_from_it(old: str, new: str) -> None:
    runs = compare(old, new)
    assert "".join(run.text for run in runs if run.kind != "added") == old
    assert "".join(run.text for run in runs if run.kind != "removed") == new
    assert all(run.text for run in runs)
    assert all(one.kind != two.kind for one, two in pairwise(runs))


def test_a_long_passage_without_a_full_stop_counts_as_rewritten() -> None:
    old, new = "甲乙" * 2_000, "乙丙" * 2_000
    assert [run.kind for run in compare(old, new)] == ["removed", "added"]
