/** The small taxonomy with names in languages that pages must lay out: from right to left, and without spaces. */
import { CONTENTS, type Contents } from './taxonomy.ts';

const MORE_LABELS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'occupation:nurse': { ar: ['ممرض', 'ممرضة'], zh: ['护士'] },
  'occupation:nurse-manager': { ar: ['مدير التمريض'] },
  'occupation:software-developer': { ar: ['مطور برمجيات'], zh: ['软件开发工程师'] },
  'group:2': { ar: ['الاختصاصيون'] },
};

export const BROWSER_CONTENTS: Contents = {
  ...CONTENTS,
  entries: CONTENTS.entries.map((entry) => ({
    ...entry,
    labels: { ...entry.labels, ...MORE_LABELS[entry.id] },
  })),
};
