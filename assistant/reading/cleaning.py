"""Text that a reader of the page would recognise: no artefacts of fonts, encodings and line ends.

A quote is checked against the cleaned page, so cleaning changes how a
character is stored and never what the page says.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_LIGATURES = {c: unicodedata.normalize("NFKC", chr(c)) for c in (0x132, 0x133, *range(0xFB00, 0xFB07))}
# Fonts such as Symbol and Wingdings put their bullets in the private use area.
_BULLETS = {
    c: "•"
    for c in (0xF0B7, 0xF0A7, 0xF0D8, 0xF076, 0xF0FC, 0xF0A8, 0xF06C, 0xF06E, 0xF0B0, 0xF02D, 0x25CF, 0x2022)
}
_SPACES = dict.fromkeys((0xFFFF, 0xFFFD, 0x09, 0x0B, 0x0C, 0xA0, 0x202F, 0x3000, *range(0x2000, 0x200B)), " ")
_CHARACTERS: dict[int, str] = _LIGATURES | _BULLETS | _SPACES
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}
_LEADERS = re.compile(r"(?:[.…_·]\s?){5,}")

# In "zorg- en welzijn" the hyphen stands for a word that follows.
_LINKING_WORDS = "en of tot als maar noch dan cq c.q. respectievelijk resp. in &"
_LINKING = frozenset(_LINKING_WORDS.split())
_KEEPS_HYPHEN = {"niet", "oud", "ex", "non", "vice", "semi", "b&w"}
# Dutch writes a hyphen where two vowels would be read as one.
_CLASHES = {"aa", "ee", "oo", "uu", "ai", "ei", "oi", "ui", "au", "eu", "ou", "ie", "oe", "ae"}


def clean_line(text: str) -> str:
    """One line: artefacts replaced, invisible characters removed, runs of spaces made one."""
    # Most lines are plain, and a document has thousands of them.
    if not (text.isascii() and text.isprintable()):
        text = text.translate(_CHARACTERS)
        # A soft hyphen at a line end is a word break; elsewhere it is only a hint.
        text = re.sub("\xad\\s*$", "-", text).replace("\xad", "")
        text = "".join(c for c in text if (c.isascii() and c.isprintable()) or _visible(c))
    text = _LEADERS.sub(" … ", text)
    return (re.sub(r" +", " ", text) if "  " in text else text).strip()


def _visible(character: str) -> bool:
    return unicodedata.category(character) not in _INVISIBLE


def clean(text: str) -> str:
    """A whole text: every line cleaned, words broken at a line end joined, one blank line at most."""
    lines = re.split(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]", text)
    return tidy(join_hyphens([clean_line(line) for line in lines]))


def tidy(lines: Sequence[str]) -> str:
    """Lines as one text without leading, trailing or double blank lines."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def join_hyphens(lines: Sequence[str]) -> list[str]:
    """The same lines with every word that a line end broke made whole on the first of its lines."""
    result = list(lines)
    for i in range(len(result) - 1):
        broken = re.search(r"(?<!\S)(\S+)-$", result[i])
        following = re.match(r"(\S+)\s*(.*)$", result[i + 1])
        if not broken or not following or not result[i + 1][0].isalnum():
            continue
        first, word = broken.group(1), following.group(1)
        if (
            "://" in first
            or "www." in first
            or first.count("/") > 1
            or not first[-1].isalnum()
            or word.lower().strip(",.;:") in _LINKING
        ):
            continue
        kept = result[i] if _hyphen_belongs(first, word) else result[i][:-1]
        # Of a line that held one word nothing is left; a blank line would end the paragraph.
        rest = following.group(2)
        result[i], result[i + 1] = (kept + word, rest) if rest else (_MERGED, kept + word)
    return [line for line in result if line != _MERGED]


_MERGED = "\0"


def _hyphen_belongs(first: str, word: str) -> bool:
    """Whether "first-word" is written with its hyphen: Pijnacker-Nootdorp, H8-gemeenten, zo-even."""
    stem = re.split(r"[-/(‘'\"“]", first[-100:])[-1]
    return (
        not word[0].islower()
        or len(stem) < 2
        or stem.isupper()
        or any(c.isdigit() for c in stem)
        or stem.lower() in _KEEPS_HYPHEN
        or (stem[-1] + word[0]).lower() in _CLASHES
    )


def join_bullets(lines: Sequence[str]) -> list[str]:
    """The same lines with every bullet that stands alone set before the line that follows it."""
    result: list[str] = []
    bullet = ""
    for line in lines:
        if line.strip() in ("•", "·", "▪"):
            bullet = "• "
        elif not (bullet and not line.strip()):
            result.append(bullet + line)
            bullet = ""
    return result
