"""A question becomes an answer: understand, search, choose, compose, check, or refuse.

No language model is needed: the answer is made of quotes. Refusing is decided
here, in code, and says what was searched, what came nearest, and what would
help.
"""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answering import departments
from assistant.answering.article_answer import Articles
from assistant.answering.asked_for import is_office
from assistant.answering.candidates import Candidate
from assistant.answering.cells import Cells
from assistant.answering.composing import cite, compose
from assistant.answering.figure_answer import FigureAnswers
from assistant.answering.figure_beside import beside, of_figures, with_nearest
from assistant.answering.figure_question import Wanted
from assistant.answering.grounding import grounded
from assistant.answering.legibility import legible
from assistant.answering.question import Question, place_names, understand
from assistant.answering.quotable import Quotable, has_unnamed_row
from assistant.answering.quoting import Quoter
from assistant.answering.responsible import responsible
from assistant.answering.several import in_turn, joined, parts_of
from assistant.answering.towns import about, nothing_of, own_part, side_by_side
from assistant.errors import UnknownDocument
from assistant.figures.municipalities import Municipalities
from assistant.figures.store import FigureStore
from assistant.figures.values import COUNTRY
from assistant.index.catalogue import Catalogue
from assistant.index.search import Searcher
from assistant.records import (
    NATIONAL,
    PERSONAL_PREFIX,
    Answer,
    Citation,
    Entry,
    Hit,
    Language,
    Municipality,
    Sentence,
)
from assistant.wording import say

# The topic that marks a text as an example of a town.
EXAMPLE = "voorbeeld"
# How near to the best sentence's chance another's must come to be told beside it.
NEARLY = 0.45
LOCAL_KINDS = ("amount", "when", "who")


@dataclass(frozen=True)
class Found:
    """A question with its answer, for whoever rewords it: `bare` has no remarks on how its sources were read.

    `shelves` are those that it may be answered from.
    """

    question: Question
    shelves: tuple[str, ...]
    bare: Answer
    answer: Answer


