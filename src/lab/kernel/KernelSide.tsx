import { useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { NotFetched } from "../notices/NotFetched.tsx";
import { Choice } from "../panels/Choice.tsx";
import { useLoaded } from "../panels/use-loaded.ts";
import { KernelChecks } from "./KernelChecks.tsx";
import type { KernelLab } from "./kernel-lab.ts";

type Side = "checks" | "rooms" | "overlay" | "storage";
const labels: Readonly<Record<Side, string>> = { checks: "Checks", rooms: "Rooms", overlay: "Overlay", storage: "Storage" };

/** Beside the terminals: the exercise's checks, who is behind which walls, what lies over what, and what is kept where. */
export function KernelSide({ lab }: { lab: KernelLab }) {
  const sides: readonly Side[] = lab.props.exercise ? ["checks", "rooms", "overlay", "storage"] : ["rooms", "overlay", "storage"];
  const shown = useSignal<Side>(sides[0] ?? "rooms");
  return (
    <section class="kernel-side" aria-label="What the kernel says">
      {sides.length > 1 && (
        <Choice
          label="Shown beside the terminals"
          options={sides.map((side) => [side, labels[side]] as const)}
          chosen={shown.value}
          onChoose={(side) => {
            shown.value = side;
          }}
        />
      )}
      <div class="kernel-side-body">
        {shown.value === "checks" ? <KernelChecks lab={lab} /> : <Picture key={shown.value} lab={lab} side={shown.value} />}
      </div>
    </section>
  );
}

const load: Readonly<Record<Exclude<Side, "checks">, () => Promise<ComponentType<{ lab: KernelLab }>>>> = {
  rooms: async () => (await import("./KernelPicture.tsx")).KernelRooms,
  overlay: async () => (await import("./KernelPicture.tsx")).KernelOverlay,
  storage: async () => (await import("./KernelPicture.tsx")).KernelStorage,
};

/** A picture, loaded when it is first looked at. */
function Picture({ lab, side }: { lab: KernelLab; side: Exclude<Side, "checks"> }) {
  const loaded = useLoaded(load[side]);
  if (!loaded) return <div class="lab-waiting grid" aria-busy="true" />;
  if ("again" in loaded) return <NotFetched what="This picture" onAgain={loaded.again} />;
  const View = loaded.part;
  return <View lab={lab} />;
}
