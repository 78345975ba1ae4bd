"""The formulas, each with its source; ranks count from 1, None is not found."""

from __future__ import annotations

import math
from collections.abc import Sequence

Ranks = Sequence[int | None]
# The 97.5th percentile of the standard normal distribution.
Z_95 = 1.959963984540054


def recall(ranks: Ranks, k: int) -> float:
    """The share of a question's parts that stand among the first k (Manning et al. 2008, ch. 8)."""
    return sum(rank is not None and rank <= k for rank in ranks) / len(ranks)


def reciprocal_rank(ranks: Ranks, k: int = 10) -> float:
    """1 / the rank of the first relevant thing among k, else 0 (Voorhees, TREC-8, 1999)."""
    best = min((rank for rank in ranks if rank is not None), default=None)
    return 1 / best if best is not None and best <= k else 0.0


def ndcg(ranks: Ranks, k: int = 10) -> float:
    """nDCG at k with binary gains (Järvelin & Kekäläinen, ACM TOIS 20(4), 2002).

    Only the first passage of a part gains, as in α-nDCG with α = 1 (Clarke et
    al., SIGIR 2008): the same fact a second time helps nobody. The ideal has
    the parts at ranks 1, 2, …; a passage that holds two parts can't pass 1.
    """
    gained = sum(_discount(rank) for rank in ranks if rank is not None and rank <= k)
    ideal = sum(_discount(n) for n in range(1, min(len(ranks), k) + 1))
    return min(1.0, gained / ideal)


def _discount(rank: int) -> float:
    return 1 / math.log2(1 + rank)


def wilson(proportion: float, n: int, z: float = Z_95) -> tuple[float, float]:
    """The score interval of a proportion of n > 0 (Wilson, JASA 22(158), 1927), 95% by default.

    For a mean of shares between 0 and 1 it is on the wide side: such a mean
    varies less than a proportion does.
    """
    centre = proportion + z * z / (2 * n)
    spread = z * math.sqrt(proportion * (1 - proportion) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    return max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value with at least this share of all at or below it (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def paired_p(better: int, worse: int) -> float:
    """How often chance alone gives a split this uneven, both ways: the exact McNemar test.

    It is the sign test on the questions that changed (McNemar, Psychometrika
    12(2), 1947; Dixon & Mood, JASA 41(236), 1946). 1 when nothing changed.
    """
    n = better + worse
    tail = sum(math.comb(n, i) for i in range(min(better, worse) + 1)) / 2**n
    return min(1.0, 2 * tail)
