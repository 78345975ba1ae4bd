"""A question and its answer as the two bubbles of the conversation.

The markup keeps the answer's structure: a group is a lead-in line with a list,
sentences with cells are a table, and every number leads to a source card.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from assistant.answering.render import FIGURE_MARK, figure_line, searched_text, writing_text
from assistant.records import Answer, Progress, Sentence
from assistant.web.safe import lines, table, tag, text
from assistant.web.sources import anchor, figure_anchor, where
from assistant.web.words import Towns
from assistant.wording import say


def question_bubble(question: str) -> str:
    """The question as the user typed it."""
    return tag("div", lines(question[:4000] + ("…" if len(question) > 4000 else "")), "question")


def remark_bubble(remark: str, progress: str = "") -> str:
    """The program speaking about itself: waiting, stopped, or an error with what to do next."""
    return tag("div", tag("p", text(remark), "remark") + progress, "answer")


def progress_bar(done: int, total: int) -> str:
    """A bar for `done` of `total`; without a total it only shows that something is happening."""
    values = f' value="{int(done)}" max="{int(total)}"' if total > 0 else ""
    return f'<progress class="bar"{values}></progress>'


def progress_shown(progress: Progress | None) -> str:
    """A bar for the latest news of a long task; before there is any it only shows that something happens."""
    return progress_bar(progress.done, progress.total) if progress else progress_bar(0, 0)


def answer_bubble(
    answer: Answer, number: int, towns: Towns, page_language: str, shown: int | None = None
) -> str:
    """The answer, or its first `shown` sentences while it is being revealed.

    One that is still being written has a bar at its end. `number` is the place
    of the question in the conversation; it makes the anchors of the source
    cards unique.
    """
    parts = [_searched(answer)] if answer.searched else []
    parts += [_badge(answer, page_language)] if _outcome(answer) else []
    sentences = answer.sentences[:shown]
    for (group, kind), run in groupby(sentences, key=lambda s: (s.group, _kind(s, answer))):
        parts.append(_run(list(run), group, kind, answer, number, page_language))
    if answer.writing and not answer.writing.done:
        parts.append(progress_bar(0, 0))
    elif shown is None or shown >= len(answer.sentences):
        parts.append(_foot(answer, towns, page_language))
    return tag("div", "".join(parts), "answer", lang=answer.language)


def _kind(sentence: Sentence, answer: Answer) -> str:
    if sentence.cells and answer.columns:
        return "table"
    return sentence.role


def _searched(answer: Answer) -> str:
    return tag("p", text(searched_text(answer)), "searched")


def _outcome(answer: Answer) -> str:
    """What the badge says of an answer: a question asked back is no refusal, and talk has none."""
    if answer.role != "answer":
        return answer.role if answer.role == "question" else ""
    return "" if answer.status == "answered" else answer.status


def _badge(answer: Answer, language: str) -> str:
    outcome = _outcome(answer)
    return tag("p", text(say(f"web.answer.{outcome}", language)), f"badge {outcome}")


def _run(
    run: Sequence[Sentence], group: str | None, kind: str, answer: Answer, number: int, language: str
) -> str:
    if kind == "table":
        return _table(run, group, answer, number)
    lead = tag("p", text(group), "lead") if group else ""
    if kind == "remark":
        return lead + "".join(tag("p", _sentence(s, answer, number), "remark") for s in run)
    if group and len(run) > 1:
        return lead + tag("ul", "".join(tag("li", _sentence(s, answer, number)) for s in run))
    return lead + tag("p", " ".join(_sentence(s, answer, number) for s in run))


def _sentence(sentence: Sentence, answer: Answer, number: int) -> str:
    return text(sentence.text) + _marks(sentence, answer, number)


def _marks(sentence: Sentence, answer: Answer, number: int) -> str:
    return marks(sentence.citations, answer, number) + figure_marks(sentence.figures, answer, number)


def marks(numbers: Sequence[int], answer: Answer, number: int) -> str:
    """The superscript numbers behind a sentence; each leads to its card beside the conversation."""
    links = [
        tag("a", str(n), "mark", href=f"#{anchor(number, n)}", title=answer.citations[n - 1].document)
        for n in numbers
        if 0 < n <= len(answer.citations)
    ]
    return tag("sup", " ".join(links)) if links else ""


def figure_marks(numbers: Sequence[int], answer: Answer, number: int) -> str:
    """The same for the figures that a sentence rests on: c1, c2."""
    links = [
        tag(
            "a",
            f"{FIGURE_MARK}{n}",
            "mark",
            href=f"#{figure_anchor(number, n)}",
            title=answer.figures[n - 1].indicator,
        )
        for n in numbers
        if 0 < n <= len(answer.figures)
    ]
    return tag("sup", " ".join(links)) if links else ""


def _table(rows: Sequence[Sentence], group: str | None, answer: Answer, number: int) -> str:
    caption = group or say("web.answer.table", answer.language)
    return table(caption, answer.columns, [_cells(row, answer, number) for row in rows])


def _cells(row: Sentence, answer: Answer, number: int) -> list[str]:
    """One cell a column, whatever the row holds; the row's marks stand behind its last cell."""
    width = len(answer.columns)
    cells = [text(cell) for cell in row.cells[:width]] + [""] * (width - len(row.cells))
    return [*cells[:-1], cells[-1] + _marks(row, answer, number)]


def _foot(answer: Answer, towns: Towns, language: str) -> str:
    """The sources in short, for copying and for answers further up, and the copy button."""
    references = ""
    if count := len(answer.citations) + len(answer.figures):
        quotes = [f"{c.document}, {where(c, towns, language)}".rstrip(", ") for c in answer.citations]
        listed = tag("ol", "".join(tag("li", text(quote)) for quote in quotes)) if quotes else ""
        figures = [
            f"{FIGURE_MARK}{n}. {figure_line(f, answer.language)} {f.source}"
            for n, f in enumerate(answer.figures, 1)
        ]
        listed += "".join(tag("p", text(figure)) for figure in figures)
        summary = text(say("web.answer.references", language, count=count))
        references = tag("details", tag("summary", summary) + listed, "references")
    written = tag("p", text(by), "remark", lang=answer.language) if (by := writing_text(answer)) else ""
    copy = tag("button", text(say("web.answer.copy", language)), "copy", type="button")
    return written + tag("div", references + copy, "foot", lang=language)
