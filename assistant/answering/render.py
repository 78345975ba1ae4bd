"""An answer as plain text and as the JSON others build on; a quote is marked [1] and a figure [c1]."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from assistant.figures.showing import number
from assistant.records import Answer, Citation, Figure, Sentence
from assistant.wording import say

# Files whose pages are sheets with a name.
SHEETS = (".xlsx", ".ods")
# Before the number of a figure ("cijfer"), so that it isn't taken for a quote's.
FIGURE_MARK = "c"


def plain_text(answer: Answer) -> str:
    """The answer as a person reads it: groups under their lead, marks like [1] and [c1] behind a sentence."""
    blocks: list[str] = []
    group: str | None = None
    for sentence in answer.sentences:
        marks = "".join(f" [{n}]" for n in sentence.citations)
        marks += "".join(f" [{FIGURE_MARK}{n}]" for n in sentence.figures)
        if sentence.group and sentence.group != group:
            blocks.append(f"\n{sentence.group}")
        elif sentence.role == "remark" and blocks and group is not None:
            blocks.append("")
        bullet = "- " if sentence.cells else ""
        blocks.append(f"{bullet}{sentence.text}{marks}")
        group = sentence.group if sentence.role == "claim" else None
    return "\n".join(blocks).strip()


def searched_text(answer: Answer) -> str:
    """What was searched for, where that is not what was typed; else ""."""
    return say("answer.searched", answer.language, question=answer.searched) if answer.searched else ""


def writing_text(answer: Answer) -> str:
    """That a language model wrote the answer, and how it was checked; "" where none did."""
    writing = answer.writing
    if writing is None or writing.failed or not writing.done:
        return ""
    key = "writing.by_partly" if writing.replaced else "writing.by"
    return say(key, answer.language, model=writing.model)


def sources_text(answer: Answer) -> str:
    """The sources, one a line: quotes with their page, figures with what they count, year and address."""
    quotes = [
        f"[{n}] {c.document}, {', '.join(_where(c, answer.language))}: “{' '.join(c.quote.split())}”"
        for n, c in enumerate(answer.citations, 1)
    ]
    figures = [
        f"[{FIGURE_MARK}{n}] {figure_line(f, answer.language)} {' '.join(figure_facts(f))}"
        for n, f in enumerate(answer.figures, 1)
    ]
    return "\n".join((*quotes, *figures))


def figure_line(figure: Figure, language: str = "nl") -> str:
    """What a figure says: "Inwoners, Almere: 226.500 inwoners (2024)."."""
    return f"{figure.indicator}, {figure.municipality}: {figure_value(figure, language)} ({figure.year})."


def figure_value(figure: Figure, language: str = "nl") -> str:
    """The value with its unit: "27,2% van de inwoners", "€ 34.400 per inwoner"; never 0 for a missing one."""
    if figure.value is None:
        return say("figure_answers.no_value", language)
    thousands = say("figures.thousands", language)
    if figure.unit.startswith(thousands):
        return f"€ {number(figure.value * 1000, 0, language)}{figure.unit.removeprefix(thousands)}"
    shown = number(figure.value, figure.decimals, language)
    space = "" if figure.unit.startswith("%") else " "
    return f"{shown}{space}{figure.unit}".strip()


def figure_facts(figure: Figure) -> tuple[str, ...]:
    """What a reader needs to check a figure: what it counts, what to know besides, source and address."""
    source = ", ".join(filter(None, (figure.source, figure.address)))
    return tuple(filter(None, (figure.definition, figure.remark, source)))


def _where(citation: Citation, language: str) -> list[str]:
    """The place, and that the quote was read from a picture where it was."""
    return list(filter(None, (place(citation, language), recognised(citation, language))))


def recognised(citation: Citation, language: str = "nl") -> str:
    """That OCR read a quote, and how sure it was of the page where it said so; "" for a text's own words."""
    if not citation.recognised:
        return ""
    if citation.confidence is None:
        return say("answer.recognised", language)
    return say("answer.recognised_sure", language, percent=round(100 * citation.confidence))


def place(citation: Citation, language: str = "nl") -> str:
    """Where in its document a quote stands: the page, with its printed label, or the heading."""
    if citation.page_label and citation.file.lower().endswith(SHEETS):
        return say("answer.sheet", language, label=citation.page_label)
    if citation.page is not None:
        printed = citation.page_label and citation.page_label != str(citation.page)
        key = "answer.page_printed" if printed else "answer.page"
        return say(key, language, page=citation.page, label=citation.page_label)
    if citation.heading:
        return say("answer.heading", language, heading=citation.heading)
    return say("answer.no_page", language)


def answer_json(answer: Answer) -> dict[str, Any]:
    """The answer as the contract has it; pages count from 1, null for a file without pages.

    `writing` is there only where a language model wrote it, or tried to.
    """
    written = {"writing": asdict(answer.writing)} if answer.writing else {}
    return {
        "id": answer.id,
        "question": answer.question,
        "searched": answer.searched,
        "language": answer.language,
        "status": answer.status,
        "role": answer.role,
        "answer": plain_text(answer),
        "sentences": [_sentence(s) for s in answer.sentences],
        "citations": [_citation(n, c) for n, c in enumerate(answer.citations, 1)],
        "figures": [_figure(n, f) for n, f in enumerate(answer.figures, 1)],
        "passages": [
            {
                "file": h.passage.document.file,
                "page": h.passage.page,
                "score": round(h.score, 4),
                "text": h.passage.text,
            }
            for h in answer.passages[:10]
        ],
        "consulted": list(answer.consulted),
        "missing": answer.missing,
        "seconds": answer.seconds,
    } | written


def _citation(n: int, citation: Citation) -> dict[str, Any]:
    """A citation; `ocr_confidence` is there only for a quote that OCR read."""
    found = {
        "n": n,
        "document": citation.document,
        "file": citation.file,
        "page": citation.page,
        "page_label": citation.page_label,
        "quote": citation.quote,
        "municipality": citation.municipality,
        "address": citation.address,
    }
    if not citation.recognised:
        return found
    sure = citation.confidence
    return found | {"ocr_confidence": None if sure is None else round(sure, 2)}


def _figure(n: int, figure: Figure) -> dict[str, Any]:
    return {
        "n": n,
        "municipality": figure.municipality,
        "indicator": figure.indicator,
        "value": figure.value,
        "unit": figure.unit,
        "year": figure.year,
        "source": figure.source,
        "definition": figure.definition,
        "remark": figure.remark,
        "address": figure.address,
        "code": figure.code,
        "key": figure.key,
    }


def _sentence(sentence: Sentence) -> dict[str, Any]:
    return {
        "text": sentence.text,
        "citations": list(sentence.citations),
        "figures": list(sentence.figures),
    }


def error_json(question: str, id: str | None, sentence: str, language: str = "nl") -> dict[str, Any]:
    """A question that could not be taken, in the shape of an answer, so that a list keeps its order."""
    refused = Answer(
        question, "en" if language == "en" else "nl", "refused", _remarks([sentence]), missing=sentence, id=id
    )
    return answer_json(refused)


def _remarks(texts: Sequence[str]) -> tuple[Sentence, ...]:
    return tuple(Sentence(text, role="remark") for text in texts)
