/** Lower, upper and merged: three columns of one tree, and where a path that is picked comes from. */
import "./overlay.css";
import { PictureFrame } from "../frame/PictureFrame.tsx";
import type { ShownContainer } from "../../views/overlay.ts";
import type { Picture, PictureProps } from "../picture.ts";
import { Origin } from "./Origin.tsx";
import { OverlayTree } from "./OverlayTree.tsx";
import { summaryOf, wordsOf } from "./words.ts";

function OverlayPicture({ view, before, ask, onAsk, run }: PictureProps<"overlay">) {
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
          {run && isUnwritten(shown) && <Unwritten shown={shown} run={run} />}
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

function isUnwritten({ own, status }: ShownContainer): boolean {
  return own.added + own.copied + own.hidden === 0 && status === "running";
}

/** What to do where there is nothing to see yet. */
function Unwritten({ shown: { name }, run }: { readonly shown: ShownContainer; readonly run: (line: string) => void }) {
  const line = `docker exec ${name} sh -c 'echo hello > /note'`;
  return (
    <p class="ov-hint">
      {name} has written nothing yet, so merged is the image as it is. Let it write, and upper fills:{" "}
      <button type="button" class="picture-link" onClick={() => run(line)}>
        <code>{line}</code>
      </button>
    </p>
  );
}

export const overlay: Picture<"overlay"> = { title: "Overlay", ask: { toggled: [], whole: [] }, Component: OverlayPicture };
