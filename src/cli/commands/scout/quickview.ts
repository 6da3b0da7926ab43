import { type Finding, scan } from "../../../engine/scan/vulnerabilities.ts";
import type { Call } from "../../command.ts";
import { labLine } from "../../errors.ts";
import { baseOf } from "../../scan/base-image.ts";
import { fictionNotice, scanImage } from "../../scan/scan-image.ts";
import { newerOf } from "./recommendations.ts";
import { counts, indexed, nextSteps, rows } from "./report.ts";

/** `docker scout quickview`: one line each for the image, its base, and the base it could have. */
export async function quickview({ args: [reference = ""], context }: Call): Promise<number> {
  const scanned = await scanImage(reference, context);
  context.stderr(`${indexed(scanned)}\n`);
  const { image, scan: found } = scanned;
  const shown: [label: string, name: string, findings: readonly Finding[]][] = [["Target", reference, found.findings]];
  const base = await baseOf(image);
  if (base) {
    const { vulnerabilities } = await import("../../../../content/vulnerabilities/index.ts");
    shown.push(["Base image", `${base.repository}:${base.tags[0]}`, scan(await base.load(), vulnerabilities).findings]);
    const [better] = await newerOf(base);
    if (better) shown.push(["Updated base image", `${base.repository}:${better.tag}`, better.findings]);
  }
  const width = Math.max(...shown.map(([, name]) => name.length));
  const pairs = shown.map(([label, name, findings]): [string, string] => [label, `${name.padEnd(width)}  │ ${counts(findings)}`]);
  pairs.splice(1, 0, ["  digest", image.Id.slice("sha256:".length, "sha256:".length + 12)]);
  context.stdout(rows(pairs));
  context.stdout(
    nextSteps(reference, [
      ["View vulnerabilities", "cves"],
      ...(base ? ([["View base image update recommendations", "recommendations"]] as const) : []),
    ]),
  );
  context.stderr(`${labLine(await fictionNotice())}\n`);
  return 0;
}
