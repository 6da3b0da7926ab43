import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

type Loaded<Part> = { readonly part: Part } | { readonly again: () => void };

/**
 * A part of the page that is loaded when it is first needed: `undefined` while it comes, then the part, or when it did not come
 * what asks for it again.
 * @param load asked again when it is another function
 */
export function useLoaded<Part>(load: () => Promise<Part>): Loaded<Part> | undefined {
  const tries = useSignal(0);
  const loaded = useSignal<{ readonly by: typeof load; readonly result: Loaded<Part> } | undefined>(undefined);
  useEffect(() => {
    let current = true;
    const set = (result: Loaded<Part>): void => {
      if (current) loaded.value = { by: load, result };
    };
    const again = (): void => {
      loaded.value = undefined;
      tries.value++;
    };
    load().then(
      (part) => set({ part }),
      () => set({ again }),
    );
    return () => {
      current = false;
    };
  }, [load, tries.value]);
  return loaded.value?.by === load ? loaded.value.result : undefined;
}
