"""The formulas, against published values and examples computed by hand."""

from __future__ import annotations

import math

import pytest

from assistant.evaluation.metrics import ndcg, paired_p, percentile, recall, reciprocal_rank, wilson


@pytest.mark.parametrize(
    ("part", "n", "low", "high"),
    # Newcombe, Statistics in Medicine 17 (1998), table I, the score interval without correction.
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_gives_the_published_intervals(part: int, n: int, low: float, high: float) -> None:
    assert wilson(part / n, n) == pytest.approx((low, high), abs=0.00005)


def test_wilson_stays_between_nought_and_one() -> None:
    low, high = wilson(1.0, 3)
    assert 0 < low < 1 and high == 1.0


def test_recall_is_the_share_of_parts_found() -> None:
    assert [recall((3,), k) for k in (1, 3, 5)] == [0, 1, 1]
    assert recall((1, None, 6, 5), 5) == 0.5


def test_reciprocal_rank_takes_the_first() -> None:
    assert reciprocal_rank((4, 2)) == 0.5
    assert reciprocal_rank((None,)) == 0
    assert reciprocal_rank((10,)) == 0.1 and reciprocal_rank((11,)) == 0


def test_ndcg_of_one_part_is_its_discount() -> None:
    assert ndcg((1,)) == 1
    assert ndcg((3,)) == 0.5
    assert ndcg((11,)) == 0 and ndcg((None,)) == 0


def test_ndcg_of_two_parts() -> None:
    # Ranks 2 and 7: (1/log2 3 + 1/log2 8) / (1/log2 2 + 1/log2 3) = (0.63093 + 0.33333) / 1.63093.
    assert ndcg((2, 7)) == pytest.approx(0.59123, abs=0.00001)
    assert ndcg((1, None)) == pytest.approx(1 / (1 + 1 / math.log2(3)))
    assert ndcg((1, 2)) == pytest.approx(1)


def test_one_passage_with_two_parts_is_no_better_than_ideal() -> None:
    assert ndcg((1, 1)) == 1


def test_percentiles_are_values_that_occurred() -> None:
    values = [0.1 * n for n in range(20, 0, -1)]
    assert percentile(values, 0.5) == pytest.approx(1.0)
    assert percentile(values, 0.95) == pytest.approx(1.9)
    assert percentile([0.3], 0.95) == 0.3


def test_the_paired_test_is_exact_and_two_sided() -> None:
    # Of 10 that changed 9 one way: 2 * (1 + 10) / 1024.
    assert paired_p(9, 1) == paired_p(1, 9) == pytest.approx(22 / 1024)
    assert paired_p(3, 3) == 1 and paired_p(0, 0) == 1
    assert paired_p(5, 0) == pytest.approx(2 / 32)
