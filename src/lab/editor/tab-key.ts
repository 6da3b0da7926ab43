/**
 * Who decides what Tab does in an editor. It moves on, so that nobody who walks through the page with the keyboard is caught,
 * until the learner has typed or clicked in the editor: then it indents. Escape gives it back.
 */
export class TabKey {
  #indents = false;
  #byPointer = false;
  readonly #changed: (indents: boolean) => void;

  constructor(changed: (indents: boolean) => void = () => {}) {
    this.#changed = changed;
  }

  get indents(): boolean {
    return this.#indents;
  }
  pointerDown(): void {
    this.#byPointer = true;
    this.#set(true);
  }
  focus(): void {
    this.#set(this.#byPointer);
    this.#byPointer = false;
  }
  typed(): void {
    this.#set(true);
  }
  escape(): void {
    this.#set(false);
  }
  #set(indents: boolean): void {
    if (indents === this.#indents) return;
    this.#indents = indents;
    this.#changed(indents);
  }
}

/** Said of every editor to those who can't see it. */
export const leaveHelp = "Press Escape, then Tab, to leave the editor.";
