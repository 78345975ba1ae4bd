"""What the pages of a PDF unpack to, before anything tries to draw them.

A page of a few kilobytes can unpack to gigabytes, and a thousand pages can
share one large content. pypdf stops at a bound where pdfium goes on until the
memory is gone, so pypdf measures first.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import Any


def bound_streams(unpacked_mb: int) -> None:
    """Let no stream of a PDF unpack to more than this; pypdf's own bound is the most there is."""
    import pypdf

    most = min(unpacked_mb * 1_000_000, pypdf.get_configuration().zlib_maximum_output_length)
    pypdf.overwrite_configuration(
        zlib_maximum_output_length=most,
        lzw_maximum_output_length=most,
        run_length_maximum_output_length=most,
        array_based_stream_maximum_output_length=most,
        jbig2_maximum_output_length=most,
        image_maximum_buffer_size=most,
    )


def unpacked(pages: Iterable[Any], most: int) -> int:
    """The bytes that the contents of pypdf's pages unpack to; counting stops once it is more than `most`.

    A page that can't be unpacked counts for nothing. Raises pypdf's
    `LimitReachedError` when one content is larger than its bound.
    """
    total = 0
    for page in pages:
        for stream in _contents(page):
            total += _size(stream)
        if total > most:
            break
    return total


def _contents(page: Any) -> list[Any]:
    with suppress(Exception):
        found = page["/Contents"].get_object()
        return [part.get_object() for part in found] if isinstance(found, list) else [found]
    return []


def _size(stream: Any) -> int:
    from pypdf.errors import LimitReachedError

    try:
        return len(stream.get_data())
    except (LimitReachedError, MemoryError):
        raise
    except Exception:  # whatever is wrong with it is met again where it is read
        return 0
