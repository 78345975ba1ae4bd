"""Fetches the documents that `corpus/sources.toml` lists, onto the shelf each belongs to.

Addresses of municipalities move, answer slowly and like to send a login page
where a document was. So nothing gets its final name before its length, its
type and its first bytes are right; what was cut off goes on where it stopped;
and one address that fails never stops the others.
"""

from __future__ import annotations

import errno
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import StorageFull
from assistant.index.download import attempt
from assistant.index.download.files import files_of
from assistant.index.download.outcome import Fetched, Refused
from assistant.index.download.response import MOST_BYTES
from assistant.index.download.sources import Source
from assistant.index.listening import Listener, nobody
from assistant.records import Progress

if TYPE_CHECKING:
    import httpx

PAUSES = (0.5, 2.0)
# So many different hosts in a row without a connection: it is the network that is away.
HOSTS = 3

Pause = Callable[[float], None]


def download(
    sources: Sequence[Source],
    folder: Path,
    client: httpx.Client,
    listener: Listener | None = None,
    pause: Pause = time.sleep,
) -> Iterator[Fetched]:
    """Fetch one after the other; a failing source is yielded like the others, a full disk raises.

    A host without a connection is not asked again right after, and after
    `HOSTS` such hosts in a row the rest is given up: there is no network.
    """
    tell = listener or nobody
    silent: set[str] = set()
    for number, source in enumerate(sources):
        tell(Progress("downloading", number, len(sources), source.id))
        host = "/".join(source.address.split("/")[:3])
        if host in silent or len(silent) >= HOSTS:
            yield Fetched(source, None, "failed", "no_connection")
            continue
        fetched = fetch(source, folder, client, pause=pause)
        silent = silent | {host} if fetched.key == "no_connection" else set()
        yield fetched
    tell(Progress("downloading", len(sources), len(sources)))


def fetch(
    source: Source,
    folder: Path,
    client: httpx.Client,
    most_bytes: int = MOST_BYTES,
    pause: Pause = time.sleep,
) -> Fetched:
    """Fetch one source to `folder/<shelf>/<id>.pdf` or `.html`; only a full disk raises (`StorageFull`)."""
    waits = iter(PAUSES)
    while True:
        try:
            files = files_of(source, folder)
            return Fetched(source, files.final, attempt.once(source, files, client, most_bytes))
        except Refused as refused:
            wait = next(waits, None)
            if wait is None or not refused.again:
                return Fetched(source, None, "failed", refused.key, tuple(refused.gaps.items()))
            pause(wait)
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise StorageFull(path=folder) from error
            return Fetched(source, None, "failed", "not_writable", (("folder", folder / source.shelf),))
