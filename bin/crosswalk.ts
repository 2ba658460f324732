#!/usr/bin/env node
/**
 * `crosswalk normalize titles.csv --url https://... --key ...`: a file of titles, normalised by a Crosswalk server, from
 * a terminal. The key may stand in the variable CROSSWALK_KEY, where it does not end up in the shell's history.
 */
import { Command, InvalidArgumentError } from 'commander';
import { normalizeFile } from './normalize.ts';

function parseUrl(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new InvalidArgumentError('an address is like "https://titles.example".');
  return text;
}

function parseMatches(text: string): number {
  const matches = Number(text);
  if (!Number.isInteger(matches) || matches < 1 || matches > 10)
    throw new InvalidArgumentError('matches are a whole number, 1 to 10.');
  return matches;
}

const program = new Command('crosswalk').description('Job titles, skills and occupations.');
program
  .command('normalize')
  .description('normalise a CSV or NDJSON file of titles')
  .argument('<file>', 'a file with a column or field "title", and where wanted "id" and "language"')
  .requiredOption('--url <url>', 'address of the server', parseUrl)
  .option('--key <key>', 'secret key with the scopes read and write (or CROSSWALK_KEY)')
  .option('--out <file>', 'where the result goes; beside the file where left out')
  .option('--language <tag>', 'language of rows that name none; detected where left out')
  .option('--label-language <tag>', 'language of names in the result', 'en')
  .option('--matches <number>', 'at most so many a title', parseMatches, 1)
  .action(async (file: string, options: Omit<Parameters<typeof normalizeFile>[1], 'key'> & { key?: string }) => {
    const key = options.key ?? process.env['CROSSWALK_KEY'];
    if (key === undefined) throw new Error('Give a key: --key, or CROSSWALK_KEY.');
    await normalizeFile(file, { ...options, key });
  });

try {
  await program.parseAsync();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
