/**
 * What a build may take from outside, as BuildKit's own source policy: it holds for every way that a Dockerfile has to name an
 * image, base images' ONBUILD and `# syntax=` among them. Names of the session's own images lead to where the engine has them.
 */
import { canonicalString, parseReference, withDefaultTag } from "../../engine/images/reference.ts";
import type { AllowList } from "../policy/allow-list.ts";
import type { Names } from "../policy/names.ts";

interface Rule {
  readonly action: "ALLOW" | "DENY" | "CONVERT";
  readonly selector: { readonly identifier: string };
  readonly updates?: { readonly identifier: string };
}

/** @param own names of the session's images as it gave them: `app:1` */
export function sourcePolicy(images: AllowList, names: Names, own: readonly string[]): { readonly rules: readonly Rule[] } {
  const allowed = ["local://*", ...images.identifiers, `docker-image://docker.io/${names.session}/*`];
  return {
    rules: [
      { action: "DENY", selector: { identifier: "*" } },
      ...allowed.map((identifier): Rule => ({ action: "ALLOW", selector: { identifier } })),
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
