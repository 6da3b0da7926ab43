import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { useLab } from "../context.ts";
import { BrowserPane } from "../browser/BrowserPane.tsx";
import { ChecksPanel } from "./ChecksPanel.tsx";
import type { PanelName } from "../state/lab.ts";
import { ContainersPane } from "./ContainersPane.tsx";
import { ImagesPane } from "./ImagesPane.tsx";
import { LayersPane } from "./LayersPane.tsx";
import { PicturesPane } from "./PicturesPane.tsx";

const labels: Readonly<Record<PanelName, string>> = {
  layers: "Layers",
  images: "Images",
  containers: "Containers",
  pictures: "Pictures",
  browser: "Browser",
  checks: "Checks",
};
const panes: Readonly<Record<PanelName, () => JSX.Element>> = {
  layers: LayersPane,
  images: ImagesPane,
  containers: ContainersPane,
  pictures: PicturesPane,
  browser: BrowserPane,
  checks: ChecksPanel,
};

/**
 * What is looked at beside the code: the layers of a build, the images and containers there are, the pages that published
 * ports give, and the exercise's checks.
 */
export function SidePanel() {
  const lab = useLab();
  const shown = lab.panel;
  const list = useRef<HTMLDivElement>(null);
  const count = lab.props.checks?.length ?? 0;
  const browser: readonly PanelName[] = lab.browser.doors.value.length > 0 ? ["browser"] : [];
  const exercise: readonly PanelName[] = count > 0 ? ["checks"] : [];
  const names: readonly PanelName[] = lab.hasDockerfile
    ? ["layers", "images", "containers", "pictures", ...browser, ...exercise]
    : ["containers", "pictures", ...browser, ...exercise, "images", "layers"];
  const Pane = panes[shown.value];
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    event.preventDefault();
    const step = event.key === "ArrowRight" ? 1 : names.length - 1;
    shown.value = names[(names.indexOf(shown.value) + step) % names.length] ?? shown.value;
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>('[aria-selected="true"]')?.focus());
  };
  return (
    <section class="lab-panel" aria-label="What your work makes">
      <div class="lab-panel-bar">
        <div class="lab-panel-tabs" role="tablist" aria-label="Panels" ref={list} onKeyDown={onKeyDown}>
          {names.map((name) => (
            <button
              key={name}
              type="button"
              role="tab"
              id={`panel-tab-${name}`}
              aria-selected={shown.value === name}
              aria-controls="lab-side-panel"
              tabIndex={shown.value === name ? 0 : -1}
              onClick={() => {
                shown.value = name;
              }}
            >
              {labels[name]}{" "}
              {name === "checks" && (
                <span class={`tally ${lab.checks.passed.value === count ? "all" : ""}`}>
                  {lab.checks.passed.value}
                  <span class="visually-hidden"> of </span>
                  <span aria-hidden="true">/</span>
                  {count}
                </span>
              )}
            </button>
          ))}
        </div>
      </div>
      <div class="lab-panel-body" id="lab-side-panel" role="tabpanel" aria-labelledby={`panel-tab-${shown.value}`}>
        <Pane />
      </div>
    </section>
  );
}
