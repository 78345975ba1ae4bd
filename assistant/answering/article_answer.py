"""Answers a question about one article of a law from that article, or says where it was looked for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.articles import Article, article_in, is_of, law_of, passages_of
from assistant.answering.candidates import Candidate
from assistant.answering.composing import FACTS, cite, compose, lead
from assistant.answering.question import Question
from assistant.answering.quoting import Quoter
from assistant.answering.small_words import is_content, words
from assistant.index.catalogue import Catalogue
from assistant.index.terms import Asked, degree
from assistant.records import Answer, Citation, Entry, Hit, Sentence
from assistant.wording import say

MOST = 12
# What asks for an article as a whole: "wat houdt artikel 5 in?", "what does article 5 say?".
_OF_ITSELF = re.compile(
    r"\b(?:artikel|art|article|lid|leden|onderdeel|tekst|text|inhoud|content|contents|luidt|regelt|bepaalt|"
    r"schrijft|uitleg|explain|samenvatting|precies|regulate|regulates|wet|law|act)\b",
    re.IGNORECASE,
)
# What a law's publication says about a text, and no part of it.
_ABOUT_IT = re.compile(r"^(?:Treedt in werking|Vervallen per|Wijziging(?:en)? treedt|\[.*\]$)", re.IGNORECASE)
_JOINED = re.compile(r"[;,](?:\s+(?:en|of|and|or))?$")


class Articles:
    """Looks up articles."""

    def __init__(self, catalogue: Catalogue, quoter: Quoter) -> None:
        self._catalogue = catalogue
        self._quoter = quoter

    def answer(self, question: Question, shelves: Sequence[str]) -> tuple[Answer, list[Hit]] | None:
        """The answer from the article that a question names, with its passages; None where it names none.

        A law that is not in the documents, an article that is not in the law
        and a subject that is not in the article are refused.
        """
        article = article_in(question.text)
        if article is None:
            return None
        code = question.municipality.code if question.municipality else None
        documents = [e for e in self._catalogue.entries(shelves) if e.municipality in (None, code)]
        laws, called = law_of(article, documents, self._quoter.thesaurus)
        if not laws:
            return (_unknown(question, article), []) if article.named else None
        hits = passages_of(article, laws, self._catalogue)
        if not hits and all(law.kind != "law" for law in laws):
            return None
        if not hits:
            return _refused(question, article, "articles.not_there", laws), []
        said = self._told(question, hits, _subject(question, called))
        if said is None:
            return _refused(question, article, "articles.not_in_it", laws), hits
        sentences, citations = said
        return Answer(question.text, question.language, "answered", sentences, citations), hits

    def keeps_to(self, question: Question, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Without the sentences of other articles, where a question names one and not its law."""
        article = article_in(question.text)
        if article is None:
            return list(candidates)
        number = re.compile(rf"\b(?:artikel|art\.?|article)\s+{re.escape(article.number)}(?![\w.:])", re.I)
        return [c for c in candidates if is_of(article, c.hit.passage) or number.search(c.quote)]

    def _told(
        self, question: Question, hits: Sequence[Hit], subject: str
    ) -> tuple[tuple[Sentence, ...], tuple[Citation, ...]] | None:
        """What the article says about a subject, or all of it; None where it says nothing of that."""
        thesaurus = self._quoter.thesaurus
        asked: list[Asked] = thesaurus.asked(subject) if subject else []
        if not asked:
            return _whole(question, hits)
        good = [c for c in self._quoter.rank(question, hits) if self._quoter.answers(c)]
        if good:
            return compose(good, question, self._catalogue.page)
        of_article = thesaurus.terms(" ".join(hit.passage.text for hit in hits))
        named = any(degree(one, of_article) >= 0.5 for one in asked)
        return _whole(question, hits) if named and question.kind not in FACTS else None


def _subject(question: Question, called: str) -> str:
    """What a question asks of an article besides the article itself and its law."""
    text = re.sub(rf"\b{re.escape(called)}\b", " ", question.text, flags=re.IGNORECASE)
    text = _OF_ITSELF.sub(" ", text)
    return " ".join(w.text for w in words(text) if is_content(w.low) and not re.match(r"\d|[a-z]$", w.low))


def _whole(
    question: Question, hits: Sequence[Hit]
) -> tuple[tuple[Sentence, ...], tuple[Citation, ...]] | None:
    """The article line by line, at most twelve of its lines; None where it has none."""
    sentences: list[Sentence] = []
    citations: list[Citation] = []
    more = False
    for hit in hits:
        passage = hit.passage
        above = {" ".join(heading.split()) for heading in passage.headings}
        for line in map(str.strip, passage.text.split("\n")):
            text = " ".join(line.split())
            if not re.search(r"\w", text) or text in above or _ABOUT_IT.match(text):
                continue
            if len(sentences) == MOST:
                more = True
                break
            citations.append(cite(passage, line))
            sentences.append(Sentence(_ended(text), (len(citations),), group=lead(passage)))
    if more:
        sentences.append(Sentence(say("articles.more", question.language), role="remark"))
    return (tuple(sentences), tuple(citations)) if citations else None


def _ended(line: str) -> str:
    line = _JOINED.sub("", line)
    return line if line[-1] in '.!?:)”"' else line + "."


def _unknown(question: Question, article: Article) -> Answer:
    name = " ".join(article.after.split()[:4])
    return _refusal(question, say("articles.unknown_law", question.language, name=name))


def _refused(question: Question, article: Article, key: str, laws: Sequence[Entry]) -> Answer:
    titles = say("answer.or", question.language).join(f"“{law.shown_title}”" for law in laws[:3])
    return _refusal(question, say(key, question.language, number=article.number, titles=titles))


def _refusal(question: Question, told: str) -> Answer:
    missing = say("articles.help", question.language)
    lines = tuple(Sentence(line, role="remark") for line in (told, missing))
    return Answer(question.text, question.language, "refused", lines, missing=missing)
