/** trivy's reports: a table for each target, or one JSON object. */
import { type Finding, severities } from "../../engine/scan/vulnerabilities.ts";
import { goJson } from "../format/json.ts";
import type { ScannedImage } from "../scan/scan-image.ts";

/** Packages of one kind that are reported together. */
export interface Target {
  /** `alpine:3.20 (alpine 3.20.6)`, `Python`. */
  readonly title: string;
  /** As the log calls it. */
  readonly name: string;
  readonly type: string;
  readonly class: "os-pkgs" | "lang-pkgs";
  readonly packages: number;
  readonly findings: readonly Finding[];
}

/** @param types `os` and `library`, either or both */
export function targetsOf({ reference, scan }: ScannedImage, keeps: (finding: Finding) => boolean, types: readonly string[]): Target[] {
  const { distribution, packages, findings } = scan;
  const part = (kinds: readonly string[]): Pick<Target, "packages" | "findings"> => ({
    packages: packages.filter(({ type }) => kinds.includes(type)).length,
    findings: findings.filter((finding) => kinds.includes(finding.installed.type) && keeps(finding)),
  });
  const targets: Target[] = [];
  if (types.includes("os") && distribution) {
    const { id, version } = distribution;
    targets.push({ title: `${reference} (${id} ${version})`, name: id, type: id, class: "os-pkgs", ...part(["deb", "apk"]) });
  }
  const languages = [
    { title: "Node.js", name: "node-pkg", kinds: ["npm"] },
    { title: "Python", name: "python-pkg", kinds: ["pypi"] },
  ];
  for (const { title, name, kinds } of types.includes("library") ? languages : []) {
    const found = part(kinds);
    if (found.packages > 0) targets.push({ title, name, type: name, class: "lang-pkgs", ...found });
  }
  return targets;
}

export function tableReport(targets: readonly Target[]): string {
  const summary = box(
    ["Target", "Type", "Vulnerabilities"],
    targets.map(({ title, type, findings }) => [title, type, String(findings.length)]),
    ["center", "center", "center"],
  );
  const legend = "Legend:\n- '-': Not scanned\n- '0': Clean (no security findings detected)\n\n";
  return `\nReport Summary\n\n${summary}${legend}${targets
    .filter(({ findings }) => findings.length > 0)
    .map(targetReport)
    .join("")}`;
}

function targetReport({ title, findings }: Target): string {
  const count = (severity: string): string =>
    `${severity}: ${findings.filter(({ vulnerability }) => vulnerability.severity === severity).length}`;
  const total = `Total: ${findings.length} (UNKNOWN: 0, ${[...severities].reverse().map(count).join(", ")})`;
  const rows = findings.map(({ vulnerability: { id, severity, fixed, title: what }, installed: { name, version } }) => [
    name,
    id,
    severity,
    fixed ? "fixed" : "affected",
    version,
    fixed ?? "",
    what,
  ]);
  const headings = ["Library", "Vulnerability", "Severity", "Status", "Installed Version", "Fixed Version", "Title"];
  return `\n${title}\n${"=".repeat(title.length)}\n${total}\n\n${box(headings, rows)}`;
}

/** A table in a frame; headings stand in the middle. */
function box(headings: readonly string[], rows: readonly (readonly string[])[], align: readonly "center"[] = []): string {
  const widths = headings.map((heading, column) => Math.max(heading.length, ...rows.map((row) => (row[column] ?? "").length)));
  const centered = (text: string, width: number): string =>
    text.padStart(text.length + Math.floor((width - text.length) / 2)).padEnd(width);
  const line = (left: string, middle: string, right: string): string =>
    `${left}${widths.map((width) => "─".repeat(width + 2)).join(middle)}${right}\n`;
  const cells = (texts: readonly string[]): string => `│ ${texts.join(" │ ")} │\n`;
  const body = rows.map((row) =>
    cells(
      row.map((text, column) =>
        align[column] && column > 0 ? centered(text, widths[column] as number) : text.padEnd(widths[column] as number),
      ),
    ),
  );
  const head = cells(headings.map((text, column) => centered(text, widths[column] as number)));
  return line("┌", "┬", "┐") + head + line("├", "┼", "┤") + body.join(line("├", "┼", "┤")) + line("└", "┴", "┘");
}

export function jsonReport({ reference, image, scan: { distribution } }: ScannedImage, targets: readonly Target[], now: number): string {
  const report = {
    SchemaVersion: 2,
    CreatedAt: new Date(now).toISOString(),
    ArtifactName: reference,
    ArtifactType: "container_image",
    Metadata: {
      ...(distribution && { OS: { Family: distribution.id, Name: distribution.version } }),
      ImageID: image.Id,
      DiffIDs: image.RootFS.Layers ?? [],
      RepoTags: image.RepoTags,
      RepoDigests: image.RepoDigests,
    },
    Results: targets.map(({ title, class: kind, type, findings }) => ({
      Target: title,
      Class: kind,
      Type: type,
      ...(findings.length > 0 && { Vulnerabilities: findings.map(asJson) }),
    })),
  };
  return `${goJson(report, "  ")}\n`;
}

function asJson({ vulnerability: { id, severity, fixed, title }, installed: { name, version, path } }: Finding): unknown {
  return {
    VulnerabilityID: id,
    PkgID: `${name}@${version}`,
    PkgName: name,
    PkgPath: path.slice(1),
    InstalledVersion: version,
    ...(fixed && { FixedVersion: fixed }),
    Status: fixed ? "fixed" : "affected",
    Title: title,
    Severity: severity,
  };
}
