"""Trains the static tier: one vector a feature; a text's vector is the normalised sum of its features' vectors.

Usage: python -m crosswalk_models.static_train --name s1 --seconds 3600     (resumes build/s1.checkpoint.pt when it exists)

Contrastive (symmetric InfoNCE, van den Oord et al. 2018): two labels of one concept against those of all other concepts
of the batch, texts that are equal masked; likewise O*NET titles, skill labels, composed titles; and a title against
the mean of some of its essential skills. The rows start from vectors of the concepts in closed form (a truncated SVD
of their words and skills), and are updated by an Adam that touches only the rows of the batch.
"""

import argparse
import hashlib
import pathlib
import pickle
import time
import zlib
from collections import Counter, defaultdict
from dataclasses import dataclass

import numba
import numpy as np
import scipy.sparse
import scipy.sparse.linalg
import torch
import torch.nn.functional as F

from .features import features
from .folding import Folder

BUILD = pathlib.Path(__file__).resolve().parents[1] / "build"
ROOT_SHARED = pathlib.Path(__file__).resolve().parents[3] / "shared" / "data"


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Trains the static tier.")
    parser.add_argument("--name", default="static", help="names the files in build/")
    parser.add_argument("--corpus", default="corpus.pkl", help="in build/, as crosswalk_models.data wrote it")
    parser.add_argument("--rows", type=int, default=65_536, help="learnt rows: the most frequent features")
    parser.add_argument("--fallback-rows", type=int, default=65_536, help="fixed pseudo-random rows for all others")
    parser.add_argument("--dimensions", type=int, default=256)
    parser.add_argument("--seconds", type=float, default=600, help="training time, process seconds; the schedule ends with it")
    parser.add_argument("--concepts", type=int, default=512, help="concepts a batch")
    parser.add_argument("--temperature", type=float, default=0.1)
    parser.add_argument("--rate", type=float, default=4e-3)
    parser.add_argument("--same-language", type=float, default=0.3, help="share of pairs within one language")
    parser.add_argument("--onet", type=float, default=0.5)
    parser.add_argument("--needs", type=float, default=0.3)
    parser.add_argument("--broader", type=float, default=0.3, help="weight of a title against the name of its ISCO-08 unit group")
    parser.add_argument("--skills", type=float, default=0.25)
    parser.add_argument("--composed", type=float, default=0.5)
    parser.add_argument("--bank", type=float, default=0.0, help="weight of the loss against the running mean of every concept")
    parser.add_argument("--bank-temperature", type=float, default=0.07)
    parser.add_argument("--start", type=float, default=1.6, help="weight of the closed-form start, 0 for none")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=1)
    return parser.parse_args()


