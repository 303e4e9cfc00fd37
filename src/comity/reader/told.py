"""An act with its parties resolved: what the later steps (dates, ties, agreements, appeals) work on."""

from __future__ import annotations

from dataclasses import dataclass

from comity.reader.acts import Act
from comity.records import Evidence, Party, Sentence, Span


@dataclass(frozen=True, slots=True)
class Told:
    """One act as one sentence tells it. row: number of the sentence; trigger: characters of the document.

    attribution: whose words it is told in, where that isn't an actor.
    """

    row: int
    sentence: Sentence
    act: Act
    trigger: Span
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    attribution: tuple[Party, ...] = ()

    def evidence(self, text: str) -> Evidence:
        span = self.sentence.span
        return Evidence(sentence=span, trigger=self.trigger, quote=text[span.start : span.end])
