import type * as Monaco from "monaco-editor/editor";
import { registerDockerfileLanguage } from "../language/register.ts";
import { darkTheme, lightTheme } from "../language/theme.ts";

export interface Languages {
  theme(dark: boolean): string;
  dispose(): void;
}

/** Teaches Monaco Dockerfiles and the lab's themes. `paths` gives the workspace's files, for completing COPY. */
export function prepareLanguages(monaco: typeof Monaco, paths: () => readonly string[]): Languages {
  const registered = registerDockerfileLanguage(monaco, { workspaceFiles: paths });
  return { theme: (dark) => (dark ? darkTheme : lightTheme), dispose: () => registered.dispose() };
}
