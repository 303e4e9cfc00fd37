"""PLV by cross-validation through `reader.relate`: how well the type between two given mentions is told.

python -m training.crossvalidate      (killed, it goes on after the last finished fold)

One network learns from everything but PLV; then, for each fold, it goes on learning from the other folds (their pairs,
and the annotations of the same sentences), is exported as the shipped model is, and asked for the fold left out.
"""

from __future__ import annotations

import argparse
import copy
import csv
import dataclasses
import random
import shutil
import zlib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from comity import Reader
from comity.reader.encoder import Encoder
from comity.reader.labels import Labels
from comity.reader.pieces import PieceMaker
from training.card import write_card
from training.data import Example, annotated, attach_pieces, pair_of, plv_pairs, squeeze
from training.export import export
from training.matching import macro_f1
from training.network import MINILM, Network, minilm
from training.settings import Settings
from training.sources import gather, make_labels
from training.train import fit, run_digest, train

PARTS = 5
FIRST = Settings(epochs=4, share=0.4, without=("plv",))
THEN = Settings(epochs=4, lr=1.5e-4, head_lr=5e-4, swap=0.3)
KEPT = 0.1  # share of the rest that each fold goes on learning from, so as not to forget it
MERGED = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}  # PLV's one type for both
QUADS = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT"), 1),
    **dict.fromkeys(("COOPERATE", "AID", "YIELD"), 2),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), 3),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), 4),
}  # as PLV's own codes group its types


def fold_of(sentence: str) -> int:
    """The fold of a sentence, the same wherever it stands."""
    return zlib.crc32(squeeze(sentence).encode()) % PARTS


def main() -> None:
    args = _arguments()
    folder = minilm()
    labels, maker = make_labels(args.shared, args.corpus), PieceMaker(folder / "vocab.txt")
    first = gather(args.shared, args.corpus, set(), FIRST)
    net, _ = fit(folder, labels, maker, first, [], FIRST, checkpoint=args.out / "first.pt")
    told = run_digest(FIRST, first, labels) + run_digest(THEN, [], labels)
    pairs: list[tuple[str, str, int]] = []
    for fold in range(PARTS):
        model = args.out / f"fold{fold}"
        if not (model / "card.toml").exists() or told not in (model / "card.toml").read_text("utf-8"):
            _export(args, _learn(args, net, first, labels, maker, fold), model, labels, folder, fold, told)
        pairs += _ask(args.shared / "data/plv/PLV_train.tsv", Reader(encoder=Encoder(model)), fold)
        print("folds", fold + 1, figures(pairs), flush=True)


def _learn(
    args: argparse.Namespace, first: Network, others: list[Example], labels: Labels, maker: PieceMaker, fold: int
) -> Network:
    """The first network after learning from all folds but one, with some of the rest."""
    data = args.shared / "data"
    documents = data / "annotated/documents.jsonl"
    known = annotated(
        documents,
        documents.with_name("records.jsonl"),
        lambda row: row["split"] == "train" and row["id"].startswith("plv") and fold_of(row["text"]) != fold,
    )
    pairs = [e for e in plv_pairs(data / "plv/PLV_train.tsv", set()) if fold_of(e.text) != fold]
    rest = [example for example in others if example.acts]
    examples = [*known, *pairs, *random.Random(fold).sample(rest, round(KEPT * len(rest)))]
    attach_pieces(examples, maker)
    net = copy.deepcopy(first)
    train(net, examples, labels, maker, dataclasses.replace(THEN, seed=fold))
    return net


def _export(
    args: argparse.Namespace, net: Network, model: Path, labels: Labels, folder: Path, fold: int, told: str
) -> None:
    """The network as a model folder; its card comes last and says that it is whole."""
    model.mkdir(parents=True, exist_ok=True)
    (model / "labels.json").write_text(labels.to_json(), "utf-8")
    shutil.copy(folder / "vocab.txt", model)
    export(net, model / "model.onnx")
    write_card(model, args.shared, args.corpus, f"fold {fold}", MINILM, {"run": told}, [], {})


def _ask(pairs: Path, reader: Reader, fold: int) -> Iterator[tuple[str, str, int]]:
    """Gold type, told type and PLV's quad of the pairs of a fold."""
    with pairs.open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            example = pair_of(row)
            if example and example.pair and fold_of(example.text) == fold:
                chances: defaultdict[str, float] = defaultdict(float)
                for kind, chance in reader.relate(example.text, example.pair[0], example.pair[1]):
                    chances[MERGED.get(kind, kind)] += chance
                yield row["gold_root"], max(chances, key=chances.__getitem__), int(row["gold_penta"])


def figures(told: list[tuple[str, str, int]]) -> dict[str, float]:
    """Macro-F1 over types, accuracy, and accuracy of the quad."""
    types = [(gold, got) for gold, got, _ in told]
    return {
        "macro": round(macro_f1(types), 4),
        "accuracy": round(sum(gold == got for gold, got in types) / len(told), 4),
        "quad": round(sum(QUADS[kind] == penta for _, kind, penta in told) / len(told), 4),
        "pairs": len(told),
    }


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--out", type=Path, default=Path("training/runs/crossvalidation"))
    return parser.parse_args()


if __name__ == "__main__":
    main()
