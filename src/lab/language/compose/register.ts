/** Compose files in Monaco: marks as one types, completion, help. Brings the reader of Compose files along: import it lazily. */
import type * as Monaco from "monaco-editor/editor";
import type { CompletionKind, CompletionSources } from "../complete.ts";
import { isComposeFile } from "../../state/names.ts";
import { checkCompose, type ComposeFiles } from "./check.ts";
import { completeCompose, hoverCompose } from "./complete.ts";

export type ComposeSources = CompletionSources & {
  /** The learner's files, by absolute path. */
  readonly files: ComposeFiles;
  /** Where the workspace lies: what a model's path is below. */
  readonly workspace: string;
};

export interface ComposeLanguage extends Monaco.IDisposable {
  /** Looks over every open Compose file again: another file has changed. */
  lookAgain(): void;
}

const id = "yaml";
/** As for Dockerfiles: milliseconds after a keystroke, and characters. */
const pause = 150;
const longest = 200_000;

export function registerComposeLanguage(monaco: typeof Monaco, sources: ComposeSources): ComposeLanguage {
  const timers = new Map<Monaco.editor.ITextModel, ReturnType<typeof setTimeout>>();
  const concerns = (model: Monaco.editor.ITextModel): boolean =>
    model.getLanguageId() === id && isComposeFile(model.uri.path) && model.getValueLength() <= longest;
  const look = (model: Monaco.editor.ITextModel): void => {
    if (!model.isDisposed()) monaco.editor.setModelMarkers(model, "docker compose", markers(monaco, model, sources));
  };
  const soon = (model: Monaco.editor.ITextModel): void => {
    if (!concerns(model)) return;
    clearTimeout(timers.get(model));
    timers.set(
      model,
      setTimeout(() => look(model), pause),
    );
  };
  const watched: Monaco.IDisposable[] = [];
  const watch = (model: Monaco.editor.ITextModel): void => {
    if (!concerns(model)) return;
    watched.push(model.onDidChangeContent(() => soon(model)));
    look(model);
  };
  const parts = [
    monaco.editor.onDidCreateModel(watch),
    monaco.editor.onWillDisposeModel((model) => {
      clearTimeout(timers.get(model));
      timers.delete(model);
    }),
    monaco.languages.registerCompletionItemProvider(id, completion(monaco, sources, concerns)),
    monaco.languages.registerHoverProvider(id, {
      provideHover(model, { lineNumber, column }) {
        const found = concerns(model) ? hoverCompose(model.getValue(), lineNumber - 1, column - 1) : undefined;
        return (
          found && { contents: [{ value: found.text }], range: new monaco.Range(lineNumber, found.start + 1, lineNumber, found.end + 1) }
        );
      },
    }),
  ];
  for (const model of monaco.editor.getModels()) watch(model);
  return {
    lookAgain: () => monaco.editor.getModels().forEach(soon),
    dispose() {
      for (const part of [...parts, ...watched]) part.dispose();
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}

function markers(
  monaco: typeof Monaco,
  model: Monaco.editor.ITextModel,
  { workspace, files }: ComposeSources,
): Monaco.editor.IMarkerData[] {
  return checkCompose(model.getValue(), `${workspace}${model.uri.path}`, files).map(({ severity, message, start, end }) => {
    const [from, to] = [model.getPositionAt(start), model.getPositionAt(end)];
    return {
      severity: severity === "error" ? monaco.MarkerSeverity.Error : monaco.MarkerSeverity.Warning,
      message,
      source: "docker compose",
      startLineNumber: from.lineNumber,
      startColumn: from.column,
      endLineNumber: to.lineNumber,
      endColumn: to.column,
    };
  });
}

function completion(
  monaco: typeof Monaco,
  sources: CompletionSources,
  concerns: (model: Monaco.editor.ITextModel) => boolean,
): Monaco.languages.CompletionItemProvider {
  const { CompletionItemKind: kinds, CompletionItemInsertTextRule: rules } = monaco.languages;
  const kindOf: Partial<Record<CompletionKind, Monaco.languages.CompletionItemKind>> = {
    instruction: kinds.Property,
    stage: kinds.Reference,
    image: kinds.Reference,
    file: kinds.File,
  };
  return {
    triggerCharacters: [" ", "-", ":", "[", ",", "\n"],
    async provideCompletionItems(model, { lineNumber, column }) {
      if (!concerns(model)) return { suggestions: [] };
      const { items, replaces } = await completeCompose(model.getValue(), lineNumber - 1, column - 1, sources);
      const range = new monaco.Range(lineNumber, column - replaces, lineNumber, column);
      return {
        suggestions: items.map((item, index) => ({
          label: item.label,
          kind: kindOf[item.kind] ?? kinds.Value,
          insertText: item.insert,
          range,
          sortText: String(index).padStart(5, "0"),
          ...(item.snippet ? { insertTextRules: rules.InsertAsSnippet } : {}),
          ...(item.detail ? { detail: item.detail } : {}),
          ...(item.help ? { documentation: { value: item.help } } : {}),
          ...(item.goesOn ? { command: { id: "editor.action.triggerSuggest", title: "" } } : {}),
        })),
      };
    },
  };
}
