/** Dockerfiles in Monaco: colours, completion, help and diagnostics. Loaded together with the editor. */
import type * as Monaco from "monaco-editor/editor";
import { type Completion, type CompletionKind, type CompletionSources, complete } from "./complete.ts";
import { type Diagnostic, diagnose, type Foretold, withForetold } from "./diagnose.ts";
import { firstLine, highlightLine, type LineState } from "./highlight.ts";
import { hover } from "./hover.ts";
import { dark, darkTheme, light, lightTheme, themeOf } from "./theme.ts";

export type DockerfileSources = CompletionSources &
  Parameters<typeof diagnose>[1] & {
    /** What the next build of this file (its URI's path, without the leading slash) would say of it. */
    foretold?(path: string): Foretold | undefined;
  };

export interface DockerfileLanguage extends Monaco.IDisposable {
  /** Looks over every open Dockerfile again: something that `sources` tell has changed. */
  lookAgain(): void;
}

const id = "dockerfile";
/** How long after a keystroke the text is looked over, in milliseconds. */
const pause = 150;
/** Longer texts than this, in characters, are left to the builder: looking them over would hold up the typing. */
const longest = 500_000;

/** Registers the language, both themes and everything that helps with writing. `dispose` takes it back. */
export function registerDockerfileLanguage(monaco: typeof Monaco, sources: DockerfileSources = {}): DockerfileLanguage {
  monaco.editor.defineTheme(lightTheme, themeOf(light, "vs"));
  monaco.editor.defineTheme(darkTheme, themeOf(dark, "vs-dark"));
  if (!monaco.languages.getLanguages().some((language) => language.id === id)) {
    monaco.languages.register({ id, aliases: ["Dockerfile"], filenames: ["Dockerfile", "Containerfile"], extensions: [".dockerfile"] });
  }
  const watcher = watchModels(monaco, sources);
  const parts = [
    watcher,
    monaco.languages.setLanguageConfiguration(id, configuration),
    monaco.languages.setTokensProvider(id, tokens),
    monaco.languages.registerCompletionItemProvider(id, completion(monaco, sources)),
    monaco.languages.registerHoverProvider(id, { provideHover: (model, position) => hoverAt(monaco, model, position) }),
  ];
  return {
    lookAgain: () => watcher.lookAgain(),
    dispose() {
      for (const part of parts) part.dispose();
    },
  };
}

