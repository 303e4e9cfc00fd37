"""Train the reading model: one command from data to the shipped file.

python -m training.train --shared ../shared --out src/comity/reader/model

Killed, it goes on after the last finished epoch when called again.
"""

from __future__ import annotations

import argparse
import dataclasses
import hashlib
import math
import random
import shutil
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from comity.reader.encoder import Encoder
from comity.reader.labels import Labels
from comity.reader.pieces import PieceMaker
from training.batches import batches, collate, sample
from training.calibrate import calibrate
from training.card import write_card
from training.data import Example, attach_pieces, with_before
from training.evaluate import encode, measure
from training.export import export
from training.loss import WEIGHTS, loss_of
from training.network import MINILM, Network, load_encoder, minilm
from training.settings import Settings
from training.sources import FOLDS, gather, held_out, make_labels, train_documents
from training.swap import with_swaps

WARM = 0.1  # share of the steps on which the learning rate rises; then it falls to nothing


def train(
    net: Network,
    examples: list[Example],
    labels: Labels,
    maker: PieceMaker,
    settings: Settings,
    *,
    after: Callable[[int], None] | None = None,
    checkpoint: Path | None = None,
) -> None:
    """Train the network in place; `after` is called with the number of each finished epoch.

    checkpoint: where the state is kept after each epoch, and taken up from if it is of these settings and examples.
    """
    torch.manual_seed(settings.seed)
    rng = random.Random(settings.seed)
    opt = _optimizer(net, settings)
    steps = settings.epochs * math.ceil(len(sample(examples, random.Random(0))) / settings.batch)
    plan = torch.optim.lr_scheduler.LambdaLR(
        opt, lambda s: min(s / (WARM * steps), max(0.0, (steps - s) / ((1 - WARM) * steps)))
    )
    told = run_digest(settings, examples, labels)
    first = _take_up(checkpoint, told, net, opt, plan, rng)
    rare = _rare(examples, labels, settings.rare) if settings.rare else None
    began = time.time()
    for epoch in range(first, settings.epochs):
        means = _epoch(net, examples, labels, maker, settings, rng, opt, plan, rare)
        print(f"epoch {epoch + 1}/{settings.epochs} {time.time() - began:.0f}s", means, flush=True)
        if checkpoint:
            _keep(checkpoint, told, epoch + 1, net, opt, plan, rng)
        if after:
            after(epoch)


def _epoch(
    net: Network,
    examples: list[Example],
    labels: Labels,
    maker: PieceMaker,
    settings: Settings,
    rng: random.Random,
    opt: torch.optim.Optimizer,
    plan: torch.optim.lr_scheduler.LRScheduler,
    rare: Tensor | None,
) -> dict[str, float]:
    """One pass over the day's examples; the mean loss of each head."""
    net.train()
    seen: dict[str, list[float]] = {}
    todays = list(with_swaps(sample(examples, rng), settings.swap, rng))
    attach_pieces(todays, maker)
    for group in batches(todays, settings.batch, rng):
        loss, parts = loss_of(net, collate(group, labels), settings.silent, rare)
        opt.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        opt.step()
        plan.step()
        for name, value in parts.items():
            seen.setdefault(name, []).append(value)
    return {name: round(float(np.mean(values)), 3) for name, values in seen.items()}


def _optimizer(net: Network, settings: Settings) -> torch.optim.Optimizer:
    heads = [p for n, p in net.named_parameters() if not n.startswith("encoder.") and p.requires_grad]
    body = [p for n, p in net.named_parameters() if n.startswith("encoder.") and p.requires_grad]
    groups = [{"params": body, "lr": settings.lr}, {"params": heads, "lr": settings.head_lr}]
    return torch.optim.AdamW(groups, weight_decay=0.01, fused=True)


def _rare(examples: list[Example], labels: Labels, power: float) -> Tensor:
    """(types,) weights by which rarer types count more: (mean count / count) ** power."""
    counts = Counter(act.type for example in examples for act in example.acts or [])
    mean = sum(counts.values()) / len(labels.types)
    return torch.tensor([(mean / max(1, counts[name])) ** power for name in labels.types])


def run_digest(settings: Settings, examples: list[Example], labels: Labels) -> str:
    """What two runs must agree on for one to take up the other's state."""
    digest = hashlib.sha256(repr((settings, sorted(WEIGHTS.items()), labels.to_json())).encode())
    for example in examples:
        digest.update(repr((example.text, example.acts, example.names, example.pair)).encode())
    return digest.hexdigest()