@dataclass
class Texts:
    """All texts of the corpus as a CSR matrix of feature ids. indices: (nonzeros,), offsets: (texts + 1,)."""

    indices: np.ndarray
    offsets: np.ndarray
    identity: np.ndarray  # (texts,) equal for texts that fold alike

    def batch(self, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The feature ids of some texts, and their offsets (rows + 1)."""
        lengths = self.offsets[rows + 1] - self.offsets[rows]
        offsets = np.concatenate([[0], np.cumsum(lengths)])
        where = np.repeat(self.offsets[rows] - offsets[:-1], lengths) + np.arange(offsets[-1])
        return self.indices[where], offsets


def checksum(feature: str) -> int:
    """CRC-32 of the feature in UTF-8: all that is kept of it."""
    return zlib.crc32(feature.encode("utf-8", "surrogatepass"))


class Vocabulary:
    """Feature -> row, by checksum. Learnt rows first, then the fixed ones that unknown features share."""

    def __init__(self, checksums: list[int], fallback: int):
        self.checksums, self.fallback = checksums, fallback
        self.row = {sum: index for index, sum in enumerate(checksums)}

    @classmethod
    def learnt(cls, ranked: list[str], fallback: int) -> "Vocabulary":
        """Of features, most frequent first; where two have one checksum, the first keeps it."""
        return cls(list(dict.fromkeys(map(checksum, ranked))), fallback)

    def rows(self, folded: str) -> list[int]:
        known = len(self.checksums)
        sums = map(checksum, features(folded))
        return [self.row.get(sum, known + sum % self.fallback) for sum in sums]


FALLBACK_SCALE = 0.1


def fallback_rows(count: int, dimensions: int) -> np.ndarray:
    """Fixed rows of signs: bit d % 32 of the d // 32-th word of a row, mixed by MurmurHash3's finaliser, is its d-th sign."""
    words = np.arange(count, dtype=np.uint32)[:, None] * np.uint32(0x9E3779B1) + np.arange(1, dimensions // 32 + 1, dtype=np.uint32)[None] * np.uint32(0x85EBCA6B)
    words ^= words >> np.uint32(16)
    words *= np.uint32(0x85EBCA6B)
    words ^= words >> np.uint32(13)
    words *= np.uint32(0xC2B2AE35)
    words ^= words >> np.uint32(16)
    bits = (words[:, :, None] >> np.arange(32, dtype=np.uint32)) & np.uint32(1)
    return (bits.reshape(count, dimensions).astype(np.float32) * 2 - 1) * FALLBACK_SCALE


class Groups:
    """Groups of texts, each text weighted so that a group's languages count alike. Texts are numbered from `first`."""

    def __init__(self, groups, first: int):
        languages = [language for group in groups for language, _ in group]
        sizes = np.array([len(group) for group in groups])
        self.start = first + np.concatenate([[0], np.cumsum(sizes)[:-1]])
        self.size = sizes
        weights, self.blocks = [], []
        for group in groups:
            count = Counter(language for language, _ in group)
            weights.extend(1 / count[language] for language, _ in group)
        self.first = first
        self.cumulative = np.concatenate([[0.0], np.cumsum(weights)])
        self.usable = np.flatnonzero(sizes >= 2)
        # Texts of one group and language are neighbours: where each text's block begins and how long it is.
        block_start, block_size, index = np.zeros(len(languages), np.int64), np.zeros(len(languages), np.int64), 0
        for group in groups:
            begin = index
            while begin < index + len(group):
                end = begin
                while end < index + len(group) and languages[end] == languages[begin]:
                    end += 1
                block_start[begin:end], block_size[begin:end] = begin, end - begin
                begin = end
            index += len(group)
        self.block_start, self.block_size = block_start, block_size

    def sample(self, rng, groups: np.ndarray) -> np.ndarray:
        """One text of each group, languages alike."""
        low = self.cumulative[self.start[groups] - self.first]
        high = self.cumulative[self.start[groups] - self.first + self.size[groups]]
        drawn = np.searchsorted(self.cumulative, low + rng.random(len(groups)) * (high - low), side="right") - 1
        return np.minimum(drawn, len(self.cumulative) - 2) + self.first

    def pairs(self, rng, groups: np.ndarray, same_language: float) -> tuple[np.ndarray, np.ndarray]:
        left, right = self.sample(rng, groups), self.sample(rng, groups)
        same = rng.random(len(groups)) < same_language
        local = left[same] - self.first
        right[same] = self.first + self.block_start[local] + (rng.random(same.sum()) * self.block_size[local]).astype(np.int64)
        return left, right


class Rows:
    """The table of vectors (rows, dimensions) and its row-lazy Adam. Fallback rows are fixed."""

    def __init__(self, learnt: int, fallback: int, dimensions: int, seed: int, device):
        generator = torch.Generator().manual_seed(seed)
        start = torch.randn(learnt, dimensions, generator=generator) * 0.1
        self.weights = torch.cat([start, torch.from_numpy(fallback_rows(fallback, dimensions))]).to(device)
        self.learnt = learnt
        self.mean = torch.zeros(learnt, dimensions, device=device)
        self.square = torch.zeros(learnt, dimensions, device=device)
        self.step = 0

    def encode(self, indices: torch.Tensor, offsets: torch.Tensor) -> torch.Tensor:
        """-> (texts, dimensions), the sum of rows over the root of their number; not normalised."""
        summed = F.embedding_bag(indices, self.weights, offsets[:-1], mode="sum")
        return summed / (offsets[1:] - offsets[:-1]).clamp(min=1).sqrt()[:, None]

    def update(self, indices: np.ndarray, offsets: np.ndarray, gradient: torch.Tensor, rate: float) -> None:
        """One Adam step (0.9, 0.99) on the learnt rows among `indices`; gradient: (texts, dimensions) of encode's output."""
        self.step += 1
        lengths = np.diff(offsets)
        order = np.argsort(indices, kind="stable")
        order = order[: np.searchsorted(indices[order], self.learnt)]
        touched, starts = np.unique(indices[order], return_index=True)
        texts = np.repeat(np.arange(len(lengths)), lengths)[order]
        scale = (1 / np.sqrt(np.maximum(lengths, 1))).astype(np.float32)
        corrections = np.float32(1 / (1 - 0.9**self.step)), np.float32(1 / (1 - 0.99**self.step))
        starts = np.append(starts, len(order))
        if self.weights.device.type == "cpu":
            tables = self.weights.numpy(), self.mean.numpy(), self.square.numpy()
            adam_rows(*tables, touched, starts, texts, scale, gradient.numpy(), np.float32(rate), *corrections)
            return
        where = torch.from_numpy(touched).to(gradient.device)
        bags = (torch.from_numpy(array).to(gradient.device) for array in (texts, starts[:-1], scale[texts]))
        texts_of, begins, weights = bags
        row_gradient = F.embedding_bag(texts_of, gradient, begins, mode="sum", per_sample_weights=weights)
        mean = self.mean[where].mul_(0.9).add_(row_gradient, alpha=0.1)
        square = self.square[where].mul_(0.99).addcmul_(row_gradient, row_gradient, value=0.01)
        self.mean[where], self.square[where] = mean, square
        self.weights[where] -= rate * (mean * corrections[0]) / (square * corrections[1]).sqrt_().add_(1e-8)


@numba.njit(fastmath=True, cache=True)
def adam_rows(weights, mean, square, touched, starts, texts, scale, gradient, rate, mean_correction, square_correction):
    """Rows.update's arithmetic in one pass over the touched rows: on a processor the passes over memory are what costs."""
    dimensions = weights.shape[1]
    row_gradient = np.empty(dimensions, np.float32)
    for place in range(len(touched)):
        row = touched[place]
        row_gradient[:] = 0
        for k in range(starts[place], starts[place + 1]):
            text = texts[k]
            for d in range(dimensions):
                row_gradient[d] += scale[text] * gradient[text, d]
        for d in range(dimensions):
            m = mean[row, d] * np.float32(0.9) + np.float32(0.1) * row_gradient[d]
            s = square[row, d] * np.float32(0.99) + np.float32(0.01) * row_gradient[d] * row_gradient[d]
            mean[row, d], square[row, d] = m, s
            weights[row, d] -= rate * (m * mean_correction) / (np.sqrt(s * square_correction) + np.float32(1e-8))


def cosines(left: torch.Tensor, right: torch.Tensor) -> torch.Tensor:
    """(left, right) dot products, multiplied in bfloat16: three times as fast, and the loss does not need more digits."""
    return (left.bfloat16() @ right.bfloat16().T).float()


def symmetric_infonce(left, right, temperature: float, equal) -> torch.Tensor:
    """left, right: (pairs, dimensions), normalised. equal: (pairs, pairs) true where texts are the same, off the diagonal."""
    similarity = cosines(left, right) / temperature
    similarity = similarity.masked_fill(equal, float("-inf"))
    target = torch.arange(len(left), device=left.device)
    return (F.cross_entropy(similarity, target) + F.cross_entropy(similarity.T, target)) / 2


class ConceptBank:
    """The running mean of each concept's texts: (concepts, dimensions), unit rows; every concept is a negative of every text.

    Memory in the manner of Wu et al. 2018 (instance discrimination), one slot a concept: no gradient flows into it.
    """

    def __init__(self, rows: Rows, texts: Texts, concepts: Groups, device):
        total = torch.zeros(len(concepts.size), rows.weights.shape[1])
        owner = np.repeat(np.arange(len(concepts.size)), concepts.size)
        weight = torch.from_numpy(np.diff(concepts.cumulative).astype(np.float32))
        for begin in range(0, len(owner), 8192):
            chosen = np.arange(begin, min(begin + 8192, len(owner)))
            indices, offsets = (torch.from_numpy(array).to(device) for array in texts.batch(chosen + concepts.first))
            vectors = F.normalize(rows.encode(indices, offsets), dim=-1).cpu()
            total.index_add_(0, torch.from_numpy(owner[chosen]), vectors * weight[chosen, None])
        self.means = F.normalize(total, dim=-1).to(device)

    def loss(self, vectors: torch.Tensor, concepts: torch.Tensor, related: torch.Tensor, temperature: float) -> torch.Tensor:
        """vectors: (texts, dimensions), unit; concepts: (texts,); related: (texts, concepts) true where it is no negative."""
        scores = (cosines(vectors, self.means) / temperature).masked_fill(related, float("-inf"))
        return F.cross_entropy(scores, concepts)

    def follow(self, vectors: torch.Tensor, concepts: torch.Tensor) -> None:
        self.means[concepts] = F.normalize(self.means[concepts] * 0.95 + vectors.detach() * 0.05, dim=-1)


def related_concepts(corpus) -> scipy.sparse.csr_matrix:
    """(concepts, concepts), true where two concepts share a label: they are no negatives of each other."""
    holders: dict[tuple[str, str], list[int]] = {}
    for concept, group in enumerate(corpus["concepts"]):
        for language, text in set(group):
            holders.setdefault((language, text.casefold()), []).append(concept)
    pairs = {(a, b) for shared in holders.values() if 1 < len(shared) <= 20 for a in shared for b in shared if a != b}
    row, column = np.array(sorted(pairs)).T
    number = len(corpus["concepts"])
    print(f"{len(pairs) // 2} pairs of concepts share a label", flush=True)
    return scipy.sparse.csr_matrix((np.ones(len(row), bool), (row, column)), shape=(number, number))


def closed_form_start(corpus, texts: Texts, concepts: Groups, learnt: int, dimensions: int, seed: int):
    """Row vectors (learnt, dimensions): the shrunk mean of the vectors of the concepts whose labels hold the feature.

    A concept's vector: truncated SVD, half-whitened, of its IDF-weighted English words and essential skills side by side.
    """
    number = len(corpus["concepts"])
    skills = scipy.sparse.lil_matrix((number, len(corpus["skills"])), dtype=np.float32)
    for concept, wanted in corpus["needs"].items():
        skills[concept, wanted] = 1
    words: dict[str, int] = {}
    pairs = [
        (concept, words.setdefault(word, len(words)))
        for concept, group in enumerate(corpus["concepts"])
        for language, text in group
        if language == "en"
        for word in text.casefold().split()
    ]
    row, column = np.array(pairs).T
    bag = scipy.sparse.csr_matrix((np.ones(len(row), np.float32), (row, column)), shape=(number, len(words)))

    def weighted(matrix):
        matrix = matrix.tocsr()
        idf = np.log(number / (1 + np.asarray((matrix > 0).sum(0)).ravel())).clip(0).astype(np.float32)
        matrix = matrix.log1p() @ scipy.sparse.diags(idf)
        length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(1)).ravel()).clip(1e-6)
        return scipy.sparse.diags((1 / length).astype(np.float32)) @ matrix

    joined = scipy.sparse.hstack([weighted(bag), 0.7 * weighted(skills)]).tocsr()
    left, singular, _ = scipy.sparse.linalg.svds(joined, k=dimensions, rng=np.random.default_rng(seed))
    vectors = left * np.sqrt(singular)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True).clip(1e-6)
    vectors -= vectors.mean(0)
    count = concepts.cumulative.size - 1
    weight = np.diff(concepts.cumulative).astype(np.float32)
    owner = np.repeat(np.arange(number), concepts.size)
    end = texts.offsets[count]
    matrix = scipy.sparse.csr_matrix(
        (np.ones(end, np.float32), texts.indices[:end], texts.offsets[: count + 1]), shape=(count, texts.indices.max() + 1)
    )[:, :learnt]
    weighted_texts = scipy.sparse.diags(weight) @ matrix
    total = np.asarray(weighted_texts.sum(0)).ravel()
    return (weighted_texts.T @ vectors[owner].astype(np.float32)) / (total + 3)[:, None]


