import type { Answer } from "../http/client.ts";

/** A transfer that failed, with curl's number and words for it. */
export class Failure extends Error {
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/** What is known of a transfer when it has ended. */
export interface Transfer {
  url: string;
  method: string;
  status: number;
  answer: Answer | undefined;
  address: number;
  port: number;
  received: number;
  sent: number;
  redirects: number;
  took: number;
  redirectUrl: string;
  headerBytes: number;
  scheme: string;
  code: number;
  error: string;
}
