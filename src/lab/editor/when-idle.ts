/** Runs work when the page has nothing better to do, or at the learner's first touch of it. Returns a function that calls it off. */
export function whenIdle(work: () => void, patience = 1500): () => void {
  let done = false;
  const run = () => {
    stop();
    if (!done) work();
    done = true;
  };
  const soon = () => setTimeout(run, 0);
  const timer = setTimeout(run, patience);
  const idle = typeof requestIdleCallback === "function" ? requestIdleCallback(run, { timeout: patience }) : undefined;
  for (const type of ["pointerdown", "keydown", "focusin"]) addEventListener(type, soon, { once: true, passive: true });
  const stop = () => {
    clearTimeout(timer);
    if (idle !== undefined) cancelIdleCallback(idle);
    for (const type of ["pointerdown", "keydown", "focusin"]) removeEventListener(type, soon);
  };
  return () => {
    done = true;
    stop();
  };
}
