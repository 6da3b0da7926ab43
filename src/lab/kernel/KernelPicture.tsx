import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Engine } from "../../engine/api.ts";
import { follow } from "../../views/follow.ts";
import { gatherNamespaces } from "../../views/namespaces.ts";
import { gatherOverlay } from "../../views/overlay.ts";
import { gatherStorage, type StorageView } from "../../views/storage.ts";
import type { AskOf, ViewName, ViewOf } from "../../views/views.ts";
import { namespaces } from "../../visualizers/namespaces/NamespacesPicture.tsx";
import { overlay } from "../../visualizers/overlay/OverlayPicture.tsx";
import type { Picture } from "../../visualizers/picture.ts";
import { storage } from "../../visualizers/storage/StoragePicture.tsx";
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

/** Where rooms keep their bytes: from the kernel's mount tables. */
export function KernelStorage({ lab }: { lab: KernelLab }) {
  const nothing = ({ containers }: StorageView) =>
    containers.length === 0 &&
    "No room yet: nobody is process 1 of a pid namespace of its own. What a room keeps in its overlay, in folders of the machine and in memory shows here.";
  return <Watched lab={lab} picture={storage} gather={() => gatherStorage(lab.storage as Engine)} nothing={nothing} />;
}

interface WatchedProps<Name extends ViewName> {
  readonly lab: KernelLab;
  readonly picture: Picture<Name>;
  /** Asks the kernel; it has as much of an engine as this picture needs. */
  gather(ask: AskOf<Name>): Promise<ViewOf<Name>>;
  /** What is said instead of a picture that would be empty, if it would. */
  nothing?(view: ViewOf<Name>): string | false;
}

/** A picture of the real kernel, gathered again and again while it is seen. */
function Watched<Name extends ViewName>({ lab, picture, gather, nothing }: WatchedProps<Name>) {
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
  const words = nothing?.(seen.view);
  if (words) return <p class="lab-empty">{words}</p>;
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
