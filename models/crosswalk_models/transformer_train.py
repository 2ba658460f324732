"""Trains the transformer tier over the static tier's frozen rows.

Usage: python -m crosswalk_models.transformer_train --name transformer --seconds 3600   (resumes build/<name>.checkpoint.pt)

Contrastive as in static_train.py, of the same groups of texts; each pair counts twice: both texts by the transformer, and
the second by the static tier. Beside it distillation: every text's vector is to be what the product makes of the static one,
which is drawn towards the occupations nearest to it (worker/domain/title-profile.ts). Of some texts features are left
out, as if their words were new.
"""

import argparse
import hashlib
import pathlib
import pickle
import time

import numpy as np
import torch
import torch.nn.functional as F

from .evaluate import average_precision, load, reciprocal_rank
from .folding import Folder
from .pieces import MAXIMUM_PIECES, pieces
from .static_file import StaticFile
from .static_train import BUILD, ROOT_SHARED, Groups, cosines, prepared, related_concepts, symmetric_infonce
from .transformer import Transformer

WEIGHTS = BUILD.parent / "weights"
CHUNK = 256


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Trains the transformer tier.")
    parser.add_argument("--name", default="transformer", help="names the files in build/")
    parser.add_argument("--corpus", default="corpus.pkl", help="in build/, as crosswalk_models.data wrote it")
    parser.add_argument("--weights", type=pathlib.Path, default=WEIGHTS, help="folder of the static tier's static.bin")
    parser.add_argument("--seconds", type=float, default=3600, help="of the clock; the schedule ends with it")
    parser.add_argument("--concepts", type=int, default=384, help="concepts a batch")
    parser.add_argument("--layers", type=int, default=3)
    parser.add_argument("--inner", type=int, default=768)
    parser.add_argument("--temperature", type=float, default=0.1)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--decay", type=float, default=0.05)
    parser.add_argument("--same-language", type=float, default=0.3)
    parser.add_argument("--left-out", type=float, default=0.3, help="share of texts of which features are left out")
    parser.add_argument("--static", type=float, default=1.0, help="weight of the pairs whose second text is the static tier's")
    parser.add_argument("--distil", type=float, default=5.0, help="weight of the distance from the static vector drawn towards the nearest concepts")
    parser.add_argument("--from", dest="start", help="name of a run whose weights to start from")
    parser.add_argument("--from-weights", type=pathlib.Path, help="folder of the static.bin that it stood on, where that is another one")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--look", type=int, default=500, help="steps between looks at the development sets")
    return parser.parse_args()


