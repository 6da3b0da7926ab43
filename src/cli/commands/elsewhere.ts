/** Commands of the client that are about what the lab has not: plugins, signatures, lists of manifests. They say so. */
import { canonicalString, parseReference, withDefaultTag } from "../../engine/images/reference.ts";
import type { Call, Command } from "../command.ts";
import { CliError, NotInLab } from "../errors.ts";
import { bool } from "../flags/declare.ts";
import type { FlagSpec } from "../flags/flag.ts";
import { goQuote } from "../format/quote.ts";
import { inspectAll } from "../inspect/inspect.ts";
import { inspectManifest } from "./registry/manifest-inspect.ts";
import { objectFormat, tableFormat } from "./shared-flags.ts";

const text = (name: string, help: string): FlagSpec => ({ name, type: "string", help });
const untrusted = (what: string): FlagSpec => ({ name: "disable-content-trust", type: "bool", default: "true", help: what });
const grantAll = bool("grant-all-permissions", "Grant all permissions necessary to run the plugin");

interface Absent {
  readonly operands: string;
  readonly min: number;
  readonly max?: number;
  readonly flags?: readonly FlagSpec[];
  readonly alias?: string;
  readonly hidesOptions?: boolean;
  readonly long?: string;
  /** What it does before the lab says that it can do no more: the client's or the daemon's own refusals. */
  readonly refuse?: (call: Call) => void;
  readonly run?: Command["run"];
}

function absent(
  path: string,
  short: string,
  sentence: string,
  { operands, min, max = min, flags = [], alias, refuse, ...more }: Absent,
): Command {
  const words = path.split(" ");
  const other = alias ? [[...words.slice(0, -1), alias]] : [];
  return {
    paths: [words, ...other],
    short,
    operands,
    arity: { min, max },
    ...(alias ? { aliases: [`docker ${path}`, `docker ${other[0]?.join(" ")}`] } : {}),
    flags,
    program: "docker",
    completes: "none",
    async run(call) {
      refuse?.(call);
      throw new NotInLab(sentence);
    },
    ...more,
  };
}

/** What the client adds to the help of its experimental commands. */
export function experimental(command: string, short: string): string {
  return `${short}

EXPERIMENTAL:
  ${command} is an experimental feature.
  Experimental features provide early access to product functionality. These
  features may change between releases without warning, or can be removed from a
  future release. Learn more about experimental features in our documentation:
  https://docs.docker.com/go/experimental/`;
}

const manifests = "lists of manifests are not in the lab: its images are for one platform.";

function manifest(name: string, short: string, more: Absent): Command {
  return absent(`manifest ${name}`, short, manifests, { ...more, long: experimental(`docker manifest ${name}`, short) });
}

/** Lists of manifests are kept by the client, and there are none. */
function noManifest({ args }: Call): never {
  const names = args.map((name) => `No such manifest: ${canonicalString(withDefaultTag(parseReference(name)))}`);
  throw new CliError(names.join("\n"));
}

const insecure = bool("insecure", "Allow communication with an insecure registry");

const manifestCommands: readonly Command[] = [
  manifest("annotate", "Add additional information to a local image manifest", {
    operands: "MANIFEST_LIST MANIFEST",
    min: 2,
    refuse: ({ args: [list, name] }) => {
      throw new CliError(`manifest for image ${name} does not exist in ${list}`);
    },
    flags: [
      text("arch", "Set architecture"),
      text("os", "Set operating system"),
      { name: "os-features", type: "strings", help: "Set operating system feature" },
      text("os-version", "Set operating system version"),
      text("variant", "Set architecture variant"),
    ],
  }),
  manifest("create", "Create a local manifest list for annotating and pushing to a registry", {
    operands: "MANIFEST_LIST MANIFEST [MANIFEST...]",
    hidesOptions: true,
    min: 2,
    max: Infinity,
    flags: [bool("amend", "Amend an existing manifest list", "a"), insecure],
  }),
  manifest("inspect", "Display an image manifest, or manifest list", {
    operands: "[MANIFEST_LIST] MANIFEST",
    min: 1,
    max: 2,
    flags: [insecure, bool("verbose", "Output additional info including layers and platform", "v")],
    run: inspectManifest,
  }),
  manifest("push", "Push a manifest list to a repository", {
    operands: "MANIFEST_LIST",
    min: 1,
    refuse: noManifest,
    flags: [bool("insecure", "Allow push to an insecure registry"), bool("purge", "Remove the local manifest list after push", "p")],
  }),
  manifest("rm", "Delete one or more manifest lists from local storage", {
    operands: "MANIFEST_LIST [MANIFEST_LIST...]",
    min: 1,
    max: Infinity,
    refuse: noManifest,
  }),
];

const plugins = "the engine of the lab takes no plugins.";
const one = { operands: "PLUGIN", min: 1, refuse: notFound() };

/** What the daemon says of plugins: it has none. */
function notFound(before = "", tag = ""): (call: Call) => never {
  return ({ args, command }) => {
    const names = command.arity.max === Infinity && !command.operands.includes("=") ? args : args.slice(0, 1);
    throw new CliError(names.map((name) => `${before}Error response from daemon: plugin ${goQuote(`${name}${tag}`)} not found`).join("\n"));
  };
}

