/** What a stored title is about, as D1 keeps it: the occupations nearest to it, under the snapshot that gave them. */
import type { Nearness } from './title-profile.ts';

/** Thousandths are what a ranking can tell apart. */
const STEPS = 1_000;

export function writeSubjects(subjects: readonly Nearness[]): string {
  return JSON.stringify(subjects.map(({ concept, value }) => [concept, Math.round(value * STEPS)]));
}

/** Undefined where there are none, or none that can be read. */
export function readSubjects(json: string | null): readonly Nearness[] | undefined {
  if (json === null) return undefined;
  const list: unknown = JSON.parse(json);
  if (!Array.isArray(list)) return undefined;
  return list.flatMap((pair: unknown) => {
    const [concept, steps]: unknown[] = Array.isArray(pair) ? pair : [];
    return typeof concept === 'number' && typeof steps === 'number' ? [{ concept, value: steps / STEPS }] : [];
  });
}