class Answerer:
    """Answers questions over one data folder."""

    def __init__(
        self,
        catalogue: Catalogue,
        searcher: Searcher,
        quoter: Quoter,
        cells: Cells,
        municipalities: Municipalities,
        figures: FigureStore,
    ) -> None:
        self._catalogue = catalogue
        self._searcher = searcher
        self.quoter = quoter
        self._cells = cells
        self._quotable = Quotable(catalogue, quoter.thesaurus)
        self._articles = Articles(catalogue, quoter)
        self._municipalities = municipalities
        self.figures = FigureAnswers(figures)

    def find(
        self,
        text: str,
        *,
        municipality: str | None = None,
        language: Language | None = None,
        personal_shelf: str | None = None,
    ) -> Found:
        """Answer a question; raises `QuestionError` or `UnknownMunicipality` for what can't be taken.

        The answer comes with what whoever rewords it must know.
        """
        started = time.perf_counter()
        question = understand(text, self._municipalities, municipality, language)
        code = question.municipality.code if question.municipality else None
        shelves = [NATIONAL, *filter(None, (code, personal_shelf))]
        wanted = self.figures.wanted(question)
        by_town = self._by_town(question, shelves) if wanted is None else None
        in_parts = self._in_parts(question, shelves) if wanted is None and by_town is None else None
        answer, hits = by_town or in_parts or self._found(question, shelves, wanted)
        if by_town:
            shelves += [town.code for town in question.others]
        bare = replace(
            self._grounded(answer, question, shelves),
            passages=tuple(hits),
            consulted=_titles(hits),
            municipality=code,
        )
        seconds = round(time.perf_counter() - started, 3)
        return Found(question, tuple(shelves), bare, replace(self._legible(bare), seconds=seconds))

    def checked(self, found: Found, answer: Answer) -> Answer:
        """Another answer to the same question, with only what holds and how its sources were read."""
        return self._legible(self._grounded(answer, found.question, found.shelves))

    def more(self, found: Found, most: int = 8) -> tuple[Citation, ...]:
        """Other quotes that are likely to answer the same question, best first, that may be shown."""
        question = found.question
        told = "\n".join(citation.quote for citation in found.bare.citations)
        good = self._good(question, self.quoter.rank(question, found.bare.passages))
        cited = [cite(c.hit.passage, c.quote) for c in good if c.quote not in told][:most]
        quotes = [Sentence(citation.quote, (n,)) for n, citation in enumerate(cited, 1)]
        answer = Answer(question.text, question.language, "answered", tuple(quotes), tuple(cited))
        return self.checked(found, answer).citations

    def _grounded(self, answer: Answer, question: Question, shelves: Sequence[str]) -> Answer:
        return grounded(
            answer,
            self._catalogue.page_text,
            self._shelf_of,
            shelves,
            question.municipality.code if question.municipality else None,
            self.figures.checker(),
            lambda place: self.figures.in_scope(question, place),
            [town.code for town in question.others],
        )

    def _legible(self, answer: Answer) -> Answer:
        answer = legible(answer, self._catalogue.page, self._entry_of)
        if answer.status == "refused" and any(s.citations for s in answer.sentences):
            raise AssertionError("a refusal quotes no documents")
        return answer

    def _found(
        self, question: Question, shelves: Sequence[str], wanted: Wanted | None
    ) -> tuple[Answer, list[Hit]]:
        """The answer of the figures, the documents or both, not yet checked, and the passages searched."""
        if wanted is None:
            answer, hits = self._in_documents(question, shelves)
            return self._near_figures(question, answer), hits
        told = self.figures.told(wanted, question.language)
        national = wanted.places == (COUNTRY,)
        if wanted.literacy and question.kind not in LOCAL_KINDS:
            question = replace(question, kind="amount")
        elif not (wanted.literacy or wanted.risks) and (
            told.status == "answered" or not (national or self._local(shelves, question.municipality))
        ):
            return of_figures(question, told), []
        answer, hits = self._in_documents(question, shelves)
        return beside(question, told, answer), hits

    def _near_figures(self, question: Question, answer: Answer) -> Answer:
        """A refusal of a number of something in a town, with what the figures have that comes nearest."""
        counts = question.kind == "amount" and not question.money and question.municipality is not None
        if answer.status != "refused" or not counts or question.ambiguous:
            return answer
        if (nearest := self.figures.nearest(question)) is None:
            return answer
        return with_nearest(question, answer, nearest)

    def _in_documents(self, question: Question, shelves: Sequence[str]) -> tuple[Answer, list[Hit]]:
        """The answer that documents give, not yet checked, and the passages it was looked for in."""
        code = question.municipality.code if question.municipality else None
        hits = self._searcher.search(
            question.text,
            shelves=shelves,
            municipality=code,
            language=question.language,
            places=place_names(question),
            years=question.years,
        )
        hits = self.about_this_town(question, hits)
        if (told := self._articles.answer(question, shelves)) is not None:
            answer, of_article = told
            own = {hit.passage.id for hit in of_article}
            return answer, [*of_article, *(h for h in hits if h.passage.id not in own)]
        return self._compose(question, hits, shelves), hits

    def _by_town(self, question: Question, shelves: Sequence[str]) -> tuple[Answer, list[Hit]] | None:
        """Towns named side by side, each answered from its own documents; None where none of them is."""
        named = side_by_side(question, self._municipalities)
        personal = [shelf for shelf in shelves if shelf.startswith(PERSONAL_PREFIX)]
        own = {town.code: [NATIONAL, town.code, *personal] for town in named}
        if question.kind == "departments" or not any(self._local(own[town.code], town) for town in named):
            return None
        parts: list[Answer | None] = []
        found: list[list[Hit]] = []
        for town in named:
            asked = about(question, town, self._municipalities)
            answer, hits = self._in_documents(asked, own[town.code])
            parts.append(own_part(self._grounded(answer, asked, own[town.code]), town))
            found.append(hits)
        if not any(parts):
            return None
        answers = [
            part or nothing_of(question, town, self._local(own[town.code], town))
            for part, town in zip(parts, named, strict=True)
        ]
        names = [town.name for town in named]
        return joined(question.text, question.language, names, answers), in_turn(found)

    def _in_parts(self, question: Question, shelves: Sequence[str]) -> tuple[Answer, list[Hit]] | None:
        """The same for a question that asks two things; None for another, and where neither has an answer."""
        parts = [] if question.ambiguous or question.kind == "departments" else parts_of(question.text)
        if len(parts) < 2:
            return None
        asked = [self._part(question, part) for part in parts]
        found = [self._found(each, shelves, self.figures.wanted(each)) for each in asked]
        if all(answer.status == "refused" for answer, _ in found):
            return None
        answers = [answer for answer, _ in found]
        return joined(question.text, question.language, parts, answers), in_turn([hits for _, hits in found])

    def _part(self, question: Question, text: str) -> Question:
        """One part of a question; the town is that of the whole, and the year where it names none itself.

        "Wanneer begon het en hoeveel uur is er in 2026?": what asks for a year doesn't take another part's.
        """
        town = question.municipality.code if question.municipality else None
        part = understand(text, self._municipalities, town, question.language)
        return replace(
            part,
            municipality=question.municipality,
            named=question.named,
            local=question.local,
            ambiguous=None,
            years=part.years or (() if part.kind == "when" else question.years),
        )

    def _compose(self, question: Question, hits: Sequence[Hit], shelves: Sequence[str]) -> Answer:
        if question.ambiguous:
            names = say("answer.or", question.language).join(m.name for m in question.ambiguous.candidates)
            return _asked_back(question, say("refusal.which_town", question.language, names=names))
        if question.kind == "departments":
            return self._departments(question, hits, shelves)
        if found := self._cells.answer(_for_a_figure(question), shelves):
            return Answer(question.text, question.language, "answered", *found)
        ranked = self.quoter.rank(question, hits)
        good = self._good(question, ranked)
        if not good:
            return responsible(question, self._catalogue) or self._refuse(question, hits, ranked, shelves)
        sentences, citations = compose(good, question, self._catalogue.page)
        missing = self._missing_locally(question, good, shelves)
        unnamed = has_unnamed_row(good, citations, self._catalogue.page)
        bare = say("quoting.bare_row", question.language) if unnamed else None
        remarks = [Sentence(line, role="remark") for line in (bare, missing) if line]
        return Answer(
            question.text,
            question.language,
            "partial" if missing else "answered",
            (*sentences, *remarks),
            citations,
            missing=missing,
        )

    def _good(self, question: Question, ranked: Sequence[Candidate]) -> list[Candidate]:
        """The ranked sentences that may answer: likely, of this town, for a number no bare line of a form."""
        # Where one sentence surely answers, those nearly as likely say the rest of it.
        least = NEARLY * ranked[0].score if ranked and self.quoter.answers(ranked[0]) else 1.0
        likely = [c for c in ranked if self.quoter.answers(c) or c.score >= least]
        good = [c for c in likely if self._of_this_town(question, c)]
        if question.named and question.kind in LOCAL_KINDS:
            good = [c for c in good if self._tells_of_town(question, c)]
        good = self._articles.keeps_to(question, good)
        return [c for c in good if self._quotable(_for_a_figure(question), c)]

    def _departments(self, question: Question, hits: Sequence[Hit], shelves: Sequence[str]) -> Answer:
        language, town = question.language, question.municipality
        table = departments.table(self._catalogue, town, shelves, language, question.years)
        if not table.sentences:
            return self._refuse(question, hits, [], shelves)
        sentences, citations = list(table.sentences), list(table.citations)
        local = self._local(shelves, town)
        if town and local:
            query = replace(question, text=say("departments.query", "nl"), kind="general", years=())
            found = self._searcher.search(query.text, shelves=shelves[1:], municipality=town.code)
            good = [c for c in self.quoter.rank(query, found) if self.quoter.answers(c)]
            if good:
                more, cited = compose(good, query, self._catalogue.page, most=4)
                shift = len(citations)
                citations += cited
                sentences += [replace(s, citations=tuple(n + shift for n in s.citations)) for s in more]
        sentences += table.cautions
        missing: str | None = None
        if town is None:
            missing = say("departments.choose_town", language)
        elif not local:
            missing = say("departments.no_documents", language, town=town.name)
        elif table.budget is None:
            missing = say("departments.no_budget", language, town=town.name)
        if missing:
            sentences.append(Sentence(missing, role="remark"))
        return Answer(
            question.text,
            language,
            "partial" if missing else "answered",
            tuple(sentences),
            tuple(citations),
            missing=missing,
            columns=table.columns,
        )

    def _missing_locally(
        self, question: Question, good: Sequence[Candidate], shelves: Sequence[str]
    ) -> str | None:
        """What an answer from national texts alone leaves open for a question about one's own town."""
        if not question.local or any(c.hit.passage.document.municipality for c in good):
            return None
        if question.municipality is None:
            return say("partial.choose_town", question.language)
        key = (
            "partial.not_in_documents"
            if self._local(shelves, question.municipality)
            else "partial.no_documents"
        )
        return say(key, question.language, town=question.municipality.name)

    def _refuse(
        self, question: Question, hits: Sequence[Hit], ranked: Sequence[Candidate], shelves: Sequence[str]
    ) -> Answer:
        language, town = question.language, question.municipality
        local = self._local(shelves, town)
        lines = [say("refusal.not_found", language)]
        if town:
            key = {0: "refusal.searched_no_town", 1: "refusal.searched_town_one"}.get(
                len(local), "refusal.searched_town"
            )
            lines.append(say(key, language, count=len(local), town=town.name))
        else:
            lines.append(say("refusal.searched_national", language))
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

    def about_this_town(self, question: Question, hits: Sequence[Hit]) -> list[Hit]:
        """Without the examples of other towns, when the question is about a town of its own.

        English guidance repeats the Dutch, so a Dutch question does without it.
        """
        if question.language == "nl":
            hits = [h for h in hits if not _english_guidance(h)]
        if not _about_a_town(question) or question.municipality is None:
            return list(hits)
        name = question.municipality.name
        return [
            h for h in hits if EXAMPLE not in h.passage.document.topics or name in h.passage.document.topics
        ]

    def _of_this_town(self, question: Question, candidate: Candidate) -> bool:
        """Whether a national sentence speaks of no other town than the one asked about or chosen."""
        if not _about_a_town(question) or candidate.hit.passage.document.municipality is not None:
            return True
        towns = [m.candidates for m in self._municipalities.mentions(candidate.quote)]
        return not towns or any(question.municipality in candidates for candidates in towns)

    def _tells_of_town(self, question: Question, candidate: Candidate) -> bool:
        """Whether a sentence is from the town's own documents, from an example of it, or names it itself.

        Who holds an office changes: an example of this town says who did, not who does.
        """
        document, town = candidate.hit.passage.document, question.municipality
        if document.municipality or town is None:
            return document.municipality is not None
        if is_office(question.text):
            return False
        named = self._municipalities.mentions(candidate.quote)
        return town.name in document.topics or any(town in m.candidates for m in named)

    def _local(self, shelves: Sequence[str], town: Municipality | None) -> list[Entry]:
        """The documents about this town, shared ones and this person's own."""
        code = town.code if town else None
        return [e for e in self._catalogue.entries(shelves[1:]) if e.municipality == code] if code else []

    def _entry_of(self, document_id: str) -> Entry | None:
        try:
            return self._catalogue.entry(document_id)
        except UnknownDocument:
            return None

    def _shelf_of(self, document_id: str) -> str | None:
        entry = self._entry_of(document_id)
        return entry.shelf if entry else None


