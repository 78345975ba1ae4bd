"""The package's file: values of four bits, its sizes, pieces and tensors."""

from __future__ import annotations

import struct

import numpy as np
import pytest

from assistant.index.packed_file import decode_q4, unpack
from tests.index.tiny_model import HIDDEN, PIECES, POSITIONS, q4, tiny_file


def test_four_bit_values_are_low_halves_first_then_high_halves() -> None:
    raw = struct.pack("<e", 0.5) + bytes([0x80 + i for i in range(16)])
    values = decode_q4(raw, 32)
    assert values.dtype == np.float32
    assert values[:16].tolist() == [(i - 8) * 0.5 for i in range(16)]
    assert values[16:].tolist() == [0.0] * 16


def test_each_block_has_its_own_scale() -> None:
    values = decode_q4(q4(32, 1.0, lambda _: 9) + q4(32, -2.0, lambda _: 15), 64)
    assert values.tolist() == [1.0] * 32 + [-14.0] * 32


@pytest.mark.parametrize(("size", "count"), [(17, 32), (18, 31), (18, 64), (36, 32)])
def test_bytes_that_do_not_fit_the_count_are_refused(size: int, count: int) -> None:
    with pytest.raises(ValueError, match="four bits"):
        decode_q4(bytes(size), count)


def test_unpacking_gives_sizes_pieces_and_tensors() -> None:
    packed = unpack(tiny_file())
    assert (packed.hidden, packed.layers, packed.positions, packed.unk) == (HIDDEN, 1, POSITIONS, 3)
    assert [piece for piece, _ in packed.pieces] == PIECES
    assert packed.tensors["emb.word"][:3].tolist() == [-1.0, -0.125, 0.75]
    assert packed.tensors["emb.ln.b"][2] == pytest.approx(np.sin(2))
