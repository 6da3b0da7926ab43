import type { Attachment, StreamChunk } from "../../../engine/api.ts";
import { unframed } from "../../../daemon/wire/frames.ts";
import { textToBytes } from "../../../engine/programs/shell/bytes.ts";
import type { ApiAnswer } from "../transport.ts";

/**
 * A connection that was taken over, as an attachment.
 * @param stillRuns asked when the output has ended: what goes on without us was left by its detach keys
 */
export function attachmentOf(answer: ApiAnswer, raw: boolean, stillRuns: () => Promise<boolean>): Attachment {
  let isLeft = false;
  let over: (detached: boolean) => void = () => {};
  const ended = new Promise<boolean>((resolve) => {
    over = resolve;
  });
  async function* output(): AsyncGenerator<StreamChunk> {
    try {
      yield* unframed(answer.body, raw);
    } catch (error) {
      if (!isLeft) throw error;
    } finally {
      over(isLeft ? false : await stillRuns().catch(() => false));
    }
  }
  return {
    output: output(),
    ended,
    write: (text) => answer.write(textToBytes(text)),
    closeInput: () => answer.end(),
    detach() {
      isLeft = true;
      answer.abort();
      over(false);
    },
  };
}
