import { FitAddon } from "@xterm/addon-fit";
import { Terminal } from "@xterm/xterm";
import { terminalTheme } from "../terminal/theme.ts";

export interface KernelTerminalEvents {
  /** Keys, as a terminal sends them. */
  typed(text: string): void;
  /** In characters; told at first too. */
  resized(columns: number, rows: number): void;
}

export interface KernelTerminal {
  write(bytes: Uint8Array): void;
  focus(): void;
  dispose(): void;
}

/** Puts a terminal into `host`, which is in sight, whose other end is a serial line: all keys go there, nothing is edited here. */
export function openKernelTerminal(host: HTMLElement, label: string, events: KernelTerminalEvents): KernelTerminal {
  const terminal = new Terminal({
    fontFamily: getComputedStyle(host).fontFamily,
    fontSize: 13,
    lineHeight: 1.15,
    scrollback: 2000,
    cursorBlink: !matchMedia("(prefers-reduced-motion: reduce)").matches,
    cursorStyle: "bar",
    theme: terminalTheme(),
    minimumContrastRatio: 4.5,
  });
  const fit = new FitAddon();
  terminal.loadAddon(fit);
  terminal.open(host);
  terminal.textarea?.setAttribute("aria-label", `${label}. Escape, then Tab, leaves.`);
  let leaving = false;
  terminal.attachCustomKeyEventHandler((event) => {
    if (event.type !== "keydown") return true;
    if (event.key === "Tab" && (leaving || event.shiftKey)) return false;
    leaving = event.key === "Escape";
    return true;
  });
  terminal.onData((text) => events.typed(text));
  terminal.onResize(({ cols, rows }) => {
    told = true;
    events.resized(cols, rows);
  });
  let told = false;
  // The observer calls at once too, in a task of its own: making a terminal and measuring it in one would block the page.
  const refit = () => {
    if (host.clientWidth === 0 || host.clientHeight === 0) return;
    fit.fit();
    if (!told) events.resized(terminal.cols, terminal.rows);
    told = true;
  };
  const observer = new ResizeObserver(refit);
  observer.observe(host);
  const onTheme = () => {
    terminal.options.theme = terminalTheme();
  };
  document.addEventListener("drydock:theme", onTheme);
  return {
    write: (bytes) => terminal.write(bytes),
    focus: () => terminal.focus(),
    dispose() {
      observer.disconnect();
      document.removeEventListener("drydock:theme", onTheme);
      terminal.dispose();
    },
  };
}
