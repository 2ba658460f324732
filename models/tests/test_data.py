"""Composed titles: how each language puts modifier and head together, and that the lexicon's tables hold what composing needs."""

import pathlib
import tempfile
import unittest

from crosswalk_models.data import COMPOSED_LANGUAGES, compose, read_composed, table_rows

LEXICON = pathlib.Path(__file__).resolve().parents[2] / "taxonomy" / "starter" / "lexicon"


class Composing(unittest.TestCase):
    def test_every_language_has_its_order(self):
        for modifier, head, language, titles in [
            ("software", "engineer", "en", ["software engineer"]),
            ("Vertriebs-", "Leiter", "de", ["Vertriebsleiter", "Leiter für Vertriebs"]),
            ("IT-", "Berater", "de", ["IT-Berater", "Berater für IT"]),
            ("logiciel", "ingénieur", "fr", ["ingénieur logiciel"]),
            ("软件", "工程师", "zh", ["软件工程师"]),
            ("소프트웨어", "엔지니어", "ko", ["소프트웨어 엔지니어"]),
            ("mjukvaru-", "ingenjör", "sv", ["mjukvaruingenjör"]),
            ("szoftver-", "mérnök", "hu", ["szoftvermérnök"]),
            ("programmatūras", "inženieris", "lv", ["programmatūras inženieris"]),
            ("strojů", "operátor", "cs", ["operátor strojů"]),
            ("strojní *", "inženýr", "cs", ["strojní inženýr"]),
            ("* elektrotechniek", "monteur", "nl", ["monteur elektrotechniek"]),
            (", glas", "operatör", "sv", ["operatör, glas"]),
        ]:
            with self.subTest(language=language, modifier=modifier):
                self.assertEqual(compose(modifier, head, language), titles)

    def test_a_language_without_a_word_is_left_out(self):
        with tempfile.TemporaryDirectory() as folder:
            lexicon = pathlib.Path(folder)
            heads = "".join(f"head-{n}\thead {n}\tKopf {n}\ttête {n}\n" for n in range(10))
            (lexicon / "heads.tsv").write_text("id\ten\tde\tfr\n" + heads, encoding="utf-8")
            (lexicon / "modifiers.tsv").write_text("id\ten\tde\tfr\theads\nglass\tglass\tGlas-\t\thead-1\n", encoding="utf-8")
            groups = read_composed(lexicon)
            self.assertIn([("en", "glass"), ("de", "Glas")], groups)
            self.assertIn([("en", "glass head 1"), ("de", "Glaskopf 1")], [[text for text in group if "für" not in text[1]] for group in groups])
            self.assertEqual(groups, read_composed(lexicon))


class Lexicon(unittest.TestCase):
    def test_ids_are_single_and_named_heads_exist(self):
        heads = [row["id"] for row in table_rows(LEXICON / "heads.tsv")]
        modifiers = list(table_rows(LEXICON / "modifiers.tsv"))
        self.assertEqual(len(heads), len(set(heads)))
        self.assertEqual(len(modifiers), len({row["id"] for row in modifiers}))
        self.assertEqual({key for row in modifiers for key in row["heads"].split()} - set(heads), set())

    def test_every_word_is_given_in_every_language(self):
        for name in ("heads", "modifiers"):
            for row in table_rows(LEXICON / f"{name}.tsv"):
                self.assertGreater(len(row), COMPOSED_LANGUAGES)
                self.assertEqual([column for column, cell in row.items() if not cell and column != "heads"], [], row["id"])


if __name__ == "__main__":
    unittest.main()
