"""A model's card is TOML that says what the model was made from."""

from __future__ import annotations

import dataclasses
import tomllib
from pathlib import Path

from training.card import LICENCES, write_card
from training.settings import Settings


def test_card_tells_settings_scores_and_digests(tmp_path: Path) -> None:
    shared, corpus, out = (tmp_path / name for name in ("shared", "corpus", "out"))
    for path in (*(shared / name for name in LICENCES), corpus / "own.records.jsonl", out / "model.onnx"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}", "utf-8")
    settings = dataclasses.asdict(Settings(without=("plv",), before=True))
    write_card(out, shared, corpus, "1.2.3", "an encoder", settings, ["a:1"], {"shipped": {"typed": 0.5}})
    card = tomllib.loads((out / "card.toml").read_text("utf-8"))
    assert card["settings"]["without"] == ["plv"] and card["settings"]["before"] is True
    assert card["start"] == "an encoder" and card["held_out"]["documents"] == ["a:1"]
    assert card["held_out"]["shipped"]["typed"] == 0.5 and card["version"] == "1.2.3"
    assert {row["file"] for row in card["data"]} == {*LICENCES, "corpus/own.records.jsonl"}
    assert all(len(row["sha256"]) == 64 for row in card["data"])
