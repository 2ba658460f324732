/** `npm run taxonomy -- import FILES... | list | verify [NAME|starter] | export`. */
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { exportTaxonomy } from '../export.ts';
import { importTaxonomy, recoverImport } from '../import.ts';
import { withImportLock } from '../lock.ts';
import { TaxonomyRefused } from '../problems.ts';
import { listVersions, queriesOf } from '../read-store.ts';
import { readManifest } from '../snapshot-folder.ts';
import { openStore } from '../store.ts';
import { verifyStarter } from '../verify-starter.ts';
import { verifyTaxonomy } from '../verify.ts';
import { type Workspace, workspaceIn } from '../workspace.ts';

const PROJECT = join(import.meta.dirname, '../..');
const report = (line: string): void => console.log(line);

async function list(workspace: Workspace): Promise<void> {
  const store = openStore(workspace);
  const served = readManifest(workspace.manifest)?.taxonomy.id;
  const versions = store === undefined ? [] : await listVersions(queriesOf(store));
  store?.close();
  if (versions.length === 0) report('No taxonomy was imported yet. Import one: npm run taxonomy -- import FILES...');
  for (const { id, name, version, importedAt, occupationCount, skillCount, labelCount, languages } of versions) {
    const counts = `${occupationCount} occupations, ${skillCount} skills, ${labelCount} labels in ${languages.length} languages (${languages.join(' ')})`;
    report(`${id === served ? '*' : ' '} ${id.padEnd(12)} ${name} ${version}, imported ${importedAt}: ${counts}`);
  }
}

const program = new Command('npm run taxonomy --')
  .description('Imports, lists, checks and exports taxonomies.')
  .option('--root <folder>', 'folder that holds .crosswalk', PROJECT);
const workspace = (): Workspace => workspaceIn(resolve(program.opts<{ root: string }>().root));

program
  .command('import')
  .description(
    'import ESCO packages, tables of labels, or a folder laid out like taxonomy/starter, and serve the newest taxonomy in them',
  )
  .argument('<files...>')
  .action(async (files: string[]) => {
    await importTaxonomy({ files, root: program.opts<{ root: string }>().root, onProgress: report });
  });

program
  .command('list')
  .description('list the imported versions; * is the one that is served')
  .action(() => list(workspace()));

program
  .command('verify')
  .description('check the served taxonomy, an imported version, or the files of the starter taxonomy')
  .argument('[name]', 'an id that `list` prints, or "starter"')
  .action(async (name?: string) => {
    if (name === 'starter') {
      await verifyStarter(join(PROJECT, 'taxonomy/starter'), report);
      return;
    }
    await withImportLock(workspace(), async () => {
      recoverImport(workspace());
      for (const line of verifyTaxonomy(workspace(), name)) report(line);
    });
  });

program
  .command('export')
  .description('write the served taxonomy into a folder for a deployment: snapshot files and SQL for D1')
  .requiredOption('--out <folder>', 'where to write')
  .action(async ({ out }: { out: string }) => {
    const { versionId, sqlBytes } = await withImportLock(workspace(), async () => {
      recoverImport(workspace());
      return exportTaxonomy(workspace(), out);
    });
    report(
      `${versionId}: ${join(out, 'snapshot')}, and ${Math.ceil(sqlBytes / 1024)} kB of SQL in ${join(out, 'taxonomy.sql')}`,
    );
  });

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof TaxonomyRefused)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
