import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Engine } from "../../engine/api.ts";
import { gatherNamespaces, type NamespacesAsk, type NamespacesView } from "../../views/namespaces.ts";
import { namespaces } from "../../visualizers/namespaces/NamespacesPicture.tsx";
import type { KernelLab } from "./kernel-lab.ts";

/** Between two looks, in milliseconds, and how much of the emulated processor's time they may take. */
const rest = 1500;
const share = 1 / 4;

/** The picture of namespaces, of the real kernel: read from its /proc and /sys/fs/cgroup again and again while it is seen. */
export function KernelRooms({ lab }: { lab: KernelLab }) {
  const ask = useSignal<NamespacesAsk>(namespaces.ask);
  const seen = useSignal<{ view: NamespacesView; before?: NamespacesView } | undefined>(undefined);
  const running = lab.state.value.kind === "running";
  const asked = ask.value;
  useEffect(() => {
    if (!running) return;
    let over = false;
    const follow = async () => {
      // It has the four methods that this picture calls.
      const engine = lab.engine as Engine;
      while (!over) {
        const started = performance.now();
        const view = await gatherNamespaces(engine, asked).catch(() => undefined);
        if (view && !over && JSON.stringify(view) !== JSON.stringify(seen.peek()?.view)) {
          const before = seen.peek()?.view;
          seen.value = { view, ...(before && { before }) };
        }
        await new Promise((resolve) => setTimeout(resolve, Math.max(rest, (performance.now() - started) / share)));
      }
    };
    void follow();
    return () => {
      over = true;
    };
  }, [lab, running, asked]);
  const { Component } = namespaces;
  if (!seen.value) return <div class="lab-waiting grid" aria-busy={running} />;
  return (
    <Component
      view={seen.value.view}
      before={seen.value.before}
      ask={asked}
      onAsk={(next) => {
        ask.value = next;
      }}
    />
  );
}