const pluginCommands: readonly Command[] = [
  absent(
    "plugin create",
    "Create a plugin from a rootfs and configuration. Plugin data directory must contain config.json and rootfs directory.",
    plugins,
    { operands: "PLUGIN PLUGIN-DATA-DIR", min: 2, flags: [bool("compress", "Compress the context using gzip")] },
  ),
  absent("plugin disable", "Disable a plugin", plugins, { ...one, flags: [bool("force", "Force the disable of an active plugin", "f")] }),
  absent("plugin enable", "Enable a plugin", plugins, {
    ...one,
    flags: [{ name: "timeout", type: "int", default: "30", help: "HTTP client timeout (in seconds)" }],
  }),
  absent("plugin inspect", "Display detailed information on one or more plugins", plugins, {
    operands: "PLUGIN [PLUGIN...]",
    min: 1,
    max: Infinity,
    flags: [objectFormat],
    run: ({ args, flags, context }) =>
      inspectAll(args, flags.text("format"), context, async (name) => {
        throw new CliError(`Error response from daemon: plugin ${goQuote(name)} not found`);
      }),
  }),
  absent("plugin install", "Install a plugin", plugins, {
    operands: "PLUGIN [KEY=VALUE...]",
    min: 1,
    max: Infinity,
    flags: [
      text("alias", "Local name for plugin"),
      bool("disable", "Do not enable the plugin on install"),
      untrusted("Skip image verification"),
      grantAll,
    ],
  }),
  {
    ...absent("plugin ls", "List plugins", plugins, {
      operands: "",
      min: 0,
      alias: "list",
      flags: [
        { name: "filter", short: "f", type: "filter", help: 'Provide filter values (e.g. "enabled=true")' },
        tableFormat,
        bool("no-trunc", "Don't truncate output"),
        bool("quiet", "Only display plugin IDs", "q"),
      ],
    }),
    async run({ flags, context }) {
      if (!flags.bool("quiet") && /^(table)?$/.test(flags.text("format"))) context.stdout("ID        NAME      DESCRIPTION   ENABLED\n");
      return 0;
    },
  },
  absent("plugin push", "Push a plugin to a registry", plugins, {
    operands: "PLUGIN[:TAG]",
    min: 1,
    refuse: notFound("", ":latest"),
    flags: [untrusted("Skip image signing")],
  }),
  absent("plugin rm", "Remove one or more plugins", plugins, {
    operands: "PLUGIN [PLUGIN...]",
    min: 1,
    max: Infinity,
    alias: "remove",
    refuse: notFound(),
    flags: [bool("force", "Force the removal of an active plugin", "f")],
  }),
  absent("plugin set", "Change settings for a plugin", plugins, {
    operands: "PLUGIN KEY=VALUE [KEY=VALUE...]",
    min: 2,
    max: Infinity,
    refuse: notFound(),
  }),
  absent("plugin upgrade", "Upgrade an existing plugin", plugins, {
    operands: "PLUGIN [REMOTE]",
    min: 1,
    max: 2,
    refuse: notFound("error reading plugin data: "),
    flags: [
      untrusted("Skip image verification"),
      grantAll,
      bool("skip-remote-check", "Do not check if specified remote plugin matches existing plugin image"),
    ],
  }),
];

const trust = "the lab signs no images: Docker Content Trust needs a Notary server.";

const trustCommands: readonly Command[] = [
  absent("trust inspect", "Return low-level information about keys and signatures", trust, {
    operands: "IMAGE[:TAG] [IMAGE[:TAG]...]",
    hidesOptions: true,
    min: 1,
    max: Infinity,
    async run({ args, flags, context }) {
      if (!flags.bool("pretty")) context.stdout("[]\n");
      throw new CliError(args.map((name) => `no signatures or cannot access ${name}`).join("\n"));
    },
    flags: [bool("pretty", "Print the information in a human friendly format")],
  }),
  absent("trust revoke", "Remove trust for an image", trust, {
    operands: "IMAGE[:TAG]",
    min: 1,
    flags: [bool("yes", "Do not prompt for confirmation", "y")],
  }),
  absent("trust sign", "Sign an image", trust, {
    operands: "IMAGE:TAG",
    hidesOptions: true,
    min: 1,
    flags: [bool("local", "Sign a locally tagged image")],
  }),
  absent("trust key generate", "Generate and load a signing key-pair", trust, {
    operands: "NAME",
    hidesOptions: true,
    min: 1,
    flags: [text("dir", "Directory to generate key in, defaults to current directory")],
  }),
  absent("trust key load", "Load a private key file for signing", trust, {
    operands: "KEYFILE",
    min: 1,
    flags: [{ ...text("name", "Name for the loaded key"), default: "signer" }],
  }),
  absent("trust signer add", "Add a signer", trust, {
    // The real usage line ends in a blank.
    operands: "OPTIONS NAME REPOSITORY [REPOSITORY...] ",
    hidesOptions: true,
    min: 2,
    max: Infinity,
    flags: [{ name: "key", type: "list", help: "Path to the signer's public key file" }],
  }),
  absent("trust signer remove", "Remove a signer", trust, {
    operands: "NAME REPOSITORY [REPOSITORY...]",
    min: 2,
    max: Infinity,
    flags: [bool("force", "Do not prompt for confirmation before removing the most recent signer", "f")],
  }),
];

export const absentCommands: readonly Command[] = [...manifestCommands, ...pluginCommands, ...trustCommands];
