import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { wordsOf } from "../../backends/error-words.ts";
import type { ImageStack } from "../../engine/api.ts";
import { ImagesPanel } from "../../visualizers/images/ImagesPanel.tsx";
import { useLab } from "../context.ts";

/** The images of the lab's store, as they are after each command. */
export function ImagesPane() {
  const lab = useLab();
  const images = useSignal<readonly ImageStack[] | undefined>(undefined);
  const trouble = useSignal<string | undefined>(undefined);
  const changed = lab.imagesChanged.value;
  useEffect(() => {
    let current = true;
    lab.backend.imageStacks().then(
      (found) => {
        if (!current) return;
        images.value = found;
        trouble.value = undefined;
      },
      (error: unknown) => {
        if (current) trouble.value = wordsOf(error);
      },
    );
    return () => {
      current = false;
    };
  }, [lab, changed]);
  if (trouble.value !== undefined) return <p class="lab-empty">{trouble.value}</p>;
  if (!images.value) return <div class="lab-waiting grid" aria-busy="true" />;
  return <ImagesPanel images={images.value} />;
}
