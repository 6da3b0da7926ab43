// Code blocks in lessons, in the colours of the drawing board. Two themes made of our tokens: the page's theme decides.
import { defineEcConfig, ExpressiveCodeTheme } from "astro-expressive-code";

const theme = (name, type, c) =>
  new ExpressiveCodeTheme({
    name,
    type,
    colors: { "editor.background": c.bg, "editor.foreground": c.ink, "terminal.background": c.termBg, "terminal.foreground": c.termInk },
    tokenColors: [
      { settings: { foreground: c.ink, background: c.bg } },
      { scope: ["comment", "punctuation.definition.comment"], settings: { foreground: c.soft, fontStyle: "italic" } },
      {
        scope: ["keyword", "storage", "keyword.other.special-method", "entity.name.tag", "support.function.builtin"],
        settings: { foreground: c.accent },
      },
      { scope: ["string", "markup.inserted", "constant.numeric", "constant.language"], settings: { foreground: c.cached } },
      { scope: ["entity.name.function", "entity.name.class", "markup.heading"], settings: { foreground: c.ink, fontStyle: "bold" } },
      { scope: ["markup.deleted"], settings: { foreground: c.accent } },
    ],
  });

const light = {
  bg: "#fbf8f1",
  ink: "#1b2734",
  soft: "#5f6b76",
  accent: "#b93c08",
  cached: "#1f6b66",
  termBg: "#16212d",
  termInk: "#dbe5ee",
};
const dark = {
  bg: "#0d2339",
  ink: "#e9f1f8",
  soft: "#8aa5bd",
  accent: "#ff9457",
  cached: "#86d6ca",
  termBg: "#081626",
  termInk: "#dcebf7",
};

export default defineEcConfig({
  themes: [theme("paper", "light", light), theme("blueprint", "dark", dark)],
  themeCssSelector: (t) => `[data-theme="${t.type}"]`,
  useDarkModeMediaQuery: false,
  minSyntaxHighlightingColorContrast: 4.6,
  styleOverrides: {
    borderRadius: "2px",
    borderWidth: "1px",
    borderColor: "var(--line)",
    codeFontFamily: "var(--mono)",
    codeFontSize: "0.875rem",
    codeLineHeight: "1.7",
    codePaddingBlock: "0.85rem",
    codePaddingInline: "1rem",
    uiFontFamily: "var(--label)",
    uiFontSize: "0.875rem",
    codeBackground: "var(--code-bg)",
    focusBorder: "var(--accent)",
    frames: {
      frameBoxShadowCssValue: "none",
      editorTabBarBackground: "var(--well)",
      editorTabBarBorderColor: "var(--line)",
      editorTabBarBorderBottomColor: "var(--line)",
      editorActiveTabBackground: "var(--code-bg)",
      editorActiveTabForeground: "var(--ink)",
      editorActiveTabIndicatorTopColor: "var(--accent)",
      editorActiveTabIndicatorBottomColor: "transparent",
      editorActiveTabBorderColor: "var(--line)",
      terminalBackground: "var(--code-bg)",
      terminalTitlebarBackground: "var(--well)",
      terminalTitlebarForeground: "var(--ink-soft)",
      terminalTitlebarBorderBottomColor: "var(--line)",
      terminalTitlebarDotsForeground: "var(--line-strong)",
      terminalTitlebarDotsOpacity: "1",
      inlineButtonForeground: "var(--ink)",
      tooltipSuccessBackground: "var(--good)",
      tooltipSuccessForeground: "var(--paper)",
    },
    textMarkers: { markHue: "40", insHue: "170", delHue: "20" },
  },
});
