/** Small words: those that hang in the air when what they led to is gone, and those of which none makes a title. */

const set = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

const ENGLISH = set('and or with for at in on of to the from as a an by');

/** Folded, by primary language subtag. Chinese, Japanese and Korean have none that stand apart. */
const DANGLING: Readonly<Record<string, ReadonlySet<string>>> = {
  de: set('und oder mit fur bei im in am an ab als zum zur zu der die das auf von bis aus'),
  fr: set('et ou avec pour chez a au aux de du des en le la les dans sur comme par d l'),
  es: set('y o con para en de del la el los las por como a'),
  it: set('e o con per in a di da del della il la come presso ad'),
  nl: set('en of met voor bij in op te van de het als'),
  pl: set('i lub oraz z ze w we na do dla jako od przy o'),
  pt: set('e ou com para em de da do no na por como a'),
  sv: set('och eller med for i pa till av hos fran som'),
  da: set('og eller med for i pa til af fra hos som'),
  no: set('og eller med for i pa til av fra hos som'),
  fi: set('ja tai seka'),
  cs: set('a nebo s se v ve na do pro jako u k'),
  ro: set('si sau cu pentru in la de ca din'),
  hu: set('es vagy'),
  el: set('και η με για σε στο στη στην ως απο'),
  bg: set('и или с за в във на до като от'),
  ru: set('и или с для в на до от как по у к'),
  uk: set('та або і и з із для в у на до від як по'),
  tr: set('ve veya ile icin'),
  ar: set('و او مع في'),
  vi: set('va hoac voi cho tai o'),
};

/** Words of which none makes a title by itself, folded. */
const WEAK = set(
  'job jobs stelle stellen position poste offre emploi puesto oferta lavoro posto vacature baan praca oferta vaga emprego jobb tyopaikka prace munka munkakor loc post work vacancy role opening career careers team 职种 募集 岗位 职位 采用 채용',
);

/** True for a word that means nothing once what it led to is gone. */
export function isDangling(folded: string, language: string): boolean {
  return ENGLISH.has(folded) || DANGLING[language]?.has(folded) === true;
}

/** True for a word that could name a job. */
export function isSubstantial(folded: string, language: string): boolean {
  return /\p{L}/u.test(folded) && !WEAK.has(folded) && !isDangling(folded, language);
}
