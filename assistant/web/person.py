"""Whose private documents these are, without accounts.

A browser keeps a random token; whoever holds it sees the private documents
that were added with it. The index only ever sees a hash of the token, so that
neither a database nor a shelf's name gives somebody else's documents away.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from pathlib import Path

import gradio as gr

STORAGE_KEY = "assistent-persoon"
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


def new_token() -> str:
    """A token nobody guesses: 256 random bits."""
    return secrets.token_urlsafe(32)


def is_token(value: object) -> bool:
    return isinstance(value, str) and _TOKEN.fullmatch(value) is not None


def person(request: gr.Request | None, token: object = None) -> str | None:
    """The name a person's shelf goes by: the login, else the browser's token, else the session.

    None when there is nothing to tell people apart by; then nothing private can be kept.
    """
    username = getattr(request, "username", None)
    session = getattr(request, "session_hash", None)
    if username:
        return _hash("user", username)
    if is_token(token):
        return _hash("token", str(token))
    return _hash("session", session) if session else None


def storage_secret(data: Path) -> str:
    """The key that Gradio scrambles the browser's storage with; kept, so that a restart can still read it."""
    file = data / "page-secret"
    if not file.exists():
        data.mkdir(parents=True, exist_ok=True)
        fresh = data / f"page-secret.{os.getpid()}"
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(24), "utf-8")
        fresh.replace(file)
    return file.read_text("utf-8").strip()


def _hash(kind: str, value: str) -> str:
    return hashlib.sha256(f"{kind}:{value}".encode()).hexdigest()[:32]
