import "@xterm/xterm/css/xterm.css";
import "../panels/panels.css";
import "./kernel-lab.css";
import { useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { NotFetched } from "../notices/NotFetched.tsx";
import { KernelSide } from "./KernelSide.tsx";
import { KernelLab, type KernelState, type TerminalName } from "./kernel-lab.ts";
import type { KernelLabProps } from "./props.ts";

const createWorker = () =>
  new Worker(new URL("../../backends/linux/worker.ts", import.meta.url), { type: "module", name: "drydock-linux" });

const terminals: readonly { readonly name: TerminalName; readonly label: string }[] = [
  { name: "first", label: "Terminal 1" },
  { name: "second", label: "Terminal 2" },
];

/** A real Linux in this tab: two terminals, and the checks of its exercise. It boots when it is put on the page. */
export function KernelLabView(props: KernelLabProps) {
  const lab = useMemo(() => new KernelLab(props, createWorker), []);
  const shown = useSignal<TerminalName>("first");
  useEffect(() => {
    void lab.start();
    return () => lab.dispose();
  }, [lab]);
  const { value: state } = lab.state;
  return (
    <div class="kernel-lab">
      <section class="kernel-terminals" aria-label="Terminals of the machine">
        <div class="kernel-bar">
          <fieldset aria-label="Terminal">
            {terminals.map(({ name, label }) => (
              <button
                key={name}
                type="button"
                aria-pressed={shown.value === name}
                onClick={() => {
                  shown.value = name;
                }}
              >
                {label}
              </button>
            ))}
          </fieldset>
          <p role="status">{wordsOf(state)}</p>
        </div>
        {state.kind === "not-made" || state.kind === "failed" ? (
          <Trouble state={state} onRetry={() => void lab.start()} />
        ) : (
          terminals.map(({ name, label }) => <TerminalPane key={name} lab={lab} name={name} label={label} hidden={shown.value !== name} />)
        )}
      </section>
      <KernelSide lab={lab} />
    </div>
  );
}

function wordsOf(state: KernelState): string {
  switch (state.kind) {
    case "off":
      return "Off";
    case "fetching":
      return `Fetching the machine: ${Math.round(state.part * 100)} %`;
    case "running":
      return `Linux ${state.manifest.kernel}, a real kernel, in this tab`;
    case "not-made":
      return "Not made for this site";
    case "failed":
      return "Stopped";
  }
}

function Trouble({ state, onRetry }: { state: KernelState; onRetry(): void }) {
  if (state.kind === "not-made")
    return (
      <div class="kernel-trouble">
        <p>
          <b>This copy of the site has no Linux image.</b>
        </p>
        <p>
          Whoever built it can add one: <code>npm run linux:image</code> makes it from Debian's packages in about a minute, and the next
          build has it. The rest of the course does without.
        </p>
      </div>
    );
  return (
    <div class="kernel-trouble" role="alert">
      <p>
        <b>The machine stopped.</b> {state.kind === "failed" && state.why}
      </p>
      <button type="button" class="btn" onClick={onRetry}>
        Start it again
      </button>
    </div>
  );
}

function TerminalPane({ lab, name, label, hidden }: { lab: KernelLab; name: TerminalName; label: string; hidden: boolean }) {
  const host = useRef<HTMLDivElement>(null);
  const running = lab.state.value.kind === "running";
  // A terminal takes the page tens of milliseconds: one that nobody has looked at is not made.
  const wanted = useRef(false);
  wanted.current ||= !hidden;
  const missing = useSignal(false);
  const tries = useSignal(0);
  useEffect(() => {
    if (!host.current || !wanted.current) return;
    let closed = false;
    let close = () => {};
    const element = host.current;
    void (async () => {
      const loaded = await import("./kernel-terminal.ts").catch(() => undefined);
      if (closed) return;
      missing.value = !loaded;
      if (!loaded) return;
      const terminal = loaded.openKernelTerminal(element, `${label} of the real kernel`, {
        typed: (text) => lab.type(name, text),
        resized: (columns, rows) => void lab.resize(name, columns, rows),
      });
      lab.show(name, (bytes) => terminal.write(bytes));
      close = () => terminal.dispose();
    })();
    return () => {
      closed = true;
      close();
    };
  }, [lab, name, label, wanted.current, tries.value]);
  return (
    <div class="kernel-screen" ref={host} hidden={hidden} aria-busy={!running}>
      {missing.value && <NotFetched what="The terminal" onAgain={() => tries.value++} />}
    </div>
  );
}
