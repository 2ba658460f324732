/**
 * What a long description says about the occupations that a title may mean, by the large model: description and
 * occupations are compared in that model's own space, and ordered by it. Passages (title-skills.ts) say which skills a
 * description names; a model that reads the whole of it may know more. Not measured: off unless LONG_TEXTS asks for it.
 *
 * Cost: one call of the remote model a description, in one batch, and the first time an occupation is met one round trip
 * to D1 and its text in that batch. Vectors of occupations are remembered in the isolate; a description is neither
 * kept nor logged.
 */
import { keepNewest } from '../core/keep-newest.ts';
import type { LanguageTag } from '../core/language.ts';
import { LIMITS } from '../core/limits.ts';
import type { Encoder, EncoderTier } from '../engines/encoder/encoder.ts';
import { hasLetters, isLongText } from '../engines/encoder/workers-ai.ts';
import { dot } from '../engines/fusion/sense.ts';
import type { LabelPool } from '../engines/snapshot/label-pool.ts';
import type { ConceptStore } from '../stores/concepts.ts';
import type { SnapshotStore } from '../stores/snapshot.ts';
import { languagesOf } from './title-scoring.ts';
import type { SkillJudge } from './title-skills.ts';

/** Of an occupation's text. With these twenty and the longest description, one batch holds all, even of ideographs. */
const OCCUPATION_TEXT_LENGTH = 700;
/** Occupations that are remembered, in order of last use: 4 MB at 1,024 numbers each. */
const REMEMBERED = 1_000;
/** Cosines that lie closer together than this say little: the last is not told from the first by the full weight. */
const LEAST_SPREAD = 0.1;

/** Judges occupations by a description; undefined where the large model has no say: the passages decide. */
export type LongDescriptionJudge = (
  description: string,
  language: LanguageTag,
  occupations: readonly number[],
) => Promise<SkillJudge | undefined>;

export interface LongDescriptions {
  readonly tier: EncoderTier;
  /** A judge for the titles of one call. It asks the model for a few of them, and no more once the model has failed. */
  forCall(): LongDescriptionJudge;
}

export interface LongDescriptionParts {
  readonly snapshot: SnapshotStore;
  readonly concepts: Pick<ConceptStore, 'details'>;
  readonly encoder: Encoder;
  /** Told why the passages decide although the model was to. */
  readonly onFailure: (error: unknown) => void;
}

interface OccupationText {
  readonly occupation: number;
  /** What its vector is remembered under: a vector of another model, taxonomy or language is never taken for it. */
  readonly key: string;
}

/** From 1 for the nearest to 0 for the farthest. */
function sharesOf(cosines: ReadonlyMap<number, number>): Map<number, number> {
  const farthest = Math.min(...cosines.values());
  const spread = Math.max(LEAST_SPREAD, Math.max(...cosines.values()) - farthest);
  return new Map([...cosines].map(([occupation, cosine]) => [occupation, (cosine - farthest) / spread]));
}

export function createLongDescriptions({
  snapshot,
  concepts,
  encoder,
  onFailure,
}: LongDescriptionParts): LongDescriptions {
  const { identity } = encoder;
  const remembered = new Map<string, Float32Array>();

  /** Preferred name and description of each, in the language, else in English; what has neither is an empty text. */
  async function textsOf(occupations: readonly number[], languages: readonly LanguageTag[]): Promise<string[]> {
    if (occupations.length === 0) return [];
    const [{ taxonomy }, table] = await Promise.all([snapshot.manifest(), snapshot.concepts()]);
    const pools: (LabelPool | undefined)[] = [];
    for (const language of languages) pools.push(await snapshot.labels(language));
    const descriptions = occupations.map((occupation) => ({ versionId: taxonomy.id, conceptId: table.id(occupation) }));
    const rows = (await concepts.details({ facts: [], labels: [], descriptions, codes: [] })).descriptions;
    return descriptions.map(({ conceptId }, place) => {
      const names = pools.flatMap((pool) => {
        const label = pool?.preferred(occupations[place]!);
        return pool === undefined || label === undefined ? [] : [pool.text(label)];
      });
      const stored = languages.flatMap((language) =>
        rows.filter((row) => row.conceptId === conceptId && row.language === language).map(({ text }) => text),
      );
      return [names[0] ?? '', stored[0] ?? ''].join('\n').slice(0, OCCUPATION_TEXT_LENGTH);
    });
  }

  async function judge(
    description: string,
    language: LanguageTag,
    occupations: readonly number[],
  ): Promise<SkillJudge> {
    const [manifest, table, languages] = await Promise.all([
      snapshot.manifest(),
      snapshot.concepts(),
      languagesOf(snapshot, language),
    ]);
    const space = `${identity.hash} ${manifest.snapshot} ${manifest.taxonomy.importedAt} ${language}`;
    const wanted = occupations.map((occupation): OccupationText => ({
      occupation,
      key: `${space} ${table.id(occupation)}`,
    }));
    // Taken now, for what others do meanwhile may drop them.
    const vectors = new Map<string, Float32Array>();
    for (const { key } of wanted) {
      const known = remembered.get(key);
      if (known !== undefined) vectors.set(key, known);
    }
    const missing = wanted.filter(({ key }) => !vectors.has(key));
    const texts = await textsOf(
      missing.map(({ occupation }) => occupation),
      languages,
    );
    const [own, ...made] = await encoder.encode([description, ...texts]);
    for (const [place, { key }] of missing.entries()) vectors.set(key, made[place]!);
    for (const [key, vector] of vectors) keepNewest(remembered, key, vector, REMEMBERED);
    // An occupation without a text has a vector without a direction.
    const told = wanted.filter(({ key }) => vectors.get(key)!.some((value) => value !== 0));
    const shares = sharesOf(new Map(told.map(({ occupation, key }) => [occupation, dot(own!, vectors.get(key)!)])));
    return (occupation) => {
      const share = shares.get(occupation) ?? 0;
      return { share, names: share === 0 ? [] : [identity.name] };
    };
  }

  return {
    tier: identity.tier,
    forCall() {
      let left: number = LIMITS.longDescriptionsPerCall;
      return async (description, language, occupations) => {
        // One occupation alone is in no order.
        if (left === 0 || occupations.length < 2 || !isLongText(description) || !hasLetters(description)) return;
        left -= 1;
        try {
          return await judge(description, language, occupations);
        } catch (error) {
          left = 0;
          onFailure(error);
          return undefined;
        }
      };
    },
  };
}
