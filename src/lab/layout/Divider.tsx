import { useRef } from "preact/hooks";

export interface DividerProps {
  /** What it sets, for those who can't see it: `Height of the terminal`. */
  readonly label: string;
  readonly orientation: "vertical" | "horizontal";
  /** Size of what it sets, as a fraction of the whole. */
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** True when growing means moving towards the start (left, up). */
  readonly reversed?: boolean;
  readonly class?: string;
  onChange(value: number): void;
  onReset(): void;
}

/** A line between two panes that mouse, finger and keyboard can move. Its parent is what the fractions are of. */
export function Divider({ label, orientation, value, min, max, reversed = false, onChange, onReset, ...rest }: DividerProps) {
  const line = useRef<HTMLDivElement>(null);
  const vertical = orientation === "vertical";
  const set = (next: number) => onChange(Math.min(max, Math.max(min, next)));

  const onPointerDown = (event: PointerEvent) => {
    const element = line.current;
    const parent = element?.parentElement;
    if (event.button !== 0 || !element || !parent) return;
    event.preventDefault();
    element.focus();
    element.setPointerCapture(event.pointerId);
    const box = parent.getBoundingClientRect();
    const at = (moved: PointerEvent) => (vertical ? moved.clientX / box.width : moved.clientY / box.height);
    const [from, start] = [value, at(event)];
    const move = (moved: PointerEvent) => set(from + (at(moved) - start) * (reversed ? -1 : 1));
    element.addEventListener("pointermove", move);
    element.addEventListener("lostpointercapture", () => element.removeEventListener("pointermove", move), { once: true });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const [less, more] = vertical ? ["ArrowLeft", "ArrowRight"] : ["ArrowUp", "ArrowDown"];
    const step = (event.shiftKey ? 0.1 : 0.025) * (reversed ? -1 : 1);
    const next = { [less as string]: value - step, [more as string]: value + step, Home: min, End: max }[event.key];
    if (next === undefined && event.key !== "Enter") return;
    event.preventDefault();
    if (next === undefined) onReset();
    else set(next);
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule can't be moved; this separator is a control.
    <div
      ref={line}
      class={`lab-divider ${orientation} ${rest.class ?? ""}`}
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={orientation}
      aria-valuenow={Math.round(value * 100)}
      aria-valuemin={Math.round(min * 100)}
      aria-valuemax={Math.round(max * 100)}
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
      onDblClick={onReset}
    />
  );
}
