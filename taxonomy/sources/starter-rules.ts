/**
 * How the starter taxonomy must be written (taxonomy/starter/README.md, "How to write a row"), as far as a program can
 * tell. Used by `npm run taxonomy -- verify starter` and by the test suite.
 *
 * A taxonomy that breaks these rules can still be compiled; what cannot be compiled is refused in starter-content.ts.
 */
import type { LanguageTag } from '../../worker/core/language.ts';
import type { Place, Problems } from '../problems.ts';
import type { Forms, StarterContent, StarterLabels, StarterOccupation, StarterSkill } from './starter-content.ts';

const SCRIPTS = {
  Latin: /\p{Script=Latin}/u,
  Greek: /\p{Script=Greek}/u,
  Cyrillic: /\p{Script=Cyrillic}/u,
  Arabic: /\p{Script=Arabic}/u,
  Devanagari: /\p{Script=Devanagari}/u,
  Han: /\p{Script=Han}/u,
  Japanese: /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}]/u,
  Hangul: /\p{Script=Hangul}/u,
} as const;
type Script = keyof typeof SCRIPTS;

/** Languages that are not written in Latin letters. */
const SCRIPT_OF: Readonly<Record<string, Script>> = {
  el: 'Greek',
  bg: 'Cyrillic',
  uk: 'Cyrillic',
  ru: 'Cyrillic',
  ar: 'Arabic',
  hi: 'Devanagari',
  zh: 'Han',
  ja: 'Japanese',
  ko: 'Hangul',
};

/** Gender written any other way than as two whole forms: "Lehrer/in", "employé(e)", "Lehrer*innen", "enfermero/a", "(m/w/d)". */
const GENDER_SHORTHAND =
  /\p{L}[*:_·•]\p{L}*in(?:nen)?\b|\p{L}\/-?(?:in|innen|a|e|as|es|trice|euse|ère|ka|ska)(?![\p{L}])|\p{L}\((?:e|a|in|innen|ne|se|trice|euse|s)\)|\(\p{L}\/\p{L}(?:\/\p{L})?\)/u;

const ESSENTIAL_SKILLS = { minimum: 5, maximum: 15 } as const;
const DESCRIPTION_WORDS = { minimum: 8, maximum: 25 } as const;

/** Share of preferred labels in foreign letters that a language may have: of titles ("DJ"), and of skills, many of which are products ("Python"). */
const FOREIGN_PREFERRED_SHARE = { occupation: 0.06, skill: 0.12 } as const;

function scriptOf(language: LanguageTag): Script {
  return SCRIPT_OF[language] ?? 'Latin';
}

/** Why a label's letters do not belong to its language; undefined where they do. */
export function scriptProblem(language: LanguageTag, label: string): string | undefined {
  const script = scriptOf(language);
  for (const word of label.match(/\p{L}+/gu) ?? []) {
    const scripts = (['Latin', 'Greek', 'Cyrillic'] as const).filter((name) => SCRIPTS[name].test(word));
    if (scripts.length > 1) return `"${word}" mixes ${scripts.join(' and ')} letters`;
    for (const letter of word) {
      // Latin letters stand in every script: abbreviations and brands.
      if (!SCRIPTS[script].test(letter) && !SCRIPTS.Latin.test(letter))
        return `"${letter}" is not a letter of ${script} script`;
    }
  }
  return undefined;
}

/** The forms of one label, by the letters and the gender forms that they are written with. */
function checkForms(language: LanguageTag, place: Place, forms: Forms, isForeign: boolean, problems: Problems): void {
  for (const form of forms) {
    const script = isForeign ? undefined : scriptProblem(language, form);
    if (script !== undefined) {
      problems.refuse(place, `"${form}": ${script}`, 'Write it in the letters of the language.');
    }
    if (GENDER_SHORTHAND.test(form)) {
      problems.refuse(place, `"${form}" abbreviates a gender form`, 'Write both forms whole, joined by "~".');
    }
  }
}

/** Every concept has a row in the file. */
function checkCoverage(
  file: string,
  concepts: ReadonlyMap<string, unknown>,
  rows: ReadonlyMap<string, unknown>,
  problems: Problems,
): void {
  const lacking = [...concepts.keys()].filter((id) => !rows.has(id));
  if (lacking.length === 0) return;
  problems.refuse({ file }, `${lacking.length} of ${concepts.size} have no row, such as "${lacking[0]}"`, 'Add them.');
}

