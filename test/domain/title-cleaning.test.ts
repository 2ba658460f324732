import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUILT_IN_LEXICON } from '../../worker/domain/title-cleaning/built-in.ts';
import { type CleanedTitle, cleanTitle } from '../../worker/domain/title-cleaning/index.ts';

const clean = (language: string, title: string): CleanedTitle => cleanTitle(title, language, BUILT_IN_LEXICON);

/** language, title, what is left, what was taken away and why */
type Case = readonly [language: string, title: string, cleaned: string, removed: string];

function check([language, title, cleaned, removed]: Case): void {
  const result = clean(language, title);
  const described = result.removed.map(({ text, kind }) => `${text}=${kind}`).join(' ');
  expect({ cleaned: result.cleaned, removed: described }).toEqual({ cleaned, removed });
}

describe('gender markers', () => {
  it.each<Case>([
    ['de', 'Koch (m/w/d)', 'Koch', '(m/w/d)=GENDER_MARKER'],
    ['de', 'Pflegefachkraft m/w/d', 'Pflegefachkraft', 'm/w/d=GENDER_MARKER'],
    ['de', 'Lehrer/-in', 'Lehrer', '/-in=GENDER_MARKER'],
    ['de', 'Lehrer/in', 'Lehrer', '/in=GENDER_MARKER'],
    ['de', 'Lehrer:in', 'Lehrer', ':in=GENDER_MARKER'],
    ['de', 'Lehrer*innen', 'Lehrer', '*innen=GENDER_MARKER'],
    ['de', 'LehrerIn', 'Lehrer', 'In=GENDER_MARKER'],
    ['de', 'Kaufmann/-frau', 'Kaufmann', '/-frau=GENDER_MARKER'],
    ['de', 'Verkäufer/Verkäuferin', 'Verkäufer', '/Verkäuferin=GENDER_MARKER'],
    ['de', 'Erzieherin oder Erzieher', 'Erzieher', 'Erzieherin oder =GENDER_MARKER'],
    ['en', 'Female Nurse', 'Nurse', 'Female=GENDER_MARKER'],
    ['en', 'Security Guard - Male', 'Security Guard', 'Male=GENDER_MARKER'],
    ['en', 'Teacher of male pupils', 'Teacher of male pupils', ''],
    ['fr', 'Caissier H/F', 'Caissier', 'H/F=GENDER_MARKER'],
    ['fr', 'infirmier(e)', 'infirmier', '(e)=GENDER_MARKER'],
    ['fr', 'infirmier(ère)', 'infirmier', '(ère)=GENDER_MARKER'],
    ['fr', 'Directeur.rice', 'Directeur', '.rice=GENDER_MARKER'],
    [
      'fr',
      'Assistant commercial / Assistante commerciale',
      'Assistant commercial',
      ' / Assistante commerciale=GENDER_MARKER',
    ],
    ['es', 'enfermero/a', 'enfermero', '/a=GENDER_MARKER'],
    ['es', 'Camarero o camarera', 'Camarero', ' o camarera=GENDER_MARKER'],
    ['it', 'Addetto/a', 'Addetto', '/a=GENDER_MARKER'],
    ['pt', 'Enfermeiro(a)', 'Enfermeiro', '(a)=GENDER_MARKER'],
    ['nl', 'Verpleegkundige (m/v)', 'Verpleegkundige', '(m/v)=GENDER_MARKER'],
    ['pl', 'Księgowy (K/M)', 'Księgowy', '(K/M)=GENDER_MARKER'],
    ['sv', 'Säljare (man/kvinna)', 'Säljare', '(man/kvinna)=GENDER_MARKER'],
    ['uk', 'технік/технікиня', 'технік', '/технікиня=GENDER_MARKER'],
    ['ar', 'مهندس/ة', 'مهندس', '/ة=GENDER_MARKER'],
    ['zh', '会计（男女不限）', '会计', '（男女不限）=GENDER_MARKER'],
    ['ko', '간호사 성별무관', '간호사', '성별무관=GENDER_MARKER'],
  ])('%s %s', (...row) => check(row));

  it.each([
    ['en', 'SAP S/4HANA Consultant'],
    ['de', 'Bau- und Möbelschreiner'],
    ['en', 'LinkedIn Recruiter'],
    ['en', 'C/C++ Developer'],
    ['de', 'HW/SW Entwickler'],
  ])('leaves alone: %s %s', (language, title) => {
    expect(clean(language, title)).toMatchObject({ cleaned: title, removed: [] });
  });
});

