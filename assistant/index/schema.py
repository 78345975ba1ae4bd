"""The catalogue's tables."""

SCHEMA_VERSION = "3"

LEXICAL = """
CREATE VIRTUAL TABLE IF NOT EXISTS {name} USING fts5 (stems, grams, shelf, tokenize = 'unicode61');
"""

SCHEMA = f"""
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS documents (
    id TEXT PRIMARY KEY, shelf TEXT NOT NULL, file TEXT NOT NULL, title TEXT NOT NULL, format TEXT NOT NULL,
    sha256 TEXT NOT NULL, version INTEGER NOT NULL, municipality TEXT, language TEXT NOT NULL, kind TEXT,
    publisher TEXT, date TEXT, address TEXT, licence TEXT, topics TEXT NOT NULL, page_count INTEGER NOT NULL,
    paged INTEGER NOT NULL, passage_count INTEGER NOT NULL, origin TEXT NOT NULL, added TEXT NOT NULL,
    year INTEGER, until INTEGER, edition TEXT, legibility TEXT NOT NULL,
    UNIQUE (shelf, file)
);
CREATE TABLE IF NOT EXISTS versions (
    document_id TEXT NOT NULL, version INTEGER NOT NULL, sha256 TEXT NOT NULL, added TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS pages (
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    page_index INTEGER NOT NULL, number INTEGER, label TEXT, text TEXT NOT NULL, headings TEXT NOT NULL,
    tables TEXT NOT NULL, verdict TEXT NOT NULL, confidence REAL, recognised TEXT NOT NULL,
    PRIMARY KEY (document_id, page_index)
);
CREATE TABLE IF NOT EXISTS passages (
    rowid INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    page_index INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL, ordinal INTEGER NOT NULL,
    headings TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS passages_by_document ON passages (document_id, ordinal);
{LEXICAL.format(name="lexical")}CREATE TABLE IF NOT EXISTS table_rows (
    rowid INTEGER PRIMARY KEY, document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    page_index INTEGER NOT NULL, table_number INTEGER NOT NULL, row_number INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS table_rows_by_document ON table_rows (document_id);
CREATE VIRTUAL TABLE IF NOT EXISTS lexical_rows USING fts5 (stems, shelf UNINDEXED, tokenize = 'unicode61');
CREATE VIRTUAL TABLE IF NOT EXISTS lexical_terms USING fts5vocab (lexical, col);
"""
