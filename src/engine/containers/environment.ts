import type { ContainerConfig } from "../api.ts";

const defaultPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

interface EnvironmentParts {
  /** Of `--link`. */
  readonly linked: readonly string[];
  readonly added?: readonly string[];
  readonly tty: boolean;
  readonly home: string;
}

/**
 * The variables of a process in a container: what the daemon and runc add (PATH first, the host's name, a terminal, links, HOME
 * when nobody set it), the container's own, then `added`. A name without a value takes the variable away.
 */
export function environmentOf(
  { Env, Hostname = "" }: ContainerConfig,
  { linked, added = [], tty, home }: EnvironmentParts,
): ReadonlyMap<string, string> {
  const given = new Map<string, string>();
  for (const pair of [...(Env ?? []), ...added]) {
    const at = pair.indexOf("=");
    if (at < 0) given.delete(pair);
    else given.set(pair.slice(0, at), pair.slice(at + 1));
  }
  const environ = new Map<string, string>([
    ["PATH", given.get("PATH") ?? defaultPath],
    ["HOSTNAME", Hostname],
  ]);
  if (tty) environ.set("TERM", "xterm");
  for (const pair of linked) environ.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
  for (const [name, value] of given) environ.set(name, value);
  if (!environ.has("HOME")) environ.set("HOME", home);
  return environ;
}
