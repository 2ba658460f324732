"""python -m unittest discover -s tests -t .     (in models/; needs numpy and torch, no data)"""

import unittest

import numpy as np

from crosswalk_models.container import DamagedContainer, checksum, read_container, write_container
from crosswalk_models.features import features
from crosswalk_models.static_file import StaticFile, quantise
from crosswalk_models.static_train import checksum as feature_checksum
from crosswalk_models.static_train import fallback_rows

WORDS = "software developer nurse 软件工程师 간호사"


def small_file() -> tuple[StaticFile, np.ndarray]:
    """Every second feature of WORDS has a row."""
    checksums = list(dict.fromkeys(feature_checksum(feature) for feature in features(WORDS)[::2]))
    weights = np.random.default_rng(0).normal(0, 0.1, (len(checksums), 64)).astype(np.float32)
    return quantise("small", checksums, weights, 1_000), weights


class Container(unittest.TestCase):
    def test_checksum_is_murmurhash3(self):
        # Published vectors for x86, 32 bit, seed 0; the same as in test/engines/snapshot/container.test.ts.
        self.assertEqual(checksum(b""), 0)
        self.assertEqual(checksum(b"test"), 0xBA6BD213)
        self.assertEqual(checksum(b"Hello, world!"), 0xC0363E43)

    def test_sections_come_back(self):
        sections = {"bytes": np.array([1, 2, 3], np.uint8), "numbers": np.array([1.5, -2], np.float32)}
        file = write_container(sections)
        self.assertEqual(file, write_container(sections))
        self.assertEqual(len(file) % 8, 0)
        for name, array in read_container(file).items():
            np.testing.assert_array_equal(array, sections[name])

    def test_damage_is_found(self):
        file = bytearray(write_container({"bytes": np.arange(64, dtype=np.uint8)}))
        for at in (0, 30, len(file) - 5):
            damaged = file.copy()
            damaged[at] ^= 1
            with self.assertRaises(DamagedContainer):
                read_container(bytes(damaged))
        with self.assertRaises(DamagedContainer):
            read_container(bytes(file[:-32]))


class Static(unittest.TestCase):
    def test_file_comes_back(self):
        static, _ = small_file()
        read = StaticFile.read(static.write())
        self.assertEqual(read.write(), static.write())
        np.testing.assert_array_equal(read.steps, static.steps)
        np.testing.assert_array_equal(read.multipliers, static.multipliers)

    def test_tokens_are_rows_in_order(self):
        static, _ = small_file()
        tokens = static.tokens(WORDS)
        self.assertEqual(len(tokens), len(features(WORDS)))
        stored = len(static.checksums)
        for feature, token in zip(features(WORDS), tokens):
            total = feature_checksum(feature)
            if token < stored:
                self.assertEqual(static.checksums[token], total)
            else:
                self.assertEqual(token, stored + total % 1_000)
        self.assertTrue(any(token < stored for token in tokens) and any(token >= stored for token in tokens))

    def test_vector_is_near_that_of_the_float_rows(self):
        static, weights = small_file()
        table = np.concatenate([weights, fallback_rows(1_000, 64)])
        for text in (WORDS, "developer", "nurse", "welder"):
            exact = table[static.tokens(text)].sum(0)
            vector = static.encode(text)
            self.assertAlmostEqual(float(np.linalg.norm(vector)), 1, places=5)
            self.assertGreater(float(vector @ exact / np.linalg.norm(exact)), 0.99)
        self.assertEqual(float(np.abs(static.encode("")).max()), 0)

    def test_multiplier_is_the_best_one(self):
        static, weights = small_file()
        lost = ((static.dequantised() - weights) ** 2).sum(1)
        for multiplier in range(1, 256):
            worth = np.float32(multiplier * static.unit)
            rounded = np.clip(np.rint(weights / worth), -8, 7) * worth
            # Only some multipliers are tried: none is better by more than a tenth.
            self.assertTrue((lost <= ((rounded - weights) ** 2).sum(1) * 1.1).all())

    def test_rows_without_numbers_stay_zero(self):
        static = quantise("zero", [1, 2], np.zeros((2, 32), np.float32), 10)
        self.assertEqual(float(np.abs(static.dequantised()).max()), 0)


if __name__ == "__main__":
    unittest.main()
