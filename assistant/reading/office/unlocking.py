"""Opens a Word, Excel or PowerPoint file with its password; the opened copy exists in memory only."""

from __future__ import annotations

import io

from assistant.errors import BrokenFile, CannotUnlock, EncryptedFile, WrongPassword

_OLE = b"\xd0\xcf\x11\xe0"


def unlocked(data: bytes, file: str, password: str | None) -> bytes:
    """The bytes of a protected office file without its protection.

    Raises `EncryptedFile` without a password, `WrongPassword`, `BrokenFile`,
    and `CannotUnlock` for OpenDocument, whose protection is not read here.
    """
    if not data.startswith(_OLE):
        raise CannotUnlock(file=file)
    if not password:
        raise EncryptedFile(file=file)
    from msoffcrypto import OfficeFile
    from msoffcrypto.exceptions import InvalidKeyError

    opened = io.BytesIO()
    try:
        source = OfficeFile(io.BytesIO(data))
        source.load_key(password=password, verify_password=True)
        source.decrypt(opened)
    except InvalidKeyError:
        raise WrongPassword(file=file) from None
    # A damaged container makes the library trip over whatever it misses.
    except Exception as problem:
        raise BrokenFile(file=file, reason=str(problem)[:200] or type(problem).__name__) from problem
    return opened.getvalue()
