/** What a client does in a fault test: calls that write and delete titles, the same ones for the same seed. */
import type { CollectionTitleInput } from '../../worker/domain/collection-titles.ts';
import { parseLanguageTag } from '../../worker/core/language.ts';
import { type Random, createRandom } from '../support/random.ts';

export type Call =
  | { readonly kind: 'UPSERT'; readonly titles: readonly CollectionTitleInput[] }
  | { readonly kind: 'DELETE'; readonly ids: readonly string[] };

export interface Plan {
  readonly calls: readonly Call[];
  /** What must be there in the end: id -> title. */
  readonly expected: ReadonlyMap<string, string>;
}

const ENGLISH = parseLanguageTag('en');
const LEVELS = ['Senior', 'Junior', 'Lead', 'Deputy', 'Night', 'Mobile', 'Regional', 'Freelance'];
const JOBS = [
  'software engineer',
  'registered nurse',
  'programmer',
  'Krankenpfleger',
  'Softwareentwickler',
  'infirmier',
  'embedded software developer',
  'midwife',
];

/** Distinct in every title, so that each can be searched for. */
const titleOf = (random: Random, id: string, round: number): string =>
  `${random.pick(LEVELS)} ${random.pick(JOBS)} ${id}x${round}`;

/** `count` titles are written, some of them again, some deleted, some deleted and written again. */
export function planOf(seed: number, count: number, perCall: number): Plan {
  const random = createRandom(seed);
  const expected = new Map<string, string>();
  const calls: Call[] = [];
  const upsert = (ids: readonly string[], round: number): void => {
    const titles = ids.map((id) => ({
      id,
      title: titleOf(random, id, round),
      language: random.chance(0.2) ? undefined : ENGLISH,
      skills: [],
      attributes: [{ name: 'round', value: String(round) }],
    }));
    for (const { id, title } of titles) expected.set(id, title);
    calls.push({ kind: 'UPSERT', titles });
  };
  const remove = (ids: readonly string[]): void => {
    for (const id of ids) expected.delete(id);
    calls.push({ kind: 'DELETE', ids });
  };
  const all = Array.from({ length: count }, (_, place) => `t${place}`);
  for (let start = 0; start < count; start += perCall) {
    upsert(all.slice(start, start + perCall), 0);
    // Now and then some of what was written before changes or goes.
    const known = all.slice(0, start + perCall);
    const some = (): string[] => Array.from({ length: Math.ceil(perCall / 5) }, () => random.pick(known));
    if (random.chance(0.5)) upsert([...new Set(some())], calls.length);
    if (random.chance(0.3)) remove([...new Set(some())]);
  }
  return { calls, expected };
}