def _about_a_town(question: Question) -> bool:
    """Whether a question is about a town: it says so, or asks for a fact with a town chosen."""
    return question.local or (question.municipality is not None and question.kind in LOCAL_KINDS)


def _for_a_figure(question: Question) -> Question:
    """What is asked with a year, "Wat is de kasgeldlimiet in 2027?", is a figure if there is one."""
    return replace(question, kind="amount") if question.kind == "definition" and question.years else question


def _english_guidance(hit: Hit) -> bool:
    document = hit.passage.document
    return document.language == "en" and document.kind == "guidance"


def _asked_back(question: Question, sentence: str) -> Answer:
    remarks = (Sentence(sentence, role="remark"),)
    return Answer(question.text, question.language, "refused", remarks, missing=sentence, role="question")


def _nearest(hits: Sequence[Hit], ranked: Sequence[Candidate], language: Language) -> str | None:
    best = ranked[0].hit if ranked else hits[0] if hits else None
    if best is None:
        return None
    passage = best.passage
    heading = re.sub(r"\s+", " ", passage.headings[-1]) if passage.headings else ""
    key = "refusal.nearest_page" if passage.page is not None else "refusal.nearest"
    about = say("refusal.about", language, heading=heading) if heading else ""
    return say(key, language, title=passage.document.shown_title, page=passage.page, about=about)


def _titles(hits: Sequence[Hit]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(hit.passage.document.shown_title for hit in hits[:10]))
