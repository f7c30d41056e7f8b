"""How far Hypothesis searches in the suite: the same examples every time, however slow the machine."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

SUITE = settings(
    derandomize=True,
    max_examples=50,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)

WALK = settings(SUITE, max_examples=38, stateful_step_count=12)
"""One of the eight state machines: three hundred histories in all. ``make storm`` walks them further."""

settings.register_profile("suite", SUITE)
settings.load_profile("suite")
