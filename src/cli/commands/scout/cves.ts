import { type Finding, type Scan, scan, severities } from "../../../engine/scan/vulnerabilities.ts";
import type { Call } from "../../command.ts";
import { CliError, labLine, NotInLab } from "../../errors.ts";
import type { FlagValues } from "../../flags/parse.ts";
import { goJson } from "../../format/json.ts";
import { humanSize } from "../../format/units.ts";
import { baseOf } from "../../scan/base-image.ts";
import { fictionNotice, type ScannedImage, scanImage } from "../../scan/scan-image.ts";
import { counts, indexed, nextSteps, plural } from "./report.ts";

/** Exit code of `--exit-code` where something was found. */
const found = 2;

/** `docker scout cves`: every vulnerability, package by package. */
export async function cves({ flags, args: [reference = ""], context }: Call): Promise<number> {
  const format = flags.text("format");
  if (["sarif", "spdx", "gitlab", "markdown", "sbom"].includes(format))
    throw new NotInLab(`of the formats of \`docker scout cves\` the lab has packages, only-packages and json, not ${format}.`);
  if (!["packages", "only-packages", "json"].includes(format)) throw new CliError(`format ${format} not supported`);
  const scanned = await scanImage(reference, context);
  const findings = await chosen(scanned, flags);
  const byPackage = grouped(findings);
  context.stderr(indexed(scanned));
  context.stderr(
    findings.length === 0
      ? "    ✓ No vulnerable package detected\n"
      : `    ✗ Detected ${plural(byPackage.size, "vulnerable package")} with a total of ${plural(findings.length, "vulnerability", "vulnerabilities")}\n`,
  );
  if (format === "json") context.stdout(`${goJson(asJson(scanned, findings), "  ")}\n`);
  else {
    context.stdout(`\n\n## Overview\n\n${overview(scanned, findings)}\n\n## Packages and Vulnerabilities\n\n`);
    if (findings.length === 0) context.stdout("  No vulnerable packages detected\n");
    for (const [, group] of byPackage) context.stdout(packageBlock(group, scanned.scan, format === "only-packages"));
    context.stdout(summary(findings, byPackage.size));
    context.stdout(nextSteps(reference, [["View base image update recommendations", "recommendations"]]));
  }
  context.stderr(`${labLine(await fictionNotice())}\n`);
  return flags.bool("exit-code") && findings.length > 0 ? found : 0;
}

function grouped(findings: readonly Finding[]): Map<Finding["installed"], Finding[]> {
  const groups = new Map<Finding["installed"], Finding[]>();
  for (const finding of findings) groups.set(finding.installed, [...(groups.get(finding.installed) ?? []), finding]);
  return groups;
}

/** Those that the flags ask for. @throws CliError */
async function chosen({ scan: { findings }, image }: ScannedImage, flags: FlagValues): Promise<readonly Finding[]> {
  const only = flags.list("only-severity").map((name) => name.toUpperCase());
  for (const name of only)
    if (!severities.some((severity) => severity === name))
      throw new CliError(`invalid severity ${name.toLowerCase()}: must be one of critical, high, medium, low, unspecified`);
  const types = flags.list("only-package-type");
  const ids = flags.list("only-cve-id");
  const ofBase = flags.bool("ignore-base") ? await baseFindings(image) : new Set<string>();
  return findings.filter(
    ({ vulnerability: { severity, fixed, id }, installed: { type, name, version } }) =>
      (only.length === 0 || only.includes(severity)) &&
      (types.length === 0 || types.includes(type)) &&
      (ids.length === 0 || ids.includes(id)) &&
      !(flags.bool("only-fixed") && fixed === undefined) &&
      !(flags.bool("only-unfixed") && fixed !== undefined) &&
      !ofBase.has(`${type} ${name} ${version}`),
  );
}

async function baseFindings(image: ScannedImage["image"]): Promise<Set<string>> {
  const base = await baseOf(image);
  if (!base) return new Set();
  const { vulnerabilities } = await import("../../../../content/vulnerabilities/index.ts");
  return new Set(
    scan(await base.load(), vulnerabilities).findings.map(({ installed: { type, name, version } }) => `${type} ${name} ${version}`),
  );
}

function overview({ reference, image, scan: { packages } }: ScannedImage, findings: readonly Finding[]): string {
  const pairs = [
    ["  Target", reference],
    ["    digest", image.Id.slice(7, 19)],
    ["    platform", `${image.Os}/${image.Architecture}`],
    ["    vulnerabilities", counts(findings)],
    ["    size", humanSize(image.Size, 3)],
    ["    packages", String(packages.length)],
  ] as const;
  const width = Math.max("Analyzed Image".length + 4, ...pairs.map(([, text]) => text.length + 1));
  const lines = pairs.map(([label, text]) => `${label.padEnd(20)}│ ${text.padEnd(width)}\n`);
  return `${" ".repeat(20)}│ ${"  Analyzed Image".padEnd(width)}\n${"─".repeat(20)}┼${"─".repeat(width + 1)}\n${lines.join("")}`;
}

/** A package as package URLs name it. */
function purl({ installed: { type, name, version } }: Finding, { distribution }: Scan): string {
  const system = type === "deb" || type === "apk";
  const space = system && distribution ? `${distribution.id}/` : "";
  const query = system && distribution ? `?os_name=${distribution.id}&os_version=${distribution.release}` : "";
  return `pkg:${type}/${space}${name}@${version.replaceAll("+", "%2B").replaceAll(":", "%3A")}${query}`;
}

function packageBlock(group: readonly Finding[], whole: Scan, isShort: boolean): string {
  const [first] = group as readonly [Finding, ...Finding[]];
  const { name, version } = first.installed;
  const head = `${counts(group)}${name} ${version}\n`;
  if (isShort) return head;
  const blocks = group.map(({ vulnerability: { id, severity, title, since, fixed } }) => {
    const range = `${since ? `>=${since}, ` : ""}${fixed ? `<${fixed}` : `>=${since ?? "0"}`}`;
    return `\n    ✗ ${severity} ${id} [${title}]\n      Affected range : ${range}\n      Fixed version  : ${fixed ?? "not fixed"}\n`;
  });
  return `${head}${purl(first, whole)}\n${blocks.join("")}\n`;
}

function summary(findings: readonly Finding[], packages: number): string {
  const lines = severities.map((severity) => {
    const count = findings.filter(({ vulnerability }) => vulnerability.severity === severity).length;
    return `  ${severity.padEnd(9)} ${count}\n`;
  });
  return `\n\n${plural(findings.length, "vulnerability", "vulnerabilities")} found in ${plural(packages, "package")}\n${lines.join("")}\n`;
}

function asJson({ reference, image, scan: { packages } }: ScannedImage, findings: readonly Finding[]): unknown {
  return {
    image: reference,
    digest: image.Id,
    packages: packages.length,
    vulnerabilities: findings.map(({ vulnerability: { id, severity, title, fixed }, installed: { type, name, version, path } }) => ({
      id,
      severity,
      title,
      package: name,
      type,
      version,
      path,
      ...(fixed && { fixed_version: fixed }),
    })),
  };
}
