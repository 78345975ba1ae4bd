"""Small files that cost a careless reader all its time or memory; see `test_mutations`."""

from __future__ import annotations

_N = 50_000
_TEXT = b"De gemeente werkt samen met de bibliotheek."


def hard_files() -> dict[str, bytes]:
    """The files by name: depth without end, marks that never close, lines of one word, references."""
    letters = "bcdefghijklmnop"
    references = "\n".join(f"{c}: &{c} [{', '.join(9 * ['*' + chr(ord(c) - 1)])}]" for c in letters)
    front = f'---\na: &a ["x"]\n{references}\ntitle: *p\ntopics: *p\n---\n'.encode()
    return {
        "deep.html": b"<div>" * _N + _TEXT,
        "inline.html": b"<b>" * _N + _TEXT + b"</b>" * _N,
        "lists.html": b"<ul><li>" * _N + _TEXT,
        "hidden.html": b"<p hidden>" * _N + _TEXT,
        "attributes.html": b"<p " + b"a=b " * _N + b">" + _TEXT,
        "style.html": b'<p style="' + b"display " * _N + b'">' + _TEXT,
        "entities.html": b"&#x110000;&#xd800;&amp" * _N + _TEXT,
        "quotes.md": b">" * _N + _TEXT,
        "emphasis.md": b"*a **b " * _N,
        "links.md": b"[" * _N + _TEXT,
        "addresses.md": b"[a](" * _N,
        "images.md": b"![a](" * _N,
        "code.md": b"".join(b"`" * (i % 300) + b"a" for i in range(5000)),
        "comments.md": b"<!-- \n" * _N + _TEXT,
        "scripts.md": b"<script " * _N + _TEXT,
        "brackets.md": b"---\n" + b"[" * _N + b"\n---\n" + _TEXT,
        "references.md": front + _TEXT,
        "pipes.md": b"|" * _N + b"\n" + b"|-" * _N + b"|\n",
        "letters.txt": b"Aa" * 4 * _N,
        "digits.txt": b"1" * 6 * _N + b"\n" + b"1." * 2 * _N,
        "spaces.txt": _TEXT + b" " * 6 * _N + b"x\n",
        "hyphens.txt": b"a-" * _N + b"\n" + b"b-\n" * 1000,
        "dots.txt": b". " * 4 * _N + b"x",
        "quoted.csv": b'"' * (6 * _N + 1),
        "wide.csv": b";".join([b"a"] * _N) + b"\n" + b";".join([b"1"] * _N),
        "open.csv": b'a;b\n"' + b"1;2\n" * _N,
    }
