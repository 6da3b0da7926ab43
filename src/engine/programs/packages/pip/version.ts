/** Versions and specifiers as PEP 440 has them, as far as requirement files use them. */

/** Negative, zero or positive, as for `sort`. */
export function compareVersions(a: string, b: string): number {
  const x = parse(a);
  const y = parse(b);
  for (let index = 0; index < Math.max(x.release.length, y.release.length); index++) {
    const difference = (x.release[index] ?? 0) - (y.release[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return x.stage - y.stage || x.stageNumber - y.stageNumber;
}

interface Parsed {
  readonly release: readonly number[];
  /** Alpha, beta, candidate come before the release, post after it. */
  readonly stage: number;
  readonly stageNumber: number;
}

const stages: Readonly<Record<string, number>> = { dev: -4, a: -3, alpha: -3, b: -2, beta: -2, rc: -1, c: -1, post: 1 };

function parse(version: string): Parsed {
  const match = /^v?(\d+(?:\.\d+)*)[.-]?(?:(dev|a|alpha|b|beta|rc|c|post)\.?(\d*))?/i.exec(version.trim());
  return {
    release: (match?.[1] ?? "0").split(".").map(Number),
    stage: stages[(match?.[2] ?? "").toLowerCase()] ?? 0,
    stageNumber: Number(match?.[3] || 0),
  };
}

export function isPrerelease(version: string): boolean {
  return parse(version).stage < 0;
}

/** Whether a version has the form of one at all. */
export function isVersion(text: string): boolean {
  return /^v?\d+(\.\d+)*([.-]?(dev|a|alpha|b|beta|rc|c|post)\.?\d*)?(\+[\w.]+)?$/i.test(text);
}

export interface Specifier {
  readonly operator: "==" | "!=" | ">=" | "<=" | ">" | "<" | "~=" | "===";
  readonly version: string;
}

/** Reads `>=1.0,<2`; `undefined` when it is not of that form. */
export function parseSpecifiers(text: string): Specifier[] | undefined {
  const specifiers: Specifier[] = [];
  for (const part of text
    .split(",")
    .map((item) => item.trim())
    .filter(Boolean)) {
    const match = /^(===|==|!=|>=|<=|~=|>|<)\s*([\w.*+!-]+)$/.exec(part);
    if (!match) return undefined;
    specifiers.push({ operator: match[1] as Specifier["operator"], version: match[2] as string });
  }
  return specifiers;
}

/** As pip prints a set: sorted, `<2.0,>=1.5`. */
export function formatSpecifiers(specifiers: readonly Specifier[]): string {
  return specifiers
    .map(({ operator, version }) => operator + version)
    .sort()
    .join(",");
}

export function satisfies(version: string, specifiers: readonly Specifier[]): boolean {
  return specifiers.every((specifier) => matches(version, specifier));
}

function matches(version: string, { operator, version: wanted }: Specifier): boolean {
  if (wanted.endsWith(".*")) {
    const prefix = parse(wanted.slice(0, -2)).release;
    const release = parse(version).release;
    const same = prefix.every((part, index) => (release[index] ?? 0) === part);
    return operator === "!=" ? !same : same;
  }
  const order = compareVersions(version, wanted);
  switch (operator) {
    case "==":
    case "===":
      return order === 0;
    case "!=":
      return order !== 0;
    case ">=":
      return order >= 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case "<":
      return order < 0;
    case "~=":
      return order >= 0 && matches(version, { operator: "==", version: `${wanted.split(".").slice(0, -1).join(".")}.*` });
  }
}
