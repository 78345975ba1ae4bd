"""A finished file gets its name only when it is whole: nobody sends half a plan to the town hall."""

from __future__ import annotations

import errno
import os
import secrets
from contextlib import suppress
from pathlib import Path

from assistant.errors import StorageFull, UnwritableExport


def save(content: bytes, path: Path) -> None:
    """Write the file at once or not at all; raises `StorageFull` and `UnwritableExport`."""
    draft = path.with_name(f".{path.stem[:40]}-{secrets.token_hex(4)}{path.suffix}")
    try:
        with draft.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
    except OSError as error:
        with suppress(OSError):
            draft.unlink()
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise StorageFull(path=str(path.parent)) from error
        raise UnwritableExport(path=str(path)) from error
