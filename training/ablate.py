"""What each head, source and setting gives or costs: short trainings that differ in one thing, on held-out documents.

python -m training.ablate --out training/runs/ablations.jsonl     (killed, it goes on where it stopped)
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import time
from pathlib import Path

from comity.reader.pieces import PieceMaker
from training.data import read_jsonl
from training.loss import WEIGHTS
from training.network import minilm
from training.settings import Settings
from training.sources import SOURCES, gather, held_out, make_labels, train_documents
from training.train import fit, run_digest

BASE = Settings(epochs=3, share=0.25)
HELD = 7  # one training document in so many is held out: enough to see a difference of 0.02

HEADS = ("mention", "pair", "implicit")
VARIATIONS: dict[str, Settings] = {
    "base": BASE,
    "base, another seed": dataclasses.replace(BASE, seed=2),
    **{f"without {name}": dataclasses.replace(BASE, without=(name,)) for name in SOURCES},
    **{f"head {name} silent": dataclasses.replace(BASE, silent=(name,)) for name in HEADS},
    "no swapped names": dataclasses.replace(BASE, swap=0.0),
    "rare types weigh more": dataclasses.replace(BASE, rare=0.5),
    "sentence before read along": dataclasses.replace(BASE, before=True),
    "50 % of the data": dataclasses.replace(BASE, share=0.5),
    "75 % of the data": dataclasses.replace(BASE, share=0.75),
    "100 % of the data": dataclasses.replace(BASE, share=1.0),
}
ADAPTED = "adapted encoder"  # the base from another encoder: training.pretrain's


def main() -> None:
    args = _arguments()
    assert set(HEADS) <= set(WEIGHTS)
    labels = make_labels(args.shared, args.corpus)
    held = set(train_documents(args.shared, args.corpus)[::HELD])
    done = {(row["name"], row["run"]) for row in read_jsonl(args.out)} if args.out.exists() else set()
    runs = {name: (minilm(), settings) for name, settings in VARIATIONS.items()}
    if args.adapted:
        runs[ADAPTED] = (args.adapted, BASE)
    for name in args.only or runs:
        folder, settings = runs[name]
        began = time.time()
        examples, test = gather(args.shared, args.corpus, held, settings), held_out(args.shared, args.corpus, held)
        run = run_digest(settings, examples, labels)
        if (name, run) in done:
            continue
        print("==", name, flush=True)
        _, scores = fit(folder, labels, PieceMaker(folder / "vocab.txt"), examples, test, settings)
        acts = sum(len(example.acts or ()) for example in examples)
        row = {"name": name, "run": run, "acts": acts, "seconds": round(time.time() - began), **scores}
        print(row, flush=True)
        args.out.parent.mkdir(parents=True, exist_ok=True)
        with args.out.open("a", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--out", type=Path, default=Path("training/runs/ablations.jsonl"))
    parser.add_argument("--adapted", type=Path, help="folder of an encoder made by training.pretrain")
    parser.add_argument("--only", nargs="*", help="names of runs, where not all are wanted")
    return parser.parse_args()


if __name__ == "__main__":
    main()
