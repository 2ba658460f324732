/**
 * Language tags: a small, strict subset of BCP 47 (RFC 5646), lower-cased: a primary subtag of two or three
 * letters, optionally a script or region ("en", "pt-br", "zh-hant").
 */
export type LanguageTag = string & { readonly __brand: 'LanguageTag' };

const TAG = /^[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}$/;

/** Regions that write Chinese in traditional characters. */
const TRADITIONAL_CHINESE = new Set(['zh-hant', 'zh-tw', 'zh-hk', 'zh-mo', 'zh-hant-tw', 'zh-hant-hk', 'zh-hant-mo']);

function isLanguageTag(text: string): text is LanguageTag {
  return TAG.test(text);
}

/** Lower-cases and checks a tag; undefined when it is not one. "nb" and "nn" stay what they are: see {@link languageChain}. */
export function parseLanguageTag(text: string): LanguageTag | undefined {
  if (text.length > 35) return undefined;
  const tag = text.trim().toLowerCase().replaceAll('_', '-');
  return isLanguageTag(tag) ? tag : undefined;
}

/**
 * The languages to look in for one tag, best first: "pt-br" gives pt-br, pt; "zh-tw" gives zh-hant, zh; "nb" gives nb, no.
 * The caller keeps those that the taxonomy holds.
 */
export function languageChain(tag: LanguageTag): readonly LanguageTag[] {
  const chain: string[] = [tag];
  if (TRADITIONAL_CHINESE.has(tag) && tag !== 'zh-hant') chain.push('zh-hant');
  for (let cut = tag.lastIndexOf('-'); cut > 0; cut = tag.lastIndexOf('-', cut - 1)) {
    const shorter = tag.slice(0, cut);
    if (!chain.includes(shorter)) chain.push(shorter);
  }
  const primary = chain.at(-1);
  if (primary === 'nb' || primary === 'nn') chain.push('no');
  if (primary === 'no') chain.push('nb');
  return chain.filter(isLanguageTag);
}

/**
 * The languages of an Accept-Language header (RFC 9110, section 12.5.4), most wanted first; malformed parts are
 * skipped, at most `maximum` are kept.
 */
export function parseAcceptLanguage(header: string | null, maximum = 8): readonly LanguageTag[] {
  if (header === null || header.length > 1_000) return [];
  const wanted: { tag: LanguageTag; quality: number; order: number }[] = [];
  for (const [order, part] of header.split(',').entries()) {
    const [name = '', ...parameters] = part.trim().split(';');
    const tag = parseLanguageTag(name);
    const parameter = parameters.map((text) => text.trim()).find((text) => text.startsWith('q='));
    const quality = parameter === undefined ? 1 : Number(parameter.slice(2));
    if (tag !== undefined && quality > 0 && quality <= 1) wanted.push({ tag, quality, order });
  }
  wanted.sort((left, right) => right.quality - left.quality || left.order - right.order);
  return wanted.slice(0, maximum).map(({ tag }) => tag);
}
