/** Arrow keys among many things that can be pointed at: one Tab stop for all of them. */

/**
 * Moves the focus among the elements of a set; to be called with `keydown` on what holds them.
 * @param selector finds them, in order
 */
export function rove(event: KeyboardEvent, selector: string): void {
  const steps: Record<string, number> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1, Home: -Infinity, End: Infinity };
  const step = steps[event.key];
  const holder = event.currentTarget as HTMLElement;
  const all = [...holder.querySelectorAll<HTMLElement>(selector)];
  const at = all.indexOf(event.target as HTMLElement);
  if (step === undefined || at < 0) return;
  event.preventDefault();
  all[Math.max(0, Math.min(all.length - 1, at + step))]?.focus();
}
