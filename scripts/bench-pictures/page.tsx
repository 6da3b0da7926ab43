/** The page that `scripts/bench-pictures.ts` drives. */
import "../../src/styles/tokens.css";
import "../../src/styles/base.css";
import { render } from "preact";
import type { BenchCase } from "./bench-case.ts";

const files = import.meta.glob<{ cases: readonly BenchCase[] }>("./cases/*.tsx", { eager: true });
const cases = Object.values(files).flatMap((file) => file.cases);

const stand = document.createElement("div");
stand.style.height = "800px";
document.body.append(stand);

let shown: BenchCase | undefined;
let round = 0;

/** Ends when the frame that is due now has been painted. */
const painted = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));

function draw(): Promise<void> {
  if (shown) render(shown.frames[round % shown.frames.length]?.() ?? null, stand);
  return painted();
}

Object.assign(globalThis, {
  bench: {
    names: cases.map(({ name }) => name),
    show(name: string) {
      shown = cases.find((one) => one.name === name);
      round = 0;
      render(null, stand);
      stand.style.width = `${shown?.width ?? 900}px`;
      return draw();
    },
    next() {
      round += 1;
      return draw();
    },
    idle: painted,
  },
});
