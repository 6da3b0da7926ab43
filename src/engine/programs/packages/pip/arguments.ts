/** The command line of `pip install` and `pip download`. */
export interface InstallArguments {
  readonly words: readonly string[];
  readonly files: readonly string[];
  readonly constraints: readonly string[];
  readonly editable: readonly string[];
  readonly flags: ReadonlySet<string>;
  readonly target?: string;
  readonly prefix?: string;
  readonly destination?: string;
  readonly cacheDir?: string;
}

const valued: Readonly<Record<string, string>> = {
  "-r": "files",
  "--requirement": "files",
  "-c": "constraints",
  "--constraint": "constraints",
  "-e": "editable",
  "--editable": "editable",
  "-t": "target",
  "--target": "target",
  "--prefix": "prefix",
  "-d": "destination",
  "--dest": "destination",
  "--cache-dir": "cacheDir",
  "-i": "",
  "--index-url": "",
  "--extra-index-url": "",
  "-f": "",
  "--find-links": "",
  "--trusted-host": "",
  "--timeout": "",
  "--retries": "",
  "--progress-bar": "",
  "--root": "",
  "--src": "",
  "--no-binary": "",
  "--only-binary": "",
  "--platform": "",
  "--python-version": "",
  "--implementation": "",
  "--abi": "",
  "--root-user-action": "rootAction",
  "--config-settings": "",
  "--proxy": "",
  "--upgrade-strategy": "",
  "--log": "",
  "--report": "",
  "-w": "destination",
  "--wheel-dir": "destination",
};

const switches: Readonly<Record<string, string>> = {
  "-U": "upgrade",
  "--upgrade": "upgrade",
  "-q": "quiet",
  "--quiet": "quiet",
  "-qq": "quiet",
  "-v": "verbose",
  "--verbose": "verbose",
  "--no-cache-dir": "no-cache",
  "--user": "user",
  "--no-deps": "no-deps",
  "--pre": "pre",
  "--force-reinstall": "force",
  "-I": "force",
  "--ignore-installed": "force",
  "--no-compile": "no-compile",
  "--compile": "compile",
  "--break-system-packages": "break-system",
  "--disable-pip-version-check": "no-notice",
  "--dry-run": "dry-run",
  "--no-input": "",
  "--no-build-isolation": "",
  "--no-warn-script-location": "no-script-warning",
  "--prefer-binary": "",
  "--require-hashes": "",
  "--no-index": "no-index",
  "--isolated": "",
  "--no-color": "",
  "-y": "yes",
  "--yes": "yes",
  "--use-pep517": "",
  "--only-deps": "",
  "--no-user": "",
  "--no-warn-conflicts": "",
};

/** Throws `UnknownOption` with the option's name. */
export function parseArguments(words: readonly string[], env: ReadonlyMap<string, string>): InstallArguments {
  const lists: Record<string, string[]> = {
    words: [],
    files: [],
    constraints: [],
    editable: [],
    target: [],
    prefix: [],
    destination: [],
    cacheDir: [],
    rootAction: [],
  };
  const flags = new Set<string>();
  for (let index = 0; index < words.length; index++) {
    const word = words[index] as string;
    const [name = "", inline] =
      word.startsWith("--") && word.includes("=") ? [word.slice(0, word.indexOf("=")), word.slice(word.indexOf("=") + 1)] : [word];
    const short = /^-[rcetdifw]./.test(word) && !word.startsWith("--") ? word.slice(0, 2) : undefined;
    if (name in valued || short) {
      const key = valued[short ?? name] as string;
      const value = short ? word.slice(2) : (inline ?? words[++index]);
      if (value === undefined) throw new UnknownOption(`${name} option requires 1 argument`);
      lists[key]?.push(value);
    } else if (name in switches) flags.add(switches[name] as string);
    else if (/^-[qvUI]+$/.test(word)) for (const letter of word.slice(1)) flags.add(switches[`-${letter}`] as string);
    else if (word.startsWith("-") && word !== "-") throw new UnknownOption(`no such option: ${name}`);
    else lists.words?.push(word);
  }
  if (truthy(env.get("PIP_NO_CACHE_DIR"))) flags.add("no-cache");
  if (truthy(env.get("PIP_DISABLE_PIP_VERSION_CHECK"))) flags.add("no-notice");
  if (truthy(env.get("PIP_BREAK_SYSTEM_PACKAGES"))) flags.add("break-system");
  if (lists.rootAction?.[0] === "ignore" || env.get("PIP_ROOT_USER_ACTION") === "ignore") flags.add("ignore-root");
  const last = (key: string): string | undefined => lists[key]?.at(-1);
  const [target, prefix, destination, cacheDir] = ["target", "prefix", "destination", "cacheDir"].map(last);
  return {
    words: lists.words ?? [],
    files: lists.files ?? [],
    constraints: lists.constraints ?? [],
    editable: lists.editable ?? [],
    flags,
    ...(target ? { target } : {}),
    ...(prefix ? { prefix } : {}),
    ...(destination ? { destination } : {}),
    ...((cacheDir ?? env.get("PIP_CACHE_DIR")) ? { cacheDir: (cacheDir ?? env.get("PIP_CACHE_DIR")) as string } : {}),
  };
}

/** As pip reads booleans from the environment. */
function truthy(value: string | undefined): boolean {
  return value !== undefined && !["", "0", "false", "no", "off"].includes(value.toLowerCase());
}

export class UnknownOption extends Error {}
