/**
 * Where completions come from: the API by GET, so that browsers and caches between may keep the answers. The document
 * is persisted, so that the address holds its id and the text typed, and little else.
 */
import type { Suggestion, TextRange } from '../../packages/crosswalk-autocomplete/index.d.ts';

/** Put in at build time: the id of schema/persisted/Autocomplete.graphql, which stays what it is. */
declare const AUTOCOMPLETE_ID: string;

export interface CompletionRequest {
  readonly text: string;
  /** BCP 47 tags; "" for all languages, and for the hit's own. */
  readonly language: string;
  readonly labelLanguage: string;
  readonly kinds: readonly Suggestion['kind'][];
  readonly limit: number;
}

export interface Source {
  /** Rejects with the signal's reason when it aborts. */
  complete(request: CompletionRequest, signal: AbortSignal): Promise<readonly Suggestion[]>;
}

class CompletionError extends Error {
  /** `extensions.code` of the answer; undefined where none came. */
  readonly code: string | undefined;

  constructor(message: string, code?: string) {
    super(message);
    this.name = 'CompletionError';
    this.code = code;
  }
}

type Fields = Readonly<Record<string, unknown>>;
const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? { ...value } : {});
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const isRange = (value: TextRange, { length }: string): boolean =>
  value.start >= 0 && value.start < value.end && value.end <= length;

function readRange(value: unknown): TextRange {
  const { start, end } = fieldsOf(value);
  return { start: Number(start), end: Number(end) };
}

/** An answer is foreign until it was read: what is no suggestion is left out. */
function readSuggestion(value: unknown): Suggestion[] {
  const { text, language, kind, score, highlights, concept } = fieldsOf(value);
  const { id } = fieldsOf(concept);
  if (typeof text !== 'string' || typeof id !== 'string') return [];
  return [
    {
      id,
      text,
      language: typeof language === 'string' ? language : '',
      kind: kind === 'SKILL' ? kind : 'OCCUPATION',
      score: Number(score),
      highlights: listOf(highlights)
        .map(readRange)
        .filter((range) => isRange(range, text)),
    },
  ];
}

function readAnswer(body: unknown, status: number): readonly Suggestion[] {
  const { data, errors } = fieldsOf(body);
  const [error] = listOf(errors);
  const suggestions = fieldsOf(data)['autocomplete'];
  if (error === undefined && Array.isArray(suggestions)) return suggestions.flatMap(readSuggestion);
  const { message, extensions } = fieldsOf(error);
  const { code } = fieldsOf(extensions);
  throw new CompletionError(
    typeof message === 'string' ? message : `Status ${status}`,
    typeof code === 'string' ? code : undefined,
  );
}

/** Asks the API at `endpoint`; `key` is a publishable one, or "". */
export function networkSource(endpoint: string, key: string): Source {
  return {
    async complete({ text, language, labelLanguage, kinds, limit }, signal) {
      const url = new URL(endpoint);
      url.searchParams.set('documentId', AUTOCOMPLETE_ID);
      const variables = {
        text,
        language: language || undefined,
        labelLanguage: labelLanguage || undefined,
        kinds,
        limit,
      };
      url.searchParams.set('variables', JSON.stringify(variables));
      // A header would make the browser ask for permission before each address, that is, before each keystroke.
      if (key !== '') url.searchParams.set('key', key);
      const response = await fetch(url, { headers: { Accept: 'application/graphql-response+json' }, signal });
      const body: unknown = await response.json().catch(() => undefined);
      signal.throwIfAborted();
      return readAnswer(body, response.status);
    },
  };
}
