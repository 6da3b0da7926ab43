import { useEffect, useRef } from "preact/hooks";
import { useLab } from "../context.ts";
import { displayName } from "../state/names.ts";
import { paneSizes, resize } from "../state/pane-sizes.ts";

/** The open files. A dot marks what has changed since the last build: all is saved as it is typed. */
export function EditorTabs() {
  const lab = useLab();
  const list = useRef<HTMLDivElement>(null);
  const { open, active } = lab.tabs;
  const treeOpen = paneSizes.value.tree > 0;

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [active.value]);

  const onKeyDown = (event: KeyboardEvent) => {
    const paths = open.value;
    const index = paths.indexOf(active.value ?? "");
    const to = { ArrowLeft: index - 1, ArrowRight: index + 1, Home: 0, End: paths.length - 1 }[event.key];
    if (event.key === "Delete" && active.value !== undefined) lab.tabs.close(active.value);
    else if (to === undefined) return;
    else {
      const next = paths[(to + paths.length) % paths.length];
      if (next !== undefined) lab.tabs.show(next);
    }
    event.preventDefault();
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>('[aria-selected="true"]')?.focus());
  };

  return (
    <div class="lab-tabs">
      <button
        type="button"
        class="lab-icon"
        aria-expanded={treeOpen}
        aria-label="Files"
        title="Files: make, rename, delete"
        onClick={() => resize({ tree: treeOpen ? 0 : 170 })}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="M2 3h4l1.5 2H14v8H2z M2 7.5h12" />
        </svg>
      </button>
      <div class="list" role="tablist" aria-label="Open files" ref={list} onKeyDown={onKeyDown}>
        {open.value.map((path) => {
          const on = path === active.value;
          const unbuilt = lab.unbuilt(path);
          return (
            <div key={path} class={`lab-tab ${on ? "on" : ""} ${lab.lit.value(path) ? "lit" : ""}`} role="presentation">
              <button
                type="button"
                role="tab"
                aria-selected={on}
                aria-controls="lab-code"
                tabIndex={on ? 0 : -1}
                title={displayName(path)}
                onClick={() => lab.tabs.show(path)}
                onAuxClick={(event) => event.button === 1 && lab.tabs.close(path)}
              >
                {displayName(path)}
                {unbuilt && (
                  <>
                    <i class="dot" aria-hidden="true" title="Changed since the last build" />
                    <span class="visually-hidden"> (changed since the last build)</span>
                  </>
                )}
              </button>
              <button
                type="button"
                class="close"
                tabIndex={-1}
                aria-hidden="true"
                title="Close (Delete)"
                onClick={() => lab.tabs.close(path)}
              >
                ×
              </button>
            </div>
          );
        })}
      </div>
    </div>
  );
}
