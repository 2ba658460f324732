/** What evaluations on the starter taxonomy's own titles share: a sample of texts, and what a title is first taken for. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { LanguageTag } from '../worker/core/language.ts';
import type { TitleNormalizer } from '../worker/domain/normalize-title.ts';

export const STARTER = join(import.meta.dirname, '../taxonomy/starter');

/** A number that some texts always give: a seed. */
export function seedOf(...parts: readonly string[]): number {
  return createHash('sha256').update(parts.join('\t')).digest().readUInt32LE();
}

/** The `size` texts whose hashes are smallest: others may come and go without changing these. */
export function sampleOf(language: string, texts: Iterable<string>, size: number): string[] {
  return [...new Set(texts)]
    .map((text) => ({ text, key: createHash('sha256').update(`${language}\t${text}`).digest('hex') }))
    .sort((left, right) => (left.key < right.key ? -1 : 1))
    .slice(0, size)
    .map(({ text }) => text);
}

/** Index in the concept table; undefined where nothing fits. */
export async function firstOccupation(
  normalizer: TitleNormalizer,
  title: string,
  language: LanguageTag,
): Promise<number | undefined> {
  const { matches } = await normalizer.normalize({ title, language }, { limit: 1, minConfidence: 0 });
  return matches[0]?.occupation;
}
