"""What 8-bit numbers cost: the last training's network, as it is and rounded, reads the dev part.

python -m bench.rounding      (after training.train)
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path
from types import ModuleType

import torch
from training.data import read_jsonl
from training.export import export
from training.network import Network, load_encoder, minilm

from bench.direction import PAIRS, related
from bench.results import dev_part, load_scorer
from comity import Reader
from comity.reader.encoder import Encoder
from comity.reader.labels import load_labels

FIGURES = ("actors", "recipients", "mode", "aux", "macro")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=Path, default=Path("training/runs/checkpoint.pt"))
    parser.add_argument("--model", type=Path, default=Path("src/comity/reader/model"))
    parser.add_argument("--out", type=Path, default=Path("training/runs/float32"))
    args = parser.parse_args()
    net = Network(load_labels(args.model / "labels.json"), load_encoder(minilm()))
    state = torch.load(args.checkpoint, weights_only=False)
    if state["told"] not in (args.model / "card.toml").read_text("utf-8"):
        raise SystemExit(f"{args.checkpoint} is of another run than {args.model}")
    net.load_state_dict(state["net"])
    args.out.mkdir(parents=True, exist_ok=True)
    for name in ("labels.json", "vocab.txt", "card.toml"):
        shutil.copy(args.model / name, args.out)
    export(net, args.out / "model.onnx", rounded=False)
    for folder in (args.out, args.model):
        print(folder, _figures(Reader(encoder=Encoder(folder)), load_scorer()))


def _figures(reader: Reader, scorer: ModuleType) -> dict[str, float]:
    texts, docs, gold = dev_part(scorer)
    told = [reading.to_dict() for reading in reader.read_many(docs)]
    result, _, _ = scorer.score(texts, gold, list(scorer.predicted_events(texts, told)))
    pairs = [(pair["type"], related(reader, pair[way])) for pair in read_jsonl(PAIRS) for way in ("active", "turned")]
    shares = {name: result[name]["f1"] for name in ("typed", "record")} | {name: result[name] for name in FIGURES}
    return shares | {"relate": round(sum(gold == got for gold, got in pairs) / len(pairs), 4)}


if __name__ == "__main__":
    main()
