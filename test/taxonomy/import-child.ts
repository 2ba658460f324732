/**
 * An import in a process of its own: `node import-child.ts ROOT LINE FILES...`. Kills itself, as hard as can be, as
 * soon as a line of progress contains LINE; "-" lets it run to its end.
 */
import { importTaxonomy } from '../../taxonomy/import.ts';

const [root = '', line = '-', ...files] = process.argv.slice(2);
await importTaxonomy({
  files,
  root,
  onProgress: (progress) => {
    if (line !== '-' && progress.includes(line)) process.kill(process.pid, 'SIGKILL');
  },
});
