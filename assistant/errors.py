"""Every error a user can meet; each says in Dutch and English what to do next.

    AssistantError
    ├── SettingsError           a setting that makes no sense
    │   ├── UnusableModel       a language model by a name that can't be used
    │   ├── UnusableModelAddress
    │   └── UnusablePrice
    ├── QuestionError           a question that can't be taken
    │   ├── EmptyQuestion
    │   └── QuestionTooLong
    ├── UnknownMunicipality     a name that is no municipality
    ├── ReadingError            a file that can't be read
    │   ├── UnsupportedFormat
    │   ├── EmptyFile
    │   ├── BrokenFile          the content is not what the name says, or is damaged
    │   ├── EncryptedFile       a password is needed
    │   ├── WrongPassword
    │   ├── CannotUnlock        protected in a way that no password opens here
    │   ├── NoText              only pictures: nothing to search
    │   ├── TooManyPages
    │   ├── TooLarge            it unpacks to more than is sane, or needs more memory
    │   ├── TooSlow             reading took longer than the limit
    │   └── FileMissing
    ├── CatalogueError          the index can't be used
    │   ├── EmptyIndex
    │   ├── IndexOutdated       made with another model or splitter
    │   ├── UnknownDocument
    │   └── StorageFull
    ├── FiguresError            municipal figures that can't be read, fetched or kept
    │   ├── BrokenFigures       a file of the snapshot is damaged
    │   ├── RefreshFailed       the statistics office could not be asked, or answered nonsense
    │   └── ImportRefused       a downloaded export that makes no sense
    ├── PlanError               a plan that can't be drafted, kept or exported
    │   ├── UnknownKind         a kind of document without an outline
    │   ├── UnknownPlan         a draft that is gone, or another person's
    │   ├── DamagedPlan         a kept draft that can't be read any more
    │   ├── NewerPlan           a draft that a newer version of the program kept
    │   ├── UnwritableExport    a place where no file can be written
    │   ├── UnknownWish         a wish for a section that takes a language model
    │   ├── BrokenOutline       an outline with a mistake in it
    │   └── UnknownExport       a format that plans can't be written in
    └── ModelUnavailable        the embedding model can't be had

The sentences stand in `wording/`, under the class's name in snake case, so
that a translator needs no code.
"""

from __future__ import annotations

import re


class AssistantError(Exception):
    """An error a user can do something about; `details` fill the sentence's gaps."""

    def __init__(self, **details: object) -> None:
        self.details = details
        super().__init__(self.say("nl"))

    @classmethod
    def key(cls) -> str:
        """The wording key: `BrokenFile` → `errors.broken_file`."""
        return "errors." + re.sub(r"(?<=[a-z])(?=[A-Z])", "_", cls.__name__).lower().strip("_")

    def say(self, language: str = "nl") -> str:
        """The sentence for the user, in Dutch or English."""
        from assistant.wording import say

        return say(self.key(), language, **self.details)


class SettingsError(AssistantError):
    pass


class UnusableModel(SettingsError):
    """Details: `value` and `providers`."""


class UnusableModelAddress(SettingsError):
    """No details: an address may have a password in it."""


class UnusablePrice(SettingsError):
    """Details: `name` and `value`."""


class QuestionError(AssistantError):
    pass


class EmptyQuestion(QuestionError):
    pass


class QuestionTooLong(QuestionError):
    pass


class UnknownMunicipality(AssistantError):
    """Details: `name` as given, `near` a list of names it may mean.

    `why` is "village" where those are municipalities with such a village,
    "divided" where they share what was a municipality until `year`, and
    "unreachable" where the register of villages gave no answer.
    """

    def say(self, language: str = "nl") -> str:
        from assistant.wording import say

        names = self.details.get("near") or []
        listed = [str(name) for name in names] if isinstance(names, list) else []
        joined = say("answer.or", language).join(filter(None, [", ".join(listed[:-1]), *listed[-1:]]))
        why = self.details.get("why")
        if why == "divided":
            details = {"name": self.details.get("name"), "year": self.details.get("year")}
            return say(self.key() + "_divided", language, near=joined, **details)
        suffix = "_village" if why == "village" else "_near"
        near = say(self.key() + suffix, language, near=joined) if joined else ""
        if why == "unreachable":
            near = say(self.key() + "_unreachable", language)
        return say(self.key(), language, name=self.details.get("name"), near=near)


class ReadingError(AssistantError):
    pass


class UnsupportedFormat(ReadingError):
    pass


class EmptyFile(ReadingError):
    pass


class BrokenFile(ReadingError):
    pass


class EncryptedFile(ReadingError):
    pass


class WrongPassword(ReadingError):
    pass


class CannotUnlock(ReadingError):
    pass


class NoText(ReadingError):
    pass


class TooManyPages(ReadingError):
    pass


class TooLarge(ReadingError):
    pass


class TooSlow(ReadingError):
    pass


class FileMissing(ReadingError):
    pass


class CatalogueError(AssistantError):
    pass


class EmptyIndex(CatalogueError):
    pass


class IndexOutdated(CatalogueError):
    pass


class UnknownDocument(CatalogueError):
    pass


class StorageFull(CatalogueError):
    pass


class ModelUnavailable(AssistantError):
    pass


class FiguresError(AssistantError):
    pass


class BrokenFigures(FiguresError):
    """Details: `file` and `line`."""


class RefreshFailed(FiguresError):
    """Details: `reason`, a whole sentence in the user's language, from the key given as `why`."""

    def say(self, language: str = "nl") -> str:
        from assistant.wording import say

        details = {k: v for k, v in self.details.items() if k != "why"}
        reason = say(f"refresh.reasons.{self.details['why']}", language, **details)
        return say(self.key(), language, reason=reason)


class ImportRefused(FiguresError):
    """Details: `file`, and `why`, a key under `exports.reasons`, with what that sentence needs."""

    def say(self, language: str = "nl") -> str:
        from assistant.wording import say

        details = {k: v for k, v in self.details.items() if k != "why"}
        reason = say(f"exports.reasons.{self.details['why']}", language, **details)
        return say(self.key(), language, file=self.details.get("file"), reason=reason)


class PlanError(AssistantError):
    pass


class UnknownKind(PlanError):
    """Details: `kind` and `known`, the kinds there are."""


class UnknownPlan(PlanError):
    pass


class DamagedPlan(PlanError):
    """Details: `reason`, where in the file and what, for who mends it."""


class NewerPlan(PlanError):
    """Details: `version`, that of the file."""


class UnwritableExport(PlanError):
    """Details: `path`."""


class BrokenOutline(PlanError):
    """Details: `file` and `reason`."""


class UnknownWish(PlanError):
    """Details: `wish`, in the user's words."""


class UnknownExport(PlanError):
    """Details: `name`, the file's."""
