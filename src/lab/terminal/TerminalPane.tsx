// biome-ignore-all lint/suspicious/noControlCharactersInRegex: a terminal speaks in control characters.
import "@xterm/xterm/css/xterm.css";
import { useEffect, useRef, useState } from "preact/hooks";
import { useLab } from "../context.ts";
import { NotFetched } from "../notices/NotFetched.tsx";
import { whenIdle } from "../editor/when-idle.ts";
import { screenReaderMode, toggleScreenReaderMode } from "./screen-reader-mode.ts";

/** The terminal: what it last showed at once, then xterm in its place. */
export function TerminalPane() {
  const lab = useLab();
  const host = useRef<HTMLDivElement>(null);
  const [live, setLive] = useState(false);
  const [missing, setMissing] = useState(false);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let gone = false;
    let dispose = () => {};
    const stop = whenIdle(async () => {
      const loaded = await import("./open-terminal.ts").catch(() => undefined);
      if (gone || !host.current) return;
      setMissing(!loaded);
      if (!loaded) return;
      dispose = await loaded.openTerminal(host.current, lab);
      if (gone) dispose();
      else setLive(true);
    }, 400);
    return () => {
      gone = true;
      stop();
      dispose();
    };
  }, [lab, tries]);
  return (
    <section class="lab-terminal" aria-label="Terminal" aria-busy={!live}>
      {!live && !missing && <pre class="still">{lab.screen ? plainText(lab.screen) : lab.engine.prompt.value}</pre>}
      <div class="xterm-host" ref={host}>
        {missing && <NotFetched what="The terminal" onAgain={() => setTries(tries + 1)} />}
      </div>
      <button type="button" class="visually-hidden reader" aria-pressed={screenReaderMode.value} onClick={toggleScreenReaderMode}>
        Read the terminal out (screen reader mode)
      </button>
      <p class="visually-hidden">Ctrl-C stops a command. Tab completes what you type; to leave the terminal, press Escape, then Tab.</p>
    </section>
  );
}

/** The kept screen without its colours and cursor movements: the last lines, to look at until xterm draws them. */
function plainText(screen: string): string {
  return screen
    .replace(/\x1b\[(\d*)C/g, (_, count: string) => " ".repeat(Number(count) || 1))
    .replace(/\x1b\[[0-9;?]*[ -/]*[@-~]/g, "")
    .split("\r\n")
    .slice(-60)
    .join("\n");
}