def _keep(path: Path, told: str, epochs: int, net: Network, *parts: Any) -> None:
    opt, plan, rng = parts
    path.parent.mkdir(parents=True, exist_ok=True)
    state = {
        "told": told, "epochs": epochs, "net": net.state_dict(), "opt": opt.state_dict(), "plan": plan.state_dict(),
        "rng": rng.getstate(), "torch": torch.get_rng_state(),
    }  # fmt: skip
    torch.save(state, path.with_suffix(".part"))
    path.with_suffix(".part").replace(path)  # whole or not at all


def _take_up(path: Path | None, told: str, net: Network, *parts: Any) -> int:
    """Set everything to a kept state of the same run; the number of epochs it has behind it.

    Exits if the state is another run's: it may have cost hours.
    """
    opt, plan, rng = parts
    if path is None or not path.exists():
        return 0
    state = torch.load(path, weights_only=False)
    if state["told"] != told:
        raise SystemExit(f"{path} holds another run (other settings, data or weights): remove it, or name another file")
    net.load_state_dict(state["net"])
    opt.load_state_dict(state["opt"])
    plan.load_state_dict(state["plan"])
    rng.setstate(state["rng"])
    torch.set_rng_state(state["torch"])
    print(f"taken up from {path} after epoch {state['epochs']}", flush=True)
    return int(state["epochs"])


def main() -> None:
    args = _arguments()
    settings = Settings(epochs=args.epochs, seed=args.seed)
    folder = args.encoder or minilm()
    labels, maker = make_labels(args.shared, args.corpus), PieceMaker(folder / "vocab.txt")
    held = set(train_documents(args.shared, args.corpus)[args.fold :: FOLDS])
    examples, test = gather(args.shared, args.corpus, held, settings), held_out(args.shared, args.corpus, held)
    net, _ = fit(folder, labels, maker, examples, test, settings, checkpoint=args.checkpoint)
    exact = encode(net, test)  # before its numbers are rounded
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "labels.json").write_text(labels.to_json() + "\n", "utf-8")
    shutil.copy(folder / "vocab.txt", args.out)
    export(net, args.out / "model.onnx")
    facts = dataclasses.asdict(settings) | {
        "sentences": len(examples),
        "acts": sum(len(example.acts or ()) for example in examples),
        "torch": torch.__version__,
        "threads": torch.get_num_threads(),
        "run": run_digest(settings, examples, labels),
    }
    start = MINILM if args.encoder is None else args.encoder.name
    card = partial(write_card, args.out, args.shared, args.corpus, args.version, start, facts, sorted(held))
    card({})
    print("certainty", calibrate(args.out, test), flush=True)
    encoder = Encoder(args.out)
    outputs = {"float32": exact, "shipped": encoder.encode([example.text for example in test])}
    card({name: measure(told, test, encoder.labels) for name, told in outputs.items()})


def fit(
    folder: Path,
    labels: Labels,
    maker: PieceMaker,
    examples: list[Example],
    test: list[Example],
    settings: Settings,
    *,
    checkpoint: Path | None = None,
) -> tuple[Network, dict[str, float]]:
    """A network trained from the encoder in a folder, and its scores on the test sentences."""
    if settings.before:
        examples, test = list(with_before(examples)), list(with_before(test))
    attach_pieces(examples + test, maker)
    acts = sum(len(example.acts or ()) for example in examples)
    print(len(examples), "sentences,", acts, "acts;", len(test), "held out", flush=True)
    torch.manual_seed(settings.seed)
    net = Network(labels, load_encoder(folder), dropout=settings.dropout)

    def report(epoch: int) -> None:
        if test and epoch % 4 == 3:
            print("   held out", measure(encode(net, test), test, labels), flush=True)

    train(net, examples, labels, maker, settings, after=report, checkpoint=checkpoint)
    return net, measure(encode(net, test), test, labels) if test else {}


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--out", type=Path, default=Path("src/comity/reader/model"))
    parser.add_argument("--checkpoint", type=Path, default=Path("training/runs/checkpoint.pt"))
    parser.add_argument("--encoder", type=Path, help="folder of the encoder to start from; by default all-MiniLM-L6-v2")
    parser.add_argument("--epochs", type=int, default=Settings.epochs)
    parser.add_argument("--seed", type=int, default=Settings.seed)
    parser.add_argument("--fold", type=int, default=0, help="the first of every fourteenth document held out")
    parser.add_argument("--version", default="0.2.0", help="the model's version, for its card")
    return parser.parse_args()


if __name__ == "__main__":
    main()
