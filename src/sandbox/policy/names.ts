/**
 * A session's names. What a learner calls `web` is `dd-1f2e3d4c-web` in the engine, and the image `app:1` is
 * `dd-1f2e3d4c/app:1`: sessions cannot collide, nor guess each other's names.
 */
import { familiarString, InvalidReference, parseReference } from "../../engine/images/reference.ts";
import { DaemonError } from "./refusal.ts";

/** Whose an object is: on everything a session makes. */
export const sessionLabel = "dev.drydock.session";
/** Which gateway made it: what is found with it after a crash goes. */
export const gatewayLabel = "dev.drydock.gateway";
/** What a container was asked to be, where the sandbox made something else of it. */
export const askedLabel = "dev.drydock.asked";
export const labelPrefix = "dev.drydock.";

/** What any session is called, as an expression. */
export const sessionPattern = "dd-[0-9a-f]{8}";

const port = "__port__";

export class Names {
  /** `dd-` and eight hexadecimal digits: can begin the name of anything in Docker. */
  readonly session: string;
  readonly prefix: string;

  constructor(session: string) {
    this.session = session;
    this.prefix = `${session}-`;
  }

  /** The engine's name for a container, network or volume. */
  real(name: string): string {
    return this.prefix + name.replace(/^\//, "");
  }

  /**
   * The engine's name for an image of the session's, with its tag. A digest cannot be had: own images are in no registry.
   * @throws DaemonError 400 in the daemon's words for what is no reference
   */
  realImage(reference: string): string {
    return this.realTag(withTag(reference));
  }

  /** The same with a tag only where one was given: builds tell of a name as it was written. */
  realTag(reference: string): string {
    try {
      return `${this.session}/${familiarString(parseReference(reference)).replace(/^([^/]*):(\d+)\//, `$1${port}$2/`)}`;
    } catch (error) {
      if (error instanceof InvalidReference) throw new DaemonError(400, error.message);
      throw error;
    }
  }

  /** `app:1`, when the name is one of the session's. */
  shownImage(reference: string): string | undefined {
    const own = `${this.session}/`;
    return reference.startsWith(own) ? reference.slice(own.length).replace(port, ":") : undefined;
  }

  /** Whatever the engine says, with the session's names as the learner gave them. */
  shown(text: string): string {
    if (!text.includes(this.session)) return text;
    return text
      .replace(new RegExp(`docker\\.io/${this.session}/([^\\s"'/]+)(?![^\\s"'])`, "g"), (_, name: string) => canonicalOwn(name))
      .replaceAll(`docker.io/${this.session}/`, "docker.io/")
      .replaceAll(`${this.session}/`, "")
      .replaceAll(this.prefix, "");
  }
}

function withTag(reference: string): string {
  return hasTag(reference) || reference.includes("@") ? reference : `${reference}:latest`;
}

/** Whether a tag or a digest stands at the end of a name. In time that grows with its length alone: it may be very long. */
export function hasTag(reference: string): boolean {
  return reference.lastIndexOf(":") > reference.lastIndexOf("/");
}

/** An image without a namespace of its own is Docker's `library/`. */
function canonicalOwn(name: string): string {
  return `docker.io/library/${name}`;
}
