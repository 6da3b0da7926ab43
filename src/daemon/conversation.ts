/** A client on a container's or an exec's streams. */
import type { Attachment } from "../engine/api.ts";
import { decoded, frame } from "./wire/frames.ts";
import type { Connection } from "./wire/message.ts";

/**
 * Carries bytes both ways until the output ends, the client leaves by its keys, or the connection is gone. A client that
 * closes its side only has nothing more to say: it hears the rest.
 */
export async function converse(
  attachment: Attachment,
  connection: Connection,
  { raw, input }: { readonly raw: boolean; readonly input: boolean },
): Promise<void> {
  const leave = (): void => attachment.detach();
  connection.gone.addEventListener("abort", leave, { once: true });
  if (connection.gone.aborted) leave();
  void listen(attachment, connection, input).catch(leave);
  try {
    for await (const chunk of attachment.output) await connection.write(frame(chunk, raw));
  } catch (error) {
    if (!connection.gone.aborted) throw error;
  } finally {
    connection.gone.removeEventListener("abort", leave);
    leave();
  }
}

/** Reads even what nobody wants, so that the end of the connection is seen. */
async function listen(attachment: Attachment, connection: Connection, input: boolean): Promise<void> {
  for await (const text of decoded(connection.input)) if (input) await attachment.write(text);
  if (input) attachment.closeInput();
}
