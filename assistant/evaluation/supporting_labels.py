"""Sentences labelled by hand: what a model could write from facts, and whether it says only what they say."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.answering.facts import Fact
from assistant.answering.render import figure_line
from assistant.answering.small_words import spoken
from assistant.answering.support import Claim
from assistant.errors import AssistantError, FileMissing
from assistant.records import Citation, Figure, Language

KINDS_OF_LIES = (
    "number", "town", "name", "roles", "negation", "modality", "generalise", "hedge", "addition", "mixing",
    "elsewhere", "year",
)  # fmt: skip
KINDS_OF_TRUTHS = ("paraphrase", "shortened", "joined", "plain", "split", "reordered", "figure", "english")


class LabelError(AssistantError):
    """A line that is no labelled sentence; details: `file`, `line`, `reason`."""

    @classmethod
    def key(cls) -> str:
        """Its sentence stands with the other words of this measurement."""
        return "support.label_error"


@dataclass(frozen=True)
class Labelled:
    """A sentence with what it cites; `kind` is the kind of lie, or how a faithful one is worded.

    `asked` is the language that was asked for, None for a sentence of before
    models were told to stay with the words of their facts.
    """

    id: str
    claim: Claim
    faithful: bool
    kind: str
    asked: Language | None = None

    @property
    def writer(self) -> str:
        """Who wrote it: the first letter of its id."""
        return self.id[:1]

    @property
    def language(self) -> Language:
        """The language that was asked for, or else the one it is in."""
        return self.asked or ("en" if spoken(self.claim.text) == "en" else "nl")

    @property
    def facts(self) -> tuple[Fact, ...]:
        """What it cites as a model is told it: each quote and figure a fact."""
        claim = self.claim
        title, heading = [*claim.titles, "", ""][:2]
        cited = [
            Citation("", title, "", None, 0, None, quote, None, None, heading or None)
            for quote in claim.quotes
        ]
        told = [(citation.quote, (citation,), ()) for citation in cited]
        shown = [(figure_line(figure, self.language), (), (figure,)) for figure in claim.figures]
        towns = [claim.town] * len(told) + [claim.town or figure.municipality for figure in claim.figures]
        return tuple(
            Fact(number, text, text, citations, figures, town)
            for number, ((text, citations, figures), town) in enumerate(
                zip([*told, *shown], towns, strict=True), 1
            )
        )


def load(paths: Sequence[Path]) -> list[Labelled]:
    """The sentences of these files, in order; a line that starts with # is a remark.

    Raises `FileMissing`, and `LabelError` for a line that is wrong.
    """
    found: list[Labelled] = []
    for path in paths:
        if not path.is_file():
            raise FileMissing(file=str(path))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if line.strip() and not line.startswith("#"):
                try:
                    found.append(_labelled(json.loads(line)))
                except (ValueError, TypeError, KeyError) as error:
                    raise LabelError(file=path.name, line=number, reason=str(error)) from error
    return found


def _labelled(line: dict[str, Any]) -> Labelled:
    kinds = KINDS_OF_TRUTHS if line["faithful"] else KINDS_OF_LIES
    if line["kind"] not in kinds:
        raise ValueError(f"kind {line['kind']!r}")
    figures = [Figure(**figure) for figure in line.get("figures", ())]
    if not (line["quotes"] or figures):
        raise ValueError("nothing cited")
    claim = Claim(
        str(line["text"]), tuple(line["quotes"]), tuple(figures), tuple(line.get("titles", ())),
        str(line.get("town", "")),
    )  # fmt: skip
    told = line.get("language")
    asked: Language | None = "nl" if told == "nl" else "en" if told == "en" else None
    return Labelled(str(line["id"]), claim, bool(line["faithful"]), str(line["kind"]), asked)
