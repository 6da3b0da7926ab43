import { useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { Choice } from "../panels/Choice.tsx";
import { KernelChecks } from "./KernelChecks.tsx";
import type { KernelLab } from "./kernel-lab.ts";

type Side = "checks" | "rooms" | "overlay";
const labels: Readonly<Record<Side, string>> = { checks: "Checks", rooms: "Rooms", overlay: "Overlay" };

/** Beside the terminals: the exercise's checks, who is behind which walls, and what lies over what. */
export function KernelSide({ lab }: { lab: KernelLab }) {
  const sides: readonly Side[] = lab.props.exercise ? ["checks", "rooms", "overlay"] : ["rooms", "overlay"];
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

/** A picture, loaded when it is first looked at. */
function Picture({ lab, side }: { lab: KernelLab; side: Exclude<Side, "checks"> }) {
  const picture = useSignal<{ readonly View: ComponentType<{ lab: KernelLab }> } | undefined>(undefined);
  useEffect(() => {
    void import("./KernelPicture.tsx").then(({ KernelRooms, KernelOverlay }) => {
      picture.value = { View: side === "rooms" ? KernelRooms : KernelOverlay };
    });
  }, [picture, side]);
  const View = picture.value?.View;
  return View ? <View lab={lab} /> : <div class="lab-waiting grid" aria-busy="true" />;
}