const configuration: Monaco.languages.LanguageConfiguration = {
  comments: { lineComment: "#" },
  brackets: [
    ["[", "]"],
    ["{", "}"],
    ["(", ")"],
  ],
  autoClosingPairs: [
    { open: "[", close: "]" },
    { open: "{", close: "}" },
    { open: "(", close: ")" },
    { open: '"', close: '"', notIn: ["string", "comment"] },
    { open: "'", close: "'", notIn: ["string", "comment"] },
  ],
  // A word goes from blank to blank, so that `python:3.12-slim` and `--from` are replaced whole.
  wordPattern: /[^\s"'=,[\]]+/,
};

class State implements Monaco.languages.IState {
  readonly line: LineState;
  constructor(line: LineState) {
    this.line = line;
  }
  clone(): State {
    return this;
  }
  equals(other: Monaco.languages.IState): boolean {
    return JSON.stringify((other as State).line) === JSON.stringify(this.line);
  }
}

const tokens: Monaco.languages.TokensProvider = {
  getInitialState: () => new State(firstLine),
  tokenize(line, state) {
    const { spans, next } = highlightLine(line, (state as State).line);
    let at = 0;
    const found = spans.map(({ text, kind }) => {
      const token = { startIndex: at, scopes: kind ? `${kind}.dockerfile` : "" };
      at += text.length;
      return token;
    });
    return { tokens: found, endState: new State(next) };
  },
};

function completion(monaco: typeof Monaco, sources: CompletionSources): Monaco.languages.CompletionItemProvider {
  const { CompletionItemKind: kinds, CompletionItemInsertTextRule: rules } = monaco.languages;
  const kindOf: Record<CompletionKind, Monaco.languages.CompletionItemKind> = {
    instruction: kinds.Keyword,
    flag: kinds.Property,
    stage: kinds.Module,
    image: kinds.Reference,
    file: kinds.File,
    folder: kinds.Folder,
    variable: kinds.Variable,
    value: kinds.Value,
  };
  return {
    triggerCharacters: [" ", "-", "$", "{", "=", "/", ":", ","],
    async provideCompletionItems(model, { lineNumber, column }) {
      if (model.getValueLength() > longest) return { suggestions: [] };
      const { items, replaces } = await complete(model.getValue(), lineNumber - 1, column - 1, sources);
      // Monaco closes the brace itself: take the one it put there along.
      const behind = model.getLineContent(lineNumber).slice(column - 1);
      const suggestion = (item: Completion, index: number): Monaco.languages.CompletionItem => ({
        label: item.label,
        kind: kindOf[item.kind],
        insertText: item.insert,
        range: new monaco.Range(
          lineNumber,
          column - replaces,
          lineNumber,
          column + (item.insert.endsWith("}") && !item.snippet && behind.startsWith("}") ? 1 : 0),
        ),
        filterText: item.kind === "variable" && item.insert.startsWith("${") ? item.insert : item.label,
        sortText: String(index).padStart(5, "0"),
        ...(item.snippet ? { insertTextRules: rules.InsertAsSnippet } : {}),
        ...(item.detail ? { detail: item.detail } : {}),
        ...(item.help ? { documentation: { value: item.help } } : {}),
        ...(item.goesOn ? { command: { id: "editor.action.triggerSuggest", title: "" } } : {}),
      });
      // Behind the slash of a folder other files are to be offered.
      return { suggestions: items.map(suggestion), incomplete: items.some(({ kind }) => kind === "folder") };
    },
  };
}

function hoverAt(
  monaco: typeof Monaco,
  model: Monaco.editor.ITextModel,
  { lineNumber, column }: Monaco.Position,
): Monaco.languages.Hover | null {
  if (model.getValueLength() > longest) return null;
  const found = hover(model.getValue(), lineNumber - 1, column - 1);
  return found
    ? { contents: [{ value: found.text }], range: new monaco.Range(lineNumber, found.start + 1, lineNumber, found.end + 1) }
    : null;
}

/** Looks over every Dockerfile that is open, now and after each pause in typing. */
function watchModels(monaco: typeof Monaco, sources: DockerfileSources): DockerfileLanguage {
  const owner = "drydock";
  const watched = new Map<Monaco.editor.ITextModel, { readonly soon: () => void; readonly stop: () => void }>();
  const watch = (model: Monaco.editor.ITextModel) => {
    if (model.getLanguageId() !== id || watched.has(model)) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      if (!model.isDisposed()) monaco.editor.setModelMarkers(model, owner, markers(monaco, model, sources));
    };
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(look, pause);
    };
    const change = model.onDidChangeContent(soon);
    const stop = () => {
      clearTimeout(timer);
      change.dispose();
      if (!model.isDisposed()) monaco.editor.setModelMarkers(model, owner, []);
    };
    watched.set(model, { soon, stop });
    look();
  };
  const leave = (model: Monaco.editor.ITextModel) => {
    watched.get(model)?.stop();
    watched.delete(model);
  };
  const listeners = [
    monaco.editor.onDidCreateModel(watch),
    monaco.editor.onWillDisposeModel(leave),
    monaco.editor.onDidChangeModelLanguage(({ model }) => {
      leave(model);
      watch(model);
    }),
  ];
  for (const model of monaco.editor.getModels()) watch(model);
  return {
    lookAgain() {
      for (const { soon } of watched.values()) soon();
    },
    dispose() {
      for (const listener of listeners) listener.dispose();
      for (const model of [...watched.keys()]) leave(model);
    },
  };
}

function markers(monaco: typeof Monaco, model: Monaco.editor.ITextModel, sources: DockerfileSources): Monaco.editor.IMarkerData[] {
  if (model.getValueLength() <= longest) {
    const found = diagnose(model.getValue(), sources);
    const foretold = sources.foretold?.(model.uri.path.slice(1));
    return withForetold(found, foretold, model.getValue()).map((one) => marker(monaco, one));
  }
  const message = "This Dockerfile is too long to be checked while you type. docker build checks it.";
  return [
    {
      severity: monaco.MarkerSeverity.Info,
      message,
      startLineNumber: 1,
      startColumn: 1,
      endLineNumber: 1,
      endColumn: model.getLineMaxColumn(1),
    },
  ];
}

function marker(monaco: typeof Monaco, { severity, message, advice, rule, url, range }: Diagnostic): Monaco.editor.IMarkerData {
  return {
    severity: severity === "error" ? monaco.MarkerSeverity.Error : monaco.MarkerSeverity.Warning,
    message: advice ? `${message}\n${advice}` : message,
    source: severity === "error" ? "docker build" : "docker build --check",
    startLineNumber: range.startLine,
    startColumn: range.startColumn + 1,
    endLineNumber: range.endLine,
    endColumn: Math.max(range.endColumn, range.startLine === range.endLine ? range.startColumn + 1 : 1) + 1,
    ...(rule && url ? { code: { value: rule, target: monaco.Uri.parse(url) } } : {}),
  };
}
