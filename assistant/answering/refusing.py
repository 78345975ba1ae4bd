"""What is told where there is no answer, or half of one: what was searched, and what would help."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.candidates import Candidate
from assistant.answering.question import Question
from assistant.index.dating import year_of
from assistant.records import Answer, Entry, Hit, Language, Sentence
from assistant.wording import say


def refused(
    question: Question, hits: Sequence[Hit], ranked: Sequence[Candidate], local: Sequence[Entry]
) -> Answer:
    """A refusal; `hits` and `ranked` are what was found, best first, `local` the documents of the town."""
    language, town = question.language, question.municipality
    lines = [say("refusal.not_found", language)]
    if town:
        key = {0: "refusal.searched_no_town", 1: "refusal.searched_town_one"}.get(
            len(local), "refusal.searched_town"
        )
        lines.append(say(key, language, count=len(local), town=town.name))
    else:
        lines.append(say("refusal.searched_national", language))
    if later := _later_than_all(question, local):
        lines.append(later)
    if nearest := _nearest(hits, ranked, language):
        lines.append(nearest)
    if town and not local:
        missing = say("refusal.upload", language, town=town.name)
    elif question.local and not town:
        missing = say("partial.choose_town", language)
    else:
        missing = say(f"refusal.help_{'money' if question.money else 'other'}", language)
    return Answer(
        question.text,
        language,
        "refused",
        tuple(Sentence(line, role="remark") for line in (*lines, missing)),
        missing=missing,
    )


def left_open(question: Question, good: Sequence[Candidate], local: Sequence[Entry]) -> str | None:
    """What an answer from national texts alone leaves open for a question about one's own town."""
    if not question.local or any(c.hit.passage.document.municipality for c in good):
        return None
    if question.municipality is None:
        return say("partial.choose_town", question.language)
    key = "partial.not_in_documents" if local else "partial.no_documents"
    return say(key, question.language, town=question.municipality.name)


def as_far_as(question: Question, answer: Answer | None, local: Sequence[Entry]) -> Answer | None:
    """An answer from national texts with what it leaves open for a question about one's own town."""
    own = answer is not None and any(citation.municipality for citation in answer.citations)
    missing = None if own else left_open(question, [], local)
    if answer is None or missing is None or answer.status != "answered":
        return answer
    told = (*answer.sentences, Sentence(missing, role="remark"))
    return replace(answer, status="partial", sentences=told, missing=missing)


def which_town(question: Question) -> Answer | None:
    """The question which of the towns of one name is meant; None where that is clear."""
    if question.ambiguous is None:
        return None
    names = say("answer.or", question.language).join(m.name for m in question.ambiguous.candidates)
    asked = say("refusal.which_town", question.language, names=names)
    remarks = (Sentence(asked, role="remark"),)
    return Answer(question.text, question.language, "refused", remarks, missing=asked, role="question")


def of_village(answer: Answer, question: Question) -> Answer:
    """The answer with what it is about, where a village in the municipality was asked about."""
    if not question.village or question.municipality is None:
        return answer
    told = say(
        "refusing.of_municipality",
        answer.language,
        village=question.village,
        name=question.municipality.name,
    )
    return replace(answer, sentences=(*answer.sentences, Sentence(told, role="remark")))


def _later_than_all(question: Question, local: Sequence[Entry]) -> str | None:
    """What to say where every year asked for lies after the town's newest document."""
    newest = max((entry.until or year_of(entry) for entry in local), default=0)
    if not newest or not question.years or min(map(int, question.years)) <= newest:
        return None
    return say("refusing.newest_year", question.language, years=", ".join(question.years), newest=newest)


def _nearest(hits: Sequence[Hit], ranked: Sequence[Candidate], language: Language) -> str | None:
    best = ranked[0].hit if ranked else hits[0] if hits else None
    if best is None:
        return None
    passage = best.passage
    heading = re.sub(r"\s+", " ", passage.headings[-1]) if passage.headings else ""
    key = "refusal.nearest_page" if passage.page is not None else "refusal.nearest"
    about = say("refusal.about", language, heading=heading) if heading else ""
    return say(key, language, title=passage.document.shown_title, page=passage.page, about=about)
