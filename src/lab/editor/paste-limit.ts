import type { Notices } from "../state/notices.ts";

/** As many characters go into the editor at once; more would hold the page for seconds. */
const pasteLimit = 1_000_000;

/**
 * Keeps what is too long out of the editor, and says where it can go instead.
 * @returns what takes the watch away again
 */
export function limitPaste(area: HTMLElement, notices: Notices): () => void {
  const check = (event: ClipboardEvent | DragEvent) => {
    const text = ("clipboardData" in event ? event.clipboardData : event.dataTransfer)?.getData("text/plain") ?? "";
    if (text.length <= pasteLimit) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    notices.say(
      `That text has ${(text.length / 1e6).toFixed(1)} million characters; the editor takes up to one million at once. Nothing was inserted: paste it in parts, or make the file in the terminal.`,
      { kind: "warning" },
    );
  };
  area.addEventListener("paste", check, true);
  area.addEventListener("drop", check, true);
  return () => {
    area.removeEventListener("paste", check, true);
    area.removeEventListener("drop", check, true);
  };
}
