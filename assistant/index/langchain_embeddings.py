"""The embedder as LangChain knows one, for who builds a chain of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.index.embedding import Embedder

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings


def langchain_embeddings(embedder: Embedder) -> Embeddings:
    """LangChain's face of an embedder: lists of numbers in place of arrays."""
    from langchain_core.embeddings import Embeddings

    class Adapter(Embeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            return embedder.passages(texts).tolist()

        def embed_query(self, text: str) -> list[float]:
            return embedder.queries([text])[0].tolist()

    return Adapter()
