import { effect } from "@preact/signals";
import type { editor as Editors } from "monaco-editor/editor";
import type { Lab } from "../state/lab.ts";
import { displayName, isDockerfile, languageOf } from "../state/names.ts";
import { prepareLanguages } from "./languages.ts";
import { marksOf, stepAt, stepById } from "./marks.ts";
import { monaco } from "./monaco.ts";
import { leaveHelp, TabKey } from "./tab-key.ts";

/** Monaco in the lab: one editor, a model for each file that lies open, and the workspace on the other side. */
export interface CodeEditor {
  show(path: string): void;
  focus(): void;
  dispose(): void;
}

/** Measures of the plain editor, to the pixel: `lab.css` has them again. */
const look: Editors.IStandaloneEditorConstructionOptions = {
  fontSize: 14,
  lineHeight: 26,
  fontLigatures: false,
  lineNumbersMinChars: 4,
  lineDecorationsWidth: 28,
  glyphMargin: false,
  folding: false,
  padding: { top: 12, bottom: 12 },
  minimap: { enabled: false },
  overviewRulerLanes: 0,
  hideCursorInOverviewRuler: true,
  scrollBeyondLastLine: false,
  renderLineHighlight: "none",
  renderFinalNewline: "on",
  renderWhitespace: "selection",
  guides: { indentation: false },
  stickyScroll: { enabled: false },
  occurrencesHighlight: "off",
  selectionHighlight: false,
  scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, useShadows: false, alwaysConsumeMouseWheel: false },
  automaticLayout: true,
  fixedOverflowWidgets: true,
  tabSize: 2,
  insertSpaces: true,
  detectIndentation: true,
  wordBasedSuggestions: "off",
  quickSuggestions: { other: true, strings: true, comments: false },
  unicodeHighlight: { ambiguousCharacters: false },
  links: false,
  bracketPairColorization: { enabled: false },
};

export async function createCodeEditor(host: HTMLElement, lab: Lab): Promise<CodeEditor> {
  const languages = prepareLanguages(monaco, lab);
  const fontFamily = getComputedStyle(host).fontFamily;
  await document.fonts.load(`14px ${fontFamily}`).catch(() => undefined);
  const editor = monaco.editor.create(host, {
    ...look,
    fontFamily,
    model: null,
    theme: languages.theme(isDark()),
    tabFocusMode: true,
    readOnly: lab.readOnly.value,
  });
  const models = new Map<string, Editors.ITextModel>();
  /** The text that model and workspace last agreed on. */
  const agreed = new Map<string, string>();
  const marks = editor.createDecorationsCollection();
  let shown: string | undefined;

  const modelOf = (path: string): Editors.ITextModel => {
    const known = models.get(path);
    if (known) return known;
    const text = lab.workspace.text(path) ?? "";
    const uri = monaco.Uri.from({ scheme: "drydock", path: `/${path}` });
    const model = monaco.editor.createModel(text, languageOf(path), uri);
    agreed.set(path, text);
    model.onDidChangeContent(() => {
      const now = model.getValue();
      if (agreed.get(path) === now) return;
      agreed.set(path, now);
      lab.workspace.setText(path, now);
    });
    models.set(path, model);
    return model;
  };

  const remember = () => {
    const position = editor.getPosition();
    if (shown === undefined || !position) return;
    lab.tabs.places.set(shown, { line: position.lineNumber, column: position.column, scroll: editor.getScrollTop() });
    lab.keeper.touch("work");
  };

  const mark = () => {
    const view = lab.marked.value;
    const hovered = stepById(view, lab.hovered.value);
    if (shown === undefined || !isDockerfile(lab.tabs.active.value ?? "")) {
      marks.clear();
      return;
    }
    const line = (number: number) => new monaco.Range(number, 1, number, 1);
    marks.set([
      ...[...marksOf(view)].map(([number, { look: kind, word, step }]) => ({
        range: line(number),
        options: { linesDecorationsClassName: `mark ${kind}`, linesDecorationsTooltip: `${step.label || step.kind}: ${word}` },
      })),
      ...(hovered
        ? [
            {
              range: new monaco.Range(hovered.range.startLine, 1, hovered.range.endLine, 1),
              options: { isWholeLine: true, className: "lab-hot-line" },
            },
          ]
        : []),
    ]);
  };

  const tabKey = new TabKey((indents) => editor.updateOptions({ tabFocusMode: !indents }));
  const stops = [
    effect(() => {
      const files = lab.workspace.files.value;
      for (const [path, model] of models) {
        const entry = files.get(path);
        if (entry?.kind !== "file") {
          // The file is gone, or another kind of thing now.
          if (shown === path) {
            shown = undefined;
            editor.setModel(null);
          }
          model.dispose();
          models.delete(path);
        } else if (agreed.get(path) !== entry.text) {
          agreed.set(path, entry.text);
          // As an edit, so that the learner can take a command's change back with the editor's own undo.
          model.pushEditOperations(null, [{ range: model.getFullModelRange(), text: entry.text }], () => null);
        }
      }
    }),
    effect(mark),
    effect(() =>
      editor.updateOptions({
        readOnly: lab.readOnly.value,
        readOnlyMessage: { value: "This lesson is open in another tab; here you can only look." },
      }),
    ),
  ];
  const onTheme = () => monaco.editor.setTheme(languages.theme(isDark()));
  document.addEventListener("drydock:theme", onTheme);
  editor.onDidChangeCursorPosition(remember);
  editor.onDidScrollChange(remember);
  editor.onMouseDown(() => tabKey.pointerDown());
  editor.onDidFocusEditorText(() => tabKey.focus());
  editor.onDidChangeModelContent(() => editor.hasTextFocus() && tabKey.typed());
  editor.onKeyDown((event) => event.keyCode === monaco.KeyCode.Escape && tabKey.escape());
  editor.onMouseMove(({ target }) => {
    const line = target.position?.lineNumber;
    const step = line !== undefined && isDockerfile(shown ?? "") ? stepAt(lab.marked.value, line) : undefined;
    lab.hovered.value = step?.id;
  });
  editor.onMouseLeave(() => {
    lab.hovered.value = undefined;
  });

  return {
    show(path) {
      if (shown === path) return;
      // The very first time, what was typed into the plain editor goes on here: caret, scroll and focus.
      const focused =
        shown === undefined &&
        document.activeElement instanceof HTMLTextAreaElement &&
        host.parentElement?.contains(document.activeElement);
      shown = path;
      host.hidden = false;
      editor.setModel(modelOf(path));
      editor.updateOptions({ ariaLabel: `${displayName(path)}, editor. ${leaveHelp}` });
      const place = lab.tabs.places.get(path);
      if (place) {
        editor.setPosition({ lineNumber: place.line, column: place.column });
        editor.setScrollTop(place.scroll);
      }
      if (focused) {
        editor.focus();
        tabKey.typed();
      }
      mark();
    },
    focus: () => editor.focus(),
    dispose() {
      for (const stop of stops) stop();
      document.removeEventListener("drydock:theme", onTheme);
      for (const model of models.values()) model.dispose();
      languages.dispose();
      editor.dispose();
    },
  };
}

function isDark(): boolean {
  return document.documentElement.dataset.theme === "dark";
}
