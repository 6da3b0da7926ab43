/** When a program that computes lets the event loop have its turn. */

/** Calls and turns of loops since that happened, of all programs. */
let steps = 0;
const stepsPerBreath = 5000;

/** Counts a call or a turn of a loop; whether it is time to yield `breath`. */
export function countStep(): boolean {
  if (++steps <= stepsPerBreath) return false;
  steps = 0;
  return true;
}
