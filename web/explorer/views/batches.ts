/** Titles sent to the API in batches, one after the other; what fails for a while is tried again. */
import { ApiFailure, type Operation, ask } from '../api.ts';

/** The most that normalizeTitles takes. */
const BATCH = 100;
const TITLE_LENGTH = 512;
/** Waits between attempts at one batch. A server that says how long to wait is obeyed. */
const RETRY_MS = [500, 2_000, 8_000];
/** What may pass: no connection, too many requests, a server that is not ready. */
const PASSING = new Set(['UNREACHABLE', 'RATE_LIMITED', 'UNAVAILABLE']);

export const NORMALISE_MANY = `query NormaliseMany($inputs: [TitleInput!]!, $labelLanguage: LanguageTag) {
  normalizeTitles(inputs: $inputs, limit: 1) {
    cleaned
    language
    seniority
    matches { confidence kind occupation { id iscoCode label(language: $labelLanguage) } }
  }
}`;

export interface Normalised {
  readonly cleaned: string;
  readonly language: string;
  readonly seniority: string | null;
  readonly matches: readonly {
    readonly confidence: number;
    readonly kind: string;
    readonly occupation: { readonly id: string; readonly iscoCode: string; readonly label: string };
  }[];
}

interface Column {
  readonly name: string;
  value(normalised: Normalised): string;
}

/** What is added to each row of a file. */
export const ADDED_COLUMNS: readonly Column[] = [
  { name: 'crosswalk_cleaned', value: ({ cleaned }) => cleaned },
  { name: 'crosswalk_language', value: ({ language }) => language },
  { name: 'crosswalk_seniority', value: ({ seniority }) => seniority ?? '' },
  { name: 'crosswalk_occupation_id', value: ({ matches }) => matches[0]?.occupation.id ?? '' },
  { name: 'crosswalk_occupation', value: ({ matches }) => matches[0]?.occupation.label ?? '' },
  { name: 'crosswalk_isco', value: ({ matches }) => matches[0]?.occupation.iscoCode ?? '' },
  { name: 'crosswalk_confidence', value: ({ matches }) => matches[0]?.confidence.toFixed(3) ?? '' },
  { name: 'crosswalk_match', value: ({ matches }) => matches[0]?.kind ?? '' },
];

export interface Settings {
  /** Language of the titles; null to detect each. */
  readonly language: string | null;
  /** Language of the occupations' names. */
  readonly labelLanguage: string | null;
}

interface Listener {
  /** What is done so far, in the order of the titles; undefined where a title is empty. */
  onProgress(found: readonly (Normalised | undefined)[]): void;
  onWait(reason: string): void;
}

export const operationFor = (titles: readonly string[], { language, labelLanguage }: Settings): Operation => ({
  query: NORMALISE_MANY,
  variables: { inputs: titles.map((title) => ({ title: title.slice(0, TITLE_LENGTH), language })), labelLanguage },
});

const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });

async function patiently(
  operation: Operation,
  signal: AbortSignal,
  listener: Listener,
): Promise<readonly Normalised[]> {
  for (let attempt = 0; ; attempt++) {
    try {
      return (await ask<{ normalizeTitles: readonly Normalised[] }>(operation, signal, false)).data.normalizeTitles;
    } catch (error) {
      const wait = RETRY_MS[attempt];
      if (!(error instanceof ApiFailure) || !PASSING.has(error.code) || wait === undefined) throw error;
      const waitMs = Math.max(wait, (error.retryAfterS ?? 0) * 1_000);
      listener.onWait(`${error.message} Trying again in ${Math.ceil(waitMs / 1_000)} s ...`);
      await pause(waitMs, signal);
    }
  }
}

export async function normaliseAll(
  titles: readonly string[],
  settings: Settings,
  signal: AbortSignal,
  listener: Listener,
): Promise<void> {
  const found: (Normalised | undefined)[] = [];
  for (let from = 0; from < titles.length; from += BATCH) {
    const batch = titles.slice(from, from + BATCH).map((title) => title.trim());
    const asked = batch.filter((title) => title !== '');
    const answered = asked.length === 0 ? [] : await patiently(operationFor(asked, settings), signal, listener);
    const answers = answered.values();
    for (const title of batch) found.push(title === '' ? undefined : answers.next().value);
    listener.onProgress(found);
  }
}
