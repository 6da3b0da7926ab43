/** Platforms as `docker build --platform` writes them. The lab's machine is linux/amd64. */

export const defaultPlatform = "linux/amd64";

/** True when names tell the platform although there is only one: a build argument that BuildKit takes for itself. */
export function isMultiPlatform(buildArgs: Readonly<Record<string, string>> = {}): boolean {
  return /^(1|t|T|true|TRUE|True)$/.test(buildArgs.BUILDKIT_MULTI_PLATFORM ?? "");
}

/** `os/arch[/variant]`, with the usual aliases resolved. */
export function normalizePlatform(platform: string | undefined): string {
  if (!platform) return defaultPlatform;
  const [os = "linux", architecture = "amd64", variant = ""] = platform.toLowerCase().split("/");
  const known = { x86_64: "amd64", "x86-64": "amd64", aarch64: "arm64", armhf: "arm", armel: "arm" }[architecture] ?? architecture;
  return [os, known, variant].filter(Boolean).join("/");
}

const component = /^[A-Za-z0-9_.-]+$/;
const systemPattern = /^([A-Za-z0-9_-]+)(?:\(([A-Za-z0-9_.-]*)\))?$/;
const architectures =
  /^(386|amd64|arm|arm64|armbe|loong64|mips\w*|ppc\w*|riscv\w*|s390x?|sparc\w*|wasm|i386|x86_64|x86-64|aarch64|armhf|armel)$/;
const systems = /^(aix|android|darwin|dragonfly|freebsd|hurd|illumos|ios|js|linux|macos|nacl|netbsd|openbsd|plan9|solaris|windows|zos)$/;

/** A platform as FROM takes it: a system or an architecture alone stand for the usual rest. The words of what is wrong, else. */
export function parsePlatform(text: string): string | Error {
  const wrong = (why: string) => new Error(`${why}: invalid argument`);
  const shown = JSON.stringify(text);
  if (text.includes("*")) return wrong(`${shown}: wildcards not yet supported`);
  const all = text.split("/");
  const parts = all.length > 4 ? [...all.slice(0, 3), all.slice(3).join("/")] : all;
  const [system = "", ...rest] = parts;
  if (!systemPattern.test(system))
    return wrong(
      `${JSON.stringify(system)} is an invalid OS component of ${shown}: OSAndVersion specifier component must match ${JSON.stringify(systemPattern.source)}`,
    );
  const bad = rest.find((part) => !component.test(part));
  if (bad !== undefined)
    return wrong(
      `${JSON.stringify(bad)} is an invalid component of ${shown}: platform specifier component must match ${JSON.stringify(component.source)}`,
    );
  if (parts.length > 3) return wrong(`${shown}: cannot parse platform specifier`);
  if (parts.length > 1) return normalizePlatform(text);
  const one = text.toLowerCase();
  if (systems.test(one)) return normalizePlatform(`${one}/${defaultPlatform.split("/")[1]}`);
  if (architectures.test(one)) return normalizePlatform(`linux/${one}`);
  return wrong(`${shown}: unknown operating system or architecture`);
}

/** TARGETPLATFORM and its kin: empty in a stage until declared with ARG (spec §3.2). */
export function platformArguments(platform: string, target: string): [string, string][] {
  const list: [string, string][] = [];
  for (const [side, value] of [
    ["BUILD", defaultPlatform],
    ["TARGET", platform],
  ] as const) {
    const [os = "", architecture = "", variant = ""] = value.split("/");
    list.push(
      [`${side}PLATFORM`, value],
      [`${side}OS`, os],
      [`${side}OSVERSION`, ""],
      [`${side}ARCH`, architecture],
      [`${side}VARIANT`, variant],
    );
  }
  return [...list, ["TARGETSTAGE", target]];
}
