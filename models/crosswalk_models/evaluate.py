"""Plain vectors of a checkpoint on the development benchmarks: a quick look while experimenting.

Usage: python -m crosswalk_models.evaluate build/s1.checkpoint.pt [...]

The figures that count come from `npm run evaluate`, through the product's own scoring code. Title similarity is MAP,
MELO is MRR by the expected rank over ties.
"""

import functools
import gzip
import pathlib
import sys

import numpy as np
import torch

from .folding import Folder
from .static_train import ROOT_SHARED, Rows, Vocabulary


def read(path: pathlib.Path) -> list[list[str]]:
    packed = path.with_name(path.name + ".gz")
    with gzip.open(packed, "rt", encoding="utf-8") if packed.exists() else path.open(encoding="utf-8") as file:
        return [line.rstrip("\n").split("\t") for line in file if "\t" in line]


def load(folder: pathlib.Path, corpus: str):
    """-> query texts, corpus texts, relevant corpus positions of each query."""
    queries, documents, annotations = read(folder / "queries.tsv"), read(folder / corpus), read(folder / "annotations.tsv")
    position = {document[0]: index for index, document in enumerate(documents)}
    relevant: dict[str, set[int]] = {}
    for query, _, document, *_ in annotations:
        if document in position:
            relevant.setdefault(query, set()).add(position[document])
    kept = [query for query in queries if query[0] in relevant]
    return [query[1] for query in kept], [document[1] for document in documents], [sorted(relevant[query[0]]) for query in kept]


def average_precision(scores: np.ndarray, relevant: list[int]) -> float:
    rank = np.empty(len(scores), np.int64)
    rank[np.argsort(-scores, kind="stable")] = np.arange(1, len(scores) + 1)
    places = np.sort(rank[relevant])
    return float(np.mean(np.arange(1, len(places) + 1) / places))


def reciprocal_rank(scores: np.ndarray, relevant: list[int]) -> float:
    """Of the best relevant document, at its expected place among those that tie with it (rounded scores)."""
    rounded = np.round(scores, 6)
    best = rounded[relevant].max()
    above, tied = int((rounded > best).sum()), int((rounded == best).sum())
    good = int((rounded[relevant] == best).sum())
    return 1 / (above + (tied + 1) / (good + 1))


def main() -> None:
    folder = Folder.load()
    benchmarks = ROOT_SHARED / "benchmarks"
    for name in sys.argv[1:]:
        saved = torch.load(name, weights_only=False)
        vocabulary = Vocabulary(saved["vocabulary"], saved["arguments"]["fallback_rows"])
        rows = Rows(1, 0, 32, 0, "cpu")
        rows.weights = saved["weights"]

        @functools.cache
        def cached(texts: tuple[str, ...]) -> np.ndarray:
            found = [vocabulary.rows(folder.fold(text)) for text in texts]
            offsets = torch.tensor(np.concatenate([[0], np.cumsum([len(row) for row in found])]))
            indices = torch.tensor([index for row in found for index in row])
            return torch.nn.functional.normalize(rows.encode(indices, offsets), dim=-1).numpy()

        def encode(texts: list[str]) -> np.ndarray:
            return cached(tuple(texts))

        result = {}
        for path in sorted((benchmarks / "job-title-similarity").iterdir()):
            queries, documents, relevant = load(path, "corpus_documents.tsv")
            scores = encode(queries) @ encode(documents).T
            result[path.name] = np.mean([average_precision(row, wanted) for row, wanted in zip(scores, relevant)])
        alike, across = [], []
        for path in sorted((benchmarks / "melo").iterdir()):
            queries, documents, relevant = load(path, "corpus_elements.tsv")
            vectors = encode(documents).T
            score = np.mean([reciprocal_rank(row @ vectors, wanted) for row, wanted in zip(encode(queries), relevant)])
            (alike if path.name.split("_")[2] == path.name.split("_")[4] else across).append(score)
        result |= {"melo monolingual": np.mean(alike), "melo cross-lingual": np.mean(across)}
        print(name, "  ".join(f"{key} {value:.3f}" for key, value in result.items()), flush=True)


if __name__ == "__main__":
    main()
