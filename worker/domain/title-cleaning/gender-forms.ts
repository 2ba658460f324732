/**
 * How languages write "of any gender" into a title: grammar, not vocabulary, and so part of the code.
 *
 * A language's `pairs` are endings of the base form and of its counterpart ("infirm|ier", "infirm|ière"), folded, so
 * that "Koch" and "Köchin" differ by "in" alone; its `suffixes` are what is written behind a base form to stand for
 * the counterpart ("Lehrer/-in", "enfermero/a").
 */
import { fold } from '../../core/fold.ts';

export interface GenderForms {
  readonly pairs: readonly (readonly [base: string, counterpart: string])[];
  readonly suffixes: readonly string[];
}

function forms(pairs: string, suffixes: string): GenderForms {
  return {
    pairs: pairs.split(' ').map((pair) => {
      const [base = '', counterpart = ''] = pair.split('~');
      return [fold(base), fold(counterpart)] as const;
    }),
    suffixes: suffixes.split(' ').filter((suffix) => suffix !== ''),
  };
}

/** By primary language subtag. Turkish, Hindi, Vietnamese, Chinese, Japanese and Korean inflect no titles. */
export const GENDER_FORMS: Readonly<Record<string, GenderForms>> = {
  en: forms('man~woman ~ess or~ress er~ress', ''),
  de: forms(
    '~in ~innen mann~frau er~erin er~in e~in herr~frau r~ pfleger~schwester ~ess',
    'innen in frau mann rin r n e er',
  ),
  fr: forms(
    '~e ~ne ~le ~se ~te ~fe eur~euse eur~rice teur~trice er~ère ier~ière f~ve x~se ~esse e~esse ~sse eur~eure',
    'euses euse trices trice rices rice ières ière ères ère iennes ienne nes ne ves ve ses se tes te les le esse eure es e',
  ),
  es: forms('o~a ~a e~a tor~triz or~ora os~as és~esa ~esa ante~anta', 'oras ora triz as a os o esa isa'),
  it: forms('o~a ore~rice tore~trice e~a ~essa e~essa o~essa iere~iera i~e', 'trice rice essa iera a e o i'),
  pt: forms('o~a ~a or~ora os~as ês~esa ão~ã tor~triz eiro~eira', 'oras ora eira triz as a os o esa'),
  nl: forms(
    'er~ster der~ster ~e ~in eur~euse eur~rice or~rice ier~ière aar~ares aar~aresse ~es man~vrouw heer~vrouw',
    'ster euse trice rice ière vrouw in e',
  ),
  pl: forms(
    '~ka a~ka ca~czyni ca~czynia y~a i~a ~a ~ki ik~iczka yk~yczka ak~aczka iec~iówka arz~arka ~yni ~owa ~ini ~icą',
    'czyni czka arka iczka ka ki yni owa na a i',
  ),
  cs: forms(
    '~ka ~kyně ~yně ník~nice ník~ní ík~ice ik~ička ák~ačka ce~kyně ec~kyně ý~á í~á a~ka ~ová č~čka',
    'kyně yně nice ice čka ka ová á a',
  ),
  ro: forms('~ă ~a tor~toare or~oare ~iță ~easă ar~ăreasă u~oare u~ă or~oară', 'toare oare easă istă ă a'),
  hu: forms('~nő ember~asszony', 'nő'),
  fi: forms('mies~nainen isäntä~emäntä', ''),
  sv: forms('are~erska ör~ös tör~tris ~inna ör~örska man~kvinna', 'erska inna ös ska'),
  da: forms('mand~kvinde', ''),
  no: forms('mann~kvinne', ''),
  el: forms('ος~η ος~α της~τρια ης~ρια ης~ισσα ας~ισσα ης~ιδα ας~ρια εας~εας', 'τρια ρια ισσα α η ή'),
  bg: forms('~а ен~на ски~ска и~а ~ка ~ичка ик~ичка ар~арка ~иня ец~ица ач~ачка', 'ичка арка ачка ка иня ица'),
  ru: forms(
    '~ка ~ша ец~ица ец~щица ник~ница ый~ая ий~ая ой~ая ик~ица тель~тельница ~есса ер~риса',
    'щица ница тельница ица ая ка ша',
  ),
  uk: forms(
    '~ка ець~иця ець~чиня ник~ниця ий~а ик~иця ік~ікиня ~иня ~еса ар~арка ач~ачка',
    'ікиня ниця иця арка ачка чиня киня иня ка еса а',
  ),
  ar: forms('~ة ي~ية', 'ة'),
};
