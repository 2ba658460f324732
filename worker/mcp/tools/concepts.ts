/** Tools about the taxonomy's occupations and skills. */
import * as z from 'zod';
import { LIMITS } from '../../core/limits.ts';
import { type Tool, defineTool, language, limit } from '../tool.ts';

const named = z.object({ id: z.string(), label: z.string() });
const skillPage = z.object({
  totalCount: z.number().int(),
  nodes: z.array(named.extend({ category: z.string() })),
});
const found = named.extend({ description: z.string().nullable() });

const getOccupation = defineTool({
  name: 'get_occupation',
  title: 'Look up an occupation',
  description:
    'Everything about one occupation: its names, description, ISCO-08 path, essential and optional skills, codes in other classifications, and the occupations that people go on to. Give exactly one of id (as other tools answer it), uri and code.',
  input: z.strictObject({
    id: z.string().max(256).optional().describe('For example "occupation:nurse".'),
    uri: z.string().max(512).optional(),
    code: z.string().max(64).optional().describe("The taxonomy's own code, for example 2512.4 in ESCO."),
    language: language.describe('Language to answer in, as a BCP 47 tag; English where it is left out.'),
    skillLimit: limit(20).describe('At most so many skills of each kind.'),
  }),
  output: z.object({
    occupation: z
      .object({
        id: z.string(),
        uri: z.string(),
        code: z.string(),
        iscoCode: z.string(),
        label: z.string(),
        description: z.string().nullable(),
        deprecated: z.boolean(),
        replacedBy: z.array(named),
        groups: z.array(z.object({ code: z.string(), label: z.string() })).describe('ISCO-08, narrowest first.'),
        essentialSkills: skillPage,
        optionalSkills: skillPage,
        nextOccupations: z.array(z.object({ kind: z.string(), occupation: named })),
        codes: z.array(z.object({ scheme: z.string(), code: z.string(), kind: z.string() })),
      })
      .nullable(),
  }),
  document: `query GetOccupation($id: ID, $uri: URI, $code: String, $language: LanguageTag, $skillLimit: Int) {
    occupation(id: $id, uri: $uri, code: $code) {
      id uri code iscoCode label(language: $language) description(language: $language) deprecated
      replacedBy { id label(language: $language) }
      groups: broader { code label(language: $language) }
      essentialSkills: skills(relation: ESSENTIAL, first: $skillLimit) { totalCount nodes { ...Named } }
      optionalSkills: skills(relation: OPTIONAL, first: $skillLimit) { totalCount nodes { ...Named } }
      nextOccupations { kind occupation { id label(language: $language) } }
      codes { scheme code kind }
    }
  }
  fragment Named on Skill { id label(language: $language) category }`,
  missing: ({ occupation }) =>
    occupation === null
      ? 'No occupation has this id, uri or code. complete_title and search_concepts answer ids.'
      : undefined,
});

const searchConcepts = defineTool({
  name: 'search_concepts',
  title: 'Search occupations and skills',
  description:
    'Finds occupations and skills of the taxonomy by words of their names, in any language, and answers their ids, names and descriptions, best first.',
  input: z.strictObject({
    text: z.string().min(1).max(LIMITS.autocompleteTextLength).describe('Words to look for.'),
    kinds: z
      .array(z.enum(['OCCUPATION', 'SKILL']))
      .min(1)
      .max(2)
      .default(['OCCUPATION', 'SKILL']),
    language: language.describe('Language searched in and answered in; all are searched where it is left out.'),
    limit: limit(10).describe('At most so many of each kind.'),
  }),
  output: z.object({
    occupations: z
      .object({ totalCount: z.number().int(), nodes: z.array(found.extend({ iscoCode: z.string() })) })
      .optional(),
    skills: z
      .object({ totalCount: z.number().int(), nodes: z.array(found.extend({ category: z.string() })) })
      .optional(),
  }),
  document: `query SearchConcepts($text: String!, $language: LanguageTag, $limit: Int, $occupations: Boolean!, $skills: Boolean!) {
    occupations(search: $text, language: $language, first: $limit) @include(if: $occupations) {
      totalCount nodes { id label(language: $language) description(language: $language) iscoCode }
    }
    skills(search: $text, language: $language, first: $limit) @include(if: $skills) {
      totalCount nodes { id label(language: $language) description(language: $language) category }
    }
  }`,
  variables: ({ kinds, ...input }) => ({
    ...input,
    occupations: kinds.includes('OCCUPATION'),
    skills: kinds.includes('SKILL'),
  }),
});

export const conceptTools: readonly Tool[] = [getOccupation, searchConcepts];
