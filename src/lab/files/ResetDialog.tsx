import { useEffect, useRef } from "preact/hooks";
import { useLab } from "../context.ts";

/** Asks before everything goes back to the start. */
export function ResetDialog({ onClose }: { onClose(): void }) {
  const lab = useLab();
  const dialog = useRef<HTMLDialogElement>(null);
  const images = useRef<HTMLInputElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog class="lab-dialog" ref={dialog} onClose={onClose} aria-labelledby="reset-title">
      <h2 id="reset-title">Back to the start?</h2>
      <p>The files become what they were when you first opened {lab.props.lesson ? "this lesson" : "the playground"}. You can undo it.</p>
      <label>
        <input type="checkbox" ref={images} /> Forget images, containers and the build cache too
      </label>
      <div class="buttons">
        <button type="button" class="btn" onClick={() => dialog.current?.close()}>
          Keep my work
        </button>
        <button
          type="button"
          class="btn primary"
          onClick={() => {
            void lab.reset({ images: images.current?.checked ?? false });
            dialog.current?.close();
          }}
        >
          Reset
        </button>
      </div>
    </dialog>
  );
}
