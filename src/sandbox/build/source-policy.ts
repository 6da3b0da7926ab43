/**
 * What a build may take from outside, as BuildKit's own source policy: it holds for every way that a Dockerfile has to name an
 * image, base images' ONBUILD and `# syntax=` among them. Names of the session's own images lead to where the engine has them.
 */
import { canonicalString, parseReference, withDefaultTag } from "../../engine/images/reference.ts";
import type { AllowList } from "../policy/allow-list.ts";
import { type Names, sessionPattern } from "../policy/names.ts";

interface Rule {
  readonly action: "ALLOW" | "DENY" | "CONVERT";
  /** With `*` for anything, unless it is an expression. */
  readonly selector: { readonly identifier: string; readonly match_type?: "REGEX" };
  readonly updates?: { readonly identifier: string };
}

/** @param own names of the session's images as it gave them: `app:1` */
export function sourcePolicy(images: AllowList, names: Names, own: readonly string[]): { readonly rules: readonly Rule[] } {
  const allowed = (...identifiers: readonly string[]): Rule[] =>
    identifiers.map((identifier) => ({ action: "ALLOW", selector: { identifier } }));
  return {
    // The last that fits decides.
    rules: [
      { action: "DENY", selector: { identifier: "*" } },
      ...allowed("local://*", ...images.identifiers),
      { action: "DENY", selector: { identifier: `^docker-image://docker\\.io/${sessionPattern}/`, match_type: "REGEX" } },
      ...allowed(`docker-image://docker.io/${names.session}/*`),
      ...own.map(
        (name): Rule => ({
          action: "CONVERT",
          selector: { identifier: `docker-image://${canonicalString(withDefaultTag(parseReference(name)))}` },
          updates: { identifier: `docker-image://docker.io/${names.realImage(name)}` },
        }),
      ),
    ],
  };
}
