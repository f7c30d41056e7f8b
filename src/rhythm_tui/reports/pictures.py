"""Pictures of a document: columns and maps of numbers, which also say in words what they show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from rhythm_tui.domain.named import NamedTuple


class Series(NamedTuple):
    """One row of numbers of a picture."""

    name: str
    values: tuple[int, ...]


class Columns(NamedTuple):
    """Columns beside each other, those of every series in a group."""

    title: str
    says: str
    """The same in words, for who cannot see it."""
    labels: tuple[str, ...]
    series: tuple[Series, ...]


class Map(NamedTuple):
    """A field of numbers, the darker the more."""

    title: str
    says: str
    labels: tuple[str, ...]
    """Of its columns."""
    series: tuple[Series, ...]
    """Its rows."""


Picture = Columns | Map
_WIDE, _HIGH, _LEFT, _TOP, _FOOT = 720, 160, 8, 26, 26
_GAP = 0.6
"""Between two groups of columns, in columns."""
_CELL = 20
_SIDE = 64
_INKS = ("#0e7490", "#d97706", "#64748b")
"""Inks that differ in lightness too; a pattern of lines tells the second series on paper."""


def svg(picture: Picture, number: int) -> str:
    """Return a picture as inline SVG: no script, nothing from elsewhere, title and description inside it."""
    ids = f"picture-{number}"
    wide, high, shapes = _columns(picture) if isinstance(picture, Columns) else _map(picture)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {wide} {high}"'
        f' aria-labelledby="{ids}-title {ids}-says">'
        f'<title id="{ids}-title">{escape(picture.title)}</title>'
        f'<desc id="{ids}-says">{escape(picture.says)}</desc>'
    )
    return f"{head}{''.join(shapes)}</svg>"


def _columns(picture: Columns) -> tuple[int, int, list[str]]:
    most = max((value for one in picture.series for value in one.values), default=0)
    slot = (_WIDE - 2 * _LEFT) / max(len(picture.labels), 1)
    bar = max(slot / (len(picture.series) + _GAP), 1)
    shapes = list(_legend([one.name for one in picture.series]))
    for place, label in enumerate(picture.labels):
        left = _LEFT + place * slot
        for row, one in enumerate(picture.series):
            value = one.values[place]
            tall = round((_HIGH - 16) * value / most, 1) if most else 0
            x, y = round(left + (row + _GAP / 2) * bar, 1), round(_TOP + _HIGH - tall, 1)
            shapes.append(
                f'<rect x="{x}" y="{y}" width="{bar - 1:.1f}" height="{tall}" fill="{_INKS[row % 3]}"'
                f' data-value="{value}"/>'
            )
            if value:
                shapes.append(_text(x + bar / 2, y - 3, str(value), 9))
        shapes.append(_text(left + slot / 2, _TOP + _HIGH + 14, label, 10))
    line = _TOP + _HIGH
    shapes.append(f'<path d="M{_LEFT} {line}H{_WIDE - _LEFT}" stroke="currentColor" stroke-width="1"/>')
    return _WIDE, _TOP + _HIGH + _FOOT, shapes


def _legend(names: Sequence[str]) -> Iterator[str]:
    if len(names) < 2:
        return
    for place, name in enumerate(names):
        x = _LEFT + 130 * place
        yield f'<rect x="{x}" y="4" width="10" height="10" fill="{_INKS[place % 3]}"/>'
        yield _text(x + 15, 13, name, 11, anchor="start")


def _map(picture: Map) -> tuple[int, int, list[str]]:
    most = max((value for one in picture.series for value in one.values), default=0)
    cell = (_WIDE - _SIDE) / max(len(picture.labels), 1)
    shapes = [
        _text(_SIDE + (place + 0.5) * cell, 14, label, 10) for place, label in enumerate(picture.labels)
    ]
    for row, one in enumerate(picture.series):
        y = 20 + row * _CELL
        shapes.append(_text(0, y + 14, one.name, 11, anchor="start"))
        for place, value in enumerate(one.values):
            x, weight = round(_SIDE + place * cell, 1), round(value / most, 2) if most else 0
            shapes.append(
                f'<rect x="{x}" y="{y}" width="{cell - 1:.1f}" height="{_CELL - 1}" fill="{_INKS[0]}"'
                f' fill-opacity="{weight}" stroke="#8886" data-value="{value}"/>'
            )
            if value:
                ink = "#ffffff" if weight > 0.6 else "currentColor"
                shapes.append(_text(x + cell / 2, y + 13, str(value), 9, ink=ink))
    return _WIDE, 20 + _CELL * len(picture.series), shapes


def _text(
    x: float, y: float, text: str, size: int, *, anchor: str = "middle", ink: str = "currentColor"
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" fill="{ink}">'
        f"{escape(text)}</text>"
    )
