/** What ends sed before its work is done. */
export class SedFailure extends Error {
  readonly busybox: string;
  /** Of GNU's; busybox always exits with 1. */
  readonly status: number;
  constructor(gnu: string, busybox: string, status = 4) {
    super(gnu);
    this.busybox = busybox;
    this.status = status;
  }
}
