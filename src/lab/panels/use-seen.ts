import { useSignal } from "@preact/signals";
import { useCallback } from "preact/hooks";

/** A view as it comes, with the one before it, by which a picture knows what moves. `see` is the same function each time. */
export function useSeen<View>(): {
  /** Nothing before the first view. */
  readonly seen: { readonly view: View; readonly before?: View } | undefined;
  see(view: View): void;
} {
  const seen = useSignal<{ readonly view: View; readonly before?: View } | undefined>(undefined);
  const see = useCallback(
    (view: View) => {
      const before = seen.peek()?.view;
      seen.value = { view, ...(before && { before }) };
    },
    [seen],
  );
  return { seen: seen.value, see };
}
