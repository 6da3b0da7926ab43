import { effect } from "@preact/signals";
import { FitAddon } from "@xterm/addon-fit";
import { SerializeAddon } from "@xterm/addon-serialize";
import { UnicodeGraphemesAddon } from "@xterm/addon-unicode-graphemes";
import { WebLinksAddon } from "@xterm/addon-web-links";
import { Terminal } from "@xterm/xterm";
import type { Lab } from "../state/lab.ts";
import { Conversation } from "./conversation.ts";
import { screenReaderMode } from "./screen-reader-mode.ts";
import { StepLines } from "./step-lines.ts";
import { terminalTheme } from "./theme.ts";

/** How much of the terminal is there after a reload. */
const keptRows = 1000;

/** Puts xterm into `host` and lets it talk with the lab's shell. Returns what closes it again. */
export async function openTerminal(host: HTMLElement, lab: Lab): Promise<() => void> {
  const fontFamily = getComputedStyle(host).fontFamily;
  await document.fonts.load(`13px ${fontFamily}`).catch(() => undefined);
  const terminal = new Terminal({
    fontFamily,
    fontSize: 13,
    lineHeight: 1.15,
    scrollback: 2000,
    cursorBlink: !matchMedia("(prefers-reduced-motion: reduce)").matches,
    cursorStyle: "bar",
    cursorInactiveStyle: "outline",
    theme: terminalTheme(),
    minimumContrastRatio: 4.5,
    screenReaderMode: screenReaderMode.value,
    allowProposedApi: true,
    macOptionIsMeta: true,
  });
  const [fit, serializer] = [new FitAddon(), new SerializeAddon()];
  terminal.loadAddon(fit);
  terminal.loadAddon(serializer);
  terminal.loadAddon(new WebLinksAddon());
  terminal.loadAddon(new UnicodeGraphemesAddon());
  terminal.open(host);
  fit.fit();
  // A terminal's text field has no name of its own.
  terminal.textarea?.setAttribute("aria-label", "Terminal. Type a command and press Enter. Escape, then Tab, leaves.");

  const conversation = new Conversation(terminal, lab);
  const stepLines = new StepLines(terminal, lab);
  let leaving = false;
  terminal.attachCustomKeyEventHandler((event) => {
    if (event.type !== "keydown") return true;
    if (event.key === "Tab" && (leaving || event.shiftKey)) return false;
    leaving = event.key === "Escape";
    const copy = (event.ctrlKey && event.shiftKey && event.key.toLowerCase() === "c") || (event.ctrlKey && event.key === "Insert");
    if (copy || (event.ctrlKey && !event.shiftKey && event.key === "c" && terminal.hasSelection())) {
      event.preventDefault();
      void navigator.clipboard?.writeText(terminal.getSelection());
      terminal.clearSelection();
      return false;
    }
    // Left to the browser, whose paste event xterm hears.
    if (event.ctrlKey && event.key.toLowerCase() === "v") return false;
    return true;
  });

  const observer = new ResizeObserver(() => {
    // What was written for the old width is drawn at the old width first; otherwise it would wrap where nobody expects it.
    terminal.write("", () => {
      if (host.clientWidth === 0 || host.clientHeight === 0) return;
      fit.fit();
      conversation.redraw();
    });
  });
  observer.observe(host);
  const onTheme = () => {
    terminal.options.theme = terminalTheme();
  };
  document.addEventListener("drydock:theme", onTheme);
  const stops = [
    effect(() => stepLines.light(lab.hovered.value)),
    effect(() => {
      terminal.options.screenReaderMode = screenReaderMode.value;
    }),
  ];

  await conversation.start();
  lab.terminal.value = {
    serialize: () => {
      const quiet = { excludeModes: true, excludeAltBuffer: true };
      const end = conversation.lastRowAbove;
      // The prompt is drawn anew after a reload: what stands in that line is not kept.
      if (end === undefined) return serializer.serialize({ scrollback: keptRows, ...quiet });
      return end < 0 ? "" : serializer.serialize({ range: { start: Math.max(0, end - keptRows), end }, ...quiet });
    },
    focus: () => terminal.focus(),
    run: (line) => conversation.type(line),
  };
  terminal.onWriteParsed(() => lab.keeper.touch("terminal"));
  return () => {
    for (const stop of stops) stop();
    lab.screen = lab.terminal.value?.serialize() ?? "";
    lab.terminal.value = undefined;
    observer.disconnect();
    document.removeEventListener("drydock:theme", onTheme);
    terminal.dispose();
  };
}
