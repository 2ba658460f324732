/**
 * What a job pays: "£30k-£35k", "ab 15 €/Std", "3500 zł", "月薪2-3万", "時給1200円", "연봉 4000만원".
 *
 * Three shapes: an amount with a currency, a range in thousands ("30-35k"), and an East Asian wage word or unit.
 * Every repetition is bounded.
 */
import type { Cuts } from './cuts.ts';

const any = (words: string): string => `(?:${words.trim().split(/\s+/).join('|')})`;

const CURRENCY_SIGN = '[€£$¥￥₩₹₽₺₴₪₫]';
const CURRENCY_WORD = any(String.raw`
  euros? eur usd gbp chf sek nok dkk czk kč huf ft pln zł zl ron lei bgn лв uah грн rub руб try tl inr vnd đ jpy cny rmb
  krw sgd aud cad dollars? pounds? kr rs triệu 元 円 원 만원 만 万円 万元
`);
const NUMBER = String.raw`\d{1,9}(?:[.,'’]\d{1,3}){0,3}(?:[ \u00a0]\d{3}){0,2}`;
const SCALE = String.raw`(?:\s?${any('k тыс тис tys tsd mln mio triệu 万 萬 千 만 천')}\.?(?![\p{L}]))?`;
const AMOUNT = `${NUMBER}${SCALE}`;
const TO = String.raw`\s?(?:[-–—~〜～]|to|bis|à|a|do|až|till|til|tot|até|al|до|ila|から|至|und|and)\s?`;
const LEAD_WORD = any(String.raw`
  ab from up\s?to bis\szu bis von ca\.? circa à\spartir\sde jusqu['’]à dès de desde hasta a\spartir\sde da fino\sa vanaf tot
  od do från upp\still fra op\stil от до від salary gehalt salaire lön wynagrodzenie stipendio salario plat зарплата оклад
  bis-zu lohn stundenlohn verdienst pay earn earning
`);
const LEAD = String.raw`(?:(?<![\p{L}\p{N}])(?:${LEAD_WORD}:?\s){1,2})?`;
const PERIOD = any(String.raw`
  hour hr h std\.? stunde day tag jour día dia giorno week woche semaine month mo monat mois mes mese mês year yr jahr an
  année año ano anno annum jaar maand uur godz\.? godzinę mies\.? miesiąc rok hod\.? měsíc timme månad timmen time måned
  år óra hó oră lună час месяц мес\.? год година місяць рік saat ay tháng giờ 月 年 日 天 小时 小時 時間 월 시간
`);
const GROSS = any(String.raw`
  brutto netto gross net brut bruts bruto neto lordo lordi netti брутто нетто p\.?\s?a\.? pcm ph pw vb ote doe basic
  brut\/an plus\sprovision \+\sbonus bonus
`);
const TAIL = String.raw`(?:\s?(?:/|per|pro|je|par|por|al|na|za|på|i|в|на|a|an)\s?${PERIOD}(?![\p{L}\p{N}]))?(?:\s${GROSS}(?![\p{L}\p{N}])){0,2}\+?`;
const EAST = String.raw`[万萬千]?\s?(?:元|円|圓|원|만원|块)?`;
const EAST_RATE =
  '(?:\\s?(?:/|每|毎|一)?\\s?(?:月|年|日|天|小时|小時|時間|時|월|년|시간))?(?:以上|起|～|~|左右|내외|이상)?';

const PATTERNS = [
  // 月薪2-3万, 時給1200円, 연봉 4000만원
  new RegExp(
    String.raw`(?:月薪|年薪|日薪|时薪|時薪|底薪|薪资|薪資|薪水|待遇|月入|工资|月給|月给|時給|日給|週給|年収|年俸|給与|연봉|월급|시급|일급|주급|급여)\s?[:：]?\s?${NUMBER}\s?${EAST}k?(?:\s?[-–—~〜～至から]\s?${NUMBER}\s?${EAST}k?)?${EAST_RATE}`,
    'giu',
  ),
  new RegExp(
    String.raw`(?<![\p{L}\p{N}.,])${NUMBER}(?:\s?[-–—~〜～至]\s?${NUMBER})?\s?(?:[万萬千]\s?(?:元|円)?|元|円|만\s?원)${EAST_RATE}(?![\p{Script=Han}])`,
    'giu',
  ),
  // £30k-£35k per year, ab 15 €/Std, 3500 zł brutto
  new RegExp(
    String.raw`${LEAD}(?<![\p{N}])(?:${CURRENCY_SIGN}|(?<![\p{L}])${CURRENCY_WORD}\s)\s?${AMOUNT}(?:${TO}(?:${CURRENCY_SIGN}\s?)?${AMOUNT})?(?:\s?(?:${CURRENCY_SIGN}|${CURRENCY_WORD}(?![\p{L}])))?${TAIL}`,
    'giu',
  ),
  new RegExp(
    String.raw`${LEAD}(?<![\p{L}\p{N}.,])${AMOUNT}(?:\s?${CURRENCY_SIGN})?(?:${TO}${AMOUNT})?\s?(?:${CURRENCY_SIGN}|${CURRENCY_WORD}\.?(?![\p{L}]))${TAIL}`,
    'giu',
  ),
  // 30-35k, up to 60k, 15k-25k·13薪
  new RegExp(
    String.raw`${LEAD}(?<![\p{L}\p{N}.,])\d{1,3}(?:[.,]\d)?\s?k?\s?[-–—~]\s?\d{1,3}(?:[.,]\d)?\s?k(?![\p{L}\p{N}])(?:\s?[·x*]?\s?\d{2}薪)?${TAIL}`,
    'giu',
  ),
  new RegExp(
    String.raw`(?<![\p{L}\p{N}])(?:${LEAD_WORD}:?\s){1,2}\d{1,3}(?:[.,]\d)?\s?k(?![\p{L}\p{N}])${TAIL}`,
    'giu',
  ),
];

export function cutSalaries(text: string, cuts: Cuts): void {
  if (!/\p{Number}/u.test(text)) return;
  for (const pattern of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      const lead = match[0].length - match[0].trimStart().length;
      cuts.add(match.index + lead, match.index + match[0].trimEnd().length, 'SALARY');
    }
  }
}
