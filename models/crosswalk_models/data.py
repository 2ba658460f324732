"""Reads the training sources and writes build/corpus.pkl.

Usage: python -m crosswalk_models.data [--shared ../shared/data]

A corpus is a list of groups of texts that mean the same, each text with its language:

    concepts   one group an occupation or ISCO-08 group of ESCO, an occupation of the starter taxonomy: all its labels
    onet       one group an O*NET occupation: its title and alternate titles (English)
    skills     one group a skill: its labels
    broader    occupation -> ISCO-08 unit group, both as positions in `concepts`
    needs      occupation -> essential skills, as positions in `concepts` and `skills`
    composed   one group a composed title (modifier + head of the lexicon) in languages of the lexicon

Nothing under benchmarks/ is read.
"""

import argparse
import collections
import csv
import gzip
import hashlib
import io
import pathlib
import pickle
import random
import zipfile

from .folding import Folder
from .noise import UNSPACED_LANGUAGES, read_lexicon, with_noise

csv.field_size_limit(1 << 30)
ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = ROOT / "models" / "build"
Labels = dict[str, dict[str, None]]  # language -> texts, in order


def clean(text: str) -> str:
    return " ".join(text.split())


def zipped_rows(package: pathlib.Path, name: str):
    with zipfile.ZipFile(package) as archive, archive.open(name) as file:
        yield from csv.DictReader(io.TextIOWrapper(file, "utf-8", newline=""))


def table_rows(path: pathlib.Path):
    with path.open(encoding="utf-8") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def add(labels: Labels, language: str, texts) -> None:
    for text in map(clean, texts):
        if text:
            labels[language].setdefault(text)