def prepared(arguments):
    """-> corpus and what `prepare` makes of it, kept in build/ under a hash of what it was made from."""
    packed = (BUILD / arguments.corpus).read_bytes()
    corpus = pickle.loads(packed)
    key = hashlib.sha256(packed + f"{arguments.rows} {arguments.fallback_rows}".encode()).hexdigest()[:16]
    kept = BUILD / f"prepared-{key}.pkl"
    if not kept.exists():
        kept.write_bytes(pickle.dumps(prepare(corpus, arguments)))
    return corpus, *pickle.loads(kept.read_bytes())


def prepare(corpus, arguments):
    """-> (Vocabulary, Texts, {name: Groups})."""
    folder = Folder.load()
    groups, all_texts = {}, []
    for name in ("concepts", "onet", "skills", "composed"):
        groups[name] = Groups(corpus[name], len(all_texts))
        all_texts.extend(folder.fold(text) for group in corpus[name] for _, text in group)
    # A language with few labels would lose its features to those of large ones: each text weighs by the root of its language's rarity.
    languages = [language for name in groups for group in corpus[name] for language, _ in group]
    by_language = Counter(languages)
    mean = len(languages) / len(by_language)
    count: dict[str, float] = defaultdict(float)
    for text, language in zip(all_texts, languages):
        weight = (mean / by_language[language]) ** 0.5
        for feature in set(features(text)):
            count[feature] += weight
    ranked = [feature for feature, _ in sorted(count.items(), key=lambda item: (-item[1], item[0]))[: arguments.rows]]
    vocabulary = Vocabulary.learnt(ranked, arguments.fallback_rows)
    rows = [vocabulary.rows(text) for text in all_texts]
    offsets = np.concatenate([[0], np.cumsum([len(row) for row in rows])])
    indices = np.fromiter((index for row in rows for index in row), np.int64, offsets[-1])
    seen: dict[str, int] = {}
    identity = np.array([seen.setdefault(text, len(seen)) for text in all_texts])
    print(f"{len(all_texts)} texts, {len(count)} features, {len(indices) / len(all_texts):.1f} a text", flush=True)
    return vocabulary, Texts(indices, offsets, identity), groups


