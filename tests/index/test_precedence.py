"""Short calls go first, long ones go on, and results keep their order."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.index.precedence import Precedence, cores


@pytest.mark.parametrize(("lanes", "short"), [(1, True), (1, False), (3, True), (3, False)])
def test_results_stand_in_the_order_of_the_pieces(lanes: int, short: bool) -> None:
    def work(number: int) -> int:
        time.sleep(0.001 * (number % 3))
        return number * number

    done = Precedence().spread(work, range(20), lanes=lanes, short=short)
    assert done == [number * number for number in range(20)]


def test_as_many_pieces_run_at_once_as_there_are_lanes() -> None:
    meeting = threading.Barrier(3, timeout=10)
    assert Precedence().spread(lambda _: meeting.wait() >= 0, range(3), lanes=3, short=False) == [True] * 3


def test_one_piece_runs_in_the_thread_that_asks() -> None:
    here = threading.get_ident()
    assert Precedence().spread(lambda _: threading.get_ident(), [0], lanes=4, short=True) == [here]


def test_a_long_call_stands_back_until_the_short_one_is_done() -> None:
    precedence, order = Precedence(patience=60), []
    with ThreadPoolExecutor(1) as pool:
        with precedence.first():
            long = pool.submit(precedence.spread, order.append, ["long"], lanes=1, short=False)
            time.sleep(0.05)
            order.append("short")
        long.result()
    assert order == ["short", "long"]


def test_short_calls_do_not_wait_for_each_other() -> None:
    precedence = Precedence(patience=60)
    with precedence.first():
        assert precedence.spread(len, ["abc"], lanes=1, short=True) == [3]


def test_a_long_call_goes_on_though_questions_keep_coming() -> None:
    precedence = Precedence(patience=0.01)
    with precedence.first():
        assert precedence.spread(len, ["a", "bc"], lanes=1, short=False) == [1, 2]


def test_an_error_ends_the_call_and_holds_nobody_up() -> None:
    precedence, begun = Precedence(patience=60), []

    def fail(number: int) -> None:
        begun.append(number)
        time.sleep(0.01)
        raise ValueError(number)

    with pytest.raises(ValueError):
        precedence.spread(fail, range(200), lanes=2, short=True)
    assert len(begun) < 200
    assert precedence.spread(len, ["a"], lanes=1, short=False) == [1]


def test_a_machine_has_at_least_one_core() -> None:
    assert cores() >= 1
