/** The editor's colours: the drawing board's, by day and by night. The figures are those of `src/styles/tokens.css`. */
import type { editor } from "monaco-editor/editor";

export const lightTheme = "drydock-light";
export const darkTheme = "drydock-dark";

/** The tokens that the themes use, by their names in the style sheet. */
export interface Palette {
  readonly "code-bg": string;
  readonly sheet: string;
  readonly ink: string;
  readonly "ink-soft": string;
  readonly "ink-faint": string;
  readonly line: string;
  readonly "line-strong": string;
  readonly accent: string;
  readonly "accent-wash": string;
  readonly cached: string;
  readonly "cached-wash": string;
  readonly failed: string;
}

export const light: Palette = {
  "code-bg": "#fbf8f1",
  sheet: "#fdfbf6",
  ink: "#1b2734",
  "ink-soft": "#4f5d69",
  "ink-faint": "#646e76",
  line: "#d6cfbf",
  "line-strong": "#a0967f",
  accent: "#b93b07",
  "accent-wash": "#fbe8dc",
  cached: "#1b645f",
  "cached-wash": "#dcebe6",
  failed: "#a01f2d",
};

export const dark: Palette = {
  "code-bg": "#0d2339",
  sheet: "#0f2740",
  ink: "#e9f1f8",
  "ink-soft": "#a8bfd4",
  "ink-faint": "#88a3bb",
  line: "#24445f",
  "line-strong": "#47708f",
  accent: "#ff9457",
  "accent-wash": "#3a2a26",
  cached: "#86d6ca",
  "cached-wash": "#123a45",
  failed: "#ff9aa2",
};

/** A theme for all languages: Dockerfiles by our own kinds of spans, others by Monaco's. */
export function themeOf(palette: Palette, base: "vs" | "vs-dark"): editor.IStandaloneThemeData {
  const rule = (token: string, colour: keyof Palette, fontStyle?: string) => ({
    token,
    foreground: palette[colour].slice(1),
    ...(fontStyle === undefined ? {} : { fontStyle }),
  });
  return {
    base,
    inherit: false,
    rules: [
      rule("", "ink"),
      rule("keyword", "accent"),
      rule("tag", "accent"),
      rule("mark", "accent"),
      rule("string", "cached"),
      rule("number", "cached"),
      rule("regexp", "cached"),
      rule("variable", "ink", "italic"),
      rule("variable.source", "ink"),
      rule("flag", "ink-soft"),
      rule("type", "ink-soft"),
      rule("attribute", "ink-soft"),
      rule("annotation", "ink-soft"),
      rule("metatag", "ink-faint"),
      rule("comment", "ink-faint"),
      rule("delimiter", "ink-soft"),
    ],
    colors: {
      foreground: palette.ink,
      focusBorder: palette.accent,
      "editor.background": palette["code-bg"],
      "editor.foreground": palette.ink,
      "editorLineNumber.foreground": palette["ink-faint"],
      "editorLineNumber.activeForeground": palette.ink,
      "editorCursor.foreground": palette.accent,
      "editor.selectionBackground": `${palette["line-strong"]}66`,
      "editor.inactiveSelectionBackground": `${palette["line-strong"]}33`,
      "editor.findMatchBackground": palette["accent-wash"],
      "editor.findMatchHighlightBackground": palette["cached-wash"],
      "editorWhitespace.foreground": palette.line,
      "editorIndentGuide.background1": palette.line,
      // A bracket is a bracket at any depth: the lab has one accent.
      ...Object.fromEntries([1, 2, 3, 4, 5, 6].map((depth) => [`editorBracketHighlight.foreground${depth}`, palette["ink-soft"]])),
      "editorBracketHighlight.unexpectedBracket.foreground": palette["ink-soft"],
      "editorBracketMatch.background": palette["cached-wash"],
      "editorBracketMatch.border": palette["line-strong"],
      "editorError.foreground": palette.failed,
      "editorWarning.foreground": palette.accent,
      "editorInfo.foreground": palette.cached,
      "editorWidget.background": palette.sheet,
      "editorWidget.foreground": palette.ink,
      "editorWidget.border": palette["line-strong"],
      "editorHoverWidget.background": palette.sheet,
      "editorHoverWidget.border": palette["line-strong"],
      "editorSuggestWidget.background": palette.sheet,
      "editorSuggestWidget.border": palette["line-strong"],
      "editorSuggestWidget.foreground": palette.ink,
      "editorSuggestWidget.selectedBackground": palette["cached-wash"],
      "editorSuggestWidget.selectedForeground": palette.ink,
      "editorSuggestWidget.highlightForeground": palette.accent,
      "editorSuggestWidget.focusHighlightForeground": palette.accent,
      "list.hoverBackground": palette["accent-wash"],
      "input.background": palette["code-bg"],
      "input.foreground": palette.ink,
      "input.border": palette.line,
      "textLink.foreground": palette.cached,
      "textLink.activeForeground": palette.accent,
      "textCodeBlock.background": palette["code-bg"],
      "scrollbarSlider.background": `${palette["line-strong"]}55`,
      "scrollbarSlider.hoverBackground": `${palette["line-strong"]}88`,
      "scrollbarSlider.activeBackground": `${palette["line-strong"]}aa`,
      "widget.shadow": "#00000022",
    },
  };
}
