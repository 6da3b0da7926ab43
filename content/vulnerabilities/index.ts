/** The list of vulnerabilities, read and checked. */
import { severities, type Severity, type Vulnerability } from "../../src/engine/scan/vulnerabilities.ts";
import type { PackageType } from "../../src/engine/scan/packages.ts";
import { table } from "./list.ts";

export { date, notice } from "./list.ts";

const types: readonly PackageType[] = ["deb", "apk", "pypi", "npm"];

/** Reads lines as `list.ts` has them. Throws for one that is not whole. */
export function readVulnerabilities(text: string): Vulnerability[] {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const [id = "", severity = "", type = "", name = "", release, since, fixed, title = "", ...more] = line
        .split("|")
        .map((part) => part.trim());
      const wrong = (what: string): never => {
        throw new Error(`list of vulnerabilities: ${what}: ${line}`);
      };
      if (!/^LAB-\d{4}-\d{4}$/.test(id)) wrong("an id begins with LAB, so that nobody takes it for a real one");
      if (!severities.includes(severity as Severity)) wrong("no severity");
      if (!types.includes(type as PackageType)) wrong("no type of packages");
      if (name === "" || title === "" || more.length > 0) wrong("a line has eight parts");
      return {
        id,
        severity: severity as Severity,
        type: type as PackageType,
        package: name,
        title,
        ...(release && { release }),
        ...(since && { since }),
        ...(fixed && { fixed }),
      };
    });
}

export const vulnerabilities: readonly Vulnerability[] = readVulnerabilities(table);
