"""Text of documents and people, made fit to stand in a prompt as data.

A document can hold sentences meant for a language model: in white letters, in
a comment, in characters nobody sees. None of it is an order. So what is
invisible goes out, what could close the fence around the data or carry
something hidden goes out, and a text that addresses a model is told apart.
"""

from __future__ import annotations

import html
import re
import unicodedata

LONGEST = 700
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_COMMENT = re.compile(r"<!--.*?(?:-->|$)|<!\[CDATA\[|\]\]>", re.DOTALL)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>?|<\?[^<>]*>?")
# What prompts are fenced with: ours, and those that models are trained on.
_FENCES = re.compile(r"<\|.*?\|>|`{3,}|~{3,}|<{2,}|>{2,}|#{3,}|={3,}|-{4,}|\[/?INST\]|</?s>", re.IGNORECASE)
# Forty characters without a space, with a digit or sign among them: no word, but something encoded.
_ENCODED = re.compile(r"(?=[A-Za-z/_-]{0,80}[0-9+=])[A-Za-z0-9+/=_-]{40,}")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s[^()]*)?\)")
_ADDRESS = re.compile(
    r"\b(?:[a-z][a-z0-9+.-]{1,20}://|www\.|mailto:|javascript:|data:\w+/)[^\s<>\"]*", re.IGNORECASE
)
_ORDER = (
    r"(?:negeer|vergeet|omzeil|overschrijf)\w*\s+(?:\w+\s+){0,4}(?:instructie|opdracht|regel|aanwijzing|prompt)|"
    r"(?:ignore|disregard|forget|override|bypass)\s+(?:\w+\s+){0,4}"
    r"(?:instruction|prompt|rule|guideline|previous|above)|"
    r"\b(?:system|systeem)[ -]?(?:prompt|bericht|message|instructie)|"
    r"(?:^|[\"'(\[.!?>]\s*)(?:system|systeem|assistant|assistent|user|developer)\s*:|"
    r"(?-i:\b(?:SYSTEM|SYSTEEM|ASSISTANT|USER|DEVELOPER)\s*:)|"
    r"\b(?:nieuwe|new)\s+(?:instructie|opdracht|instruction)|"
    r"\b(?:you are now|je bent nu|u bent nu|doe alsof je|pretend (?:to be|you)|roleplay)\b|"
    r"\b(?:taalmodel|language model|chatbot|ai-assistent|ai assistant|chatgpt|llm)s?\b.{0,60}"
    r"\b(?:moet|moeten|dient|must|should)\b|"
    r"\b(?:antwoord|reageer|respond|reply|answer)\s+(?:altijd|alleen|uitsluitend|always|only|met|with)\b|"
    r"\b(?:zeg|say|schrijf|write|print|output|herhaal|repeat)\s*(?:alleen|uitsluitend|only|letterlijk|exactly)?\s*"
    r"[:\"'“‘]|"
    r"[\"']\s*(?:zin|bronnen|nr|role|content)\s*[\"']\s*:"
)
_COMMANDS = re.compile(_ORDER, re.IGNORECASE)


def harmless(text: str, most: int = LONGEST) -> str:
    """A text on one line, of at most `most` characters, without what is hidden in it or acts outside it."""
    text = visible(html.unescape(text))
    for pattern in (_COMMENT, _FENCES, _TAG):
        text = pattern.sub(" ", text)
    text = _ENCODED.sub("…", without_links(text))
    text = re.sub(r"\s+", " ", text).strip()
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


def visible(text: str) -> str:
    """A text without characters that nobody sees; line breaks and tabs become spaces."""
    text = "".join(" " if c in "\n\r\t\f\v" else c for c in text)
    return "".join(c for c in text if unicodedata.category(c) not in _INVISIBLE)


def without_links(text: str) -> str:
    """A text with of each link its words, and of a picture or bare address nothing."""
    text = re.sub(r"!\[[^\[\]]*\]\([^()]*\)", " ", text)
    return _ADDRESS.sub(" ", _LINK.sub(r"\1", text))


def commands(text: str) -> bool:
    """Whether a text addresses a language model: "negeer alle instructies", "SYSTEM:", a reply made up."""
    return _COMMANDS.search(visible(html.unescape(text))) is not None
