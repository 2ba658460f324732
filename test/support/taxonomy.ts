/** A taxonomy small enough to be known by heart, compiled and stored by the project's own compiler. */
import { committedStatic, compileKernel } from '../../taxonomy/encoders.ts';
import { compileSnapshot } from '../../taxonomy/compile.ts';
import type { CodeMappingRecord, Taxonomy } from '../../taxonomy/model.ts';
import { writeVersions } from '../../taxonomy/store.ts';
import { type LanguageTag, parseLanguageTag } from '../../worker/core/language.ts';
import {
  type ConceptKind,
  type ConceptRecord,
  type RelationKind,
  type SkillCategory,
  compareConcepts,
} from '../../worker/engines/snapshot/concept-table.ts';
import { type LabelRecord, sortLabels } from '../../worker/engines/snapshot/label-pool.ts';
import { type SnapshotSource, type SnapshotStore, createSnapshotStore } from '../../worker/stores/snapshot.ts';
import { type TestD1, createTestD1 } from './d1.ts';

interface Entry {
  readonly id: string;
  readonly code?: string;
  readonly isco?: string;
  readonly category?: SkillCategory;
  readonly isGroup?: boolean;
  readonly deprecated?: boolean;
  readonly popularity?: number;
  /** Language -> preferred label, then alternative ones. */
  readonly labels: Readonly<Record<string, readonly string[]>>;
  readonly hidden?: Readonly<Record<string, readonly string[]>>;
  readonly descriptions?: Readonly<Record<string, string>>;
}

export interface Contents {
  readonly version?: string;
  readonly entries: readonly Entry[];
  /** From, kind, to. */
  readonly relations: readonly (readonly [string, RelationKind, string])[];
  readonly replacements: readonly (readonly [string, string])[];
  readonly codes: readonly (Omit<CodeMappingRecord, 'concept'> & { readonly concept: string })[];
}

export const CONTENTS: Contents = {
  entries: [
    { id: 'group:2', code: '2', labels: { en: ['Professionals'], de: ['Akademische Berufe'] } },
    { id: 'group:22', code: '22', labels: { en: ['Health professionals'] } },
    { id: 'group:222', code: '222', labels: { en: ['Nursing and midwifery professionals'] } },
    { id: 'group:2221', code: '2221', labels: { en: ['Nursing professionals'] } },
    { id: 'group:25', code: '25', labels: { en: ['ICT professionals'] } },
    { id: 'group:251', code: '251', labels: { en: ['Software and applications developers and analysts'] } },
    {
      id: 'group:2512',
      code: '2512',
      labels: { en: ['Software developers'], de: ['Softwareentwickler'] },
      descriptions: { en: 'They research, analyse and develop software.' },
    },
    {
      id: 'occupation:software-developer',
      code: '2512.4',
      isco: '2512',
      popularity: 250,
      labels: {
        en: ['software developer', 'software engineer', 'programmer'],
        de: ['Softwareentwickler', 'Softwareentwicklerin', 'Programmierer'],
        fr: ['développeur de logiciels'],
      },
      hidden: { en: ['sofware coder'] },
      descriptions: { en: 'Develops software.', de: 'Entwickelt Software.' },
    },
    {
      id: 'occupation:embedded-developer',
      code: '2512.4.1',
      isco: '2512',
      popularity: 60,
      labels: { en: ['embedded software developer'], de: ['Entwickler eingebetteter Systeme'] },
    },
    {
      id: 'occupation:applications-programmer',
      code: '2512.9',
      isco: '2512',
      deprecated: true,
      labels: { en: ['applications programmer'] },
    },
    {
      id: 'occupation:nurse',
      code: '2221.1',
      isco: '2221',
      popularity: 240,
      labels: {
        en: ['registered nurse', 'staff nurse'],
        de: ['Krankenpfleger', 'Krankenschwester'],
        fr: ['infirmier', 'infirmière'],
      },
      descriptions: { de: 'Pflegt Kranke.' },
    },
    {
      id: 'occupation:nurse-manager',
      code: '2221.2',
      isco: '2221',
      popularity: 90,
      labels: { en: ['nurse manager'], de: ['Pflegedienstleiter'] },
    },
    { id: 'occupation:midwife', code: '2222.1', isco: '2222', popularity: 80, labels: { de: ['Hebamme'] } },
    { id: 'skill:S5', code: 'S5', isGroup: true, labels: { en: ['working with computers'] } },
    {
      id: 'skill:java',
      category: 'KNOWLEDGE',
      popularity: 200,
      labels: { en: ['Java', 'Java programming'], de: ['Java'] },
      descriptions: { en: 'A programming language.' },
    },
    {
      id: 'skill:debug',
      category: 'HARD_SKILL',
      popularity: 100,
      labels: { en: ['debug software'], de: ['Software debuggen'] },
    },
    {
      id: 'skill:teamwork',
      category: 'SOFT_SKILL',
      popularity: 220,
      labels: { en: ['work in teams'], de: ['im Team arbeiten'] },
    },
    { id: 'skill:french', category: 'LANGUAGE_SKILL', popularity: 50, labels: { en: ['French'], fr: ['français'] } },
    { id: 'skill:care', category: 'HARD_SKILL', popularity: 40, labels: { en: ['care for patients'] } },
  ],
  relations: [
    ['group:22', 'BROADER', 'group:2'],
    ['group:222', 'BROADER', 'group:22'],
    ['group:2221', 'BROADER', 'group:222'],
    ['group:25', 'BROADER', 'group:2'],
    ['group:251', 'BROADER', 'group:25'],
    ['group:2512', 'BROADER', 'group:251'],
    ['occupation:software-developer', 'BROADER', 'group:2512'],
    ['occupation:embedded-developer', 'BROADER', 'occupation:software-developer'],
    ['occupation:nurse', 'BROADER', 'group:2221'],
    ['occupation:nurse-manager', 'BROADER', 'group:2221'],
    ['occupation:software-developer', 'ESSENTIAL', 'skill:java'],
    ['occupation:software-developer', 'ESSENTIAL', 'skill:debug'],
    ['occupation:software-developer', 'OPTIONAL', 'skill:teamwork'],
    ['occupation:embedded-developer', 'ESSENTIAL', 'skill:debug'],
    ['occupation:applications-programmer', 'ESSENTIAL', 'skill:java'],
    ['occupation:nurse', 'ESSENTIAL', 'skill:care'],
    ['occupation:nurse', 'OPTIONAL', 'skill:teamwork'],
    ['occupation:nurse', 'ADVANCEMENT', 'occupation:nurse-manager'],
    ['occupation:nurse', 'RELATED', 'occupation:midwife'],
    ['skill:java', 'BROADER', 'skill:S5'],
    ['skill:debug', 'BROADER', 'skill:S5'],
    ['skill:debug', 'OPTIONAL', 'skill:java'],
  ],
  replacements: [['occupation:applications-programmer', 'occupation:software-developer']],
  codes: [
    {
      concept: 'occupation:software-developer',
      scheme: 'O*NET-SOC',
      vintage: '2019',
      code: '15-1252.00',
      kind: 'CLOSE',
      source: 'test',
    },
    {
      concept: 'occupation:software-developer',
      scheme: 'ISCO',
      vintage: '2008',
      code: '2512',
      kind: 'BROAD',
      source: 'test',
    },
  ],
};

