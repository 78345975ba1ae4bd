"""One attempt at a source, from asking to its final name; whatever goes wrong in it has one reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.index.download import content
from assistant.index.download.files import Files
from assistant.index.download.outcome import Refused, Success
from assistant.index.download.request import conditions, send
from assistant.index.download.response import accept, receive
from assistant.index.download.sources import Source

if TYPE_CHECKING:
    import httpx


def once(source: Source, files: Files, client: httpx.Client, most_bytes: int) -> Success:
    """Get a source once; raises `Refused`, or the `OSError` of a disk that doesn't take it."""
    import httpx

    try:
        headers, start = conditions(source, files)
        response = send(source.address, headers, client)
        try:
            if response.status_code == 304 and files.final.exists():
                return "unchanged"
            start = accept(response, source, files, start, most_bytes)
            receive(response, files.part, start, most_bytes)
        finally:
            response.close()
        content.check(files.part, source.type)
        return files.finish()
    except Refused as refused:
        if not refused.again and refused.key != "too_slow":
            files.drop_part()
        raise
    except httpx.InvalidURL as error:
        raise Refused("bad_address") from error
    except httpx.ConnectTimeout as error:
        # It has waited already; waiting twice more would only be slow.
        raise Refused("no_connection") from error
    except (httpx.ConnectError, httpx.ProxyError) as error:
        if "certificate" in str(error).lower() or "ssl" in str(error).lower():
            raise Refused("certificate") from error
        raise Refused("no_connection", again=True) from error
    except httpx.HTTPError as error:
        raise Refused("interrupted", again=True) from error
