import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { readSets } from '../../evaluate/sets.ts';

const folder = mkdtempSync(join(tmpdir(), 'crosswalk-sets-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(path: string, lines: readonly string[]): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  const text = `${lines.join('\n')}\n`;
  writeFileSync(file, path.endsWith('.gz') ? gzipSync(text) : text);
}

write('job-title-similarity/de/queries.tsv', ['q1\tKoch', 'q2\tBäcker', 'q3\tohne Antwort']);
write('job-title-similarity/de/corpus_documents.tsv', ['c1\tChefkoch', 'c2\tKonditor', 'c3\tBeikoch']);
write('job-title-similarity/de/annotations.tsv', [
  'q1\t0\tc1\t1',
  'q1\t0\tc3\t1',
  'q1\t0\tc1\t1',
  'q2\t0\tc2\t1',
  'q2\t0\tfremd\t1',
]);
write('melo/xyz_q_de_c_en/queries.tsv.gz', ['Q1\tKoch']);
write('melo/xyz_q_de_c_en/corpus_elements.tsv.gz', ['C1\tcook', 'C2\tbaker']);
write('melo/xyz_q_de_c_en/annotations.tsv.gz', ['Q1\t0\tC1\t1']);
write('jobbert/titles.csv.gz', [
  ',vacancyTitle,conceptUri',
  '0,"Cook, senior",urn:cook',
  '1,Baker,urn:baker',
  '2,Chef,urn:cook',
]);
write('skill-extraction/skills_en_label.txt', ['prepare food', 'bake goods']);
write('skill-extraction/house_validation_annotations.csv', [
  'sentence,span,sub_span,label',
  '"You cook, and bake",cook,,prepare food',
  '"You cook, and bake",cook,,bake goods',
  'Nothing,smart,,LABEL NOT PRESENT',
]);
write('spans/other.txt', ['no set']);

describe('benchmark folders', () => {
  it('are found at any depth, and read alike plain and compressed', () => {
    expect(readSets(folder).map(({ name, family }) => [name, family])).toEqual([
      ['job-title-similarity/de', 'job-title-similarity'],
      ['jobbert', 'jobbert'],
      ['melo/xyz_q_de_c_en', 'melo-cross-lingual'],
      ['skill-extraction/house', 'skill-extraction'],
    ]);
    expect(readSets(join(folder, 'melo', 'xyz_q_de_c_en'))).toHaveLength(1);
  });

  it('give distinct right answers, and leave out queries without one', () => {
    const [similarity, jobbert, melo, skills] = readSets(folder);
    expect(similarity).toMatchObject({ queryLanguage: 'de', candidates: ['Chefkoch', 'Konditor', 'Beikoch'] });
    expect(similarity?.queries).toEqual([
      { text: 'Koch', relevant: [0, 2] },
      { text: 'Bäcker', relevant: [1] },
    ]);
    expect(melo).toMatchObject({
      queryLanguage: 'de',
      candidateLanguage: 'en',
      queries: [{ text: 'Koch', relevant: [0] }],
    });
    expect(jobbert?.candidates).toEqual(['urn:baker', 'urn:cook']);
    expect(jobbert?.queries[0]).toEqual({ text: 'Cook, senior', relevant: [1] });
    expect(skills?.queries).toEqual([{ text: 'cook', relevant: [0, 1] }]);
  });

  it('name a missing file', () => {
    write('broken_q_de_c_en/corpus_elements.tsv', ['C1\tcook']);
    expect(() => readSets(join(folder, 'broken_q_de_c_en'))).toThrow(/annotations\.tsv \(or .*\.gz\) is missing/);
  });
});