describe('seniority', () => {
  it.each([
    ['en', 'Senior Software Engineer', 'Software Engineer', 'SENIOR'],
    ['en', 'Sr. Accountant', 'Accountant', 'SENIOR'],
    ['en', 'Software Engineer II', 'Software Engineer', 'MID'],
    ['en', 'Lead Developer', 'Developer', 'LEAD'],
    ['de', 'Junior Controller', 'Controller', 'JUNIOR'],
    ['de', 'Ausbildung zum Koch', 'Koch', 'TRAINEE'],
    ['fr', 'Développeur confirmé', 'Développeur', 'MID'],
    ['es', 'Programador senior', 'Programador', 'SENIOR'],
    ['it', 'Contabile junior', 'Contabile', 'JUNIOR'],
    ['nl', 'Medior ontwikkelaar', 'ontwikkelaar', 'MID'],
    ['pl', 'Młodszy listonosz', 'listonosz', 'JUNIOR'],
    ['zh', '高级软件工程师', '软件工程师', 'SENIOR'],
    ['ja', 'シニアエンジニア', 'エンジニア', 'SENIOR'],
    ['ko', '신입 개발자', '개발자', 'JUNIOR'],
    ['ru', 'Старший бухгалтер', 'бухгалтер', 'SENIOR'],
  ])('%s %s', (language, title, cleaned, seniority) => {
    expect(clean(language, title)).toMatchObject({ cleaned, seniority });
  });

  it.each([
    ['de', 'Praktikant', 'TRAINEE'],
    ['de', 'IT-Leiter', 'HEAD'],
    ['de', 'Teamleiter Vertrieb', 'LEAD'],
    ['en', 'team leader', 'LEAD'],
    ['en', 'Head of Marketing', 'HEAD'],
    ['en', 'head nurse', undefined],
    ['en', 'chief executive officer', undefined],
    ['en', 'Intern', 'TRAINEE'],
    ['zh', '实习生', 'TRAINEE'],
  ])('is part of the occupation: %s %s', (language, title, seniority) => {
    expect(clean(language, title)).toMatchObject({ cleaned: title, seniority, removed: [] });
  });
});

describe('everything else', () => {
  it.each<Case>([
    ['de', 'Koch in Teilzeit', 'Koch', 'in Teilzeit=EMPLOYMENT_FORM'],
    ['fr', 'Vendeur - CDI', 'Vendeur', 'CDI=EMPLOYMENT_FORM'],
    ['en', 'Accountant, part-time', 'Accountant', 'part-time=EMPLOYMENT_FORM'],
    ['en', 'Software Engineer (remote)', 'Software Engineer', 'remote=EMPLOYMENT_FORM'],
    ['ja', '看護師（正社員）', '看護師', '正社員=EMPLOYMENT_FORM'],
    ['zh', '兼职英语老师', '英语老师', '兼职=EMPLOYMENT_FORM'],
    ['de', 'Koch in 10115 Berlin-Mitte', 'Koch', 'in 10115 Berlin-Mitte=LOCATION'],
    ['de', 'Großraum Entenhausen: Elektriker', 'Elektriker', 'Großraum Entenhausen=LOCATION'],
    ['en', 'Nurse - London', 'Nurse', 'London=LOCATION'],
    ['es', 'Enfermero (Madrid)', 'Enfermero', 'Madrid=LOCATION'],
    ['ru', 'Бухгалтер в Москве', 'Бухгалтер', 'в Москве=LOCATION'],
    ['zh', '北京Java开发工程师', 'Java开发工程师', '北京=LOCATION'],
    ['en', 'Nurse £30k-£35k', 'Nurse', '£30k-£35k=SALARY'],
    ['en', 'Driver $45,000 - $55,000 per year', 'Driver', '$45,000 - $55,000 per year=SALARY'],
    ['de', 'Koch ab 15 €/Std', 'Koch', 'ab 15 €/Std=SALARY'],
    ['pl', 'Kucharz 3500 zł', 'Kucharz', '3500 zł=SALARY'],
    ['zh', '销售经理 月薪2-3万', '销售经理', '月薪2-3万=SALARY'],
    ['ja', '看護師 時給1200円', '看護師', '時給1200円=SALARY'],
    ['ko', '개발자 연봉 4000만원', '개발자', '연봉 4000만원=SALARY'],
    ['de', 'Koch bei ACME GmbH', 'Koch', 'bei ACME GmbH=EMPLOYER'],
    ['en', 'Developer @ Foo Ltd', 'Developer', '@ Foo Ltd=EMPLOYER'],
    ['ja', '株式会社サンプル 経理', '経理', '株式会社サンプル=EMPLOYER'],
    ['en', 'Nurse Ref: 12345', 'Nurse', 'Ref: 12345=REFERENCE_NUMBER'],
    ['de', 'Koch, Kennziffer 2024-33', 'Koch', 'Kennziffer 2024-33=REFERENCE_NUMBER'],
    ['en', 'Driver #A123', 'Driver', '#A123=REFERENCE_NUMBER'],
    ['en', 'Data Analyst JR-00123', 'Data Analyst', 'JR-00123=REFERENCE_NUMBER'],
    ['en', 'URGENT: Driver!!!', 'Driver', 'URGENT=PROMOTION !!!=PROMOTION'],
    ['de', 'Koch ab sofort gesucht', 'Koch', 'ab sofort=PROMOTION gesucht=PROMOTION'],
    ['zh', '【急聘】销售经理', '销售经理', '急聘=PROMOTION'],
    ['ja', '営業 未経験歓迎', '営業', '未経験歓迎=PROMOTION'],
    ['en', '🔥 Barista 🔥', 'Barista', '🔥=PROMOTION 🔥=PROMOTION'],
  ])('%s %s', (...row) => check(row));

  it('takes a whole advertisement apart', () => {
    const title =
      '🔥 Senior Softwareentwickler/in (m/w/d) - Berlin, ab 60.000 €, Vollzeit, Ref. 4711-A bei Muster GmbH!';
    const { cleaned, seniority, removed } = clean('de', title);
    expect(cleaned).toBe('Softwareentwickler');
    expect(seniority).toBe('SENIOR');
    expect(new Set(removed.map(({ kind }) => kind))).toEqual(
      new Set([
        'PROMOTION',
        'SENIORITY',
        'GENDER_MARKER',
        'LOCATION',
        'SALARY',
        'EMPLOYMENT_FORM',
        'REFERENCE_NUMBER',
        'EMPLOYER',
      ]),
    );
  });

  it.each([
    ['en', 'Contract Manager'],
    ['en', 'Night Auditor'],
    ['en', 'Remote Sensing Technician'],
    ['de', 'Essen ausliefern'],
    ['zh', '上海菜厨师'],
    ['ja', 'パートナー営業'],
    ['en', '.NET Developer'],
    ['en', 'C# Developer'],
    ['en', 'Node.js Developer'],
    ['en', '3D Artist'],
    ['en', 'ISO9001 Auditor'],
    ['de', 'Gesundheits- und Krankenpfleger'],
    ['de', 'Büro-/Verwaltungskraft'],
  ])('leaves the occupation alone: %s %s', (language, title) => {
    expect(clean(language, title)).toMatchObject({ cleaned: title, removed: [] });
  });

  it('never leaves nothing', () => {
    for (const title of ['Berlin', '(m/w/d)', 'Senior', 'Vollzeit', 'Ref: 12345', 'gesucht!!!', '東京', '急聘']) {
      for (const language of ['de', 'en', 'ja', 'zh']) expect(clean(language, title).cleaned, title).not.toBe('');
    }
  });
});

