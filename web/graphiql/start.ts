/** Starts GraphiQL: a classic script, after the one that defines it. Its options stand in the page as data. */
{
  interface GraphiqlGlobals {
    MonacoEnvironment?: { globalAPI: boolean; getWorkerUrl(moduleId: string, label: string): string };
    YogaGraphiQL: { renderYogaGraphiQL(root: Element | null, options: unknown): void };
  }
  const globals = globalThis as unknown as GraphiqlGlobals;
  globals.MonacoEnvironment = {
    globalAPI: false,
    getWorkerUrl: (_, label) => `/graphiql/${label === 'editorWorkerService' ? 'editor' : label}.worker.js`,
  };
  const root = document.querySelector('#root');
  const options: unknown = JSON.parse(root?.getAttribute('data-options') ?? '{}');
  globals.YogaGraphiQL.renderYogaGraphiQL(root, options);
}
