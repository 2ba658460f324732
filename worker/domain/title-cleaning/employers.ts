/**
 * Who employs: "bei ACME GmbH", "@ Foo Ltd", "株式会社サンプル". A name is taken for an employer by its legal form, or by
 * an "@" or "at" before it; nobody keeps a list of all companies.
 */
import type { Cuts } from './cuts.ts';

const LEGAL_FORM = String.raw`(?:
  g?GmbH(?:\s?&\s?Co\.?\s?(?:KG|KGaA|OHG))?|AG(?:\s?&\s?Co\.?\s?KG(?:aA)?)?|KGaA|KG|OHG|GbR|UG|e\.\s?V\.|e\.?G\.?|SE|mbH|
  Ltd\.?|Limited|LLC|L\.L\.C\.|LLP|PLC|plc|Inc\.?|Incorporated|Corp\.?|Corporation|Co\.|Pty|
  S\.?A\.?S\.?U?|SARL|S\.A\.R\.L\.|EURL|S\.?A\.|SA|SNC|S\.?L\.?U?\.?|S\.?p\.?A\.?|S\.?r\.?l\.?s?\.?|Lda\.?|Ltda\.?|S\/A|
  B\.?V\.?|N\.?V\.?|AB|ApS|A\/S|ASA|Oyj?|Sp\.\s?z\s?o\.?\s?o\.?|S\.?A\.?|s\.\s?r\.\s?o\.|a\.\s?s\.|Kft\.?|Zrt\.?|Nyrt\.?|
  S\.?R\.?L\.?|d\.\s?o\.\s?o\.|EOOD|OOD|ЕООД|ООД|ЕАД|A\.?Ş\.?|Ltd\.\s?Şti\.?|ΑΕ|Α\.Ε\.|ΕΠΕ|Co\.,?\s?Ltd\.?
)`.replaceAll(/\s*\n\s*/g, '');

const NAME_WORD = String.raw`(?:[\p{Lu}\p{N}][\p{L}\p{M}\p{N}'’.&-]{0,30}|&|und|and|et|y|e|i|og|och|de|der|die|van|von|the|of)`;
const NAME = String.raw`${NAME_WORD}(?:\s${NAME_WORD}){0,5}`;
const AT = String.raw`(?:@|at|bei|beim|für|for|chez|pour|en|presso|per|bij|voor|hos|for|på|w|we|dla|u|v|ve|la|na|para|em)`;
const END = String.raw`(?=\s?(?:$|[,;:|()[\]–—/]|\s-\s))`;

const PATTERNS = [
  // bei (der) ACME GmbH, für die Muster AG & Co. KG
  new RegExp(
    String.raw`(?<![\p{L}\p{N}])${AT}\s?(?:(?:der|die|das|dem|den|la|le|les|the)\s)?${NAME}\s${LEGAL_FORM}(?![\p{L}\p{N}])`,
    'gu',
  ),
  // @ Foo, up to the next separator
  new RegExp(String.raw`(?<![\p{L}\p{N}])@\s?[\p{L}\p{N}][\p{L}\p{M}\p{N}'’.& ]{0,40}?${END}`, 'gu'),
  // a segment of its own: "Koch - Muster GmbH", "(Muster GmbH)", "Muster GmbH: Koch"
  new RegExp(String.raw`(?<=^|[|,;:–—(/[]\s?|\s-\s)${NAME}\s${LEGAL_FORM}${END}`, 'gu'),
  // Software Engineer at Google
  new RegExp(
    String.raw`(?<=\p{L}\s)at\s[\p{Lu}][\p{L}\p{N}'’.&-]{1,30}(?:\s[\p{Lu}][\p{L}\p{N}'’.&-]{0,30}){0,2}${END}`,
    'gu',
  ),
  /(?:株式会社|有限会社|合同会社|㈱|[(（]株[)）]|주식회사\s?|㈜|[(（]주[)）])[\p{L}\p{N}ー]{1,16}/gu,
  /(?<=^|[\s|,，、:：\-–(（【])[\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana}\p{L}\p{N}ー]{1,16}(?:股份有限公司|有限责任公司|有限公司|株式会社|有限会社|㈱|[(（]株[)）]|\s?주식회사|㈜)/gu,
  /(?<![\p{L}])(?:ООО|ОАО|ЗАО|ПАО|АО|ИП|ТОВ|ПрАТ|ТзОВ|ФОП)\s[«"“]?[\p{L}\p{N}][\p{L}\p{N} .-]{0,30}?[»"”]/gu,
  /(?<![\p{L}])(?:ООО|ОАО|ЗАО|ПАО|АО|ТОВ|ПрАТ|ТзОВ)\s\p{Lu}[\p{L}\p{N}-]{1,30}/gu,
];

export function cutEmployers(text: string, cuts: Cuts): void {
  for (const pattern of PATTERNS) {
    for (const match of text.matchAll(pattern))
      cuts.add(match.index, match.index + match[0].trimEnd().length, 'EMPLOYER');
  }
}