def main() -> None:
    arguments = options()
    torch.set_num_threads(arguments.threads)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    rng = np.random.default_rng(arguments.seed)
    corpus, vocabulary, texts, groups = prepared(arguments)
    rows = Rows(len(vocabulary.checksums), arguments.fallback_rows, arguments.dimensions, arguments.seed, device)
    checkpoint = BUILD / f"{arguments.name}.checkpoint.pt"
    spent, step = 0.0, 0
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=False)
        rows.weights, rows.mean, rows.square, rows.step = (saved[key].to(device) if hasattr(saved[key], "to") else saved[key] for key in ("weights", "mean", "square", "adam_step"))
        rng.bit_generator.state, spent, step = saved["rng"], saved["spent"], saved["step"]
        print(f"resumed at step {step}, {spent:.0f} s")
    elif arguments.start > 0:
        start = closed_form_start(corpus, texts, groups["concepts"], rows.learnt, arguments.dimensions, arguments.seed)
        start *= arguments.start / np.linalg.norm(start, axis=1).mean().clip(1e-6)
        rows.weights[: rows.learnt] = rows.weights[: rows.learnt] * 0.3 + torch.from_numpy(start.astype(np.float32)).to(device)
        print("closed-form start done", flush=True)

    related = related_concepts(corpus)
    bank = ConceptBank(rows, texts, groups["concepts"], device) if arguments.bank > 0 else None
    grouped = np.array(sorted(corpus["broader"].items()))  # (occupations, 2): occupation, group
    needing = np.array([concept for concept, wanted in corpus["needs"].items() if len(wanted) >= 4])
    wanted = {concept: np.array(corpus["needs"][concept]) for concept in needing}
    clock = time.process_time() - spent
    size = arguments.concepts

    def save() -> None:
        torch.save(
            {"weights": rows.weights.cpu(), "mean": rows.mean.cpu(), "square": rows.square.cpu(), "adam_step": rows.step,
             "rng": rng.bit_generator.state, "spent": time.process_time() - clock, "step": step, "vocabulary": vocabulary.checksums,
             "arguments": vars(arguments)},
            checkpoint.with_suffix(".tmp"),
        )
        checkpoint.with_suffix(".tmp").rename(checkpoint)

    last_saved = time.time()
    while (elapsed := time.process_time() - clock) < arguments.seconds:
        rate = arguments.rate * min(1.0, (step + 1) / 50) * (1 - elapsed / arguments.seconds) + 1e-5
        drawn_concepts = rng.choice(groups["concepts"].usable, size, replace=False)
        terms = [("concepts", 1.0, arguments.temperature, *groups["concepts"].pairs(rng, drawn_concepts, arguments.same_language))]
        for name, weight, share in (("onet", arguments.onet, 2), ("skills", arguments.skills, 2), ("composed", arguments.composed, 1)):
            usable = groups[name].usable if len(corpus[name]) else np.array([], int)
            if weight > 0 and len(usable) >= size // share:
                drawn = rng.choice(usable, size // share, replace=False)
                terms.append((name, weight, arguments.temperature * (1.5 if name == "onet" else 1), *groups[name].pairs(rng, drawn, 0.3)))
        if arguments.broader > 0:
            # One occupation of each of some groups: a group is never its own negative.
            shuffled = rng.permutation(len(grouped))
            _, one = np.unique(grouped[shuffled, 1], return_index=True)
            members, parents = grouped[shuffled[rng.permutation(one)[: size // 2]]].T
            terms.append(("broader", arguments.broader, arguments.temperature * 1.5, groups["concepts"].sample(rng, members), groups["concepts"].sample(rng, parents)))
        drawn = rng.choice(needing, size // 4, replace=False)
        titles = groups["concepts"].sample(rng, drawn)
        some = np.stack([wanted[concept][rng.integers(0, len(wanted[concept]), 4)] for concept in drawn])
        skill_texts = groups["skills"].sample(rng, some.ravel())

        batch = np.concatenate([part for term in terms for part in term[3:]] + [titles, skill_texts])
        indices, offsets = texts.batch(batch)
        raw = rows.encode(*(torch.from_numpy(array).to(device) for array in (indices, offsets))).requires_grad_()
        vectors = F.normalize(raw, dim=-1)
        loss, position, first = torch.zeros((), device=device), 0, 0.0
        for name, weight, temperature, left, right in terms:
            a, b = vectors[position : position + len(left)], vectors[position + len(left) : position + 2 * len(left)]
            equal = torch.from_numpy(texts.identity[left][:, None] == texts.identity[right][None]).to(device)
            if name == "concepts":
                equal |= torch.from_numpy(related[drawn_concepts][:, drawn_concepts].toarray()).to(device)
            equal.fill_diagonal_(False)
            term = symmetric_infonce(a, b, temperature, equal)
            loss = loss + weight * term
            first = first or term.item()
            position += 2 * len(left)
        if bank is not None:
            target = torch.from_numpy(drawn_concepts).to(device)
            masked = torch.from_numpy(related[drawn_concepts].toarray()).to(device)
            loss = loss + arguments.bank * bank.loss(vectors[:size], target, masked, arguments.bank_temperature)
        if arguments.needs > 0:
            a = vectors[position : position + len(titles)]
            b = F.normalize(vectors[position + len(titles) :].view(len(titles), 4, -1).mean(1), dim=-1)
            loss = loss + arguments.needs * symmetric_infonce(a, b, arguments.temperature * 1.5, torch.zeros(len(a), len(a), dtype=torch.bool, device=device))
        loss.backward()
        if bank is not None:
            bank.follow(vectors[:size], target)
            bank.follow(vectors[size : 2 * size], target)
        rows.update(indices, offsets, raw.grad, rate)
        step += 1
        if step % 250 == 0:
            print(f"step {step}  {elapsed:.0f} s  concepts {first:.3f}  all {loss.item():.3f}", flush=True)
        if time.time() - last_saved > 300:
            save()
            last_saved = time.time()
    save()
    print(f"{arguments.name}: {step} steps, {time.process_time() - clock:.0f} s")


if __name__ == "__main__":
    # Through the module's own name, under which what `prepared` keeps is found again by every other program.
    from crosswalk_models.static_train import main as train

    train()
