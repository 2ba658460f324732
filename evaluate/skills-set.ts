/**
 * Titles with skills, made of ESCO: what an advertisement says of an occupation that the index knows by one name only.
 *
 * Of a tenth of the occupations, by hash, all names but the preferred one are left out of the index. They are the
 * titles, each with five of the occupation's essential skills, drawn by hash, in two wordings: the skill's preferred
 * name, and another of its names, which is left out of the index too. A title that a second occupation also has for a
 * name is not taken: skills would only have to say which of the two.
 */
import { createHash } from 'node:crypto';
import type { Taxonomy } from '../taxonomy/model.ts';
import { fold } from '../worker/core/fold.ts';
import type { LanguageTag } from '../worker/core/language.ts';
import type { LabelRecord } from '../worker/engines/snapshot/label-pool.ts';

export interface TitleWithSkills {
  readonly title: string;
  /** The occupation that is right: index in the concept table. */
  readonly occupation: number;
  /** Preferred names of five of its essential skills. */
  readonly skills: readonly string[];
  /** Other names of the same skills. */
  readonly otherWords: readonly string[];
  /** Preferred names of five skills, drawn by hash from all. */
  readonly strangers: readonly string[];
  /** The occupation's description, without its names; empty where it has none. */
  readonly description: string;
  /** Weights are chosen on one half of the occupations and measured on the other. */
  readonly half: 'CHOSEN_ON' | 'MEASURED_ON';
}

export interface SkillsSet {
  /** The taxonomy without the titles and the other wordings. */
  readonly kept: Taxonomy;
  readonly titles: readonly TitleWithSkills[];
}

const SHARE = 10;
const SKILLS = 5;

function hash(...parts: readonly string[]): number {
  return createHash('sha256').update(parts.join('\t')).digest().readUInt32LE();
}

const inOrderOf = <Item>(items: readonly Item[], order: (item: Item) => number): Item[] =>
  items.toSorted((left, right) => order(left) - order(right));

/** A text without the names that are in it, whatever their number: "Bakers make bread" -> "make bread". */
function withoutNames(text: string, names: readonly string[]): string {
  const escaped = inOrderOf(names, (name) => -name.length).map((name) =>
    name.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`),
  );
  return text.replace(new RegExp(`\\b(?:${escaped.join('|')})(?:e?s)?\\b`, 'giu'), ' ');
}

export function skillsSetOf(taxonomy: Taxonomy, language: LanguageTag): SkillsSet {
  const { concepts } = taxonomy;
  const pool = taxonomy.labels.get(language) ?? [];
  const labels = Map.groupBy(pool, ({ concept }) => concept);
  const needed = Map.groupBy(
    taxonomy.relations.filter(({ kind, from }) => kind === 'ESSENTIAL' && concepts[from]?.kind === 'OCCUPATION'),
    ({ from }) => from,
  );
  const descriptions = new Map(taxonomy.descriptions.get(language)?.map(({ concept, text }) => [concept, text]));
  const bearers = new Map<string, Set<number>>();
  for (const { concept, text } of pool) {
    if (concepts[concept]?.kind !== 'OCCUPATION') continue;
    const name = fold(text);
    bearers.set(name, (bearers.get(name) ?? new Set()).add(concept));
  }
  const skillNames = pool
    .filter(({ concept, kind }) => kind === 'PREFERRED' && concepts[concept]?.kind === 'SKILL')
    .map(({ text }) => text);
  const leftOut = new Set<LabelRecord>();
  const titles: TitleWithSkills[] = [];
  for (const [occupation, { kind, uri, deprecated }] of concepts.entries()) {
    if (kind !== 'OCCUPATION' || deprecated || hash('occupation', uri) % SHARE !== 0) continue;
    const names = labels.get(occupation) ?? [];
    const skills = (needed.get(occupation) ?? []).flatMap(({ to }) => {
      const own = labels.get(to) ?? [];
      const preferred = own.find((label) => label.kind === 'PREFERRED');
      const others = own.filter(
        (label) => label.kind !== 'PREFERRED' && fold(label.text) !== fold(preferred?.text ?? ''),
      );
      return preferred === undefined || others.length === 0 ? [] : [{ preferred, others }];
    });
    if (skills.length < SKILLS) continue;
    const description = withoutNames(
      descriptions.get(occupation) ?? '',
      names.map(({ text }) => text),
    );
    const half = hash('half', uri) % 2 === 0 ? 'CHOSEN_ON' : 'MEASURED_ON';
    for (const name of names) {
      if (name.kind === 'PREFERRED') continue;
      leftOut.add(name);
      if (bearers.get(fold(name.text))!.size > 1) continue;
      const drawn = inOrderOf(skills, ({ preferred }) => hash(name.text, preferred.text)).slice(0, SKILLS);
      const others = drawn.map((skill) => inOrderOf(skill.others, ({ text }) => hash(name.text, text))[0]!);
      for (const other of others) leftOut.add(other);
      titles.push({
        title: name.text,
        occupation,
        skills: drawn.map(({ preferred }) => preferred.text),
        otherWords: others.map(({ text }) => text),
        strangers: drawn.map((_, place) => skillNames[hash(name.text, String(place)) % skillNames.length]!),
        description,
        half,
      });
    }
  }
  const kept = pool.filter((label) => !leftOut.has(label));
  return { kept: { ...taxonomy, labels: new Map([[language, kept]]) }, titles };
}
