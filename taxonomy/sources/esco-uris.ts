/** ESCO's URIs, and the concept ids made of them. */

const BASE = 'http://data.europa.eu/esco/';
const CONCEPT = /^http:\/\/data\.europa\.eu\/esco\/(occupation|skill|isced-f|isco)\/([\w.-]+)$/;

/**
 * "occupation:<last part>", "skill:<last part>", "skill:isced-f-0613", "group:2512"; undefined for anything that is
 * no concept of ESCO.
 */
export function escoId(uri: string): string | undefined {
  const [, pillar, name = ''] = CONCEPT.exec(uri) ?? [];
  switch (pillar) {
    case 'occupation':
    case 'skill':
      return `${pillar}:${name}`;
    case 'isced-f':
      return `skill:isced-f-${name}`;
    case 'isco':
      return /^C\d{1,4}$/.test(name) ? `group:${name.slice(1)}` : undefined;
    default:
      return undefined;
  }
}

export const ESCO_URI_EXAMPLE = `${BASE}occupation/00030d09-2b3a-4efd-87cc-c4ea39d27c34`;
