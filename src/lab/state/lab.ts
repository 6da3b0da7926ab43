import { batch, computed, effect, type Signal, signal, untracked } from "@preact/signals";
import type { BuiltNotice, ExecRequest, ExecResult, FileEdit, FileEntry, Files, LabBackend } from "../../backends/backend.ts";
import type { BuildView, ContainerView, StepId } from "../../engine/api.ts";
import type { PictureName } from "../panels/pictures.ts";
import { markSolved } from "../../progress/solved.ts";
import type { LabProps } from "../props.ts";
import { Browser } from "./browser.ts";
import { Checks } from "./checks.ts";
import { Keeper } from "./keeper.ts";
import { LabEngine, type MakeBackend } from "./lab-engine.ts";
import { isDockerfile } from "./names.ts";
import { Predictions } from "./predictions.ts";
import { Notices } from "./notices.ts";
import { readerOf } from "./read-files.ts";
import { RunningBuild } from "./running-build.ts";
import { type LayersSide, ShownBuild } from "./shown-build.ts";
import { Tabs } from "./tabs.ts";
import { fingerprint, Workspace } from "./workspace.ts";

export type PanelName = "layers" | "images" | "containers" | "pictures" | "browser" | "checks";

/** What the terminal lends to the rest of the lab once it is there. */
export interface TerminalPort {
  /** The screen and its scrollback, as text that draws it again. */
  serialize(): string;
  focus(): void;
  /** Types a line and runs it. */
  run(line: string): void;
}

/**
 * One lab: files, tabs, terminal, builds and checks, kept in the browser as they change. Views read its signals and call its
 * methods; it knows nothing of how they look.
 */
export class Lab {
  readonly props: LabProps;
  readonly workspace = new Workspace();
  readonly tabs = new Tabs();
  readonly notices = new Notices();
  readonly engine: LabEngine;
  readonly checks: Checks;
  readonly keeper: Keeper;
  /** True while another tab has this lesson. */
  readonly readOnly = computed(() => this.keeper.elsewhere.value);
  readonly preview = signal<BuildView | undefined>(undefined);
  readonly builds = signal<readonly BuildView[]>([]);
  /** The build that runs now. */
  readonly building = new RunningBuild();
  readonly which = new ShownBuild({ builds: this.builds, preview: this.preview, building: this.building.view });
  /** The view that pictures show. */
  readonly shown = this.which.view;
  readonly predictions = new Predictions({ onChange: () => this.keeper.touch("predictions") });
  /** The view that the editor marks its lines with: none while its forecast is asked for. */
  readonly marked = computed(() => {
    const view = this.which.ofTheseFiles.value;
    return this.which.side.value === "predict" && view?.kind === "preview" && !this.building.view.value ? undefined : view;
  });
  readonly executing = signal(false);
  /** The Dockerfile that the pictures are about. */
  readonly dockerfile = signal("Dockerfile");
  /** A step that is pointed at, in whatever picture. */
  readonly hovered = signal<StepId | undefined>(undefined);
  /** Whether the step that is pointed at reads a file. */
  readonly lit = computed(() => {
    const id = this.hovered.value;
    const step = id ? this.shown.value?.stages.flatMap(({ steps }) => steps).find((one) => one.id === id) : undefined;
    return readerOf(step?.reads ?? [], step ? (this.workspace.text(".dockerignore") ?? "") : "");
  });
  /** Goes up when the cursor should go into the code. */
  readonly focusCode = signal(0);
  /** Which panel is seen beside the code. */
  readonly panel: Signal<PanelName>;
  /** The newest first. */
  readonly containers = signal<readonly ContainerView[]>([]);
  /** Which picture of the engine is chosen. */
  readonly picture = signal<PictureName>("storage");
  readonly browser: Browser;
  /** Goes up when images may be others than before. */
  readonly imagesChanged = signal(0);
  readonly collapsed = signal<ReadonlySet<string>>(new Set());
  /** Screen of the terminal as it was kept. */
  screen = "";
  history: readonly string[] = [];
  readonly terminal = signal<TerminalPort | undefined>(undefined);
  readonly #built = signal<Readonly<Record<string, string>>>({});
  /** The files as they were when the last build began. */
  #asBuilt: Files = new Map();
  #stops: (() => void)[] = [];

  constructor(props: LabProps, makeBackend: MakeBackend) {
    this.props = props;
    this.panel = signal(this.hasDockerfile ? "layers" : "containers");
    if (props.predict) this.which.side.value = "predict";
    this.browser = new Browser({
      containers: this.containers,
      fetch: (request, signal) => this.backend.browse(request, signal),
      show: () => {
        this.panel.value = "browser";
      },
    });
    this.keeper = new Keeper(props.lesson ?? "playground", this);
    this.engine = this.#newEngine(makeBackend);
    this.checks = new Checks({
      checks: props.checks ?? [],
      grade: (signal) => this.backend.grade(signal),
      busy: () => this.executing.value,
      onChange: () => this.keeper.touch("checks"),
      onSolved: () => this.#solved(),
    });
    this.workspace.onEdit((edits) => {
      this.backend.edit(edits);
      this.#filesChanged();
      this.checks.edited();
    });
  }

