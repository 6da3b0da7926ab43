/** Marks the lessons whose exercise was solved in this browser: in the course, and among the ticks of the header. */
import { solvedLessons } from "../../progress/solved.ts";

export function markSolved(): void {
  solvedLessons().then((solved) => Object.keys(solved).forEach(mark));
  document.addEventListener("drydock:solved", (event) => mark((event as CustomEvent<string>).detail));
}

/** @param lesson as the lab names it, with or without numbers: `05-cache/02-order-matters` */
function mark(lesson: string): void {
  const id = lesson.replace(/(^|\/)\d+-/g, "$1");
  for (const item of document.querySelectorAll<HTMLElement>(`[data-progress="${CSS.escape(id)}"]`)) {
    item.dataset.solved = "";
    const minutes = item.querySelector(".minutes");
    if (minutes) minutes.textContent = "✓ solved";
  }
}
