/** Starts GraphiQL: a classic script, after the one that defines it. Its options stand in the page as data. */
import { mendMarkup } from './mend.ts';

interface GraphiqlGlobals {
  MonacoEnvironment?: { globalAPI: boolean; getWorkerUrl(moduleId: string, label: string): string };
  YogaGraphiQL: { renderYogaGraphiQL(root: Element, options: unknown): void };
}

const globals = globalThis as unknown as GraphiqlGlobals;
globals.MonacoEnvironment = {
  globalAPI: false,
  getWorkerUrl: (_, label) => `/graphiql/${label === 'editorWorkerService' ? 'editor' : label}.worker.js`,
};
const root = document.querySelector('#root');
if (root === null) throw new Error('GraphiQL has no place in this page');
const options: unknown = JSON.parse(root.getAttribute('data-options') ?? '{}');
mendMarkup(root);
globals.YogaGraphiQL.renderYogaGraphiQL(root, options);
