import { useEffect, useState } from "preact/hooks";

/** Pixels that an element is wide, as it changes; `unknown` until it has been measured. */
export function useWidth(element: { readonly current: HTMLElement | null }, unknown = 0): number {
  const [width, setWidth] = useState(unknown);
  useEffect(() => {
    if (!element.current) return;
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? unknown));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element, unknown]);
  return width;
}