/** Whole words, signs and scraps that the rules react to, beside random text. */
const SCRAPS =
  'Senior Junior Lehrer Lehrer/in /-in *innen (m/w/d) H/F Berlin in bei GmbH @ Ltd 10115 Ref: #A1 JR-001 £30k 15 € Std k - – | , ; : ( ) [ ] 【 】 ! !!! * / ab sofort gesucht remote Vollzeit 高级 急聘 月薪 2万 シニア 正社員 東京 신입 서울 🔥 👩‍💻 o a e ou or'.split(
    ' ',
  );
const TITLES = fc.oneof(
  fc.array(fc.constantFrom(...SCRAPS, ' ', ' ', ' '), { maxLength: 24 }).map((parts) => parts.join('')),
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc.string({ unit: 'binary', maxLength: 80 }),
);
const LANGUAGES = fc.constantFrom('en', 'de', 'fr', 'es', 'it', 'pl', 'pt', 'ru', 'ar', 'zh', 'ja', 'ko', 'xx');

describe('for every text', () => {
  it('says truly what was taken from where, apart and in order', () => {
    fc.assert(
      fc.property(LANGUAGES, TITLES, (language, title) => {
        let end = 0;
        for (const { text, range } of clean(language, title).removed) {
          expect(range.start).toBeGreaterThanOrEqual(end);
          expect(range.end).toBeGreaterThan(range.start);
          expect(range.end).toBeLessThanOrEqual(title.length);
          expect(text).toBe(title.slice(range.start, range.end));
          end = range.end;
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('leaves something where there was a letter or digit, and cleaning again changes nothing', () => {
    fc.assert(
      fc.property(LANGUAGES, TITLES, (language, title) => {
        const { cleaned } = clean(language, title);
        if (/[\p{L}\p{N}]/u.test(title)) expect(cleaned).not.toBe('');
        expect(clean(language, cleaned)).toMatchObject({ cleaned, removed: [] });
      }),
      { numRuns: 2_000 },
    );
  });

  it('takes time in proportion to the length, at most, for what is made to be slow', () => {
    const hostile = [
      '(',
      'm/',
      '1',
      '1 000 ',
      'A ',
      'at A ',
      'a/b ',
      '€1',
      '-',
      '高级',
      '1-',
      'in Berlin ',
      'lehrer/in ',
      'ООО "',
    ];
    const duration = (title: string): number => {
      const started = performance.now();
      clean('de', title);
      return performance.now() - started;
    };
    for (const piece of hostile) {
      const title = piece.repeat(512).slice(0, 512);
      duration(title);
      expect(Math.min(duration(title), duration(title), duration(title)), piece).toBeLessThan(50);
    }
  });
});
