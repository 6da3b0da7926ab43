/**
 * Which frontend reads a Dockerfile, and what that one knows beyond the one built into BuildKit 0.24: `# syntax=` and
 * `--build-arg BUILDKIT_SYNTAX=` name an image that does it instead.
 */
import { canonical, InvalidReference } from "../images/reference.ts";
import type { SourceRange } from "../api.ts";
import { DockerfileError } from "./ast.ts";
import { syntaxDirective } from "./directives.ts";

/** Flags that not every frontend takes. */
export interface Features {
  /** COPY and ADD `--exclude`. */
  readonly exclude: boolean;
  /** COPY `--parents`. */
  readonly parents: boolean;
  /** RUN `--security`. */
  readonly security: boolean;
  /** RUN `--device` is carried out; every frontend reads it. */
  readonly device: boolean;
}

/** The stable frontend that BuildKit 0.24 brings along, which is 1.18. */
export const builtIn: Features = { exclude: false, parents: false, security: false, device: false };

export interface Frontend {
  /** Canonical: `docker.io/docker/dockerfile:1`. */
  readonly reference: string;
  /** Undefined when there is no such frontend. */
  readonly features: Features | undefined;
  /** The line that names it; absent when the build argument does. */
  readonly range?: SourceRange;
}

/**
 * The frontend image that a Dockerfile or a build argument asks for; undefined when the built-in one reads it.
 * Throws `DockerfileError` for what is no image name.
 */
export function frontendOf(text: string, buildArgs: Readonly<Record<string, string>> = {}): Frontend | undefined {
  const given = buildArgs.BUILDKIT_SYNTAX;
  const directive = given === undefined ? syntaxDirective(text) : undefined;
  const written = given === undefined ? directive?.value : given.trim().split(" ")[0];
  if (written === undefined) return undefined;
  const reference = referenceOf(written, directive?.range);
  const features = featuresOf(reference);
  return { reference, features, ...(directive?.range && { range: directive.range }) };
}

/** The frontend itself could not be had. */
export class NoFrontend extends DockerfileError {}

/** What is said of a frontend that is not there. */
export function unknownFrontend({ reference, range }: Frontend): NoFrontend {
  return new NoFrontend(`failed to resolve source metadata for ${reference}: ${reference}: not found`, range);
}

function referenceOf(written: string, range: SourceRange | undefined): string {
  try {
    return canonical(written);
  } catch (error) {
    if (!(error instanceof InvalidReference)) throw error;
    const why = error.message.replace(/repository name \((?=[^/]*\))/, "repository name (library/");
    throw new NoFrontend(`invalid context name ${written}: ${why}`, range);
  }
}

/** What the named frontend knows; the built-in's features when none is named or the name cannot be read. */
export function featuresFor(text: string, buildArgs?: Readonly<Record<string, string>>): Features {
  try {
    return frontendOf(text, buildArgs)?.features ?? builtIn;
  } catch (error) {
    if (error instanceof DockerfileError) return builtIn;
    throw error;
  }
}

/** The last release there is: tags without a number follow it. */
const newest = 26;

/** `1`, `1.7`, `1.7.1`, each with `-labs`; `latest`, `labs`, `master`, `experimental`. A digest alone is the newest. */
function featuresOf(reference: string): Features | undefined {
  const match = /^docker\.io\/docker\/dockerfile(?:-upstream)?(?::([^@]+))?(?:@sha256:[0-9a-f]{64})?$/.exec(reference);
  if (!match) return undefined;
  const tag = /^(?:1(?:\.(\d+)(?:\.\d+)?(?:-rc\d+)?)?(-labs|-experimental)?|latest|(labs|experimental)|(?:master)(-labs)?)$/.exec(
    match[1] ?? "latest",
  );
  if (!tag) return undefined;
  const minor = tag[1] === undefined ? newest : Number(tag[1]);
  if (minor > newest) return undefined;
  const labs = tag[2] !== undefined || tag[3] !== undefined || tag[4] !== undefined;
  return {
    exclude: minor >= (labs ? 7 : 19),
    parents: minor >= (labs ? 7 : 20),
    security: labs || minor >= 20,
    device: labs && minor >= 14,
  };
}
