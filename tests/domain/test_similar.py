"""Near-duplicates: what people ask again and again in other words."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhythm_tui.domain.similar import clusters, likeness, shingles

texts = st.lists(st.text("高血压吃什么药ab 12?!,👍", max_size=8), max_size=25)
thresholds = st.sampled_from([0.01, 0.2, 1 / 3, 0.5, 0.6, 2 / 3, 0.75, 0.9, 1.0]) | st.floats(0.01, 1.0)


def by_comparing_all(texts: list[str], threshold: float) -> list[list[int]]:
    """The definition of the groups, without any shortcut."""
    sets = [shingles(text) for text in texts]
    heads = sorted(set(sets), key=lambda one: (-sets.count(one), len(one), sets.index(one)))
    groups: dict[frozenset[str], list[int]] = {}
    for head in heads:
        likest = max(groups, key=lambda leader: likeness(head, leader), default=head)
        leader = likest if likeness(head, likest) >= threshold else head
        groups.setdefault(leader, []).extend(place for place, one in enumerate(sets) if one == head)
    found = []
    for leader, places in groups.items():
        places.remove(sets.index(leader))
        found.append([sets.index(leader), *sorted(places)])
    return sorted(found, key=lambda group: (-len(group), group[0]))


@given(texts, thresholds)
def test_no_shortcut_changes_a_group(texts: list[str], threshold: float) -> None:
    assert clusters(texts, threshold) == by_comparing_all(texts, threshold)


@given(st.lists(st.text(max_size=12), max_size=12), thresholds)
def test_every_text_stands_in_one_group_and_is_like_its_leader(texts: list[str], threshold: float) -> None:
    found = clusters(texts, threshold)
    assert sorted(place for group in found for place in group) == list(range(len(texts)))
    for leader, *members in found:
        assert all(
            likeness(shingles(texts[leader]), shingles(texts[member])) >= threshold for member in members
        )


@pytest.mark.parametrize(
    ("asked", "groups"),
    [
        ([], []),
        (["高血压吃什么药"], [[0]]),
        (["高血压吃什么药", "高血压吃什么药?", "高血压,吃什么药!!", "高血压吃什么药好"], [[0, 1, 2, 3]]),
        (["术后多久复查", "孩子发烧怎么办", "术后多久要复查", "孩子发烧了怎么办呀"], [[0, 2], [1, 3]]),
        (["高血压能喝酒吗", "高血压吃什么药"], [[0], [1]]),
        (["请问医生术后多久复查", "术后多久复查", "术后多久复查"], [[1, 0, 2]]),
        (["CT要空腹吗", "ct要空腹吗", "ＣＴ要空腹吗"], [[0, 1, 2]]),
        (["", "  ", "\n"], [[0, 1, 2]]),
        (["谢谢", "谢谢!", "谢"], [[0, 1], [2]]),
        (["👍", "👍 ", "👍👍"], [[0, 1], [2]]),
    ],
)
def test_what_belongs_together(asked: list[str], groups: list[list[int]]) -> None:
    assert clusters(asked) == groups


def test_a_chain_of_small_differences_joins_nothing() -> None:
    chain = ["甲乙丙丁戊己庚", "丙丁戊己庚辛壬", "戊己庚辛壬癸子"]
    assert clusters(chain, 0.5) == [[0, 1], [2]]


def test_what_is_said_most_often_leads() -> None:
    assert clusters(["发烧怎么办啊", "发烧怎么办", "发烧怎么办"])[0][0] == 1


@pytest.mark.parametrize("threshold", [0, -0.5, 1.01, float("nan")])
def test_a_threshold_that_makes_no_sense(threshold: float) -> None:
    with pytest.raises(ValueError, match="threshold"):
        clusters(["a"], threshold)


@pytest.mark.parametrize("threshold", [0.4, 0.7])
def test_a_week_of_questions_is_grouped(threshold: float) -> None:
    draw = random.Random(7)
    asked = ["高血压吃什么药", "孩子发烧38.5度怎么办", "术后多久复查", "挂号怎么预约专家号", "胃镜疼不疼"]
    words = ["请问医生", "您好", "我妈妈", "在线等", "谢谢", "急", "术前", "半夜", "上个月", "老人", "孕妇"]
    week = [
        draw.choice(words)
        + draw.choice(words)
        + draw.choice(asked)
        + draw.choice(words)
        + chr(0x4E00 + n % 3000)
        for n in range(3_000)
    ]
    found = clusters(week, threshold)
    assert len(found[0]) > 10
    assert sorted(place for group in found for place in group) == sorted(set().union(*found))
