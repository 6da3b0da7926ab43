import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Engine } from "../../engine/api.ts";
import { follow } from "../../views/follow.ts";
import { gatherNamespaces } from "../../views/namespaces.ts";
import { gatherOverlay } from "../../views/overlay.ts";
import type { AskOf, ViewName, ViewOf } from "../../views/views.ts";
import { namespaces } from "../../visualizers/namespaces/NamespacesPicture.tsx";
import { overlay } from "../../visualizers/overlay/OverlayPicture.tsx";
import type { Picture } from "../../visualizers/picture.ts";
import { useSeen } from "../panels/use-seen.ts";
import type { KernelLab } from "./kernel-lab.ts";

/** Of looks, which take the emulated processor's time. */
const pace = { rest: 1500, share: 1 / 4 };

/** Who is behind which walls: from the kernel's /proc and /sys/fs/cgroup. */
export function KernelRooms({ lab }: { lab: KernelLab }) {
  return <Watched lab={lab} picture={namespaces} gather={(ask) => gatherNamespaces(lab.engine as Engine, ask)} />;
}

/** What lies over what: from the kernel's mounts, and the directories that they name. */
export function KernelOverlay({ lab }: { lab: KernelLab }) {
  return <Watched lab={lab} picture={overlay} gather={(ask) => gatherOverlay(lab.overlays as Engine, ask)} />;
}

interface WatchedProps<Name extends ViewName> {
  readonly lab: KernelLab;
  readonly picture: Picture<Name>;
  /** Asks the kernel; it has as much of an engine as this picture needs. */
  gather(ask: AskOf<Name>): Promise<ViewOf<Name>>;
}

/** A picture of the real kernel, gathered again and again while it is seen. */
function Watched<Name extends ViewName>({ lab, picture, gather }: WatchedProps<Name>) {
  const ask = useSignal<AskOf<Name>>(picture.ask);
  const { seen, see } = useSeen<ViewOf<Name>>();
  const running = lab.state.value.kind === "running";
  const asked = ask.value;
  useEffect(() => {
    if (!running) return;
    const over = new AbortController();
    void follow(() => gather(asked).catch(() => undefined), see, pace, over.signal);
    return () => over.abort();
  }, [lab, running, asked, see]);
  const { Component } = picture;
  if (!seen) return <div class="lab-waiting grid" aria-busy={running} />;
  return (
    <Component
      view={seen.view}
      before={seen.before}
      ask={asked}
      onAsk={(next) => {
        ask.value = next;
      }}
    />
  );
}
