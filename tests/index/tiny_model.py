"""A model in the package's format that is small enough to build in a test."""

from __future__ import annotations

import struct
from collections.abc import Callable

import numpy as np

HIDDEN, HEADS, FEED_FORWARD, VOCABULARY, POSITIONS = 32, 2, 64, 12, 16
PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", "▁taal", "huis", "t", "a", "l"]


def q4(count: int, scale: float, nibbles: Callable[[int], int]) -> bytes:
    """`count` values as Q4_0 blocks with one scale; `nibbles` gives the 0..15 of a value's place."""
    blocks = b""
    for start in range(0, count, 32):
        halves = (nibbles(start + i) | nibbles(start + i + 16) << 4 for i in range(16))
        blocks += struct.pack("<e", scale) + bytes(halves)
    return blocks


def tiny_file(layers: int = 1) -> bytes:
    """A file in the package's format, of a model with 32 dimensions and ten pieces."""
    text = "".join(PIECES).encode()
    ends = np.cumsum([0] + [len(piece.encode()) for piece in PIECES])
    head = b"E5S1" + struct.pack("<I", 1)
    head += struct.pack("<7ifi", HIDDEN, layers, HEADS, FEED_FORWARD, VOCABULARY, POSITIONS, 2, 1e-12, 32)
    head += struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, len(text))
    head += ends.astype("<u4").tobytes() + np.linspace(0, -9, len(PIECES)).astype("<f4").tobytes() + text
    head += struct.pack("<iI", 1, 3) + b"map"
    sizes = {"emb.word": VOCABULARY * HIDDEN, "emb.pos": POSITIONS * HIDDEN, "emb.type": 2 * HIDDEN}
    sizes |= {"emb.ln.w": HIDDEN, "emb.ln.b": HIDDEN}
    for i in range(layers):
        sizes |= {f"l{i}.{n}.w": HIDDEN * HIDDEN for n in ("q", "k", "v", "ao")}
        sizes |= {f"l{i}.{n}.w": HIDDEN * FEED_FORWARD for n in ("fi", "fo")}
        sizes |= {f"l{i}.{n}.b": HIDDEN for n in ("q", "k", "v", "ao", "fo")} | {f"l{i}.fi.b": FEED_FORWARD}
        sizes |= {f"l{i}.{n}.{k}": HIDDEN for n in ("aln", "oln") for k in "wb"}
    contents = {
        name: q4(count, 0.125, lambda i: i * 7 % 16)
        if name == "emb.word"
        else np.sin(np.arange(count)).astype("<f4").tobytes()
        for name, count in sizes.items()
    }
    index = sum(2 + len(name) + 21 for name in sizes)
    at, table, body = len(head) + 4 + index, b"", b""
    for name, content in contents.items():
        table += struct.pack("<H", len(name)) + name.encode()
        table += struct.pack("<BIQQ", name == "emb.word", sizes[name], at + len(body), len(content))
        body += content
    return head + struct.pack("<i", len(sizes)) + table + body