def read_esco(shared: pathlib.Path):
    """-> concepts (uri -> Labels), skills (uri -> Labels), essential skills (uri -> [uri])."""
    esco = shared / "esco"
    english = esco / "ESCO dataset - v1.1.1 - classification - en - csv.zip"
    relations = esco / "ESCO dataset - v1.1.1 - classification -  - csv.zip"
    german = esco / "partial - v1.2.0 - de - no skills, no relations.zip"
    concepts: dict[str, Labels] = collections.defaultdict(lambda: collections.defaultdict(dict))
    skills: dict[str, Labels] = collections.defaultdict(lambda: collections.defaultdict(dict))
    with gzip.open(esco / "occupation-labels-21-languages.tsv.gz", "rt", encoding="utf-8") as file:
        next(file)
        for line in file:
            uri, language, text = line.rstrip("\n").split("\t")
            add(concepts[uri], language, [text])
    for package, name, language in ((english, "occupations_en.csv", "en"), (german, "occupations_de.csv", "de")):
        for row in zipped_rows(package, name):
            for column in ("preferredLabel", "altLabels", "hiddenLabels"):
                add(concepts[row["conceptUri"]], language, (row[column] or "").split("\n"))
    for row in zipped_rows(english, "skills_en.csv"):
        add(skills[row["conceptUri"]], "en", [row["preferredLabel"], *row["altLabels"].split("\n")])
    for language in ("es", "fr"):
        with gzip.open(esco / f"skills_{language}_v1.0.csv.gz", "rt", encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if row["conceptUri"] in skills:
                    add(skills[row["conceptUri"]], language, [row["preferredLabel"], *(row["altLabels"] or "").split("\n")])
    for collection in ("digitalSkills", "greenSkills", "languageSkills", "transversalSkills", "researchSkills"):
        for row in zipped_rows(german, f"{collection}Collection_de.csv"):
            if row["conceptUri"] in skills:
                add(skills[row["conceptUri"]], "de", [row["preferredLabel"], *(row["altLabels"] or "").split(" | ")])
    essential = collections.defaultdict(list)
    for row in zipped_rows(relations, "occupationSkillRelations.csv"):
        if row["relationType"] == "essential" and row["skillUri"] in skills:
            essential[row["occupationUri"]].append(row["skillUri"])
    return concepts, skills, essential


def read_starter(starter: pathlib.Path):
    """The same three of the starter taxonomy; ids stand in for URIs."""
    concepts: dict[str, Labels] = collections.defaultdict(lambda: collections.defaultdict(dict))
    skills: dict[str, Labels] = collections.defaultdict(lambda: collections.defaultdict(dict))
    essential = {}
    for folder, key, target in (("labels", "occupation", concepts), ("skill-labels", "skill", skills)):
        for path in sorted((starter / folder).glob("*.tsv")):
            for row in table_rows(path):
                texts = [row["preferred"], *(row["alternatives"] or "").split("|")]
                add(target[row[key]], path.stem, [form for text in texts for form in text.split("~")])
    path = starter / "occupation-skills.tsv"
    if path.exists():
        essential = {row["occupation"]: row["essential"].split() for row in table_rows(path)}
    return concepts, skills, essential


def read_iscos(shared: pathlib.Path, starter: pathlib.Path) -> dict[str, str]:
    """Occupation (URI or own id) -> ISCO-08 unit group."""
    english = shared / "esco" / "ESCO dataset - v1.1.1 - classification - en - csv.zip"
    codes = {row["conceptUri"]: row["iscoGroup"] for row in zipped_rows(english, "occupations_en.csv")}
    return codes | {row["id"]: row["isco"] for row in table_rows(starter / "occupations.tsv")}


def read_onet(shared: pathlib.Path) -> dict[str, dict[str, None]]:
    groups: dict[str, dict[str, None]] = collections.defaultdict(dict)
    with gzip.open(shared / "onet" / "alternate-titles.tsv.gz", "rt", encoding="utf-8") as file:
        next(file)
        for line in file:
            code, title, alternate, short, *_ = line.rstrip("\n").split("\t")
            for text in (title, alternate, short):
                if text and text != "n/a":
                    groups[code].setdefault(clean(text))
    return groups


FORMS = 2  # of a composed title in each language: synonyms and gender forms multiply
COMPOSED_LANGUAGES = 12  # of a composed title, drawn anew for each: more titles teach more than more languages of one
OTHER_HEADS = 8  # that a modifier is put beside, drawn at random, besides those that it names
FOLLOWED = {"bg", "cs", "el", "es", "fr", "hr", "it", "pl", "pt", "ro", "sk", "sl"}  # the modifier stands after the head


def compose(modifier: str, head: str, language: str) -> list[str]:
    """The titles that a modifier and a head make, as that language puts them together."""
    if modifier.startswith(","):
        return [head + modifier]
    if "*" in modifier:
        return [modifier.replace("*", head)]
    if modifier.endswith("-"):
        stem = modifier[:-1]
        compound = stem + head.lower() if stem.isalpha() and not stem.isupper() else modifier + head
        # A linking letter stays where it is: "Vertriebs".
        return [compound, f"{head} für {stem}"] if language == "de" else [compound]
    if language in UNSPACED_LANGUAGES:
        return [modifier + head]
    return [f"{head} {modifier}" if language in FOLLOWED else f"{modifier} {head}"]


def read_composed(lexicon: pathlib.Path, seed: int = 7) -> list[list[tuple[str, str]]]:
    """Groups of composed titles: every modifier with the heads it names and some others, in languages drawn for each."""
    if not (lexicon / "heads.tsv").exists() or not (lexicon / "modifiers.tsv").exists():
        return []
    rng = random.Random(seed)
    heads = {row["id"]: row for row in table_rows(lexicon / "heads.tsv")}
    modifiers = list(table_rows(lexicon / "modifiers.tsv"))
    languages = [column for column in modifiers[0] if column not in ("id", "heads")]

    def forms(row, language):
        return [form for text in (row[language] or "").split("|") for form in text.split("~") if form]

    groups = []
    for row in [*heads.values(), *modifiers]:
        groups.append([(language, form.strip("-, *")) for language in languages for form in forms(row, language)])
    for modifier in modifiers:
        named = [heads[key] for key in modifier["heads"].split() if key in heads]
        for head in named + rng.sample(list(heads.values()), OTHER_HEADS):
            known = [language for language in languages if modifier[language] and head[language]]
            group = []
            for language in sorted(rng.sample(known, min(len(known), COMPOSED_LANGUAGES)), key=languages.index):
                titles = [title for m in forms(modifier, language) for h in forms(head, language)[:2] for title in compose(m, h, language)]
                group.extend((language, title) for title in rng.sample(titles, min(len(titles), FORMS)))
            if len(group) > 1:
                groups.append(group)
    return groups


def merge(concepts: dict[str, Labels], own: dict[str, Labels]) -> dict[str, str]:
    """Adds the starter taxonomy's labels to the ESCO concept of the same English name; -> where each own concept went.

    The two taxonomies name many occupations alike: apart, each would be a false negative of the other, and the languages
    that only one of them knows would never meet.
    """
    preferred: dict[str, str] = {}
    for uri, labels in concepts.items():
        if "/isco/" not in uri and labels.get("en"):
            preferred.setdefault(next(iter(labels["en"])).casefold(), uri)
    place = {}
    for key, labels in own.items():
        place[key] = preferred.get(next(iter(labels["en"])).casefold(), key)
        for language, texts in labels.items():
            add(concepts[place[key]], language, texts)
    return place


def held_back(own: dict[str, Labels]) -> frozenset[str]:
    """The folded labels that evaluate/held-back.ts asks for: a tenth of the starter taxonomy's, by a hash of language and text."""
    fold = Folder.load().fold
    texts = {(language, fold(text)) for labels in own.values() for language, group in labels.items() for text in group}
    return frozenset(
        text for language, text in texts if int.from_bytes(hashlib.sha256(f"{language}\t{text}".encode()).digest()[:4], "little") % 10 == 0
    )


def flatten(labels: Labels) -> list[tuple[str, str]]:
    return [(language, text) for language, texts in labels.items() for text in texts]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--shared", type=pathlib.Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--held-back", action="store_true", help="leave out what `npm run evaluate:held-back` asks; writes build/held-back.pkl")
    parser.add_argument("--noise", type=float, default=0.2, help="share of the labels of occupations that get a noisy copy")
    arguments = parser.parse_args()
    starter_folder = ROOT / "taxonomy" / "starter"
    concepts, skills, essential = read_esco(arguments.shared)
    own_concepts, own_skills, own_essential = read_starter(starter_folder)
    place = merge(concepts, own_concepts)
    print(f"{sum(key != where for key, where in place.items())} of {len(place)} own occupations are ESCO's too")
    concept_keys = list(concepts)
    iscos = read_iscos(arguments.shared, starter_folder)
    skill_keys = [*skills, *own_skills]
    position = {key: index for index, key in enumerate(concept_keys)}
    skill_position = {key: index for index, key in enumerate(skill_keys)}
    needs: dict[int, list[int]] = collections.defaultdict(list)
    for source in (essential, own_essential):
        for occupation, wanted in source.items():
            if (where := place.get(occupation, occupation)) in position:
                needs[position[where]].extend(skill_position[skill] for skill in wanted if skill in skill_position)
    unseen = held_back(own_concepts) if arguments.held_back else frozenset()
    fold = Folder.load().fold

    def seen(groups):
        return [[(language, text) for language, text in group if fold(text) not in unseen] for group in groups] if unseen else list(groups)

    lexicon, rng = read_lexicon(starter_folder / "lexicon"), random.Random(11)
    group_of = {key.rsplit("/C", 1)[-1]: position[key] for key in concept_keys if "/isco/" in key}
    broader = {
        position[where]: group_of[code]
        for key, code in iscos.items()
        if (where := place.get(key, key)) in position and code in group_of
    }
    corpus = {
        "broader": broader,
        "concept_keys": concept_keys,
        "concepts": [with_noise(group, arguments.noise, lexicon, rng) for group in seen(map(flatten, concepts.values()))],
        "skill_keys": skill_keys,
        "skills": [flatten(labels) for labels in (*skills.values(), *own_skills.values())],
        "needs": dict(needs),
        "onet": seen([[("en", text) for text in texts] for texts in read_onet(arguments.shared).values()]),
        "composed": seen(read_composed(starter_folder / "lexicon")),
    }
    BUILD.mkdir(parents=True, exist_ok=True)
    with (BUILD / ("held-back.pkl" if arguments.held_back else "corpus.pkl")).open("wb") as file:
        pickle.dump(corpus, file)
    by_language = collections.Counter(language for group in corpus["concepts"] for language, _ in group)
    for name in ("concepts", "skills", "onet", "composed"):
        print(f"{name}: {len(corpus[name])} groups, {sum(map(len, corpus[name]))} texts")
    print(f"needs: {len(needs)} occupations, {sum(map(len, needs.values()))} relations")
    print("labels by language:", dict(by_language.most_common()))


if __name__ == "__main__":
    main()
