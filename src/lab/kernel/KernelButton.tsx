import "./kernel-button.css";
import type { ComponentType } from "preact";
import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { KernelLabProps } from "./props.ts";

/** Opens the real kernel over the lesson. Nothing of it is loaded before. */
export function KernelButton({ folder }: Pick<KernelLabProps, "folder">) {
  const dialog = useRef<HTMLDialogElement>(null);
  const view = useSignal<ComponentType<KernelLabProps> | undefined>(undefined);
  const trouble = useSignal(false);
  const open = async () => {
    dialog.current?.showModal();
    try {
      view.value ??= (await import("./KernelLabView.tsx")).KernelLabView;
      trouble.value = false;
    } catch {
      trouble.value = true;
    }
  };
  const View = view.value;
  return (
    <>
      <button type="button" class="btn" onClick={() => void open()}>
        See it on a real kernel
      </button>
      <dialog class="kernel-dialog" ref={dialog} aria-label="A real Linux kernel" onClose={() => (view.value = undefined)}>
        <div class="kernel-dialog-head">
          <p>
            <b>A real Linux kernel</b>, on an emulated PC in this tab. It has no Docker; it forgets everything when you close it.
          </p>
          <button type="button" class="btn" onClick={() => dialog.current?.close()}>
            Close
          </button>
        </div>
        <div class="kernel-dialog-body">
          {trouble.value && <p class="trouble">It could not be loaded. Are you offline? Try again later.</p>}
          {View && <View folder={folder} />}
        </div>
      </dialog>
    </>
  );
}
