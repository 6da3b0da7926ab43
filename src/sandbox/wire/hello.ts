/** The first words on a connection, as text: who comes, and whether they may. */
import { z } from "zod/mini";
import { ProtocolError } from "./protocol-error.ts";

/** A token opens a session, once. Its secret leads back to it; with a link's number and what has come over that link, to where it stood. */
const helloShape = z.union([
  z.strictObject({ token: z.string().check(z.maxLength(100)) }),
  z.strictObject({
    session: z.string().check(z.maxLength(100)),
    secret: z.string().check(z.maxLength(100)),
    link: z.optional(z.strictObject({ number: z.int(), received: z.int() })),
  }),
]);

export type Hello = z.infer<typeof helloShape>;

export interface SandboxLimits {
  /** Bytes a container may have. */
  readonly memory: number;
  readonly cpus: number;
  readonly pids: number;
  readonly containers: number;
  /** Bytes that a session may write. */
  readonly disk: number;
  /** Minutes that a container may run. */
  readonly minutes: number;
}

export type Welcome =
  | {
      readonly session: string;
      readonly secret: string;
      readonly link: number;
      readonly received: number;
      /** `Docker 28.5.2 on this machine`. */
      readonly engine: string;
      readonly limits: SandboxLimits;
    }
  /** `final`: it makes no sense to come again. */
  | { readonly refused: string; readonly final: boolean };

/** Throws `ProtocolError`. */
export function readHello(text: string): Hello {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ProtocolError("the first message is no JSON");
  }
  const hello = helloShape.safeParse(value);
  if (!hello.success) throw new ProtocolError("the first message is no greeting");
  return hello.data;
}
