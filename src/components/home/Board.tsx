/** The live board of the home page: files on the left, their layers on the right. */
import "./board.css";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { BuildView, StepId, StepView } from "../../engine/api.ts";
import { LayersPanel } from "../../visualizers/layers/LayersPanel.tsx";
import { sizeInWords } from "../../visualizers/layers/words.ts";
import type { BoardEngine } from "./board-engine.ts";
import { CodePad } from "./CodePad.tsx";
import { type DemoFile, type DemoFiles, demoFiles } from "./demo-files.ts";
import { demonstrate } from "./demonstration.ts";
import type { Measures } from "./measures.ts";

interface Props {
  /** The view of the untouched files, made while the site was built. */
  view: BuildView;
  /** Its reasons in words, by step. */
  reasons: Readonly<Record<StepId, string>>;
  measures: Measures;
}

const FILES = Object.keys(demoFiles) as DemoFile[];
const SEEN = "drydock.demonstration";

export function Board({ view: first, reasons, measures }: Props) {
  const [files, setFiles] = useState<DemoFiles>(demoFiles);
  const [open, setOpen] = useState<DemoFile>("Dockerfile");
  const [engine, setEngine] = useState<BoardEngine>();
  const [built, setBuilt] = useState<BuildView>();
  const [hovered, setHovered] = useState<StepId>();
  const [said, say] = useState("Change a line. The stack answers at once.");
  const [playing, setPlaying] = useState<AbortController>();
  const latest = useRef(files);
  latest.current = files;

  useEffect(() => {
    // After the first paint; the page is complete without it.
    const load = () => import("./board-engine.ts").then(({ createBoardEngine }) => setEngine(createBoardEngine(demoFiles, measures)));
    if ("requestIdleCallback" in window) requestIdleCallback(load, { timeout: 1200 });
    else setTimeout(load, 200);
  }, [measures]);

  const view = useMemo(() => built ?? engine?.preview(files) ?? first, [engine, files, built, first]);

  const write = (file: DemoFile, text: string) => {
    setFiles((now) => ({ ...now, [file]: text }));
    setBuilt(undefined);
  };
  const build = () => engine && setBuilt(engine.build(latest.current));
  const stop = () => {
    playing?.abort();
    setPlaying(undefined);
  };
  const play = () => {
    const controller = new AbortController();
    setPlaying(controller);
    setFiles(demoFiles);
    setBuilt(undefined);
    if (engine) engine.build(demoFiles);
    const stage = {
      text: (file: DemoFile) => latest.current[file],
      show: setOpen,
      write: (file: DemoFile, text: string) => {
        latest.current = { ...latest.current, [file]: text };
        write(file, text);
      },
      build,
      say,
    };
    latest.current = demoFiles;
    demonstrate(stage, controller.signal).then(
      () => setPlaying(undefined),
      () => undefined,
    );
    remember();
  };
  useFirstVisit(engine !== undefined, play);

  const explain = (step: StepView) => engine?.explain(step, view) ?? reasons[step.id] ?? "";
  const touched = files !== demoFiles || built !== undefined;
  return (
    <div class="board">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: any touch of the desk stops the demonstration; nothing is offered here */}
      <div class="desk" onPointerDown={stop} onKeyDown={stop}>
        <div class="file-tabs" role="tablist" aria-label="Files" onKeyDown={(event) => moveTab(event, open, setOpen)}>
          {FILES.map((file) => (
            <button
              key={file}
              type="button"
              role="tab"
              id={`tab-${file}`}
              aria-selected={file === open}
              aria-controls="board-file"
              tabIndex={file === open ? 0 : -1}
              onClick={() => setOpen(file)}
            >
              {file}
              {files[file] !== demoFiles[file] && (
                <span class="changed" role="img" aria-label="changed">
                  ●
                </span>
              )}
            </button>
          ))}
        </div>
        <div id="board-file" role="tabpanel" aria-labelledby={`tab-${open}`}>
          <CodePad
            file={open}
            text={files[open]}
            view={open === "Dockerfile" ? view : undefined}
            hovered={hovered}
            onText={(text) => write(open, text)}
          />
        </div>
      </div>
      <div class="controls">
        <button
          type="button"
          class="btn accent build"
          disabled={!engine}
          onClick={() => {
            stop();
            build();
          }}
        >
          <span aria-hidden="true">▸</span> docker build
        </button>
        {playing ? (
          <button type="button" class="btn" onClick={stop}>
            Stop
          </button>
        ) : (
          <button type="button" class="btn" disabled={!engine} onClick={play}>
            Show me
          </button>
        )}
        {touched && !playing && (
          <button
            type="button"
            class="btn quiet-btn"
            onClick={() => {
              setFiles(demoFiles);
              setBuilt(undefined);
              say("As it was. Change a line.");
            }}
          >
            Reset
          </button>
        )}
        <p class="narration" aria-live="off">
          {said}
        </p>
      </div>
      <div class="drawing">
        <div class="title-block" aria-hidden="true">
          <span>
            <i>drawing</i> shop:latest
          </span>
          <span>
            <i>size</i> {view.size === undefined ? "not known" : sizeInWords(view.size)}
          </span>
          <span>
            <i>thickness</i> by size, log scale
          </span>
        </div>
        <LayersPanel density="grand" view={view} hovered={hovered} onHover={setHovered} onSelect={setHovered} explain={explain} />
      </div>
    </div>
  );
}

/** Plays the demonstration by itself once, to those who like movement, when nobody has touched anything yet. */
function useFirstVisit(ready: boolean, play: () => void): void {
  const latest = useRef(play);
  latest.current = play;
  useEffect(() => {
    if (!ready || matchMedia("(prefers-reduced-motion: reduce)").matches || seen()) return;
    const touched = new AbortController();
    const timer = setTimeout(() => {
      touched.abort();
      if (document.visibilityState === "visible" && scrollY < innerHeight / 2) latest.current();
    }, 1800);
    for (const event of ["pointerdown", "keydown", "focusin"])
      window.addEventListener(event, () => clearTimeout(timer), { once: true, signal: touched.signal });
    return () => clearTimeout(timer);
  }, [ready]);
}

function seen(): boolean {
  try {
    return localStorage.getItem(SEEN) !== null;
  } catch {
    return true;
  }
}

function remember(): void {
  try {
    localStorage.setItem(SEEN, "1");
  } catch {
    // Then it plays again next time.
  }
}

function moveTab(event: preact.TargetedKeyboardEvent<HTMLDivElement>, open: DemoFile, setOpen: (file: DemoFile) => void): void {
  const at = FILES.indexOf(open);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: FILES.length - 1 }[event.key];
  const file = to === undefined ? undefined : FILES[(to + FILES.length) % FILES.length];
  if (!file) return;
  event.preventDefault();
  setOpen(file);
  event.currentTarget.querySelector<HTMLElement>(`#${CSS.escape(`tab-${file}`)}`)?.focus();
}
