/** Platforms as `docker build --platform` writes them. The lab's machine is linux/amd64. */

export const defaultPlatform = "linux/amd64";

/** `os/arch[/variant]`, with the usual aliases resolved. */
export function normalizePlatform(platform: string | undefined): string {
  if (!platform) return defaultPlatform;
  const [os = "linux", architecture = "amd64", variant = ""] = platform.toLowerCase().split("/");
  const known = { x86_64: "amd64", "x86-64": "amd64", aarch64: "arm64", armhf: "arm", armel: "arm" }[architecture] ?? architecture;
  return [os, known, variant].filter(Boolean).join("/");
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
