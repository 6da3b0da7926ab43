/** How `docker scout` lays out its reports. */
import { countBySeverity, type Finding } from "../../../engine/scan/vulnerabilities.ts";
import type { ScannedImage } from "../../scan/scan-image.ts";

/** `   0C     2H     1M     0L  `. */
export function counts(findings: readonly Finding[]): string {
  const [critical, high, medium, low] = countBySeverity(findings).map((count) => String(count).padStart(4));
  return `${critical}C  ${high}H  ${medium}M  ${low}L  `;
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** Rows of two columns with a line between them. */
export function rows(pairs: readonly (readonly [label: string, text: string])[]): string {
  const width = Math.max(...pairs.map(([label]) => label.length));
  return pairs.map(([label, text]) => `  ${label.padEnd(width)} │ ${text}\n`).join("");
}

/** What it says while it works; on standard error. */
export function indexed({ scan: { packages } }: ScannedImage): string {
  return `    ✓ SBOM of image already cached, ${plural(packages.length, "package")} indexed\n`;
}

export function nextSteps(reference: string, names: readonly (readonly [what: string, command: string])[]): string {
  return `\nWhat's next:\n${names.map(([what, command]) => `    ${what} → docker scout ${command} ${reference}\n`).join("")}`;
}
