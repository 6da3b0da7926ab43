/** Version ranges as npm reads them. */
export type Version = readonly [number, number, number];

/** `undefined` when it is no version. */
export function parseVersion(text: string): Version | undefined {
  const match = /^[v=]?(\d+)\.(\d+)\.(\d+)(?:[-+].*)?$/.exec(text.trim());
  return match ? [Number(match[1]), Number(match[2]), Number(match[3])] : undefined;
}

export function compareVersions(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

/** Whether `version` lies in the range: `^1.2`, `~1.2.3`, `>=1 <2`, `1.x`, `1.2 - 1.4`, `a || b`, `*`. */
export function inRange(version: Version, range: string): boolean {
  return range.split("||").some((part) => inAll(version, part.trim()));
}

function inAll(version: Version, part: string): boolean {
  const hyphen = /^(\S+)\s+-\s+(\S+)$/.exec(part);
  const words = hyphen
    ? [`>=${hyphen[1]}`, `<=${hyphen[2]}`]
    : part
        .replace(/(\^|~|>=|<=|>|<|=)\s+/g, "$1")
        .split(/\s+/)
        .filter(Boolean);
  return words.every((word) => inOne(version, word));
}

function inOne(version: Version, word: string): boolean {
  const match = /^(\^|~|>=|<=|>|<|=|v)?\s*(\d+|x|X|\*)?(?:\.(\d+|x|X|\*))?(?:\.(\d+|x|X|\*))?(?:[-+].*)?$/.exec(word);
  if (!match) return false;
  const numbers = match.slice(2, 5).map((text) => (text === undefined || /^[xX*]$/.test(text) ? undefined : Number(text)));
  const [major, minor, patch] = numbers;
  if (major === undefined) return true;
  const low: Version = [major, minor ?? 0, patch ?? 0];
  const order = compareVersions(version, low);
  switch (match[1]) {
    case "^":
      return (
        order >= 0 &&
        compareVersions(
          version,
          major > 0 || minor === undefined ? [major + 1, 0, 0] : minor > 0 || patch === undefined ? [0, minor + 1, 0] : [0, 0, patch + 1],
        ) < 0
      );
    case "~":
      return order >= 0 && compareVersions(version, minor === undefined ? [major + 1, 0, 0] : [major, minor + 1, 0]) < 0;
    case ">=":
      return order >= 0;
    case ">":
      return order > 0 && !(minor === undefined && version[0] === major);
    case "<":
      return order < 0;
    case "<=":
      return (
        order <= 0 || (minor === undefined && version[0] === major) || (patch === undefined && version[0] === major && version[1] === minor)
      );
    default:
      return version[0] === major && (minor === undefined || version[1] === minor) && (patch === undefined || version[2] === patch);
  }
}
