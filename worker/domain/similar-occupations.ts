/**
 * Occupations like a given one: what their names mean, and which skills both need.
 *
 * The score is symmetric: that of two occupations is the same whichever is asked for. Names alone put "bank treasurer"
 * beside "bank manager" and miss "corporate treasurer"; skills alone put together what is done in one trade.
 *
 * Cost: about four milliseconds for 3,000 occupations, in memory; the first call for a taxonomy also counts its skills.
 */
import { dot } from '../engines/fusion/sense.ts';
import type { SnapshotStore } from '../stores/snapshot.ts';
import { type Concept, openTaxonomy } from './concepts.ts';
import { skillNeeds } from './skill-needs.ts';

export interface ScoredOccupation {
  readonly occupation: Concept;
  /** 0 to 1. */
  readonly score: number;
}

/** What shared skills count for; the rest is the cosine of the names' vectors. */
const SKILLS_SHARE = 0.5;
/** Below this, two occupations have nothing in common but what all have. */
const LEAST_SCORE = 0.1;

/** Best first; none where the occupation is not in the served version. */
export async function similarOccupations(
  snapshot: SnapshotStore,
  { index }: Pick<Concept, 'index'>,
  limit: number,
): Promise<readonly ScoredOccupation[]> {
  if (index === undefined) return [];
  const { table, concept } = await openTaxonomy(snapshot);
  const vectors = await snapshot.conceptVectors();
  const shared = skillNeeds(table).shared(index);
  const own = new Float32Array(vectors.dimensions);
  const other = new Float32Array(vectors.dimensions);
  vectors.read(index, own);
  const scored: { occupation: number; score: number }[] = [];
  for (let occupation = table.range.OCCUPATION.start; occupation < table.range.OCCUPATION.end; occupation++) {
    if (occupation === index || table.deprecated(occupation)) continue;
    const cosine = vectors.read(occupation, other) ? Math.max(0, dot(own, other)) : 0;
    const score = (1 - SKILLS_SHARE) * cosine + SKILLS_SHARE * (shared.get(occupation) ?? 0);
    if (score >= LEAST_SCORE) scored.push({ occupation, score: Math.min(1, score) });
  }
  return scored
    .sort((left, right) => right.score - left.score || left.occupation - right.occupation)
    .slice(0, limit)
    .map(({ occupation, score }) => ({ occupation: concept(occupation), score }));
}
