/** Lower, upper and merged: three columns of one tree, and where a path that is picked comes from. */
import "./overlay.css";
import { PictureFrame } from "../frame/PictureFrame.tsx";
import type { Picture, PictureProps } from "../picture.ts";
import { Origin } from "./Origin.tsx";
import { OverlayTree } from "./OverlayTree.tsx";
import { summaryOf, wordsOf } from "./words.ts";

function OverlayPicture({ view, before, ask, onAsk }: PictureProps<"overlay">) {
  const { containers, shown } = view;
  const choice = onAsk && containers.length > 1 && (
    <label class="ov-choice">
      Container{" "}
      <select value={shown?.name} onChange={(event) => onAsk({ container: event.currentTarget.value, toggled: [], whole: [] })}>
        {containers.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <PictureFrame label="Overlay" summary={summaryOf(view)} words={wordsOf(view)} tools={choice}>
      {shown ? (
        <div class="overlay">
          <OverlayTree shown={shown} before={before?.shown?.name === shown.name ? before.shown : undefined} ask={ask} onAsk={onAsk} />
          {shown.picked ? (
            <Origin shown={shown} picked={shown.picked} />
          ) : (
            onAsk && <p class="ov-hint">Pick a name to see which layer it comes from.</p>
          )}
        </div>
      ) : (
        <p class="ov-hint">
          No container yet. Start one with <code>docker run -d --name web nginx:alpine</code>, and its layers lie here.
        </p>
      )}
    </PictureFrame>
  );
}

export const overlay: Picture<"overlay"> = { title: "Overlay", ask: { toggled: [], whole: [] }, Component: OverlayPicture };