class Inputs:
    """Texts' features as rows of the static tier, and the piece of each: CSR like static_train.Texts, with piece numbers beside."""

    def __init__(self, static: StaticFile):
        self.static = static
        learnt = torch.from_numpy(static.dequantised())
        signs = torch.from_numpy(static.signs.astype(np.float32)) * (static.unit * static.fallback_multiplier)
        self.rows = torch.cat([learnt, signs])

    def contributions(self, indices: np.ndarray, offsets: np.ndarray, piece: np.ndarray, kept: np.ndarray | None = None):
        """-> (texts, pieces, dimensions) that add up to unit vectors, (texts, pieces) bool."""
        lengths = np.diff(offsets)
        text = np.repeat(np.arange(len(lengths)), lengths)
        if kept is not None:
            indices, piece, text = indices[kept], piece[kept], text[kept]
        # In steps of four: the compiled model is made once for each width.
        width = min(int(piece.max()) // 4 * 4 + 4, MAXIMUM_PIECES)
        slot = text * width + piece
        order = np.argsort(slot, kind="stable")
        begins = np.searchsorted(slot[order], np.arange(len(lengths) * width))
        summed = F.embedding_bag(torch.from_numpy(indices[order]), self.rows, torch.from_numpy(begins), mode="sum")
        summed = summed.view(len(lengths), width, -1)
        present = torch.zeros(len(lengths) * width, dtype=torch.bool)
        present[torch.from_numpy(slot)] = True
        length = summed.sum(1).norm(dim=-1).clamp(min=1e-6)
        return summed / length[:, None, None], present.view(len(lengths), width)


def pieces_of(corpus, corpus_name: str) -> np.ndarray:
    """The piece of every feature of every text of the corpus, in the order of static_train.prepare."""
    kept = BUILD / f"pieces-{hashlib.sha256((BUILD / corpus_name).read_bytes()).hexdigest()[:16]}.npy"
    if not kept.exists():
        folder = Folder.load()
        texts = (text for name in ("concepts", "onet", "skills", "composed") for group in corpus[name] for _, text in group)
        np.save(kept, np.fromiter((piece for text in texts for piece in pieces(folder.fold(text))), np.int8))
    return np.load(kept)


class Encoder:
    """The transformer, and the static tier beside it, over texts given as features."""

    def __init__(self, inputs: Inputs, model: Transformer):
        self.inputs, self.model = inputs, model
        self.compiled = torch.compile(model, dynamic=False)

    def encode(self, indices, offsets, piece, rng=None, left_out=0.0, static_only=False):
        """-> transformer's vectors, static vectors (texts, dimensions). Texts go in chunks of much the same length."""
        lengths = np.diff(offsets)
        order = np.argsort(np.maximum.reduceat(piece, offsets[:-1]), kind="stable")
        ours, static = [], []
        for begin in range(0, len(order), CHUNK):
            chosen = order[begin : begin + CHUNK]
            bounds = np.concatenate([[0], np.cumsum(lengths[chosen])])
            where = np.repeat(offsets[chosen] - bounds[:-1], lengths[chosen]) + np.arange(bounds[-1])
            kept = None
            if rng is not None and left_out > 0:
                hit = np.repeat(rng.random(len(chosen)) < left_out, lengths[chosen])
                lost = hit & (rng.random(len(where)) < 0.25)
                lost[bounds[:-1]] = False  # something of every text stays
                kept = ~lost
            contributions, present = self.inputs.contributions(indices[where], bounds, piece[where].astype(np.int64), kept)
            whole = contributions if kept is None else self.inputs.contributions(indices[where], bounds, piece[where].astype(np.int64))[0]
            static.append(F.normalize(whole.sum(1), dim=-1))
            if static_only:
                continue
            with torch.autocast("cpu", dtype=torch.bfloat16):
                encode = self.compiled if len(chosen) == CHUNK and torch.is_grad_enabled() else self.model
                ours.append(encode(contributions, present))
        back = torch.from_numpy(np.argsort(order))
        return torch.cat(static if static_only else ours)[back], torch.cat(static)[back]


def drawn(vectors: torch.Tensor, means: torch.Tensor) -> torch.Tensor:
    """vectors: (texts, dimensions), unit -> the same, drawn towards the 30 nearest of the means, as the product draws them."""
    near = cosines(vectors, means).topk(30, dim=-1)
    shares = ((near.values / 1.2) / 0.08).softmax(-1)
    return F.normalize(vectors + (shares[..., None] * means[near.indices]).sum(1), dim=-1)


def turned(state: dict[str, torch.Tensor], old: np.ndarray, new: np.ndarray) -> dict[str, torch.Tensor]:
    """A transformer's weights made to stand on another static tier: the spaces of two runs are much the same but for a turn.

    old, new: (texts, dimensions), the two tiers' unit vectors of the same texts. The turn that brings the new ones nearest
    to the old ones (orthogonal Procrustes, Schoenemann 1966) goes into the matrices that read vectors and that write them.
    """
    left, _, right = np.linalg.svd(new.T.astype(np.float64) @ old.astype(np.float64))
    turn = torch.from_numpy(left @ right).float()  # new vectors times this are near to the old ones
    return state | {
        "project.weight": state["project.weight"] @ turn.T,
        "correction.weight": turn @ state["correction.weight"],
        "correction.bias": turn @ state["correction.bias"],
    }


class Development:
    """Plain vectors on the development sets: title similarity by the transformer on both sides; MELO both ways on some queries."""

    def __init__(self, encoder: Encoder, queries: int = 100):
        self.encoder, self.folder, self.cache = encoder, Folder.load(), {}
        self.static: dict[int, np.ndarray] = {}
        benchmarks = ROOT_SHARED / "benchmarks"
        self.similarity = {path.name: load(path, "corpus_documents.tsv") for path in sorted((benchmarks / "job-title-similarity").iterdir())}
        self.melo = {}
        for path in sorted((benchmarks / "melo").iterdir()):
            texts, documents, relevant = load(path, "corpus_elements.tsv")
            step = max(1, len(texts) // queries)
            self.melo[path.name] = texts[::step], documents, relevant[::step]

    def features(self, texts: list[str]):
        """-> indices, offsets, pieces of some texts, kept."""
        key = hash(tuple(texts))
        if key not in self.cache:
            folded = [self.folder.fold(text) for text in texts]
            rows = [self.encoder.inputs.static.tokens(text) or [0] for text in folded]
            offsets = np.concatenate([[0], np.cumsum([len(row) for row in rows])])
            flat = np.fromiter((row for group in rows for row in group), np.int64, offsets[-1])
            piece = np.fromiter((number for text in folded for number in pieces(text) or [0]), np.int8, offsets[-1])
            self.cache[key] = flat, offsets, piece
        return self.cache[key]

    def encode(self, texts: list[str]):
        with torch.inference_mode():
            ours, static = self.encoder.encode(*self.features(texts))
        return ours.numpy(), static.numpy()

    def documents(self, texts: list[str], ours: bool):
        if ours:
            return self.encode(texts)[0]
        key = hash(tuple(texts))
        if key not in self.static:
            self.static[key] = self.encoder.encode(*self.features(texts), static_only=True)[1].numpy()
        return self.static[key]

    def look(self, whole: bool = False) -> str:
        self.encoder.model.eval()
        found: dict[str, list[float]] = {}
        for name, (queries, documents, relevant) in self.similarity.items():
            (a, b), (c, d) = self.encode(queries), self.encode(documents)
            for label, scores in (("", a @ c.T), (" static", b @ d.T)):
                found.setdefault(name + label, []).append(np.mean([average_precision(row, wanted) for row, wanted in zip(scores, relevant)]))
        for name, (queries, documents, relevant) in self.melo.items():
            kind = "mono" if name.split("_")[2] == name.split("_")[4] else "cross"
            ours, static = self.encode(queries)
            theirs = self.documents(documents, False)
            pairs = [(kind + " asymmetric", ours, theirs), (kind + " static", static, theirs)]
            if whole:
                pairs.append((kind, ours, self.documents(documents, True)))
            for label, left, right in pairs:
                found.setdefault(label, []).append(np.mean([reciprocal_rank(row @ right.T, wanted) for row, wanted in zip(left, relevant)]))
        self.encoder.model.train()
        return "  ".join(f"{key} {np.mean(values):.3f}" for key, values in sorted(found.items()))


def main() -> None:
    arguments = options()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    rng = np.random.default_rng(arguments.seed)
    static = StaticFile.read((arguments.weights / "static.bin").read_bytes())
    corpus, vocabulary, texts, groups = prepared(argparse.Namespace(corpus=arguments.corpus, rows=len(static.checksums), fallback_rows=static.fallback_rows))
    if vocabulary.checksums != static.checksums.tolist():
        raise SystemExit("the corpus is not the one that the static tier was trained on")
    piece = pieces_of(corpus, arguments.corpus)
    inputs = Inputs(static)
    model = Transformer(layers=arguments.layers, inner=arguments.inner)
    encoder = Encoder(inputs, model)
    matrices = [p for p in model.parameters() if p.ndim > 1]
    others = [p for p in model.parameters() if p.ndim <= 1]
    optimiser = torch.optim.AdamW([{"params": matrices, "weight_decay": arguments.decay}, {"params": others, "weight_decay": 0.0}], betas=(0.9, 0.98), lr=arguments.rate)
    print(f"{sum(p.numel() for p in model.parameters())} parameters", flush=True)
    checkpoint = BUILD / f"{arguments.name}.checkpoint.pt"
    spent, step = 0.0, 0
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=False)
        model.load_state_dict(saved["model"])
        optimiser.load_state_dict(saved["optimiser"])
        rng.bit_generator.state, spent, step = saved["rng"], saved["spent"], saved["step"]
    elif arguments.start:
        state = torch.load(BUILD / f"{arguments.start}.checkpoint.pt", weights_only=False)["model"]
        if arguments.from_weights:
            old = StaticFile.read((arguments.from_weights / "static.bin").read_bytes())
            folder = Folder.load()
            titles = [folder.fold(text) for group in corpus["concepts"][::4] for _, text in group[:8]]
            state = turned(state, *(np.stack([tier.encode(title) for title in titles]) for tier in (old, static)))
        model.load_state_dict(state)
    development = Development(encoder)
    concepts: Groups = groups["concepts"]
    related = related_concepts(corpus)
    # Means of the concepts' static vectors: every concept is a negative of every title.
    means = torch.zeros(len(concepts.size), inputs.rows.shape[1])
    owner = np.repeat(np.arange(len(concepts.size)), concepts.size)
    weight = torch.from_numpy(np.diff(concepts.cumulative).astype(np.float32))
    for begin in range(0, len(owner), 8192):
        chosen = np.arange(begin, min(begin + 8192, len(owner)))
        flat, offsets = texts.batch(chosen + concepts.first)
        vectors = F.normalize(F.embedding_bag(torch.from_numpy(flat), inputs.rows, torch.from_numpy(offsets[:-1]), mode="sum"), dim=-1)
        means.index_add_(0, torch.from_numpy(owner[chosen]), vectors * weight[chosen, None])
    means = F.normalize(means, dim=-1)
    grouped = np.array(sorted(corpus["broader"].items()))
    needing = np.array([concept for concept, wanted in corpus["needs"].items() if len(wanted) >= 4])
    wanted = {concept: np.array(corpus["needs"][concept]) for concept in needing}
    clock = time.time() - spent
    size = arguments.concepts

    def save() -> None:
        state = {"model": model.state_dict(), "optimiser": optimiser.state_dict(), "rng": rng.bit_generator.state, "spent": time.time() - clock, "step": step, "shape": model.shape, "arguments": vars(arguments)}
        torch.save(state, checkpoint.with_suffix(".tmp"))
        checkpoint.with_suffix(".tmp").rename(checkpoint)

    saved_at = time.time()
    print("before:", development.look(), flush=True)
    while (elapsed := time.time() - clock) < arguments.seconds:
        rate = arguments.rate * min(1.0, (step + 1) / 200) * (1 - elapsed / arguments.seconds) + 1e-6
        for group in optimiser.param_groups:
            group["lr"] = rate
        chosen_concepts = rng.choice(concepts.usable, size, replace=False)
        terms = [("concepts", 1.0, arguments.temperature, *concepts.pairs(rng, chosen_concepts, arguments.same_language))]
        for name, share, count in (("onet", 0.3, size // 4), ("skills", 0.15, size // 12), ("composed", 0.3, size // 6)):
            chosen = rng.choice(groups[name].usable, count, replace=False)
            terms.append((name, share, arguments.temperature * (1.5 if name == "onet" else 1), *groups[name].pairs(rng, chosen, 0.3)))
        shuffled = rng.permutation(len(grouped))
        _, one = np.unique(grouped[shuffled, 1], return_index=True)
        members, parents = grouped[shuffled[rng.permutation(one)[: size // 6]]].T
        terms.append(("broader", 0.2, arguments.temperature * 1.5, concepts.sample(rng, members), concepts.sample(rng, parents)))
        needy = rng.choice(needing, size // 12, replace=False)
        titles = concepts.sample(rng, needy)
        some = np.stack([wanted[concept][rng.integers(0, len(wanted[concept]), 4)] for concept in needy])
        skill_texts = groups["skills"].sample(rng, some.ravel())

        batch = np.concatenate([part for term in terms for part in term[3:]] + [titles, skill_texts])
        flat, offsets = texts.batch(batch)
        lengths = texts.offsets[batch + 1] - texts.offsets[batch]
        where = np.repeat(texts.offsets[batch] - offsets[:-1], lengths) + np.arange(offsets[-1])
        ours, theirs = encoder.encode(flat, offsets, piece[where], rng, arguments.left_out)
        loss, place, first = torch.zeros(()), 0, 0.0
        for name, share, temperature, left, right in terms:
            begin, middle, end = place, place + len(left), place + 2 * len(left)
            equal = torch.from_numpy(texts.identity[left][:, None] == texts.identity[right][None])
            if name == "concepts":
                equal |= torch.from_numpy(related[chosen_concepts][:, chosen_concepts].toarray())
            equal.fill_diagonal_(False)
            term = symmetric_infonce(ours[begin:middle], ours[middle:end], temperature, equal)
            if arguments.static > 0:
                term = term + arguments.static * symmetric_infonce(ours[begin:middle], theirs[middle:end], temperature, equal)
            loss = loss + share * term
            first = first or term.item()
            place = end
        target = torch.from_numpy(chosen_concepts)
        scores = (cosines(ours[:size], means) / 0.07).masked_fill(torch.from_numpy(related[chosen_concepts].toarray()), float("-inf"))
        loss = loss + 0.5 * F.cross_entropy(scores, target)
        a, b = ours[place : place + len(titles)], F.normalize(ours[place + len(titles) :].view(len(titles), 4, -1).mean(1), dim=-1)
        loss = loss + 0.2 * symmetric_infonce(a, b, arguments.temperature * 1.5, torch.zeros(len(a), len(a), dtype=torch.bool))
        distance = (1 - (ours * drawn(theirs, means)).sum(-1)).mean()
        loss = loss + arguments.distil * distance
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        step += 1
        if step % 50 == 0:
            print(f"step {step}  {elapsed:.0f} s  concepts {first:.3f}  all {loss.item():.3f}  distance {distance.item():.4f}", flush=True)
        if step % arguments.look == 0:
            print(f"step {step}:", development.look(), flush=True)
        if time.time() - saved_at > 300:
            save()
            saved_at = time.time()
    save()
    print(f"{arguments.name}: {step} steps, {time.time() - clock:.0f} s:", development.look(whole=True), flush=True)


if __name__ == "__main__":
    main()
