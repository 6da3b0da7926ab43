/** Scripts that can't be read. */

/** One part of a script: the text of an `-e`, or a file. */
export interface ScriptSource {
  readonly text: string;
  readonly file?: string;
}

/** What is wrong, in GNU's words and in busybox's. */
export class ScriptMistake extends Error {
  readonly busybox: string;
  constructor(gnu: string, busybox: string) {
    super(gnu);
    this.busybox = busybox;
  }
}

/** A script that sends to a label that there is not. */
export class MissingLabel extends Error {}