  /** Whether the lesson begins with something to build; else its pictures are of containers first. */
  get hasDockerfile(): boolean {
    return Object.keys(this.props.files).some((path) => !path.includes("/") && isDockerfile(path));
  }

  get backend(): LabBackend {
    return this.engine.backend;
  }

  /** Reads what was kept, opens the lab (then `opened` is called), and starts the engine. */
  async start({ takeOver = false, opened = () => {} } = {}): Promise<void> {
    const kept = await this.keeper.open({ takeOver });
    this.workspace.files.value = kept.work ? new Map(kept.work.files) : this.startFiles();
    if (kept.work) {
      for (const path of kept.work.tabs) if (this.workspace.get(path)) this.tabs.show(path);
      if (kept.work.active && this.workspace.get(kept.work.active)) this.tabs.active.value = kept.work.active;
      for (const [path, place] of Object.entries(kept.work.places)) this.tabs.places.set(path, place);
      this.#built.value = kept.work.built;
      this.collapsed.value = new Set(kept.work.collapsed);
    } else this.#openFirstTabs();
    this.screen = kept.terminal?.screen ?? "";
    this.history = kept.terminal?.history ?? [];
    if (kept.checks) this.checks.restore(kept.checks);
    if (kept.predictions) this.predictions.restore(kept.predictions);
    this.engine.open({ engine: kept.engine?.state, shell: kept.shell?.state });
    opened();
    this.#stops.push(
      effect(() => {
        this.tabs.open.value;
        this.tabs.active.value;
        this.collapsed.value;
        this.keeper.touch("work");
      }),
      effect(() => {
        const active = this.tabs.active.value;
        if (active && isDockerfile(active) && active !== this.dockerfile.peek()) this.#follow(active);
      }),
    );
    await this.engine.start();
  }

  /** The files a learner finds when the lesson is opened for the first time. */
  startFiles(): Files {
    return new Map(
      Object.entries(this.props.files).map(([path, { text, mode }]) => [path, { kind: "file", text, mode } satisfies FileEntry]),
    );
  }

  /** Opens a file and puts the cursor into it. */
  edit(path: string): void {
    this.tabs.show(path);
    this.focusCode.value++;
  }

  /** True when the file is not as it was last built. Before the first build nothing is. */
  unbuilt(path: string): boolean {
    const built = this.#built.value;
    if (Object.keys(built).length === 0) return false;
    const entry = this.workspace.get(path);
    return entry?.kind === "file" && built[path] !== fingerprint(entry);
  }

  async exec(request: ExecRequest): Promise<ExecResult> {
    this.executing.value = true;
    this.checks.cancel();
    try {
      const predictions = this.predictions.kept();
      const result = await this.backend.exec({ ...request, predictions });
      if (result.predictions) this.predictions.takeFrom(predictions, result.predictions);
      return result;
    } finally {
      this.executing.value = false;
      this.imagesChanged.value++;
      this.building.end();
    }
  }

  /** Shows a side of the build beside the code. */
  lookAtBuild(side: LayersSide): void {
    this.which.side.value = side;
    this.panel.value = "layers";
  }

  /** Shows a picture of the engine beside the code. */
  look(name: PictureName): void {
    this.picture.value = name;
    this.panel.value = "pictures";
  }

  /** Types a command into the terminal and runs it, now or as soon as there is a terminal. */
  typeCommand(line: string): void {
    const stop = this.terminal.subscribe((terminal) => {
      if (!terminal) return;
      untracked(() => terminal.run(line));
      queueMicrotask(() => stop());
    });
  }

  /** Back to the lesson's files; with `images` images, containers and build cache are forgotten too. All of it can be undone. */
  async reset({ images }: { images: boolean }): Promise<void> {
    const { saved } = this.engine;
    this.workspace.reset(this.startFiles(), "Reset the files");
    this.tabs.keep((path) => this.workspace.get(path) !== undefined);
    if (this.tabs.open.value.length === 0) this.#openFirstTabs();
    if (images) {
      this.predictions.forget();
      await this.engine.restartWith({});
    }
    this.notices.say(
      images ? "The files are as the lesson began; images, containers and build cache too." : "The files are as the lesson began.",
      {
        actions: [
          {
            label: "Undo",
            run: () => {
              this.workspace.undo();
              if (images) void this.engine.restartWith(saved);
            },
          },
        ],
      },
    );
  }

  /** Takes back the last operation on files, and says which. */
  undo(): void {
    const label = this.workspace.undo();
    if (label) this.notices.say(`Undone: ${label}`);
    this.tabs.keep((path) => this.workspace.get(path) !== undefined);
  }

  dispose(): void {
    for (const stop of this.#stops) stop();
    this.checks.cancel();
    this.browser.dispose();
    this.keeper.dispose();
    this.engine.dispose();
  }

  /** What the keeper writes down. */
  pieces() {
    return {
      work: () => ({
        files: [...this.workspace.files.value],
        tabs: [...this.tabs.open.value],
        active: this.tabs.active.value,
        places: Object.fromEntries(this.tabs.places),
        built: this.#built.value,
        collapsed: [...this.collapsed.value],
      }),
      terminal: () => ({ screen: this.terminal.value?.serialize() ?? this.screen, history: [...this.history] }),
      checks: () => ({
        reports: [...this.checks.reports.value],
        hintsShown: this.checks.hintsShown.value,
        solved: this.checks.solved.value,
      }),
      predictions: () => this.predictions.kept(),
      engine: () => ({ state: this.engine.saved.engine }),
      shell: () => ({ state: this.engine.saved.shell }),
    };
  }

  #newEngine(makeBackend: MakeBackend): LabEngine {
    return new LabEngine({
      lesson: this.props.lesson,
      makeBackend,
      notices: this.notices,
      keeper: this.keeper,
      builds: this.builds,
      files: () => this.workspace.files.value,
      predictions: () => this.predictions.kept(),
      begins: () => {
        this.#built.value = {};
        this.containers.value = [];
      },
      ready: () => {
        this.imagesChanged.value++;
      },
      events: {
        preview: (view) => {
          this.preview.value = view;
        },
        building: (plan) => {
          this.#asBuilt = this.workspace.files.value;
          this.building.begin(plan);
        },
        progress: (news) => this.building.take(news),
        built: (notice) => this.#onBuilt(notice),
        containers: (all) => this.#onContainers(all),
        stopped: (names) => this.#sayStopped(names),
        files: (edits) => this.#onFiles(edits),
      },
    });
  }

  #onFiles(edits: readonly FileEdit[]): void {
    this.workspace.apply(edits);
    this.tabs.keep((path) => this.workspace.get(path) !== undefined);
    this.#filesChanged();
    this.checks.edited();
  }

  #openFirstTabs(): void {
    const names = [...this.workspace.files.value]
      .filter(([path, entry]) => entry.kind === "file" && !path.includes("/"))
      .map(([path]) => path);
    const first = this.props.open && this.workspace.get(this.props.open) ? this.props.open : (names.find(isDockerfile) ?? names[0]);
    const order = (path: string) => (isDockerfile(path) ? 0 : path === first ? 1 : /^readme/i.test(path) ? 3 : 2);
    for (const path of names.sort((a, b) => order(a) - order(b)).slice(0, 4)) this.tabs.show(path);
    if (first) this.tabs.show(first);
  }

  #follow(dockerfile: string): void {
    this.dockerfile.value = dockerfile;
    this.backend.follow(dockerfile);
  }

  #onBuilt({ view, dockerfile }: BuiltNotice): void {
    batch(() => {
      this.building.end();
      this.builds.value = [...this.builds.value, view];
      this.dockerfile.value = dockerfile;
      this.predictions.answer(view);
      this.which.look("back");
    });
    this.#built.value = Object.fromEntries(
      [...this.#asBuilt].filter(([, entry]) => entry.kind === "file").map(([path, entry]) => [path, fingerprint(entry)]),
    );
    this.keeper.touch("work");
    void this.checks.run();
  }

  #onContainers(all: readonly ContainerView[]): void {
    const told = (containers: readonly ContainerView[]): string => JSON.stringify(containers.map(({ id, status }) => [id, status]));
    const changed = told(all) !== told(this.containers.value);
    this.containers.value = all;
    if (this.panel.value === "browser" && this.browser.doors.value.length === 0) this.panel.value = "containers";
    if (changed) this.checks.edited();
  }

  #sayStopped(names: readonly string[]): void {
    const those = new Intl.ListFormat("en").format(names);
    this.notices.say(`The lab was closed meanwhile, so ${those} stopped, as when a host loses power.`, {
      actions: [{ label: "Start again", run: () => this.typeCommand(`docker start ${names.join(" ")}`) }],
    });
  }

  #filesChanged(): void {
    this.which.look("ahead");
    this.keeper.touch("work");
  }

  #solved(): void {
    this.panel.value = "checks";
    // In a narrow window the celebration may be behind another pane.
    if (matchMedia("(max-width: 899px)").matches && document.documentElement.dataset.pane !== "layers") {
      const see = () => document.dispatchEvent(new CustomEvent("drydock:show-pane", { detail: "layers" }));
      this.notices.say(`${this.props.title}: all checks pass.`, { kind: "good", actions: [{ label: "See", run: see }] });
    }
    if (!this.props.lesson) return;
    document.dispatchEvent(new CustomEvent("drydock:solved", { detail: this.props.lesson }));
    markSolved(this.props.lesson).catch(() => {
      // That nothing is remembered has been said already.
    });
  }
}
