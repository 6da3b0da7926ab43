/** Which lines a command is for. */
import type { Address, Command, RangeEnd } from "./syntax.ts";
import type { SedPattern } from "./patterns.ts";

/** What addresses are held against. */
export interface Subject {
  readonly line: number;
  isLast(): Promise<boolean>;
  matches(pattern: SedPattern): boolean;
}

type Range = "inactive" | "active" | "closed";

/** Keeps where every range is. */
export class Selection {
  readonly #extended: boolean;
  readonly #states = new Map<Command, Range>();
  /** The line a range ends at, where that is a number. */
  readonly #ends = new Map<Command, number>();

  /** @param extended knows `0,/re/` */
  constructor(extended: boolean) {
    this.#extended = extended;
  }

  async selects(command: Command, subject: Subject): Promise<boolean> {
    const { from, to, inverted } = command.selector;
    if (!from) return !inverted;
    const selected = to ? await this.#inRange(command, from, to, subject) : await addresses(from, subject);
    return selected !== inverted;
  }

  /** Whether a range goes on behind the line. */
  goesOn(command: Command): boolean {
    return command.selector.to !== undefined && this.#states.get(command) === "active";
  }

  async #inRange(command: Command, from: Address, to: RangeEnd, subject: Subject): Promise<boolean> {
    const fromStart = this.#extended && from.type === "line" && from.line === 0;
    const state = this.#states.get(command) ?? (fromStart ? "active" : "inactive");
    if (state === "active") {
      const within = await this.#goOn(command, to, subject);
      if (within) return true;
    } else if (state === "closed") return false;
    if (!(await addresses(from, subject))) return false;
    return this.#begin(command, to, subject);
  }

  /** A line within a range, which may be its last. False when the range ended before it. */
  async #goOn(command: Command, to: RangeEnd, subject: Subject): Promise<boolean> {
    const end = this.#ends.get(command);
    if (end !== undefined) {
      if (subject.line >= end) this.#close(command);
      return subject.line <= end;
    }
    if (await addresses(to as Address, subject)) this.#close(command);
    else this.#states.set(command, "active");
    return true;
  }

  async #begin(command: Command, to: RangeEnd, subject: Subject): Promise<boolean> {
    const end = endOf(to, subject.line);
    if (end !== undefined && end <= subject.line) {
      this.#close(command);
      return true;
    }
    // An end that is the last line may be this one; an expression is looked for from the next one on.
    if (to.type === "last" && (await subject.isLast())) {
      this.#close(command);
      return true;
    }
    if (end !== undefined) this.#ends.set(command, end);
    this.#states.set(command, "active");
    return true;
  }

  #close(command: Command): void {
    this.#ends.delete(command);
    // A line's number does not come again.
    const { from } = command.selector;
    this.#states.set(command, from?.type === "line" && from.line === 0 ? "closed" : "inactive");
  }
}

/** The line number a range ends at, where it has one. */
function endOf(to: RangeEnd, line: number): number | undefined {
  switch (to.type) {
    case "line":
      return to.line;
    case "lines":
      return line + to.count;
    case "multiple":
      return to.count === 0 ? line : (Math.floor(line / to.count) + 1) * to.count;
    default:
      return undefined;
  }
}

async function addresses(address: Address, subject: Subject): Promise<boolean> {
  switch (address.type) {
    case "line":
      return subject.line === address.line;
    case "last":
      return subject.isLast();
    case "step":
      return address.step <= 0
        ? subject.line === address.first
        : subject.line >= address.first && (subject.line - address.first) % address.step === 0;
    case "pattern":
      return subject.matches(address.pattern);
  }
}
