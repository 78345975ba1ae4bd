"""The search as a LangChain retriever, for who builds a chain of their own on it."""

from __future__ import annotations

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from assistant.index.search import Searcher
from assistant.records import NATIONAL, Hit, Language


class PassageRetriever(BaseRetriever):
    """Retrieves passages as LangChain documents with title, file, page and score as metadata."""

    searcher: Searcher
    shelves: tuple[str, ...] = (NATIONAL,)
    municipality: str | None = None
    language: Language = "nl"
    limit: int = 10

    model_config = {"arbitrary_types_allowed": True}

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        hits = self.searcher.search(
            query,
            shelves=self.shelves,
            municipality=self.municipality,
            language=self.language,
            limit=self.limit,
        )
        return [_document(hit) for hit in hits]


def _document(hit: Hit) -> Document:
    passage = hit.passage
    return Document(
        id=passage.id,
        page_content=passage.text,
        metadata={
            "title": passage.document.title,
            "file": passage.document.file,
            "page": passage.page,
            "page_label": passage.page_label,
            "headings": list(passage.headings),
            "municipality": passage.document.municipality,
            "score": hit.score,
        },
    )
