/** Which of two versions comes first, as each kind of package counts. */
import { compareVersions as compareNode, parseVersion } from "../programs/packages/npm/semver.ts";
import { compareVersions as comparePython } from "../programs/packages/pip/version.ts";
import type { PackageType } from "./packages.ts";

/** Negative when `a` is older than `b`. */
export function compareVersions(type: PackageType, a: string, b: string): number {
  if (type === "pypi") return comparePython(a, b);
  if (type === "npm") return compareNode(parseVersion(a) ?? [0, 0, 0], parseVersion(b) ?? [0, 0, 0]);
  return compareDebian(a, b);
}

/** `[epoch:]upstream[-revision]`. Alpine's have the same parts, `-r3` for the last. */
function compareDebian(a: string, b: string): number {
  const [x, y] = [partsOf(a), partsOf(b)];
  return x.epoch - y.epoch || compareText(x.upstream, y.upstream) || compareText(x.revision, y.revision);
}

function partsOf(version: string): { readonly epoch: number; readonly upstream: string; readonly revision: string } {
  const [, epoch = "0", rest = ""] = /^(?:(\d+):)?(.*)$/s.exec(version) ?? [];
  const dash = rest.lastIndexOf("-");
  return { epoch: Number(epoch), upstream: dash < 0 ? rest : rest.slice(0, dash), revision: dash < 0 ? "" : rest.slice(dash + 1) };
}

/** Letters and numbers in turn; a tilde comes before everything, even the end, letters before other signs. */
function compareText(a: string, b: string): number {
  const rank = (sign: string | undefined): number =>
    sign === undefined || /\d/.test(sign) ? 0 : sign === "~" ? -1 : /[a-z]/i.test(sign) ? sign.charCodeAt(0) : sign.charCodeAt(0) + 256;
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    while ((i < a.length && !/\d/.test(a.charAt(i))) || (j < b.length && !/\d/.test(b.charAt(j)))) {
      const difference = rank(a[i]) - rank(b[j]);
      if (difference !== 0) return difference;
      i++;
      j++;
    }
    const [x = "", y = ""] = [a.slice(i), b.slice(j)].map((rest) => /^\d*/.exec(rest)?.[0] ?? "");
    if (Number(x) !== Number(y)) return Number(x) - Number(y);
    i += x.length;
    j += y.length;
  }
  return 0;
}
