/** What the machine does not do, as node's errors have it. */
export interface Refusal {
  readonly code: string;
  readonly syscall: string;
  readonly path?: string;
  readonly hostname?: string;
  readonly address?: string;
  readonly port?: number;
}

/** Thrown by operations; the program gets an error of its own. */
export class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}
