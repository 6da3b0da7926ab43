/** What is known to be wrong with packages, and with which of those in an image. */
import type { DirectoryNode } from "../filesystem/node.ts";
import { type Distribution, distributionOf, type InstalledPackage, installedPackages, type PackageType } from "./packages.ts";
import { compareVersions } from "./versions.ts";

/** The worst first. */
export const severities = ["CRITICAL", "HIGH", "MEDIUM", "LOW"] as const;
export type Severity = (typeof severities)[number];

export interface Vulnerability {
  readonly id: string;
  readonly severity: Severity;
  readonly type: PackageType;
  readonly package: string;
  /** The release of a distribution that it is about, `debian 12`; any where absent. */
  readonly release?: string;
  /** The first version that has it; all older ones where absent. */
  readonly since?: string;
  /** The first version without it; absent while there is none. */
  readonly fixed?: string;
  readonly title: string;
}

export interface Finding {
  readonly vulnerability: Vulnerability;
  readonly installed: InstalledPackage;
}

export interface Scan {
  readonly distribution: Distribution | undefined;
  readonly packages: readonly InstalledPackage[];
  /** By package, the worst first. */
  readonly findings: readonly Finding[];
}

/** Looks through the files of an image. */
export function scan(root: DirectoryNode, list: readonly Vulnerability[]): Scan {
  const distribution = distributionOf(root);
  const packages = installedPackages(root);
  const byName = new Map<string, Vulnerability[]>();
  for (const item of list) byName.set(`${item.type} ${item.package}`, [...(byName.get(`${item.type} ${item.package}`) ?? []), item]);
  const findings = packages.flatMap((installed) =>
    (byName.get(`${installed.type} ${installed.name}`) ?? [])
      .filter((vulnerability) => affects(vulnerability, installed, distribution))
      .map((vulnerability) => ({ vulnerability, installed }))
      .sort((a, b) => rank(a.vulnerability) - rank(b.vulnerability)),
  );
  return { distribution, packages, findings };
}

function rank({ severity }: Vulnerability): number {
  return severities.indexOf(severity);
}

function affects(
  { release, since, fixed }: Vulnerability,
  { type, version }: InstalledPackage,
  distribution: Distribution | undefined,
): boolean {
  if (release !== undefined && release !== `${distribution?.id} ${distribution?.release}`) return false;
  if (since !== undefined && compareVersions(type, version, since) < 0) return false;
  return fixed === undefined || compareVersions(type, version, fixed) < 0;
}

/** How many of each severity, the worst first. */
export function countBySeverity(findings: readonly Finding[]): number[] {
  return severities.map((severity) => findings.filter(({ vulnerability }) => vulnerability.severity === severity).length);
}
