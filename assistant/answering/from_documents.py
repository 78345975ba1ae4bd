"""The answer that documents give to one question about at most one town, not yet checked.

What can be looked up goes before what was found by likeness: an article by its
number, the table of departments, a cell of a table. Else the sentences that
were found answer, or nothing does and that is told.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.article_answer import Articles
from assistant.answering.cells import Cells
from assistant.answering.choosing import Chooser, for_a_figure
from assistant.answering.composing import compose
from assistant.answering.departments_answer import departments_answer
from assistant.answering.finding import documents_of, found
from assistant.answering.money_streams import money_streams
from assistant.answering.payers import payers
from assistant.answering.question import Question
from assistant.answering.quotable import Quotable, has_unnamed_row
from assistant.answering.quoting import Quoter
from assistant.answering.reaching import reaching
from assistant.answering.refusing import as_far_as, left_open, refused, which_town
from assistant.answering.responsible import asks_department, responsible
from assistant.figures.municipalities import Municipalities
from assistant.index.catalogue import Catalogue
from assistant.index.search import Searcher
from assistant.records import Answer, Entry, Hit, Municipality, Sentence
from assistant.wording import say


class DocumentAnswers:
    """Answers from documents."""

    def __init__(
        self,
        catalogue: Catalogue,
        searcher: Searcher,
        quoter: Quoter,
        cells: Cells,
        municipalities: Municipalities,
    ) -> None:
        self._catalogue = catalogue
        self._searcher = searcher
        self._quoter = quoter
        self._cells = cells
        self._articles = Articles(catalogue, quoter)
        self.chooser = Chooser(quoter, Quotable(catalogue, quoter.thesaurus), self._articles, municipalities)

    def answer(self, question: Question, shelves: Sequence[str]) -> tuple[Answer, list[Hit]]:
        """The answer, not yet checked, and the passages it was looked for in."""
        hits = found(question, shelves, self._searcher)
        if (told := self._articles.answer(question, shelves)) is not None:
            answer, of_article = told
            own = {hit.passage.id for hit in of_article}
            return answer, [*of_article, *(h for h in hits if h.passage.id not in own)]
        return self._compose(question, hits, shelves), hits

    def of_town(self, town: Municipality | None, shelves: Sequence[str]) -> list[Entry]:
        """The documents about a town on these shelves."""
        return documents_of(town, shelves, self._catalogue)

    def _compose(self, question: Question, hits: Sequence[Hit], shelves: Sequence[str]) -> Answer:
        if unclear := which_town(question):
            return unclear
        local = self.of_town(question.municipality, shelves)
        told = responsible(question, self._catalogue) if asks_department(question) else None
        if told := told or money_streams(question, self._catalogue, self._quoter.thesaurus):
            return told
        if question.kind == "departments":
            table = departments_answer(question, shelves, self._catalogue, self._searcher, self._quoter)
            return table or refused(question, hits, [], local)
        if cells := self._cells.answer(for_a_figure(question), shelves):
            return Answer(question.text, question.language, "answered", *cells)
        ranked = self._quoter.rank(question, hits)
        good = self.chooser.good(question, ranked)
        if not good:
            looked_up = (
                responsible(question, self._catalogue)
                or reaching(question, self._catalogue)
                or payers(question, ranked, self._catalogue, self._quoter.thesaurus)
            )
            return as_far_as(question, looked_up, local) or refused(question, hits, ranked, local)
        sentences, citations = compose(good, question, self._catalogue.page)
        missing = left_open(question, good, local)
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
