/** `linux/amd64`, `arm64`, `linux/arm/v7` as containerd reads them. */
import { goQuote } from "./format/quote.ts";

const systems = new Set(
  "aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris windows zos".split(" "),
);
const machines = new Set(
  "386 amd64 amd64p32 arm armbe arm64 arm64be ppc64 ppc64le loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ppc riscv riscv64 s390 s390x sparc sparc64 wasm".split(
    " ",
  ),
);

/** Other names for a machine, with the variant they mean. */
const aliases: Readonly<Record<string, string>> = {
  i386: "386",
  x86_64: "amd64",
  "x86-64": "amd64",
  aarch64: "arm64",
  armhf: "arm/v7",
  armel: "arm/v6",
};

const part = /^[A-Za-z0-9_.-]+$/;
/** Go's regular expression for the first part, as the message shows it. */
const systemPattern = '"^([A-Za-z0-9_-]+)(?:\\\\(([A-Za-z0-9_.%-]*)((?:\\\\+[A-Za-z0-9_.%-]+)*)\\\\))?$"';

/**
 * The platform in its full form: `linux/arm64` for `aarch64`, `linux/arm/v7` for `arm`.
 * @param wrong makes the error of what is wrong
 */
export function parsePlatform(text: string, wrong: (problem: string) => Error): string {
  if (text.toLowerCase() === "local") return "linux/amd64";
  const [first = "", machine, variant, ...more] = text.split("/");
  if (!part.test(first)) {
    throw wrong(
      `${goQuote(first)} is an invalid OS component of ${goQuote(text)}: OSAndVersion specifier component must match ${systemPattern}: invalid argument`,
    );
  }
  // What follows the third slash is one part, with slashes in it.
  for (const component of [machine, variant, ...(more.length > 0 ? [more.join("/")] : [])]) {
    if (component !== undefined && !part.test(component)) {
      throw wrong(
        `${goQuote(component)} is an invalid component of ${goQuote(text)}: platform specifier component must match "^[A-Za-z0-9_.-]+$": invalid argument`,
      );
    }
  }
  if (more.length > 0) throw wrong(`${goQuote(text)}: cannot parse platform specifier: invalid argument`);
  if (machine !== undefined) return normal(first.toLowerCase(), machine.toLowerCase(), variant?.toLowerCase());
  const name = first.toLowerCase();
  if (systems.has(name)) return `${name}/amd64`;
  if (machines.has(name) || name in aliases) return normal("linux", name);
  throw wrong(`${goQuote(text)}: unknown operating system or architecture: invalid argument`);
}

function normal(system: string, machine: string, variant?: string): string {
  const [known = machine, implied] = (aliases[machine] ?? machine).split("/");
  const given = variant ?? implied ?? (known === "arm" ? "v7" : undefined);
  const isPlain = given === undefined || (known === "amd64" && given === "v1") || (known === "arm64" && (given === "8" || given === "v8"));
  return isPlain ? `${system}/${known}` : `${system}/${known}/${given}`;
}
