import type * as Monaco from "monaco-editor/editor";

export interface Languages {
  theme(dark: boolean): string;
  dispose(): void;
}

/** Teaches Monaco the lab's languages and themes. */
export async function prepareLanguages(monaco: typeof Monaco, _paths: () => readonly string[]): Promise<Languages> {
  void monaco;
  return { theme: (dark) => (dark ? "vs-dark" : "vs"), dispose: () => {} };
}