function kindOf(id: string): ConceptKind {
  if (id.startsWith('group:')) return 'GROUP';
  return id.startsWith('occupation:') ? 'OCCUPATION' : 'SKILL';
}

function tagOf(text: string): LanguageTag {
  const tag = parseLanguageTag(text);
  if (tag === undefined) throw new Error(`"${text}" is not a language tag`);
  return tag;
}

/** From what is easily written to what the compiler takes. */
export function taxonomyOf({ version = '1', entries, relations, replacements, codes }: Contents): Taxonomy {
  const recordOf = (entry: Entry): ConceptRecord => ({
    id: entry.id,
    uri: `https://example.org/${entry.id.replace(':', '/')}`,
    kind: kindOf(entry.id),
    code: entry.code ?? '',
    isco: entry.isco ?? (kindOf(entry.id) === 'GROUP' ? (entry.code ?? '') : ''),
    category: entry.category,
    reuseLevel: kindOf(entry.id) === 'SKILL' ? 'cross-sector' : undefined,
    isGroup: entry.isGroup ?? false,
    deprecated: entry.deprecated ?? false,
    popularity: entry.popularity ?? 0,
  });
  const concepts = entries.map(recordOf).toSorted(compareConcepts);
  const at = (id: string): number => concepts.findIndex((concept) => concept.id === id);
  const languages = [...new Set(entries.flatMap(({ labels }) => Object.keys(labels)))].toSorted().map(tagOf);
  const labelsIn = (language: LanguageTag): LabelRecord[] =>
    sortLabels(
      entries.flatMap(({ id, labels, hidden }) => [
        ...(labels[language] ?? []).map((text, place) => ({
          concept: at(id),
          kind: place === 0 ? ('PREFERRED' as const) : ('ALTERNATIVE' as const),
          text,
        })),
        ...(hidden?.[language] ?? []).map((text) => ({ concept: at(id), kind: 'HIDDEN' as const, text })),
      ]),
    );
  return {
    identity: { id: `test-${version}`, name: 'Test', version, licence: 'CC0-1.0', attribution: 'The tests' },
    concepts,
    labels: new Map(languages.map((language) => [language, labelsIn(language)])),
    descriptions: new Map(
      languages.map((language) => [
        language,
        entries.flatMap(({ id, descriptions }) => {
          const text = descriptions?.[language];
          return text === undefined ? [] : [{ concept: at(id), text }];
        }),
      ]),
    ),
    relations: relations.map(([from, kind, to]) => ({ from: at(from), kind, to: at(to) })),
    replacements: replacements.map(([from, to]) => ({ from: at(from), to: at(to) })),
    codeMappings: codes.map(({ concept, ...mapping }) => ({ ...mapping, concept: at(concept) })),
  };
}

export interface TestStores {
  readonly snapshot: SnapshotStore;
  readonly d1: TestD1;
}

/** Stores that serve the last of these taxonomies; `queries` encodes what is searched for. */
export function createStoresOf(taxonomies: readonly Taxonomy[], queries?: SnapshotSource['queries']): TestStores {
  const served = taxonomies.at(-1);
  if (served === undefined) throw new Error('Give at least one taxonomy');
  const importedAt = (place: number): string => new Date(Date.UTC(2026, 0, 1 + place)).toISOString();
  const { manifest, files } = compileSnapshot(served, importedAt(taxonomies.length - 1), () => undefined);
  const d1 = createTestD1();
  writeVersions(
    d1.sqlite,
    taxonomies.map((taxonomy, place) => ({ taxonomy, importedAt: importedAt(place), snapshot: manifest.snapshot })),
  );
  const snapshot = createSnapshotStore({
    encoder: () => Promise.resolve(committedStatic()),
    queries,
    kernel: compileKernel(),
    fetchFile: async (name) => {
      if (name === 'manifest.json') return Response.json(manifest);
      const bytes = files.get(name);
      return bytes === undefined ? new Response(null, { status: 404 }) : new Response(new Uint8Array(bytes));
    },
  });
  return { snapshot, d1 };
}
