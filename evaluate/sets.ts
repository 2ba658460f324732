/**
 * Finds and reads benchmark sets: `job-title-similarity/<language>`, `melo/<set>`, `jobbert`, `skill-extraction`.
 *
 * A set is queries, candidates, and which candidates are right for which query. Queries without a right answer among
 * the candidates are left out, as the benchmarks' own loaders do.
 */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { type LanguageTag, parseLanguageTag } from '../worker/core/language.ts';
import { UnreadableSet, readCsv, readText, readTsv } from './tables.ts';

export type Family =
  | 'job-title-similarity'
  | 'melo-monolingual'
  | 'melo-cross-lingual'
  | 'jobbert'
  | 'skill-extraction';

export interface Query {
  readonly text: string;
  /** Places in the candidates, distinct, at least one. */
  readonly relevant: readonly number[];
}

export interface BenchmarkSet {
  readonly name: string;
  readonly family: Family;
  readonly queryLanguage: LanguageTag;
  readonly candidateLanguage: LanguageTag;
  readonly queries: readonly Query[];
  /** Titles; for the set "jobbert" the URIs of ESCO occupations. */
  readonly candidates: readonly string[];
}

/** All of them, or some: sets stand in the order of a classification, whose parts differ. */
export function evenlyDrawn<Item>(items: readonly Item[], limit = items.length): readonly Item[] {
  if (limit >= items.length) return items;
  return Array.from({ length: limit }, (_, place) => items[Math.floor((place * items.length) / limit)]!);
}

function language(text: string): LanguageTag {
  const tag = parseLanguageTag(text);
  if (tag === undefined) throw new UnreadableSet(`"${text}", from the name of a folder, is not a language tag`);
  return tag;
}

/** Queries, candidates and annotations as both title benchmarks keep them: id and text; query id, 0, candidate id, 1. */
function readRanking(folder: string, candidateFile: string): Pick<BenchmarkSet, 'queries' | 'candidates'> {
  const candidates = readTsv(join(folder, candidateFile));
  const places = new Map(candidates.map(([id = ''], place) => [id, place]));
  const relevant = new Map<string, Set<number>>();
  for (const [query = '', , candidate = ''] of readTsv(join(folder, 'annotations.tsv'))) {
    const place = places.get(candidate);
    if (place === undefined) continue;
    const known = relevant.get(query);
    if (known === undefined) relevant.set(query, new Set([place]));
    else known.add(place);
  }
  return {
    candidates: candidates.map(([, text = '']) => text),
    queries: readTsv(join(folder, 'queries.tsv')).flatMap(([id = '', text = '']) => {
      const places = relevant.get(id);
      return places === undefined ? [] : [{ text, relevant: [...places] }];
    }),
  };
}

function readSimilarity(folder: string): BenchmarkSet {
  const tag = language(basename(folder));
  return {
    name: `job-title-similarity/${tag}`,
    family: 'job-title-similarity',
    queryLanguage: tag,
    candidateLanguage: tag,
    ...readRanking(folder, 'corpus_documents.tsv'),
  };
}

/** Folder names are <country>_q_<language>_c_<language>. */
function readMelo(folder: string): BenchmarkSet {
  const [, , query = '', , candidate = ''] = basename(folder).split('_');
  return {
    name: `melo/${basename(folder)}`,
    family: query === candidate ? 'melo-monolingual' : 'melo-cross-lingual',
    queryLanguage: language(query),
    candidateLanguage: language(candidate),
    ...readRanking(folder, 'corpus_elements.tsv'),
  };
}

/** Vacancy titles and the ESCO occupation of each; candidates are the occupations that occur. */
function readJobbert(folder: string): BenchmarkSet {
  const rows = readCsv(join(folder, 'titles.csv'));
  const candidates = [...new Set(rows.map((row) => row['conceptUri'] ?? ''))].sort();
  const places = new Map(candidates.map((uri, place) => [uri, place]));
  return {
    name: 'jobbert',
    family: 'jobbert',
    queryLanguage: language('en'),
    candidateLanguage: language('en'),
    candidates,
    queries: rows.map((row) => ({ text: row['vacancyTitle'] ?? '', relevant: [places.get(row['conceptUri'] ?? '')!] })),
  };
}

/** Spans that annotators marked in sentences, and the skill that each names; several rows of a span are several skills. */
function readSkillExtraction(folder: string): BenchmarkSet[] {
  const candidates = (readText(join(folder, 'skills_en_label.txt')) ?? '').split(/\r?\n/).filter((line) => line !== '');
  const places = new Map(candidates.map((label, place) => [label, place]));
  return readdirSync(folder)
    .filter((name) => /_annotations\.csv(\.gz)?$/.test(name))
    .sort()
    .map((name) => {
      const spans = new Map<string, Set<number>>();
      for (const row of readCsv(join(folder, name))) {
        const place = places.get(row['label'] ?? '');
        const text = row['sub_span'] || row['span'] || '';
        if (place === undefined || text === '') continue;
        const known = spans.get(text);
        if (known === undefined) spans.set(text, new Set([place]));
        else known.add(place);
      }
      return {
        name: `skill-extraction/${name.replace(/_.*/, '')}`,
        family: 'skill-extraction',
        queryLanguage: language('en'),
        candidateLanguage: language('en'),
        candidates,
        queries: [...spans].map(([text, relevant]) => ({ text, relevant: [...relevant] })),
      };
    });
}

const folders = (path: string): string[] =>
  readdirSync(path)
    .map((name) => join(path, name))
    .filter((child) => statSync(child).isDirectory())
    .sort();

function setsIn(folder: string): BenchmarkSet[] {
  const holds = (name: string): boolean => existsSync(join(folder, name)) || existsSync(join(folder, `${name}.gz`));
  if (holds('corpus_documents.tsv')) return [readSimilarity(folder)];
  if (holds('corpus_elements.tsv')) return [readMelo(folder)];
  if (holds('titles.csv')) return [readJobbert(folder)];
  if (holds('skills_en_label.txt')) return readSkillExtraction(folder);
  return folders(folder).flatMap(setsIn);
}

/** Every set in a folder and the folders in it; what is no set is passed over. Throws {@link UnreadableSet} where none is left. */
export function readSets(path: string): BenchmarkSet[] {
  const folder = resolve(path);
  if (!existsSync(folder)) throw new UnreadableSet(`${folder} does not exist`);
  const sets = setsIn(folder);
  if (sets.length === 0)
    throw new UnreadableSet(
      `${path} holds no benchmark set. Sets are laid out as job-title-similarity/<language>, melo/<set>, jobbert, skill-extraction.`,
    );
  return sets;
}
