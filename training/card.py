"""The model's card: what it was made from, how, with what scores, by which digests."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

LICENCES = {
    "data/annotated/documents.jsonl": "texts as their sources: US releases public domain, Wikinews CC BY 2.5, "
    "en.kremlin.ru CC BY 4.0, UN General Debate Corpus CC0, PLV no licence file; trained on, not passed on",
    "data/annotated/records.jsonl": "annotations by the coding guide, made for this project",
    "data/plv/PLV_train.tsv": "no licence file; trained on, not passed on",
    "data/names/crossner_politics_dev.txt.gz": "MIT",
    "data/names/crossner_politics_test.txt.gz": "MIT",
    "data/names/crossner_politics_train.txt.gz": "MIT",
    "data/names/uner_ewt_dev.iob2.gz": "CC BY-SA 4.0",
    "data/names/uner_ewt_test.iob2.gz": "CC BY-SA 4.0",
}


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write_card(
    out: Path,
    shared: Path,
    corpus: Path,
    version: str,
    start: str,
    settings: dict[str, object],
    held: list[str],
    scores: dict[str, dict[str, float]],
) -> None:
    """Write card.toml beside the model.

    start: the encoder it was trained from. held: ids of the documents kept apart. scores: those on them, by kind of
    numbers: triggers and roles before names are resolved.
    """
    lines = [
        "# Written by training; docs/model.md says what it means.",
        'name = "comity-reader"',
        f'version = "{version}"',
        f'trained = "{dt.date.today().isoformat()}"',
        f'start = "{start}"',
        'licence = "Apache-2.0"',
        f'sha256 = "{digest(out / "model.onnx")}"',
        "",
        "[settings]",
        *(f"{name} = {_toml(value)}" for name, value in sorted(settings.items())),
        "",
        "[held_out]  # documents kept apart from training",
        f"documents = {_toml(tuple(held))}",
    ]
    for kind, figures in scores.items():
        lines += ["", f"[held_out.{kind}]", *(f"{name} = {value}" for name, value in figures.items())]
    for name, licence in LICENCES.items():
        lines += ["", "[[data]]", f'file = "{name}"', f'licence = "{licence}"', f'sha256 = "{digest(shared / name)}"']
    for path in sorted(corpus.glob("*.jsonl")):
        lines += [
            "",
            "[[data]]",
            f'file = "corpus/{path.name}"',
            'licence = "Apache-2.0"',
            f'sha256 = "{digest(path)}"',
        ]
    (out / "card.toml").write_text("\n".join(lines) + "\n", "utf-8")


def _toml(value: object) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(_toml(one) for one in value)}]"
    return f'"{value}"' if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else str(value)
