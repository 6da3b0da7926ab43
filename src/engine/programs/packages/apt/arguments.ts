/** The command line of apt's tools. */
export interface AptArguments {
  readonly command: string;
  readonly words: readonly string[];
  /** `yes`, `quiet`, `no-recommends`, … */
  readonly flags: ReadonlySet<string>;
  /** The first option that apt would not take. */
  readonly unknown?: string;
}

const long: Readonly<Record<string, string>> = {
  "--yes": "yes",
  "--assume-yes": "yes",
  "--assume-no": "assume-no",
  "--quiet": "quiet",
  "--no-install-recommends": "no-recommends",
  "--install-recommends": "recommends",
  "--purge": "purge",
  "--auto-remove": "auto",
  "--autoremove": "auto",
  "--version": "version",
  "--fix-broken": "",
  "--fix-missing": "fix-missing",
  "--allow-unauthenticated": "",
  "--force-yes": "yes",
  "--no-install-suggests": "",
  "--only-upgrade": "only-upgrade",
  "--reinstall": "reinstall",
  "--download-only": "download-only",
  "--dry-run": "dry-run",
  "--simulate": "dry-run",
  "--no-upgrade": "",
  "--installed": "installed",
  "--allow-downgrades": "",
  "--allow-change-held-packages": "",
  "--allow-remove-essential": "allow-essential",
  "--help": "help",
  "--no-cache": "",
  "--upgradable": "upgradable",
  "--allow-releaseinfo-change": "",
  "--show-progress": "",
  "--verbose-versions": "",
};
const short: Readonly<Record<string, string>> = {
  y: "yes",
  q: "quiet",
  f: "",
  m: "fix-missing",
  V: "",
  u: "",
  d: "download-only",
  s: "dry-run",
  v: "version",
  h: "help",
};

/** Options may stand anywhere; `-o` and `-c` take a word. */
export function parseApt(argv: readonly string[]): AptArguments {
  const words: string[] = [];
  const flags = new Set<string>();
  let unknown: string | undefined;
  for (let index = 0; index < argv.length; index++) {
    const word = argv[index] as string;
    const name = word.replace(/=.*$/, "");
    if (word === "-o" || word === "-c" || word === "-t" || word === "--option" || word === "--target-release") {
      const value = argv[++index] ?? "";
      if (/Install-Recommends=(false|0|no)/i.test(value)) flags.add("no-recommends");
      if (/Assume-Yes=(true|1|yes)/i.test(value)) flags.add("yes");
    } else if (/^-o.+/.test(word)) {
      if (/Install-Recommends=(false|0|no)/i.test(word)) flags.add("no-recommends");
    } else if (name in long) flags.add(long[name] as string);
    else if (/^-[a-zA-Z]+(=\d+)?$/.test(word)) {
      for (const letter of word.slice(1).replace(/=\d+$/, "")) {
        if (letter in short) flags.add(short[letter] as string);
        else unknown ??= word;
        // Two of them mean "and do not ask".
        if (letter === "q" && /q.*q/.test(word)) flags.add("very-quiet");
      }
    } else if (word.startsWith("-") && word.length > 1) unknown ??= word;
    else words.push(word);
  }
  if (flags.has("very-quiet")) flags.add("yes");
  const [command = "", ...rest] = words;
  return { command, words: rest, flags, ...(unknown ? { unknown } : {}) };
}
