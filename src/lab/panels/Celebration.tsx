import { useEffect, useRef } from "preact/hooks";
import { useLab } from "../context.ts";

/** All checks pass: the ship leaves the dock. Said, drawn, and over when the learner says so. */
export function Celebration() {
  const { checks, props } = useLab();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    // In a narrow window the pane may be hidden now; it is brought into sight when it gets a size.
    const seen = new ResizeObserver(([entry]) => {
      if (!entry || entry.contentRect.height === 0) return;
      seen.disconnect();
      element.scrollIntoView({ block: "start" });
    });
    seen.observe(element);
    return () => seen.disconnect();
  }, []);
  return (
    <div class="lab-celebration" role="status" ref={box}>
      <svg viewBox="0 0 320 96" aria-hidden="true">
        <path class="dock" d="M8 20v60h304V20" />
        <path class="water" d="M8 64h304" />
        <g class="ship">
          <path d="M104 52h112l-16 22h-80z" />
          <path d="M132 52V38h26v14 M158 52V30h20v22 M178 52V40h18v12" />
          <path d="M160 30V10l26 8-26 7" />
        </g>
      </svg>
      <h3>She floats.</h3>
      <p>
        <b>{props.title}</b> is solved: all {checks.reports.value.length} checks pass. Your way is one of several; the solution below shows
        another.
      </p>
      <button
        type="button"
        class="btn"
        onClick={() => {
          checks.celebrating.value = false;
        }}
      >
        Carry on
      </button>
    </div>
  );
}
