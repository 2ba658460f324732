/**
 * `npm run encode -- --in titles.txt --out vectors.f32`: titles to vectors, row-major little-endian float32.
 *
 * No encoder is installed yet; the command says so.
 */
import { Command, Option } from 'commander';

await new Command('encode')
  .description('Writes the vectors of titles, one a line, as row-major little-endian float32.')
  .requiredOption('--in <file>', 'titles, one a line')
  .requiredOption('--out <file>', 'where the vectors go')
  .addOption(new Option('--tier <tier>', 'the encoder').choices(['static', 'transformer']).default('static'))
  .action(({ tier }: { readonly tier: string }) => {
    console.error(`The tier "${tier}" is not available: no encoder is installed.`);
    process.exitCode = 2;
  })
  .parseAsync();