function checkLabels(
  language: LanguageTag,
  byConcept: ReadonlyMap<string, StarterLabels>,
  concepts: ReadonlyMap<string, StarterOccupation | StarterSkill>,
  { file, foreignShare }: { readonly file: string; readonly foreignShare: number },
  problems: Problems,
): void {
  const preferredBy = new Map<string, string>();
  for (const [id, labels] of byConcept) {
    const concept = concepts.get(id);
    // A language may be called by its own name.
    const isLanguage = concept !== undefined && 'category' in concept && concept.category === 'LANGUAGE_SKILL';
    checkForms(language, { ...labels.place, column: 'preferred' }, labels.preferred, false, problems);
    for (const forms of labels.alternatives) {
      checkForms(language, { ...labels.place, column: 'alternatives' }, forms, isLanguage, problems);
    }

    const all = [...labels.preferred, ...labels.alternatives.flat()];
    const twice = all.find((label, index) => all.indexOf(label) !== index);
    if (twice !== undefined)
      problems.refuse(labels.place, `"${twice}" stands twice`, 'Write each label once for a concept.');
    for (const form of labels.preferred) {
      const other = preferredBy.get(form);
      if (other !== undefined)
        problems.refuse(
          { ...labels.place, column: 'preferred' },
          `"${form}" is the preferred label of "${other}" too`,
          'Say what sets one of the two apart.',
        );
      preferredBy.set(form, id);
    }
  }
  const script = scriptOf(language);
  const foreign = Array.from(byConcept.values(), ({ preferred: [label] }) => label).filter(
    (label) => !SCRIPTS[script].test(label),
  );
  if (foreign.length > byConcept.size * foreignShare) {
    problems.refuse(
      { file, column: 'preferred' },
      `${foreign.length} labels have no letter of ${script} script, such as "${foreign[0]}"`,
      'Write titles in the letters of the language.',
    );
  }
  checkCoverage(file, concepts, byConcept, problems);
}

function checkDescriptions(concepts: StarterContent['occupations'], problems: Problems): void {
  const { minimum, maximum } = DESCRIPTION_WORDS;
  for (const { place, description } of concepts.values()) {
    const words = description.split(' ').length;
    const at = { ...place, column: 'description' };
    if (words < minimum || words > maximum)
      problems.refuse(at, `the description has ${words} words`, `Write ${minimum} to ${maximum}.`);
    if (!/^\p{Lu}.*[^.]\.$/u.test(description))
      problems.refuse(
        at,
        `"${description}" is not one sentence`,
        'Begin with a capital letter and end with one full stop.',
      );
  }
}

/** Reports everything that breaks the rules. */
export function checkStarter(content: StarterContent, problems: Problems): void {
  const codes = new Map<string, string>();
  for (const [id, { place, code }] of content.occupations) {
    const other = codes.get(code);
    if (other !== undefined)
      problems.refuse(
        { ...place, column: 'code' },
        `${code} is the code of "${other}" too`,
        'Take the next free number of the group.',
      );
    codes.set(code, id);
  }
  checkDescriptions(content.occupations, problems);
  for (const [language, labels] of content.labels)
    checkLabels(
      language,
      labels,
      content.occupations,
      { file: `labels/${language}.tsv`, foreignShare: FOREIGN_PREFERRED_SHARE.occupation },
      problems,
    );
  for (const [language, labels] of content.skillLabels)
    checkLabels(
      language,
      labels,
      content.skills,
      { file: `skill-labels/${language}.tsv`, foreignShare: FOREIGN_PREFERRED_SHARE.skill },
      problems,
    );

  const unitGroups = new Set(Array.from(content.occupations.values(), ({ isco }) => isco));
  for (const [code, label] of content.groups) {
    if (code.length === 4 && !unitGroups.has(code))
      problems.refuse({ file: 'occupations.tsv' }, `the unit group ${code} (${label}) has no occupation`, 'Write one.');
  }
  const { minimum, maximum } = ESSENTIAL_SKILLS;
  for (const { place, essential } of content.occupationSkills.values()) {
    if (essential.length < minimum || essential.length > maximum) {
      const at = { ...place, column: 'essential' };
      problems.refuse(at, `there are ${essential.length} essential skills`, `Give ${minimum} to ${maximum}.`);
    }
  }
  checkCoverage('occupation-skills.tsv', content.occupations, content.occupationSkills, problems);
}
