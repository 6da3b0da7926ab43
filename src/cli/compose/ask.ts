/** A question before something is lost. */
import { typedLine } from "../ask.ts";
import type { DockerContext } from "../context.ts";
import { isTrue } from "./variables.ts";

/** Asked on standard output; where nobody types, without an end of line. No is the answer of silence. */
export async function asks(context: DockerContext, question: string): Promise<boolean> {
  context.stdout(context.terminal?.stdin ? `? ${question} (y/N) ` : question);
  return isTrue((await typedLine(context)).trim());
}
