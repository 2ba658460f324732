/**
 * Numbers by which an advertisement is filed: "Ref: 12345", "Kennziffer 2024-33", "#A123", "JR-00123".
 *
 * A word that announces a number takes any code with a digit. Alone, a code must look like nothing else: four digits
 * after capitals (but not a standard, "ISO9001"), five digits, or a bracket that holds nothing but a code.
 */
import type { Cuts } from './cuts.ts';

const WORD = String.raw`(?:
  ref(?:erence|erenz|erencia|erência|erenzcode|erenznummer)?|réf(?:érence)?|rif(?:erimento)?|
  kennziffer|kenn-?nr|kennung|stellen-?(?:id|nummer|nr)|ausschreibungs-?(?:nr|nummer)|
  job[-\s]?(?:id|nr|no|code|number|ref)|req(?:uisition)?(?:[-\s]?(?:id|no|number))?|posting\sid|vacancy\s(?:id|no|ref)|
  vacature-?(?:nummer|nr)|annonce\sn°|offre\sn°|nr\sref|numer\sref\p{L}{0,10}|oferta\snr|ilan\sno|
  職位編號|职位编号|岗位编号|编号|岗位代码|求人番号|求人no|채용번호|공고번호|код\sвакансии|вакансия|номер
)`.replaceAll(/\s*\n\s*/g, '');
const CODE = String.raw`[\p{L}\p{N}]{0,12}(?:[-_./]?[\p{L}\p{N}]{1,12}){0,5}`;

const ANNOUNCED = new RegExp(
  String.raw`(?<![\p{L}\p{N}])${WORD}\s?(?:[.:：#№]|nr\.?|no\.?|n°|id)?\s?[.:：#№]?\s?(?=[\p{L}_./-]{0,12}\p{N})${CODE}`,
  'giu',
);
const SHORT_WORD =
  /(?<![\p{L}\p{N}])(?:id|nr|no|n°|№|nº)\s?[.:：#№]?\s?(?=[\p{L}_-]{0,6}\p{N}{3})[\p{L}\p{N}][\p{L}\p{N}_./-]{2,20}/giu;
const HASH = /(?<![\p{L}\p{N}])#\s?(?=[\p{L}_-]{0,6}\p{N}{2})[\p{L}\p{N}][\p{L}\p{N}_/-]{1,20}/gu;
const CAPITALS =
  /(?<![\p{L}\p{N}/_-])(?!(?:ISO|DIN|EN|IEC|IATF|AS|BS|API|MS|VDE|SAE|GB|UL|CE)[-_]?\d)[A-Z]{1,6}[-_]?\d{4,12}(?:[-_]\d{1,6}){0,2}(?![\p{L}\p{N}])/gu;
const DIGITS =
  /(?<![\p{L}\p{N}.,/€£$+-]|(?:ISO|IEC|DIN|EN|ИСО)\s)\d{5,14}(?:[-/]\d{1,6})?(?![\p{L}\p{N}%€£$]|\s\p{L})/gu;
const IN_BRACKETS = /[([【（［]\s?(?=[^()[\]]{0,20}\d{3})[A-Z\d]{1,12}(?:[-_./][A-Z\d]{1,12}){0,4}\s?[)\]】）］]/gu;

export function cutReferences(text: string, cuts: Cuts): void {
  if (!/\p{Number}/u.test(text)) return;
  for (const pattern of [ANNOUNCED, SHORT_WORD, HASH, IN_BRACKETS, CAPITALS, DIGITS]) {
    for (const match of text.matchAll(pattern)) {
      cuts.add(match.index, match.index + match[0].trimEnd().length, 'REFERENCE_NUMBER');
    }
  }
}
