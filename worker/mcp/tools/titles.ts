/** Tools about job titles as people type and advertise them. */
import * as z from 'zod';
import { LIMITS } from '../../core/limits.ts';
import { type Tool, defineTool, labelLanguage, language, limit, skills, title } from '../tool.ts';

const kinds = z
  .array(z.enum(['OCCUPATION', 'SKILL']))
  .min(1)
  .max(2)
  .default(['OCCUPATION'])
  .describe('What to complete to.');

const completeTitle = defineTool({
  name: 'complete_title',
  title: 'Complete a job title',
  description:
    'Completes the beginning of a job title or skill, in any language, to names of the taxonomy. Forgives small typos and missing diacritics. Use it while a name is being typed or when only part of it is known; use normalize_title for a whole advertised title.',
  input: z.strictObject({
    text: z.string().max(LIMITS.autocompleteTextLength).describe('What is known of the name. Empty: what is popular.'),
    language,
    labelLanguage,
    kinds,
    limit: limit(10),
  }),
  output: z.object({
    completions: z.array(
      z.object({
        text: z.string(),
        language: z.string(),
        kind: z.enum(['OCCUPATION', 'SKILL']),
        score: z.number().describe('0 to 1, comparable within one answer.'),
        concept: z.object({ id: z.string(), iscoCode: z.string().optional() }),
      }),
    ),
  }),
  document: `query CompleteTitle($text: String!, $language: LanguageTag, $labelLanguage: LanguageTag, $kinds: [ConceptKind!], $limit: Int) {
    completions: autocomplete(text: $text, language: $language, labelLanguage: $labelLanguage, kinds: $kinds, limit: $limit) {
      text language kind score
      concept { ... on Occupation { id iscoCode } ... on Skill { id } }
    }
  }`,
});

const normalizeTitle = defineTool({
  name: 'normalize_title',
  title: 'Normalise an advertised job title',
  description:
    'Cleans a raw advertised job title, in any language (takes away gender markers, places, salaries, employers and the like, and names the seniority), and finds the occupations that it means, best first, each with a confidence from 0 to 1. An empty list means that nothing fits.',
  input: z.strictObject({
    title,
    language: language.describe('Language of the title; detected where it is left out.'),
    labelLanguage,
    skills,
    description: z.string().max(LIMITS.descriptionLength).optional().describe("The advertisement's text."),
    limit: limit(5),
    minConfidence: z.number().min(0).max(1).default(0).describe('Only occupations at least so sure.'),
  }),
  output: z.object({
    normalization: z.object({
      cleaned: z.string(),
      language: z.string(),
      seniority: z.string().nullable(),
      removed: z.array(z.object({ text: z.string(), kind: z.string() })),
      matches: z.array(
        z.object({
          confidence: z.number(),
          kind: z.string(),
          matchedLabel: z.object({ text: z.string(), language: z.string() }),
          occupation: z.object({ id: z.string(), label: z.string(), iscoCode: z.string() }),
        }),
      ),
    }),
  }),
  document: `query NormalizeTitle($title: String!, $language: LanguageTag, $labelLanguage: LanguageTag, $skills: [String!], $description: String, $limit: Int, $minConfidence: Float) {
    normalization: normalizeTitle(title: $title, language: $language, labelLanguage: $labelLanguage, skills: $skills, description: $description, limit: $limit, minConfidence: $minConfidence) {
      cleaned language seniority
      removed { text kind }
      matches { confidence kind matchedLabel { text language } occupation { id label iscoCode } }
    }
  }`,
});

const rankTitles = defineTool({
  name: 'rank_titles',
  title: 'Rank job titles by how well they match one',
  description:
    'Orders candidate job titles, in any languages, by how well each matches one title, best first, each with a score from 0 to 1.',
  input: z.strictObject({
    title,
    candidates: z
      .array(z.string().max(LIMITS.titleLength))
      .min(1)
      .max(LIMITS.candidatesPerCall)
      .describe('The titles to order.'),
    limit: limit(10),
  }),
  output: z.object({
    ranked: z.array(
      z.object({
        index: z.number().int().describe('Place in candidates, counted from 0.'),
        title: z.string(),
        score: z.number(),
      }),
    ),
  }),
  document: `query RankTitles($title: String!, $candidates: [String!]!, $limit: Int) {
    ranked: rankTitles(title: $title, candidates: $candidates, limit: $limit) { index title score }
  }`,
});

const skillsForTitle = defineTool({
  name: 'skills_for_title',
  title: 'Skills for a job title',
  description:
    'The skills that a job with this title asks for, in any language, best first, each with a score from 0 to 1 and whether the nearest occupation needs it (ESSENTIAL, OPTIONAL, or null where only its own name is near). An empty list means that nothing is near.',
  input: z.strictObject({
    title,
    language: language.describe('Language of the title; detected where it is left out.'),
    labelLanguage,
    limit: limit(20),
  }),
  output: z.object({
    skills: z.array(
      z.object({
        score: z.number(),
        relation: z.enum(['ESSENTIAL', 'OPTIONAL']).nullable(),
        skill: z.object({ id: z.string(), label: z.string(), category: z.string() }),
      }),
    ),
  }),
  document: `query SkillsForTitle($title: String!, $language: LanguageTag, $labelLanguage: LanguageTag, $limit: Int) {
    skills: skillsForTitle(title: $title, language: $language, limit: $limit) {
      score relation skill { id label(language: $labelLanguage) category }
    }
  }`,
});

export const titleTools: readonly Tool[] = [completeTitle, normalizeTitle, rankTitles, skillsForTitle];
