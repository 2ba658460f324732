/**
 * `npm run bench -- SUITE [--json] [--quick]`: how fast it is, beside its peers. JSON prints the rows of rows.ts.
 */
import { Command } from 'commander';
import { describeAutocompleteBench, runAutocompleteBench, runScaleBench } from './autocomplete.ts';
import { describeEncoderBench, runEncoderBench } from './encoder.ts';
import { runColdBench } from './cold.ts';
import { describeHttpBench, runHttpBench } from './http.ts';
import type { BenchRow } from './rows.ts';
import { runSnapshotBench } from './snapshot.ts';
import { describeRows } from './table.ts';
import { runVectorBench } from './vectors.ts';

interface SuiteOptions {
  readonly quick: boolean;
  /** Told about each subject as it is finished. */
  readonly onRows: (rows: readonly BenchRow[]) => void;
}

interface Suite {
  readonly name: string;
  readonly description: string;
  run(options: SuiteOptions): Promise<BenchRow[]>;
  describe(rows: readonly BenchRow[]): string;
}

const SUITES: readonly Suite[] = [
  {
    name: 'autocomplete',
    description: 'completion against MiniSearch, FlexSearch, Orama, uFuzzy and SQLite FTS5, over ESCO labels',
    run: runAutocompleteBench,
    describe: describeAutocompleteBench,
  },
  {
    name: 'scale',
    description: 'completion over 1,000 to 2,000,000 labels in one index',
    run: runScaleBench,
    describe: describeRows,
  },
  {
    name: 'vectors',
    description: 'vector search against a plain loop, usearch and onnxruntime',
    run: runVectorBench,
    describe: describeRows,
  },
  {
    name: 'encoder',
    description: 'the encoders, in Node and in workerd: time a title, time to load',
    run: runEncoderBench,
    describe: describeEncoderBench,
  },
  {
    name: 'http',
    description: 'the Worker in workerd under load, against the same schema on Node with MiniSearch behind it',
    run: runHttpBench,
    describe: describeHttpBench,
  },
  {
    name: 'cold',
    description: 'the first answer of a fresh process, the Worker in workerd beside the same schema on Node',
    run: runColdBench,
    describe: describeRows,
  },
  {
    name: 'snapshot',
    description: 'the embedded taxonomy: time to load, and size',
    run: runSnapshotBench,
    describe: describeRows,
  },
];

const program = new Command('bench').description('Measures Crosswalk beside its peers, in one run.');

interface Options {
  readonly json?: boolean;
  readonly quick?: boolean;
}

function addCommand(name: string, description: string, suites: readonly Suite[]): void {
  program
    .command(name)
    .description(description)
    .option('--json', 'print rows as JSON')
    .option('--quick', 'a shorter run, to see that everything works')
    .action(async ({ json = false, quick = false }: Options) => {
      const onRows = ([row]: readonly BenchRow[]): void => {
        if (row !== undefined) console.error(`${row.subject}, ${row.workload.split(':', 1)[0]}: measured`);
      };
      const rows: BenchRow[] = [];
      for (const suite of suites) {
        const own = await suite.run({ quick, onRows });
        if (!json) console.log(`${suite.describe(own)}\n`);
        rows.push(...own);
      }
      if (json) console.log(JSON.stringify(rows));
    });
}

for (const suite of SUITES) addCommand(suite.name, suite.description, [suite]);
addCommand('all', 'all suites, one after another', SUITES);

await program.parseAsync();
