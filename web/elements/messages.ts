/** What the element says, in the languages of the starter taxonomy; a page may bring its own texts. */
import type { Messages } from '../../packages/crosswalk-autocomplete/index.d.ts';

/** Name of the list, "none", "failed", "typed". The number of suggestions follows the list's name after a colon. */
type Texts = readonly [list: string, none: string, failed: string, typed: string];

const ENGLISH: Texts = ['Suggestions', 'No suggestions', 'Suggestions are not available', 'Use “{text}”'];

const TEXTS: Readonly<Record<string, Texts>> = {
  en: ENGLISH,
  ar: ['الاقتراحات', 'لا توجد اقتراحات', 'الاقتراحات غير متاحة', 'استخدام «{text}»'],
  bg: ['Предложения', 'Няма предложения', 'Предложенията не са налични', 'Използване на „{text}“'],
  cs: ['Návrhy', 'Žádné návrhy', 'Návrhy nejsou dostupné', 'Použít „{text}“'],
  da: ['Forslag', 'Ingen forslag', 'Forslag er ikke tilgængelige', 'Brug »{text}«'],
  de: ['Vorschläge', 'Keine Vorschläge', 'Vorschläge sind nicht verfügbar', '„{text}“ verwenden'],
  el: ['Προτάσεις', 'Καμία πρόταση', 'Οι προτάσεις δεν είναι διαθέσιμες', 'Χρήση «{text}»'],
  es: ['Sugerencias', 'Sin sugerencias', 'Las sugerencias no están disponibles', 'Usar «{text}»'],
  fi: ['Ehdotukset', 'Ei ehdotuksia', 'Ehdotuksia ei ole saatavilla', 'Käytä ”{text}”'],
  fr: ['Suggestions', 'Aucune suggestion', 'Les suggestions ne sont pas disponibles', 'Utiliser « {text} »'],
  hi: ['सुझाव', 'कोई सुझाव नहीं', 'सुझाव उपलब्ध नहीं हैं', '“{text}” का उपयोग करें'],
  hu: ['Javaslatok', 'Nincs javaslat', 'A javaslatok nem érhetők el', '„{text}” használata'],
  it: ['Suggerimenti', 'Nessun suggerimento', 'I suggerimenti non sono disponibili', 'Usa «{text}»'],
  ja: ['候補', '候補はありません', '候補を表示できません', '「{text}」を使う'],
  ko: ['추천', '추천 없음', '추천을 사용할 수 없습니다', '‘{text}’ 사용'],
  nl: ['Suggesties', 'Geen suggesties', 'Suggesties zijn niet beschikbaar', '‘{text}’ gebruiken'],
  no: ['Forslag', 'Ingen forslag', 'Forslag er ikke tilgjengelige', 'Bruk «{text}»'],
  pl: ['Podpowiedzi', 'Brak podpowiedzi', 'Podpowiedzi są niedostępne', 'Użyj „{text}”'],
  pt: ['Sugestões', 'Sem sugestões', 'As sugestões não estão disponíveis', 'Usar “{text}”'],
  ro: ['Sugestii', 'Nicio sugestie', 'Sugestiile nu sunt disponibile', 'Folosește „{text}”'],
  ru: ['Подсказки', 'Нет подсказок', 'Подсказки недоступны', 'Использовать «{text}»'],
  sv: ['Förslag', 'Inga förslag', 'Förslag är inte tillgängliga', 'Använd ”{text}”'],
  tr: ['Öneriler', 'Öneri yok', 'Öneriler kullanılamıyor', '“{text}” kullan'],
  uk: ['Підказки', 'Немає підказок', 'Підказки недоступні', 'Використати «{text}»'],
  vi: ['Gợi ý', 'Không có gợi ý', 'Không thể hiển thị gợi ý', 'Dùng “{text}”'],
  zh: ['建议', '没有建议', '无法显示建议', '使用“{text}”'],
  'zh-hant': ['建議', '沒有建議', '無法顯示建議', '使用「{text}」'],
};

/** Tags whose texts stand under another one. */
const ALIASES: Readonly<Record<string, string>> = { nb: 'no', nn: 'no', 'zh-tw': 'zh-hant', 'zh-hk': 'zh-hant' };

/** The texts of a language, of the one it is a form of, or English. */
export function messagesIn(language: string): Messages {
  const tag = language.toLowerCase();
  const primary = tag.split('-', 1)[0] ?? '';
  const [list, none, failed, typed] =
    TEXTS[ALIASES[tag] ?? tag] ??
    TEXTS[tag.startsWith('zh-hant') ? 'zh-hant' : (ALIASES[primary] ?? primary)] ??
    ENGLISH;
  return { list, found: `${list}: {count}`, none, failed, typed };
}
