/** Refuses what a vector store cannot hold or answer, before anything is sent: one set of rules for both homes. */
import {
  LATEST_DAY,
  type StoredVector,
  VECTOR_LIMITS,
  type VectorFilter,
  type VectorMetadata,
  type VectorQuery,
  VectorStoreError,
} from './vector-store.ts';

const NAME = /^[A-Za-z0-9_-]+$/u;
const GROUP = /^\d{1,4}$/u;

function refuse(reason: string): never {
  throw new VectorStoreError({ kind: 'refused', reason });
}

function checkName(what: string, name: string, length: number): void {
  if (name.length > length || !NAME.test(name))
    refuse(`${what} ${JSON.stringify(name)} must have 1 to ${length} characters of A-Z a-z 0-9 _ -`);
}

function checkCount(what: string, count: number, maximum: number): void {
  if (count > maximum) refuse(`${count} ${what} are too many for one call; send at most ${maximum}`);
}

function checkDay(what: string, day: number): void {
  if (!Number.isInteger(day) || day < 0 || day > LATEST_DAY)
    refuse(`${what} is ${day}; it must be a whole number of days from 0 to ${LATEST_DAY}`);
}

function checkValues(whose: string, values: Float32Array, dimensions: number): void {
  if (values.length !== dimensions)
    refuse(`${whose} has ${values.length} numbers; vectors of this encoder have ${dimensions}`);
  let squares = 0;
  for (const value of values) squares += value * value;
  if (!Number.isFinite(squares)) refuse(`${whose} holds a number that is not finite, or too large`);
  if (squares === 0) refuse(`${whose} is all zero and has no direction`);
}

function checkMetadata(id: string, { language, group, postedDay }: VectorMetadata): void {
  if (language.length > VECTOR_LIMITS.languageLength)
    refuse(`the language of ${id} has ${language.length} characters; at most ${VECTOR_LIMITS.languageLength} are kept`);
  if (group !== '' && !GROUP.test(group)) refuse(`the group of ${id} is ${JSON.stringify(group)}, not an ISCO-08 code`);
  checkDay(`the postedDay of ${id}`, postedDay);
}

export function checkNamespace(namespace: string): void {
  checkName('the namespace', namespace, VECTOR_LIMITS.namespaceLength);
}

/** Gives the vectors that count: of two with one id the later. */
export function checkVectors(
  namespace: string,
  vectors: readonly StoredVector[],
  dimensions: number,
): readonly StoredVector[] {
  checkNamespace(namespace);
  checkCount('vectors', vectors.length, VECTOR_LIMITS.vectorsPerUpsert);
  const byId = new Map<string, StoredVector>();
  for (const vector of vectors) {
    checkName('the id', vector.id, VECTOR_LIMITS.idLength);
    checkValues(`the vector of ${vector.id}`, vector.values, dimensions);
    checkMetadata(vector.id, vector.metadata);
    byId.set(vector.id, vector);
  }
  return [...byId.values()];
}

/** Gives the ids without repetitions. */
export function checkIds(namespace: string, ids: readonly string[], maximum: number): readonly string[] {
  checkNamespace(namespace);
  checkCount('ids', ids.length, maximum);
  for (const id of ids) checkName('the id', id, VECTOR_LIMITS.idLength);
  return [...new Set(ids)];
}

function checkFilter({ languages, groups, postedFrom, postedTo }: VectorFilter): void {
  if (languages !== undefined) {
    checkCount('languages', languages.length, VECTOR_LIMITS.filterLanguages);
    for (const language of languages) {
      if (language === '' || language.length > VECTOR_LIMITS.languageLength)
        refuse(`the filter's language ${JSON.stringify(language)} is not a language tag`);
    }
  }
  if (groups !== undefined) {
    checkCount('groups', groups.length, VECTOR_LIMITS.filterGroups);
    for (const group of groups) {
      if (!GROUP.test(group)) refuse(`the filter's group ${JSON.stringify(group)} is not an ISCO-08 code`);
    }
  }
  if (postedFrom !== undefined) checkDay('postedFrom', postedFrom);
  if (postedTo !== undefined) checkDay('postedTo', postedTo);
}

export function checkQuery(namespace: string, values: Float32Array, query: VectorQuery, dimensions: number): void {
  checkNamespace(namespace);
  checkValues('the query vector', values, dimensions);
  if (!Number.isInteger(query.topK) || query.topK < 1 || query.topK > VECTOR_LIMITS.topK)
    refuse(`topK is ${query.topK}; it must be from 1 to ${VECTOR_LIMITS.topK}`);
  if (query.filter !== undefined) checkFilter(query.filter);
}
