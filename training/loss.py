"""What a batch costs, head by head."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F

from comity.reader.labels import PAIR_TYPES
from training.batches import YIELD
from training.data import IGNORED
from training.network import Network

WEIGHTS = {
    "bio": 2.0, "type": 1.0, "mode": 0.5, "aux": 0.5, "contexts": 1.0, "implicit": 0.3, "roles": 2.0,
    "mention": 0.5, "pair": 0.5,
}  # fmt: skip
_YIELDS = [PAIR_TYPES.index(name) for name in ("CONCEDE", "RETREAT")]
_BEGINS = torch.tensor([1.0, 1.5, 1.5])  # triggers are rarer than other words


def loss_of(
    net: Network, batch: dict[str, Tensor], silent: tuple[str, ...] = (), rare: Tensor | None = None
) -> tuple[Tensor, dict[str, float]]:
    """The weighted loss of a batch without the silent heads, and each part's before weighing.

    rare: (types,) weights of the types, None for all alike.
    """
    act, piece = batch["trigger"].nonzero(as_tuple=True) if len(batch["owner"]) else (batch["owner"], batch["owner"])
    with torch.autocast("cpu", torch.bfloat16):
        bio, acts, roles, mention, pair = net(
            batch["ids"], batch["caps"], batch["mask"], batch["actor"], batch["recipient"],
            (batch["owner"][act], piece),
        )  # fmt: skip
    parts: dict[str, Tensor] = {}
    if (batch["bio"] != IGNORED).any():
        parts["bio"] = F.cross_entropy(
            bio.float().flatten(0, 1), batch["bio"].flatten(), weight=_BEGINS, ignore_index=IGNORED
        )
    if (batch["mention"] != IGNORED).any():
        parts["mention"] = F.cross_entropy(
            mention.float().flatten(0, 1), batch["mention"].flatten(), ignore_index=IGNORED
        )
    if (batch["pair"] != IGNORED).any():
        parts["pair"] = _pair_loss(pair.float()[:, :YIELD], batch["pair"])
    if len(batch["owner"]):
        parts |= act_losses(net, acts, roles, batch, rare)
    total = sum((WEIGHTS[name] * value for name, value in parts.items() if name not in silent), torch.zeros(()))
    return total, {name: value.item() for name, value in parts.items()}


def _pair_loss(logits: Tensor, wanted: Tensor) -> Tensor:
    """Cross-entropy in which either of its two types is right for YIELD."""
    chances = logits[wanted != IGNORED].log_softmax(-1)
    either = chances[:, _YIELDS].logsumexp(-1, keepdim=True)
    return F.nll_loss(torch.cat([chances, either], -1), wanted[wanted != IGNORED])


def act_losses(
    net: Network, acts: Tensor, roles: Tensor, batch: dict[str, Tensor], rare: Tensor | None
) -> dict[str, Tensor]:
    owner, trigger = batch["owner"], batch["trigger"]
    share = trigger / trigger.sum(1, keepdim=True)
    of_act = torch.einsum("nta,nt->na", acts.float()[owner], share)
    kind, mode, aux, contexts, implicit = of_act.split(net.sizes, dim=-1)
    parts = {
        "type": F.cross_entropy(kind, batch["type"], weight=rare, label_smoothing=0.05),
        "aux": F.binary_cross_entropy_with_logits(aux, batch["aux"]),
        "contexts": F.binary_cross_entropy_with_logits(contexts, batch["contexts"]),
        "implicit": F.cross_entropy(implicit.reshape(-1, 3), batch["implicit"].reshape(-1)),
    }
    if (batch["mode"] != IGNORED).any():
        parts["mode"] = F.cross_entropy(mode, batch["mode"], ignore_index=IGNORED)
    act, piece = trigger.nonzero(as_tuple=True)
    weighed = roles.float() * share[act, piece][:, None, None]
    linked = torch.zeros(len(owner), *roles.shape[1:]).index_add(0, act, weighed)
    each = F.binary_cross_entropy_with_logits(linked, batch["roles"], reduction="none", pos_weight=torch.tensor(1.2))
    real = batch["mask"][owner].float()[..., None]
    parts["roles"] = (each * real).sum() / real.sum() * 4
    return parts
