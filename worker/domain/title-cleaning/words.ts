/** Small words that decide where a cut ends, and whether anything is left that could be a title. */

const set = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Words that join or introduce and mean nothing once what they led to is gone, folded. */
export const DANGLING = set(`
  und oder mit fur bei im in am an ab als zum zur zu der die das auf von bis aus
  and or with for at in on of to the from as a an by
  et ou avec pour chez a au aux de du des en le la les dans sur comme par d l
  y o con para en de del la el los las por como a
  e o con per in a di da del della il la come presso ad
  en of met voor bij in op te van de het als bij
  i lub oraz z ze w we na do dla jako od przy o
  e ou com para em de da do no na por como a
  och eller med for i pa till som av hos fran
  og eller med for i pa til som af fra hos
  ja tai sek kanssa
  a nebo s se v ve na do pro jako u k
  si sau cu pentru in la de ca din
  es vagy
  και η με για σε στο στη στην ως απο
  и или с за в във на до като от
  и или с для в на до от как по у к
  та або і й з із для в у на до від як по
  ve veya ile icin
  و او مع في
  va hoac voi cho tai o
`);

/** Words of which none makes a title by itself, beside those that dangle. */
export const WEAK = set(`
  job jobs stelle stellen position poste offre emploi puesto oferta lavoro posto vacature baan praca oferta vaga emprego
  jobb tyopaikka prace munka munkakor loc post work vacancy role opening career careers team 職種 募集 岗位 职位 採用 채용
`);
