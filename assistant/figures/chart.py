"""Draws the chart of one figure as a picture.

Each of the three is told apart by more than its colour: bars by hatching and a
label, lines by their marker and dashes. Lines stop where a series breaks.
matplotlib is slow to load, so that happens at the first picture; its figures
are made without `pyplot`, which keeps a state that requests would share.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Literal

from assistant.figures.charting import Drawing, Who
from assistant.figures.showing import number
from assistant.wording import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Part = Literal["bars", "lines"]
BOTH: tuple[Part, ...] = ("bars", "lines")
# Inches of one part, and dots per inch: readable on a phone, sharp on a good screen.
WIDTH, HEIGHT, DENSITY = 5.4, 3.6, 170
# What the upright axis of a line spans at least, as a share of the highest value.
LEAST_SPAN = 0.3
INK, QUIET = "#1f2933", "#4b5563"
COLOURS: dict[Who, str] = {"town": "#0f6470", "country": "#f0b27a", "peers": "#cbd5dd"}
LINES: dict[Who, str] = {"town": "#0f6470", "country": "#9c4a00", "peers": QUIET}
HATCHES: dict[Who, str] = {"town": "", "country": "//", "peers": ".."}
MARKERS: dict[Who, str] = {"town": "o", "country": "s", "peers": "^"}
DASHES: dict[Who, str] = {"town": "-", "country": "--", "peers": ":"}

# matplotlib is not made for several threads at once.
DRAWING = threading.Lock()


def png(drawing: Drawing, parts: Sequence[Part] = BOTH) -> bytes:
    """The chart as PNG: bars and lines side by side, or one of them; no lines where there are none."""
    with DRAWING:
        return _png(drawing, parts)


def _png(drawing: Drawing, parts: Sequence[Part]) -> bytes:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.text import Text

    wanted = [part for part in parts if part == "bars" or drawing.lines]
    figure = Figure(figsize=(WIDTH * len(wanted), HEIGHT), dpi=DENSITY, layout="constrained")
    canvas = FigureCanvasAgg(figure)
    for place, part in enumerate(wanted, 1):
        axes = figure.add_subplot(1, len(wanted), place)
        _calm(axes)
        (_bars if part == "bars" else _lines)(axes, drawing)
    source = say("figure_tab.chart.source", drawing.language, source=drawing.source)
    figure.supxlabel(source, fontsize=8, color=QUIET, x=0.01, ha="left")
    for written in figure.findobj(Text):
        # A "$" in somebody's own topic is no formula.
        written.set_parse_math(False)
    with BytesIO() as stream:
        canvas.print_png(stream)
        return stream.getvalue()


def _bars(axes: Axes, drawing: Drawing) -> None:
    """Horizontal, the town on top: long names keep to their line."""
    highest = max(max(bar.value for bar in drawing.bars), 0.0) or 1.0
    names = [_wrapped(bar.name) for bar in drawing.bars]
    for at, bar in enumerate(drawing.bars):
        colour, hatch = COLOURS[bar.who], HATCHES[bar.who]
        axes.barh(at, bar.value, height=0.62, color=colour, hatch=hatch, edgecolor=INK, linewidth=0.6)
        axes.text(
            max(bar.value, 0.0) + highest * 0.02, at, bar.shown, va="center", fontsize=11, color=INK,
            fontweight="bold" if bar.who == "town" else "normal",
        )  # fmt: skip
    axes.set_yticks(range(len(names)), names, fontsize=10, color=INK)
    spare = max(0.0, (2 - len(names)) / 2)
    axes.set_ylim(len(names) - 0.4 + spare, -0.6 - spare)
    axes.set_xlim(min(0.0, *(bar.value for bar in drawing.bars)), highest * 1.24)
    axes.xaxis.set_visible(False)
    axes.spines["bottom"].set_visible(False)
    _headed(axes, f"{drawing.title}, {drawing.year}", drawing.unit)


def _lines(axes: Axes, drawing: Drawing) -> None:
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    for line in drawing.lines:
        for at, stretch in enumerate(line.stretches):
            axes.plot(
                [point.year for point in stretch],
                [point.value for point in stretch],
                color=LINES[line.who],
                marker=MARKERS[line.who],
                linestyle=DASHES[line.who],
                linewidth=2,
                markersize=7,
                markeredgecolor="white",
                label=line.name if at == 0 else None,
            )
    town = next((line for line in drawing.lines if line.who == "town"), drawing.lines[0])
    others = {p.year: p.value for line in drawing.lines if line is not town for p in line.points}
    for point in town.points:
        below = point.value < others.get(point.year, float("-inf"))
        axes.annotate(
            point.shown, (point.year, point.value), textcoords="offset points", color=INK,
            xytext=(0, -9 if below else 9), ha="center", va="top" if below else "bottom", fontsize=10,
        )  # fmt: skip
    years = sorted({point.year for line in drawing.lines for point in line.points})
    axes.set_xticks(years, [str(year) for year in years], fontsize=10)
    axes.set_xlim(years[0] - 0.5, years[-1] + 0.5)
    axes.set_ylim(*_heights([point.value for line in drawing.lines for point in line.points]))
    for gap in drawing.gaps:
        middle = (gap.after + gap.before) / 2
        axes.axvline(middle, color=QUIET, linestyle=(0, (2, 3)), linewidth=1.2)
        axes.text(
            middle, 0.01, say("figure_tab.chart.break", drawing.language), rotation=90, fontsize=9,
            color=QUIET, ha="right", va="bottom", transform=axes.get_xaxis_transform(),
        )  # fmt: skip
    axes.yaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10], integer=drawing.decimals == 0))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: _tick(value, drawing)))
    axes.tick_params(axis="y", labelsize=9, labelcolor=QUIET)
    axes.grid(axis="y", color="#e3e7eb", linewidth=0.8)
    axes.legend(
        frameon=False, fontsize=10, ncols=2, loc="upper left", bbox_to_anchor=(0, -0.1),
        borderaxespad=0, handlelength=3,
    )  # fmt: skip
    _headed(axes, say("figure_tab.chart.over_years", drawing.language), drawing.unit)


def _headed(axes: Axes, title: str, unit: str) -> None:
    axes.set_title(f"{_wrapped(title, 34)}\n", loc="left", fontsize=12, color=INK, fontweight="bold", pad=4)
    axes.text(0, 1.02, _shortened(unit), transform=axes.transAxes, fontsize=10, color=QUIET, va="bottom")


def _heights(values: Sequence[float]) -> tuple[float, float]:
    """The ends of the upright axis: wide enough that a small change looks small."""
    low, high = min(values), max(values)
    spare = max(0.25 * (high - low), (LEAST_SPAN * max(abs(low), abs(high)) - (high - low)) / 2, 0.5)
    bottom = low - spare
    return (max(0.0, bottom) if low >= 0 else bottom), high + spare


def _tick(value: float, drawing: Drawing) -> str:
    shown = number(value, drawing.decimals, drawing.language)
    return shown if drawing.decimals == 0 else shown.rstrip("0").rstrip(",.")


def _calm(axes: Axes) -> None:
    """No frame, no ticks: the data is the drawing."""
    axes.set_axisbelow(True)
    axes.tick_params(length=0, colors=INK)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color("#9aa5b1")


def _wrapped(text: str, width: int = 18) -> str:
    from textwrap import fill

    # "mbo 1" is one word to a reader: a line doesn't start with its number.
    return fill(re.sub(r" (?=\d)", "\N{NO-BREAK SPACE}", text), width)


def _shortened(text: str, width: int = 62) -> str:
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"
