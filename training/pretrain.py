"""Domain-adaptive pretraining: the encoder learns to fill in masked word pieces of the published texts.

python -m training.pretrain --out training/runs/adapted
python -m training.train --encoder training/runs/adapted
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from comity.documents.sentences import split
from comity.reader.pieces import PieceMaker, Pieces
from training.data import read_jsonl
from training.network import WIDTH, load_encoder, minilm

MASKED, MASK = 0.2, 103  # share of pieces to fill in; [MASK] in MiniLM's vocabulary
BATCH = 48
LONGEST = 96  # pieces of a sentence


class Filler(nn.Module):
    """The encoder and, over the hidden states (N, WIDTH) of masked pieces, (N, V) scores of the vocabulary's words."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.encoder = load_encoder(folder)
        words = self.encoder.embeddings.word_embeddings.weight
        self.turn = nn.Sequential(nn.Linear(WIDTH, WIDTH), nn.GELU(), nn.LayerNorm(WIDTH))
        self.words, self.bias = words, nn.Parameter(torch.zeros(len(words)))

    def forward(self, ids: Tensor, mask: Tensor, chosen: Tensor) -> Tensor:
        hidden = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        return F.linear(self.turn(hidden[chosen]), self.words, self.bias)


def sentences(texts: Path, leave_out: set[str]) -> Iterator[str]:
    """The sentences of all published texts but those left out (the dev part's)."""
    for path in sorted(texts.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                if row["id"] not in leave_out:
                    yield from (row["text"][s.span.start : s.span.end] for s in split(row["text"]))


def batch_of(group: list[Pieces]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """ids with masks put in, mask (B, T), which pieces were chosen (B, T), and what they were (N,)."""
    size = min(LONGEST, max(len(pieces.ids) for pieces in group))
    ids = torch.zeros(len(group), size, dtype=torch.long)
    for n, pieces in enumerate(group):
        cut = torch.from_numpy(pieces.ids[:size])
        ids[n, : len(cut)] = cut
    mask = ids != 0
    chosen = (torch.rand(ids.shape) < MASKED) & mask & (ids != 101) & (ids != 102)
    wanted = ids[chosen]
    dice = torch.rand(wanted.shape)
    others = torch.where(dice < 0.9, torch.randint(1000, 30000, wanted.shape), wanted)
    ids[chosen] = torch.where(dice < 0.8, MASK, others)
    return ids, mask.long(), chosen, wanted


def main() -> None:
    args = _arguments()
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    folder = args.encoder or minilm()
    dev = {row["id"] for row in read_jsonl(args.shared / "data/annotated/documents.jsonl") if row["split"] == "dev"}
    found = sorted({s for s in sentences(args.shared / "data/texts", dev) if len(s) > 40})
    cut = PieceMaker(folder / "vocab.txt").cut(rng.sample(found, min(args.sentences, len(found))))
    cut.sort(key=lambda pieces: len(pieces.ids) + rng.random() * 4)
    groups = [cut[i : i + BATCH] for i in range(0, len(cut), BATCH)]
    rng.shuffle(groups)
    net = Filler(folder)
    opt = torch.optim.AdamW([p for p in net.parameters() if p.requires_grad], lr=args.lr, fused=True)
    plan = torch.optim.lr_scheduler.OneCycleLR(opt, args.lr, total_steps=len(groups), pct_start=0.06)
    print(len(found), "sentences;", len(cut), "taken", flush=True)
    net.train()
    began, seen = time.time(), 0.0
    for n, group in enumerate(groups):
        ids, mask, chosen, wanted = batch_of(group)
        with torch.autocast("cpu", torch.bfloat16):
            guess = net(ids, mask, chosen)
        loss = F.cross_entropy(guess.float(), wanted)
        opt.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        opt.step()
        plan.step()
        seen = loss.item() if n == 0 else 0.99 * seen + 0.01 * loss.item()
        if n % 100 == 0:
            print(f"{n}/{len(groups)} {time.time() - began:.0f}s loss {seen:.3f}", flush=True)
    net.encoder.save_pretrained(args.out)
    shutil.copy(folder / "vocab.txt", args.out)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, help="folder of all-MiniLM-L6-v2; by default its package's")
    parser.add_argument("--sentences", type=int, default=100_000)
    parser.add_argument("--lr", type=float, default=3e-4)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    main()
