/**
 * How languages write "of any gender" into a title: grammar, not vocabulary, and so part of the code.
 *
 * A language's `pairs` are endings of the base form and of its counterpart ("infirm|ier", "infirm|ière"); its
 * `suffixes` are what is written after a base form to stand for the counterpart ("Lehrer/-in", "enfermero/a").
 */
export interface GenderForms {
  readonly pairs: readonly (readonly [base: string, other: string])[];
  readonly suffixes: readonly string[];
}

const words = (text: string): string[] => text.split(' ');
const pairs = (text: string): (readonly [string, string])[] =>
  words(text).map((pair) => {
    const [base = '', other = ''] = pair.split('~');
    return [base, other] as const;
  });

/** By primary language subtag. English, Turkish, Hungarian, Finnish and the languages of Asia inflect no titles. */
export const GENDER_FORMS: Readonly<Record<string, GenderForms>> = {
  de: {
    pairs: pairs('~in mann~frau er~erin e~in er~e herr~frau r~ pfleger~schwester ~innen'),
    suffixes: words('innen in frau mann r n e er rin'),
  },
  fr: {
    pairs: pairs(
      '~e ~ne ~le ~se ~te eur~euse eur~rice teur~trice er~ère ier~ière f~ve x~se ~esse e~esse ~sse eur~eure',
    ),
    suffixes: words(
      'euses euse trices trice rices rice ières ière ères ère iennes ienne nes ne ves ve ses se tes te les le esse eure es e',
    ),
  },
  es: {
    pairs: pairs('o~a ~a e~a tor~triz or~ora os~as és~esa ~esa ante~anta'),
    suffixes: words('oras ora triz as a os o esa isa'),
  },
  it: {
    pairs: pairs('o~a ore~rice tore~trice e~a ~essa e~essa iere~iera i~e'),
    suffixes: words('trice rice essa iera a e o i'),
  },
  pt: {
    pairs: pairs('o~a ~a or~ora os~as ês~esa ão~ã tor~triz eiro~eira'),
    suffixes: words('oras ora eira triz as a os o esa'),
  },
  nl: {
    pairs: pairs('er~ster ~e ~in eur~euse eur~rice ier~ière man~vrouw'),
    suffixes: words('ster euse trice rice ière vrouw in e'),
  },
  pl: {
    pairs: pairs('~ka ca~czyni ca~czynia y~a i~a ~a ~ki ik~iczka iec~iówka arz~arka ~yni ~owa ~ini g~żka ~icą'),
    suffixes: words('czyni czka arka iczka ka ki yni owa na a i'),
  },
  cs: {
    pairs: pairs('~ka ník~nice ík~ice ce~kyně ec~kyně ý~á í~á a~ka ~ová l~lka č~čka'),
    suffixes: words('kyně yně nice ice čka ka ová á a'),
  },
  ro: {
    pairs: pairs('~ă ~a tor~toare or~oare ~iță ~easă ar~ăreasă ist~istă'),
    suffixes: words('toare oare easă istă ă a'),
  },
  sv: { pairs: pairs('are~erska ör~ös man~kvinna'), suffixes: words('erska ös') },
  da: { pairs: pairs('mand~kvinde'), suffixes: [] },
  no: { pairs: pairs('mann~kvinne'), suffixes: [] },
  el: {
    pairs: pairs('ος~η ος~α ος~ος ης~ρια τής~τρια της~τρια ης~ισσα ας~ισσα ές~ισσα ός~ή ης~τρια'),
    suffixes: words('τρια ρια ισσα α η ή'),
  },
  bg: { pairs: pairs('~ка ~ичка ик~ичка ар~арка ~иня ец~ица ач~ачка'), suffixes: words('ичка арка ачка ка иня ица') },
  ru: {
    pairs: pairs('~ка ~ша ец~ица ец~щица ник~ница ый~ая ий~ая ик~ица тель~тельница'),
    suffixes: words('щица ница тельница ица ая ка ша'),
  },
  uk: {
    pairs: pairs('~ка ець~иця ник~ниця ий~а ик~иця ік~ікиня ~иня ~еса ар~арка ач~ачка'),
    suffixes: words('ікиня ниця иця арка ачка киня иня ка еса а'),
  },
  ar: { pairs: pairs('~ة'), suffixes: ['ة'] },
};
