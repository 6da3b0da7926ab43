import { outputWindow } from "./protocol.ts";

/**
 * Carries a command's output to the page with back-pressure. Small writes gather into one message a turn; when more than a
 * window of text is under way, the rest waits here and writing returns a promise. A command that does not wait keeps
 * writing, so past `limit` the middle is dropped, and the learner is told how much.
 */
export class OutputPump {
  readonly #send: (text: string) => void;
  readonly #limit: number;
  #waiting = "";
  #tail = "";
  #dropped = 0;
  #underWay = 0;
  #scheduled = false;
  #resume: (() => void)[] = [];

  constructor(send: (text: string) => void, limit = 8 * outputWindow) {
    this.#send = send;
    this.#limit = limit;
  }

  /** Takes text. Returns a promise when the writer should wait for the page. */
  write(text: string): Promise<void> | undefined {
    if (this.#waiting.length + text.length > this.#limit || this.#tail) this.#overflow(text);
    else this.#waiting += text;
    if (!this.#scheduled) {
      this.#scheduled = true;
      setTimeout(() => {
        this.#scheduled = false;
        this.#flush();
      }, 4);
    }
    if (this.#underWay + this.#waiting.length < outputWindow) return undefined;
    return new Promise((resolve) => this.#resume.push(resolve));
  }

  /** The page has shown this much. */
  shown(characters: number): void {
    this.#underWay = Math.max(0, this.#underWay - characters);
    this.#flush();
  }

  /** Sends all that is left, window or not; call it before the command's answer. */
  end(): void {
    const text = this.#take(Number.POSITIVE_INFINITY);
    if (text) this.#send(text);
    for (const resume of this.#resume.splice(0)) resume();
  }

  #flush(): void {
    const text = this.#take(outputWindow - this.#underWay);
    if (text) {
      this.#underWay += text.length;
      this.#send(text);
    }
    if (this.#underWay + this.#waiting.length < outputWindow) for (const resume of this.#resume.splice(0)) resume();
  }

  #take(room: number): string {
    if (room <= 0) return "";
    if (this.#waiting.length > room) {
      const text = this.#waiting.slice(0, room);
      this.#waiting = this.#waiting.slice(room);
      return text;
    }
    let text = this.#waiting;
    if (this.#dropped)
      text += `\r\n\x1b[2m… ${this.#dropped.toLocaleString("en")} characters left out: more than the terminal can show …\x1b[22m\r\n`;
    text += this.#tail;
    this.#waiting = "";
    this.#tail = "";
    this.#dropped = 0;
    return text;
  }

  #overflow(text: string): void {
    const all = this.#tail + text;
    const keep = Math.floor(this.#limit / 4);
    this.#tail = all.slice(-keep);
    this.#dropped += all.length - this.#tail.length;
    if (!this.#tail) this.#tail = " ";
  }
}
