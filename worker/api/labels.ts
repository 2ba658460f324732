/** Names and descriptions, for every type that has them. */
import type { LanguageTag } from '../core/language.ts';
import type { Concept, LabelKind } from '../domain/concepts.ts';
import { firstByLanguage } from '../domain/languages.ts';
import type { ApiContext } from './context.ts';

interface LanguageArgument {
  readonly language?: LanguageTag | null | undefined;
}

/** The preferred name, in memory; that of a concept which is not served, from D1. */
export async function resolveLabel(
  concept: Concept,
  { language }: LanguageArgument,
  context: ApiContext,
): Promise<string> {
  const languages = await context.languages(language ?? concept.labelLanguage);
  if (concept.index !== undefined) {
    const name = await context.services.names.any(concept.index, languages);
    return name?.text ?? concept.id;
  }
  const rows = await context.details.labels(concept);
  const preferred = rows.filter(({ kind }) => kind === 'PREFERRED');
  return (firstByLanguage(preferred, languages) ?? preferred[0] ?? rows[0])?.text ?? concept.id;
}

export async function resolveDescription(
  concept: Concept,
  { language }: LanguageArgument,
  context: ApiContext,
): Promise<string | undefined> {
  const [languages, rows] = await Promise.all([
    context.languages(language ?? concept.labelLanguage),
    context.details.descriptions(concept),
  ]);
  return firstByLanguage(rows, languages)?.text;
}

export interface LabelsArguments {
  readonly languages?: readonly LanguageTag[] | null | undefined;
  readonly kinds?: readonly LabelKind[] | null | undefined;
}

interface LabelRow {
  readonly text: string;
  readonly language: string;
  readonly kind: LabelKind;
}

/** Every name; in the order of the languages asked for, else by language. */
export async function resolveLabels(
  concept: Concept,
  { languages, kinds }: LabelsArguments,
  context: ApiContext,
): Promise<readonly LabelRow[]> {
  const rows = await context.details.labels(concept);
  const wanted = kinds === undefined || kinds === null ? rows : rows.filter(({ kind }) => kinds.includes(kind));
  if (languages === undefined || languages === null) return wanted;
  const held = new Set(await Promise.all(languages.map((language) => context.held(language))));
  return [...held].flatMap((language) => wanted.filter((row) => row.language === language));
}
