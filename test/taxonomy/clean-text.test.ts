import { describe, expect, it } from 'vitest';
import { cleanText } from '../../taxonomy/clean-text.ts';

describe('cleanText', () => {
  it.each([
    ['software developer', 'software developer', []],
    ['', '', []],
    ['  two   spaces ', 'two spaces', []],
    ['a\u00a0b', 'a b', ['U+00A0']],
    ['a\tb', 'a b', ['U+0009']],
    ['\u200bpublic relations', 'public relations', ['U+200B']],
    ['rand\u00adap\u00adpa\u00adratuur', 'randapparatuur', ['U+00AD']],
    ['\ufeffBOM', 'BOM', ['U+FEFF']],
    ['a\u0080\u0099b', 'ab', ['U+0080', 'U+0099']],
    ['A\u0308rztin', 'Ärztin', []], // NFC
    ['プロジェクト\u3000マネージャー', 'プロジェクト マネージャー', ['U+3000']],
    ['one\nline', 'one line', ['U+000A']],
  ])('%j becomes %j', (source, text, invisible) => {
    expect(cleanText(source)).toEqual({ text, invisible, damaged: false });
  });

  it('keeps joiners between letters that they shape, and only there', () => {
    expect(cleanText('क्\u200dष')).toMatchObject({ text: 'क्\u200dष', invisible: [] });
    expect(cleanText('می\u200cخواهم')).toMatchObject({ invisible: [] });
    expect(cleanText('a\u200db')).toMatchObject({ text: 'ab', invisible: ['U+200D'] });
  });

  it('keeps the line breaks of a paragraph where it is told to', () => {
    expect(cleanText('one \n two\u200b', '\n')).toEqual({ text: 'one\ntwo', invisible: ['U+200B'], damaged: false });
  });

  it('tells where bytes were lost', () => {
    expect(cleanText('caf\uFFFD').damaged).toBe(true);
  });
});
