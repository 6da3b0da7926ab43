import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

/**
 * A part of the page that is loaded when it is first needed: `undefined` while it comes, then the part, or a sentence about
 * why it can't be had.
 * @param load asked again when it is another function
 */
export function useLoaded<Part>(load: () => Promise<Part>): { readonly part: Part } | { readonly trouble: string } | undefined {
  const loaded = useSignal<
    { readonly by: typeof load; readonly result: { readonly part: Part } | { readonly trouble: string } } | undefined
  >(undefined);
  useEffect(() => {
    let current = true;
    const set = (result: { readonly part: Part } | { readonly trouble: string }): void => {
      if (current) loaded.value = { by: load, result };
    };
    load().then(
      (part) => set({ part }),
      (error: unknown) => set({ trouble: error instanceof Error ? error.message : String(error) }),
    );
    return () => {
      current = false;
    };
  }, [load]);
  return loaded.value?.by === load ? loaded.value.result : undefined;
}
