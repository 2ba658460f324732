/**
 * The starter taxonomy (taxonomy/starter, or a folder laid out like it) as a draft.
 *
 * Traditional Chinese labels are made from the simplified ones with OpenCC's dictionaries, in the words of Taiwan.
 */
import { Converter } from 'opencc-js';
import type { LanguageTag } from '../../worker/core/language.ts';
import type { RelationKind } from '../../worker/engines/snapshot/concept-table.ts';
import { TaxonomyDraft } from '../draft.ts';
import { STARTER_IDENTITY } from '../identities.ts';
import { CHINESE, ENGLISH, TRADITIONAL_CHINESE } from '../languages.ts';
import { IMPORT_REFUSED, type Problems } from '../problems.ts';
import { type StarterContent, type StarterLabels, type TransitionKind, readStarterContent } from './starter-content.ts';

const BASE = 'https://crosswalk.dev';
/** Popularity 1 to 5 on the snapshot's scale of 0 to 255; 0 is left for "not known". */
const POPULARITY_STEP = 51;

const TRANSITIONS: Readonly<Record<TransitionKind, RelationKind>> = {
  advancement: 'ADVANCEMENT',
  lateral: 'LATERAL',
  related: 'RELATED',
};

/** The masculine preferred form is the preferred label, the feminine one the first alternative. */
function addLabels(
  draft: TaxonomyDraft,
  id: string,
  language: LanguageTag,
  labels: StarterLabels,
  convert: (text: string) => string,
): void {
  const [preferred, ...otherForms] = labels.preferred;
  draft.addLabel(id, language, 'PREFERRED', convert(preferred));
  for (const form of [...otherForms, ...labels.alternatives.flat()])
    draft.addLabel(id, language, 'ALTERNATIVE', convert(form));
}

function addAllLabels(
  draft: TaxonomyDraft,
  kind: 'occupation' | 'skill',
  labels: StarterContent['labels'],
  traditional: (text: string) => string,
): void {
  for (const [language, byConcept] of labels) {
    for (const [id, forms] of byConcept) {
      addLabels(draft, `${kind}:${id}`, language, forms, (text) => text);
      if (language === CHINESE) addLabels(draft, `${kind}:${id}`, TRADITIONAL_CHINESE, forms, traditional);
    }
  }
}

const NOTHING = {
  category: undefined,
  reuseLevel: undefined,
  isGroup: false,
  deprecated: false,
  popularity: 0,
} as const;

export async function readStarter(folder: string, problems: Problems): Promise<TaxonomyDraft> {
  const content = await readStarterContent(folder, problems);
  problems.check(IMPORT_REFUSED);
  const draft = new TaxonomyDraft(STARTER_IDENTITY);
  for (const [code, label] of content.groups) {
    draft.addConcept({
      ...NOTHING,
      id: `group:${code}`,
      uri: `${BASE}/isco-08/${code}`,
      kind: 'GROUP',
      code,
      isco: code,
    });
    draft.addLabel(`group:${code}`, ENGLISH, 'PREFERRED', label);
    const parent = code.slice(0, -1);
    if (content.groups.has(parent)) draft.addRelation(`group:${code}`, 'BROADER', `group:${parent}`);
  }
  for (const [id, { code, isco, popularity, description }] of content.occupations) {
    const concept = `occupation:${id}`;
    draft.addConcept({
      ...NOTHING,
      id: concept,
      uri: `${BASE}/occupation/${id}`,
      kind: 'OCCUPATION',
      code,
      isco,
      popularity: popularity * POPULARITY_STEP,
    });
    draft.addDescription(concept, ENGLISH, description);
    draft.addRelation(concept, 'BROADER', `group:${isco}`);
  }
  for (const [id, { category, reuseLevel, description }] of content.skills) {
    draft.addConcept({
      ...NOTHING,
      id: `skill:${id}`,
      uri: `${BASE}/skill/${id}`,
      kind: 'SKILL',
      code: '',
      isco: '',
      category,
      reuseLevel: reuseLevel || undefined,
    });
    draft.addDescription(`skill:${id}`, ENGLISH, description);
  }
  for (const { occupation, scheme, vintage, code, kind } of content.codeMappings) {
    draft.addMapping(`occupation:${occupation}`, { scheme, vintage, code, kind, source: STARTER_IDENTITY.name });
  }
  for (const [id, { isco }] of content.occupations) {
    draft.addMapping(`occupation:${id}`, {
      scheme: 'ISCO',
      vintage: '2008',
      code: isco,
      kind: 'BROAD',
      source: STARTER_IDENTITY.name,
    });
  }
  for (const [occupation, { essential, optional }] of content.occupationSkills) {
    for (const skill of essential) draft.addRelation(`occupation:${occupation}`, 'ESSENTIAL', `skill:${skill}`);
    for (const skill of optional) draft.addRelation(`occupation:${occupation}`, 'OPTIONAL', `skill:${skill}`);
  }
  for (const { from, to, kind } of content.transitions)
    draft.addRelation(`occupation:${from}`, TRANSITIONS[kind], `occupation:${to}`);

  const traditional = Converter({ from: 'cn', to: 'twp' });
  addAllLabels(draft, 'occupation', content.labels, traditional);
  addAllLabels(draft, 'skill', content.skillLabels, traditional);
  return draft;
}
