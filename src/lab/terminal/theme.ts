import type { ITheme } from "@xterm/xterm";

/** The terminal's colours, from the page's tokens: sixteen that can be read on both boards' terminal grounds. */
export function terminalTheme(): ITheme {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    background: token("--term-bg"),
    foreground: token("--term-ink"),
    cursor: "#ff9457",
    cursorAccent: token("--term-bg"),
    selectionBackground: "#3f5d7a",
    black: "#31445a",
    red: "#ff9aa2",
    green: "#8fd39b",
    yellow: "#f2c879",
    blue: "#8ec5f0",
    magenta: "#d8b4f0",
    cyan: "#86d6ca",
    white: token("--term-ink"),
    brightBlack: token("--term-soft"),
    brightRed: "#ffb4ba",
    brightGreen: "#a9e3b3",
    brightYellow: "#ffdc9c",
    brightBlue: "#b0d8f8",
    brightMagenta: "#e8cdf8",
    brightCyan: "#a5e6dc",
    brightWhite: "#ffffff",
  };
}
