/** How a running script leaves where it is. */
import type { Complaint } from "./dialect.ts";

export class BreakLoop extends Error {
  readonly depth: number;
  constructor(depth: number) {
    super("break");
    this.depth = depth;
  }
}

export class ContinueLoop extends Error {
  readonly depth: number;
  constructor(depth: number) {
    super("continue");
    this.depth = depth;
  }
}

export class ReturnFrom extends Error {
  readonly status: number;
  constructor(status: number) {
    super("return");
    this.status = status;
  }
}

export class ExitShell extends Error {
  readonly status: number;
  constructor(status: number) {
    super("exit");
    this.status = status;
  }
}

/** An expansion error: the shell says it and gives up what it was doing (a script: everything). */
export class ShellFailure extends Error {
  readonly complaint: Complaint;
  readonly status: number;
  constructor(complaint: Complaint, status: number) {
    super(complaint.kind);
    this.complaint = complaint;
    this.status = status;
  }
}

/** A builtin could not write what it had to say: the command fails, and the script goes on. */
export class WriteFailure extends ShellFailure {
  readonly reason: string;
  /** @param reason in the words of the system */
  constructor(reason: string) {
    super({ kind: "text", text: `write error: ${reason}` }, 1);
    this.reason = reason;
  }
}
