"""An image without the lines of its tables: a border beside "0.2" is read as "10.2"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Grey = np.ndarray[Any, np.dtype[np.uint8]]
    Flags = np.ndarray[Any, np.dtype[np.bool_]]

_INK = 0.65
_FILLED = 0.85


def unruled(image: Grey, dots: int) -> Grey:
    """The image, `dots` pixels an inch, with long thin straight lines gone; fills and letters stay."""
    import numpy as np

    long, thin = max(dots // 4, 20), max(dots // 30, 3)
    result = image.copy()
    ink = result < _INK * float(np.percentile(result[::4, ::4], 95))
    for flipped in (False, True):
        view, mask = (result.T, ink.T) if flipped else (result, ink)
        slim = mask & ~_runs(mask.T, thin + 1, 1.0).T
        line = slim & _runs(slim, long, _FILLED)
        if line.any():
            _erase(view, line, thin)
            mask &= ~line
    return result


def _runs(mask: Flags, length: int, filled: float) -> Flags:
    """The pixels in a stretch of `length` along a row of which this share or more is set."""
    import numpy as np

    if mask.shape[1] <= length:
        return np.zeros_like(mask)
    sums = np.pad(mask.cumsum(1, dtype=np.int32), ((0, 0), (1, 0)))
    full = sums[:, length:] - sums[:, :-length] >= filled * length
    steps = np.zeros((mask.shape[0], mask.shape[1] + 1), np.int32)
    steps[:, : full.shape[1]] += full
    steps[:, length : length + full.shape[1]] -= full
    return steps.cumsum(1, dtype=np.int32)[:, :-1] > 0


def _erase(view: Any, line: Flags, thin: int) -> None:
    """Give each line, with the grey pixels at its edge, the tone of the ground beside it."""
    import numpy as np

    wide = line.copy()
    for step in (1, 2):
        wide[step:] |= line[:-step]
        wide[:-step] |= line[step:]
    rows, columns = np.nonzero(wide)
    ground = view[rows, columns]
    for step in (5, 8, thin + 3):
        for place in (np.maximum(rows - step, 0), np.minimum(rows + step, len(view) - 1)):
            ground = np.maximum(ground, view[place, columns])
    view[rows, columns] = ground
