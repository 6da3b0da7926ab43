import { type Finding, scan, severities } from "../../../engine/scan/vulnerabilities.ts";
import type { Call } from "../../command.ts";
import { labLine } from "../../errors.ts";
import { humanSize } from "../../format/units.ts";
import { type BaseImage, baseOf, imagesOf } from "../../scan/base-image.ts";
import { fictionNotice, scanImage } from "../../scan/scan-image.ts";
import { counts, indexed, rows } from "./report.ts";

interface Candidate {
  readonly tag: string;
  readonly size: number;
  readonly findings: readonly Finding[];
}

/** Bases of the same repository with less wrong, the best first. */
export async function newerOf(base: BaseImage): Promise<Candidate[]> {
  const { vulnerabilities } = await import("../../../../content/vulnerabilities/index.ts");
  const weigh = async (image: BaseImage): Promise<Candidate> => ({
    tag: image.tags[0] as string,
    size: image.size,
    findings: scan(await image.load(), vulnerabilities).findings,
  });
  const own = weight((await weigh(base)).findings);
  const others = (await imagesOf(base.repository)).filter(({ tags }) => tags[0] !== base.tags[0]);
  const candidates = await Promise.all(others.map(weigh));
  return candidates
    .filter(({ findings }) => weight(findings) < own)
    .sort((a, b) => weight(a.findings) - weight(b.findings) || a.size - b.size)
    .slice(0, 4);
}

/** A severity counts more than any number of the next lower one. */
function weight(findings: readonly Finding[]): number {
  return findings.reduce((sum, { vulnerability }) => sum + 1000 ** (severities.length - 1 - severities.indexOf(vulnerability.severity)), 0);
}

/** `docker scout recommendations`: what the image could stand on instead. */
export async function recommendations({ args: [reference = ""], context }: Call): Promise<number> {
  const scanned = await scanImage(reference, context);
  context.stderr(`${indexed(scanned)}\n`);
  context.stdout(
    rows([
      ["Target", reference],
      ["  digest", scanned.image.Id.slice(7, 19)],
    ]),
  );
  const base = await baseOf(scanned.image);
  context.stdout("\n## Recommended fixes\n\n");
  if (!base) context.stdout("  No base image was detected, so there is nothing to recommend\n");
  else {
    const { vulnerabilities } = await import("../../../../content/vulnerabilities/index.ts");
    const { findings, packages, distribution } = scan(await base.load(), vulnerabilities);
    context.stdout(
      `  Base image is  ${base.repository}:${base.tags[0]} \n\n${rows([
        ["Name", base.tags[0] as string],
        ["Vulnerabilities", counts(findings)],
        ["Size", humanSize(base.size, 3)],
        ["Packages", String(packages.length)],
        ...(distribution
          ? ([
              ["Flavor", distribution.id],
              ["OS", distribution.release],
            ] as const)
          : []),
      ])}`,
    );
    const others = await newerOf(base);
    context.stdout("\nChange base image\n");
    if (others.length === 0) context.stdout("  There are no tag recommendations at this time.\n");
    else
      context.stdout(
        rows([
          ["Tag", "Vulnerabilities"],
          ...others.map(({ tag, size, findings: left }) => [tag, `${counts(left)} ${humanSize(size, 3)}`] as const),
        ]),
      );
  }
  context.stderr(`${labLine(await fictionNotice())}\n`);
  return 0;
}
