"""Folding's rules, over a table of a few characters; the table itself comes from worker/core/fold.ts."""

import unittest

from crosswalk_models.folding import Folder

TABLE = {character: character.lower() for character in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"} | {"/": " ", "ß": "ss", "\u2019": "'"}


class Folding(unittest.TestCase):
    def setUp(self):
        self.fold = Folder(TABLE).fold

    def test_characters_become_what_the_table_says(self):
        self.assertEqual(self.fold("Straße/ABC"), "strasse abc")

    def test_separators_are_single_and_never_at_an_edge(self):
        self.assertEqual(self.fold(" a //  b/ "), "a b")

    def test_a_point_stays_before_a_letter_or_digit(self):
        self.assertEqual(self.fold("node.js .NET 2.5"), "node.js .net 2.5")
        self.assertEqual(self.fold("sr. cook."), "sr cook")

    def test_a_point_before_a_letter_beyond_the_basic_plane_separates(self):
        # As in worker/core/fold.ts, which reads code units: U+10400 is a letter, its first half is none.
        self.assertEqual(self.fold("a.\U00010400"), "a \U00010400")

    def test_an_apostrophe_separates_before_a_vowel(self):
        self.assertEqual(self.fold("d'entretien"), "d entretien")
        self.assertEqual(self.fold("driver\u2019s"), "drivers")


if __name__ == "__main__":
    unittest.main()
