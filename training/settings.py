"""What can be set about a training run; the defaults make the shipped model."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    """without: sources left out (sources.SOURCES). silent: heads whose loss counts nothing (loss.WEIGHTS).

    share: of the documents and sentences of every source. swap: share of sentences read under other names each epoch.
    rare: power by which rarer types weigh more. before: whether the sentence before is read along.
    """

    epochs: int = 9
    batch: int = 32
    lr: float = 2.5e-4
    head_lr: float = 1e-3
    dropout: float = 0.25
    swap: float = 0.4
    seed: int = 1
    share: float = 1.0
    rare: float = 0.0
    before: bool = False
    without: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
