/**
 * The frame around text and lab: the divider between them, and the panes of a narrow window. What the lab may rely on:
 *
 * - `document.documentElement.dataset.pane` is `read`, `edit`, `terminal` or `layers`: what a narrow window (below 900 px)
 *   shows. Wide windows show everything and ignore it. The lab styles its parts by `:root[data-pane="edit"]`.
 * - a `drydock:pane` event on `document` tells of each change (`detail`: the pane);
 * - whoever dispatches `drydock:show-pane` on `document` (`detail`: the pane) changes it;
 * - `drydock:open-file` on `document` (`detail`: a workspace path) is a link in the text asking the lab to open a file;
 * - `drydock:show-picture` on `document` (`detail`: a picture's name) asks the lab to show that picture of its engine;
 * - `drydock:type-command` on `document` (`detail`: a line) asks the lab to put a line into its terminal and to run it.
 */
const PANES = ["read", "edit", "terminal", "layers"] as const;
export type Pane = (typeof PANES)[number];

const KEY = "drydock.text-width";
const STEP = 24;
const root = document.documentElement;

export function startFrame(): void {
  const divider = document.querySelector<HTMLElement>("[data-divider]");
  if (divider) startDivider(divider);
  startPanes();
  for (const link of document.querySelectorAll<HTMLElement>("[data-open-file]")) {
    link.addEventListener("click", () => {
      document.dispatchEvent(new CustomEvent("drydock:open-file", { detail: link.dataset.openFile }));
      showPane("edit");
    });
  }
  for (const button of document.querySelectorAll<HTMLElement>("[data-show-picture]")) {
    button.addEventListener("click", () => {
      showPane("layers");
      document.dispatchEvent(new CustomEvent("drydock:show-picture", { detail: button.dataset.showPicture }));
    });
  }
  for (const button of document.querySelectorAll<HTMLElement>("[data-type-command]")) {
    button.addEventListener("click", () => {
      showPane("terminal");
      document.dispatchEvent(new CustomEvent("drydock:type-command", { detail: button.dataset.typeCommand }));
    });
  }
}

function startDivider(divider: HTMLElement): void {
  const text = divider.previousElementSibling as HTMLElement;
  const frame = divider.parentElement as HTMLElement;
  const limits = () => ({ min: 320, max: Math.max(320, frame.clientWidth - 420) });

  const tell = () => {
    const { min, max } = limits();
    divider.setAttribute("aria-valuemin", String(min));
    divider.setAttribute("aria-valuemax", String(max));
    divider.setAttribute("aria-valuenow", String(Math.round(widthOf(text))));
  };
  const set = (width: number) => {
    const { min, max } = limits();
    root.style.setProperty("--text-width", `${Math.round(Math.min(max, Math.max(min, width)))}px`);
    tell();
  };
  const remember = () => {
    try {
      localStorage.setItem(KEY, root.style.getPropertyValue("--text-width"));
    } catch {
      // Without storage the width holds for this page.
    }
  };
  const forget = () => {
    root.style.removeProperty("--text-width");
    try {
      localStorage.removeItem(KEY);
    } catch {
      // As above.
    }
    tell();
  };

  divider.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    divider.focus();
    divider.setPointerCapture(event.pointerId);
    const offset = event.clientX - text.getBoundingClientRect().right;
    const move = (moved: PointerEvent) => set(moved.clientX - offset - frame.getBoundingClientRect().left);
    const stop = () => {
      divider.removeEventListener("pointermove", move);
      delete root.dataset.dragging;
      remember();
    };
    root.dataset.dragging = "";
    divider.addEventListener("pointermove", move);
    divider.addEventListener("lostpointercapture", stop, { once: true });
  });
  divider.addEventListener("dblclick", forget);
  divider.addEventListener("keydown", (event) => {
    const { min, max } = limits();
    const width = widthOf(text);
    const to = { ArrowLeft: width - STEP, ArrowRight: width + STEP, Home: min, End: max }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    set(to);
    remember();
  });
  new ResizeObserver(tell).observe(frame);
}

/** With its border: what the style sheet is told. */
const widthOf = (element: HTMLElement): number => element.getBoundingClientRect().width;

function startPanes(): void {
  const buttons = [...document.querySelectorAll<HTMLElement>("[data-show-pane]")];
  for (const button of buttons) button.addEventListener("click", () => showPane(button.dataset.showPane as Pane));
  document.addEventListener("drydock:show-pane", (event) => showPane((event as CustomEvent<Pane>).detail));
  mark(buttons);
  document.addEventListener("drydock:pane", () => mark(buttons));
}

/** Shows one pane of a narrow window; a wide one shows them all anyway. */
function showPane(pane: Pane): void {
  if (!PANES.includes(pane) || root.dataset.pane === pane) return;
  root.dataset.pane = pane;
  document.dispatchEvent(new CustomEvent("drydock:pane", { detail: pane }));
}

function mark(buttons: readonly HTMLElement[]): void {
  for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.showPane === root.dataset.pane));
}
