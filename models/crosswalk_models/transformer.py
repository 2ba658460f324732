"""The transformer tier: a small encoder over a title's pieces that corrects the static tier's vector.

    pieces' contributions (static rows, frozen; they add up to the static vector, of length 1)
      -> projection + position -> layers (pre-norm attention and feed-forward)
      -> of each piece a gain on its contribution and a correction -> sum -> length 1

Gains and corrections start at zero, where the encoder is the static one. Its vectors stay in the static tier's space: it is
also trained against static vectors of labels, so that an index made by the static tier serves both.
"""

import torch
import torch.nn.functional as F
from torch import nn

from .pieces import MAXIMUM_PIECES

INPUT_SCALE = 8.0


class Layer(nn.Module):
    def __init__(self, width: int, heads: int, inner: int):
        super().__init__()
        self.heads = heads
        self.before_attention, self.before_inner = nn.LayerNorm(width), nn.LayerNorm(width)
        self.queries_keys_values, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.inner, self.outer = nn.Linear(width, inner), nn.Linear(inner, width)

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """x: (texts, pieces, width); mask: (texts, 1, 1, pieces), true where there is a piece."""
        texts, count, width = x.shape
        split = self.queries_keys_values(self.before_attention(x)).view(texts, count, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        queries, keys, values = split.unbind(0)
        # Written out: on a processor faster than the fused attention for so few pieces.
        scores = (queries @ keys.transpose(-1, -2)).float() * queries.shape[-1] ** -0.5
        attended = scores.masked_fill(~mask, -1e9).softmax(-1).to(values.dtype) @ values
        x = x + self.out(attended.transpose(1, 2).reshape(texts, count, width))
        return x + self.outer(F.gelu(self.inner(self.before_inner(x))))


class Transformer(nn.Module):
    def __init__(self, dimensions: int = 256, width: int = 256, layers: int = 3, heads: int = 4, inner: int = 768):
        super().__init__()
        self.shape = {"dimensions": dimensions, "width": width, "layers": layers, "heads": heads, "inner": inner}
        self.project = nn.Linear(dimensions, width)
        self.position = nn.Parameter(torch.randn(MAXIMUM_PIECES, width) * 0.02)
        self.layers = nn.ModuleList(Layer(width, heads, inner) for _ in range(layers))
        self.last = nn.LayerNorm(width)
        self.gain, self.correction = nn.Linear(width, 1), nn.Linear(width, dimensions)
        for head in (self.gain, self.correction):
            nn.init.zeros_(head.weight)
            nn.init.zeros_(head.bias)

    def forward(self, contributions: torch.Tensor, present: torch.Tensor) -> torch.Tensor:
        """contributions: (texts, pieces, dimensions); present: (texts, pieces) bool -> (texts, dimensions), unit."""
        x = self.project(contributions * INPUT_SCALE) + self.position[: contributions.shape[1]]
        mask = present[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        x = self.last(x)
        there = present[..., None]
        gain, correction = self.gain(x).float(), self.correction(x).float()
        corrected = contributions * (1 + gain) + correction / there.sum(1, keepdim=True).clamp(min=1)
        return F.normalize((corrected * there).sum(1), dim=-1)
