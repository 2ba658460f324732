"""The static tier as it is stored and run: rows in four bits, and the arithmetic of the encoder in whole numbers.

The same in worker/engines/encoder/static: the sum of a text's rows is a vector of integers, computed without rounding, so
that both sides agree to the last bit before the vector is normalised.

    header       JSON: name, dimensions, rows, fallbackRows, fallbackMultiplier
    checksums    uint32 (rows,): the CRC-32 of each row's feature; rows in order of frequency
    multipliers  uint8 (rows,): what one step of a row is worth, from 1 to 255, in units common to all rows
    steps        uint32 (rows, dimensions / 8): eight dimensions a word, the lowest four bits first; 8 stands for zero

A row that is not stored is made of signs: fallbackMultiplier units, plus or minus (static_train.fallback_rows).
"""

import dataclasses
import functools
import json

import numpy as np

from .container import json_section, read_container, write_container
from .features import features
from .static_train import FALLBACK_SCALE, checksum, fallback_rows

ZERO_STEP = 8
LARGEST_MULTIPLIER = 255
# The best step for a row is rarely the one that reaches its largest number: shares of that one to try.
SHARES = np.linspace(0.5, 1.0, 26)


@dataclasses.dataclass
class StaticFile:
    name: str
    checksums: np.ndarray  # (rows,) uint32
    multipliers: np.ndarray  # (rows,) uint8
    steps: np.ndarray  # (rows, dimensions) int8, -8 to 7
    fallback_rows: int
    fallback_multiplier: int

    @property
    def unit(self) -> float:
        """What one unit is worth in the training's own measure."""
        return FALLBACK_SCALE / self.fallback_multiplier

    @functools.cached_property
    def row_of(self) -> dict[int, int]:
        return {sum: row for row, sum in enumerate(self.checksums.tolist())}

    @functools.cached_property
    def signs(self) -> np.ndarray:
        """(fallback rows, dimensions) int8, -1 or 1."""
        return np.sign(fallback_rows(self.fallback_rows, self.steps.shape[1])).astype(np.int8)

    def tokens(self, folded: str) -> list[int]:
        """The row of each feature; those that are not stored follow the stored ones."""
        sums = [checksum(feature) for feature in features(folded)]
        return [self.row_of.get(sum, len(self.checksums) + sum % self.fallback_rows) for sum in sums]

    def total(self, tokens: list[int]) -> np.ndarray:
        """(dimensions,) int64: the sum of rows in whole units."""
        rows, stored = np.array(tokens, np.int64), len(self.checksums)
        learnt, fixed = rows[rows < stored], rows[rows >= stored] - stored
        weighted = self.multipliers[learnt].astype(np.int64) @ self.steps[learnt].astype(np.int64)
        return weighted + self.signs[fixed].astype(np.int64).sum(0) * self.fallback_multiplier

    def encode(self, folded: str) -> np.ndarray:
        """(dimensions,) of length 1; all zero where there is nothing to sum."""
        total = self.total(self.tokens(folded)).astype(np.float64)
        return (total / max(1.0, np.sqrt(total @ total))).astype(np.float32)

    def dequantised(self) -> np.ndarray:
        """(rows, dimensions) float32, in the training's own measure."""
        return self.steps.astype(np.float32) * (self.multipliers[:, None].astype(np.float32) * np.float32(self.unit))

    def write(self) -> bytes:
        header = {
            "name": self.name,
            "dimensions": self.steps.shape[1],
            "rows": len(self.checksums),
            "fallbackRows": self.fallback_rows,
            "fallbackMultiplier": self.fallback_multiplier,
        }
        lifted = (self.steps.astype(np.int16) + ZERO_STEP).astype(np.uint32).reshape(len(self.checksums), -1, 8)
        packed = (lifted << (np.arange(8, dtype=np.uint32) * 4)).sum(-1, dtype=np.uint32)
        return write_container(
            {"header": json_section(header), "checksums": self.checksums, "multipliers": self.multipliers, "steps": packed.ravel()}
        )

    @classmethod
    def read(cls, file: bytes) -> "StaticFile":
        sections = read_container(file)
        header = json.loads(sections["header"].tobytes())
        packed = sections["steps"].reshape(header["rows"], -1, 1)
        steps = ((packed >> (np.arange(8, dtype=np.uint32) * 4)) & 15).astype(np.int8).reshape(header["rows"], -1) - ZERO_STEP
        return cls(header["name"], sections["checksums"], sections["multipliers"], steps, header["fallbackRows"], header["fallbackMultiplier"])


def quantise(name: str, checksums: list[int], weights: np.ndarray, fallback: int) -> StaticFile:
    """weights: (rows, dimensions) float32. Of each row, the multiplier with the least squared error."""
    reach = np.abs(weights).max(1) / (ZERO_STEP - 1)
    fallback_multiplier = int(np.clip(FALLBACK_SCALE * LARGEST_MULTIPLIER / max(reach.max(), 1e-9), 1, LARGEST_MULTIPLIER))
    unit = FALLBACK_SCALE / fallback_multiplier
    multipliers, steps = np.ones(len(weights), np.uint8), np.zeros(weights.shape, np.int8)
    for begin in range(0, len(weights), 4096):
        block = weights[begin : begin + 4096]
        least = np.full(len(block), np.inf)
        for share in SHARES:
            multiplier = np.clip(np.rint(reach[begin : begin + 4096] * share / unit), 1, LARGEST_MULTIPLIER)
            worth = (multiplier * unit).astype(np.float32)[:, None]
            rounded = np.clip(np.rint(block / worth), -ZERO_STEP, ZERO_STEP - 1)
            error = ((rounded * worth - block) ** 2).sum(1)
            better = np.flatnonzero(error < least)
            least[better] = error[better]
            multipliers[begin + better] = multiplier[better]
            steps[begin + better] = rounded[better]
    return StaticFile(name, np.array(checksums, np.uint32), multipliers, steps, fallback, fallback_multiplier)
