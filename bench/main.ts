/**
 * `npm run bench -- SUITE [--json] [--quick]`: how fast it is, beside its peers. JSON prints the rows of rows.ts.
 */
import { Command } from 'commander';
import { describeAutocompleteBench, runAutocompleteBench } from './autocomplete.ts';

const program = new Command('bench').description('Measures Crosswalk beside its peers, in one run.');

program
  .command('autocomplete')
  .description('completion against MiniSearch, FlexSearch, Orama, uFuzzy and SQLite FTS5, over ESCO labels')
  .option('--json', 'print rows as JSON')
  .option('--quick', 'fewer keystrokes, English only')
  .action(async ({ json = false, quick = false }: { json?: boolean; quick?: boolean }) => {
    const rows = await runAutocompleteBench({
      quick,
      onRows: ([row]) => {
        if (row !== undefined) console.error(`${row.subject}, ${row.workload.split(':', 1)[0]}: measured`);
      },
    });
    console.log(json ? JSON.stringify(rows) : describeAutocompleteBench(rows));
  });

await program.parseAsync();
