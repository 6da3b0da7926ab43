/** Progress as a stream of JSON objects, one a line. */
import { EngineError } from "../../engine/api.ts";
import { type Answer, jsonLine } from "./message.ts";

/** What went wrong with a build; `code` is that of the command that failed. */
export class BuildFailed extends EngineError {
  readonly code: number | undefined;
  constructor(message: string, code?: number) {
    super(400, message);
    this.name = "BuildFailed";
    this.code = code;
  }
}

export type Tell = (message: object) => void;

/**
 * Answers with what `work` tells, as it tells it. When it fails before it has told anything the failure is the answer, with
 * its status; afterwards, or when the answer is `promised` from the start, it is the last message.
 */
export async function messages(
  work: (tell: Tell) => Promise<void>,
  { promised = false }: { readonly promised?: boolean } = {},
): Promise<Answer> {
  const queue: Uint8Array[] = [];
  let over = false;
  let wake: () => void = () => {};
  let began: () => void = () => {};
  const beginning = new Promise<void>((resolve) => {
    began = resolve;
  });
  const tell: Tell = (message) => {
    queue.push(jsonLine(message));
    began();
    wake();
  };
  let started = promised;
  const working = work(tell)
    .catch((error: unknown) => {
      if (!started && queue.length === 0) throw error;
      tell(failure(error));
    })
    .finally(() => {
      over = true;
      wake();
    });
  if (!promised) await Promise.race([working, beginning]);
  started = true;
  async function* body(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const next = queue.shift();
      if (next) yield next;
      else if (over) return;
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
  }
  return { status: 200, headers: { "content-type": "application/json" }, body: body() };
}

/** The last message of work that failed. */
function failure(error: unknown): object {
  const code = error instanceof BuildFailed ? error.code : undefined;
  const message = error instanceof EngineError ? error.message : `drydock: ${(error as Error).message}`;
  return { errorDetail: { ...(code !== undefined && { code }), message }, error: message };
}
