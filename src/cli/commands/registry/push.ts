import { familiarName, parseReference } from "../../../engine/images/reference.ts";
import type { Call, Command } from "../../command.ts";
import { EngineError } from "../../../engine/api.ts";
import { CliError, NotInLab } from "../../errors.ts";
import { problemOf } from "../../problem.ts";
import { serverName, userOf } from "./credentials.ts";
import { reach } from "./reach.ts";

export const push: Command = {
  paths: [["push"], ["image", "push"]],
  short: "Upload an image to a registry",
  operands: "NAME[:TAG]",
  arity: { min: 1, max: 1 },
  aliases: ["docker image push", "docker push"],
  flags: [
    { name: "all-tags", short: "a", type: "bool", help: "Push all tags of an image to the repository" },
    { name: "disable-content-trust", type: "bool", default: "true", help: "Skip image signing" },
    {
      name: "platform",
      type: "string",
      help: "Push a platform-specific manifest as a single-platform image to the registry.\nImage index won't be pushed, meaning that other manifests, including attestations won't be preserved.\n'os[/arch[/variant]]': Explicit platform (eg. linux/amd64)",
    },
    { name: "quiet", short: "q", type: "bool", help: "Suppress verbose output" },
  ],
  program: "docker",
  completes: "image",
  run,
};

async function run({ flags, args: [name = ""], context }: Call): Promise<number> {
  const problem = problemOf(() => parseReference(name));
  if (problem) throw new CliError(problem);
  const reference = parseReference(name);
  const { domain = "", path } = reference;
  const tagged = /:[^/]*$|@/.test(name);
  const all = flags.bool("all-tags");
  if (all && tagged) throw new CliError("tag can't be used with --all-tags/-a");
  const say = (line: string): void => {
    if (!flags.bool("quiet")) context.stdout(`${line}\n`);
  };
  if (!tagged && !all) say("Using default tag: latest");
  say(`The push refers to repository [${domain}/${path}]`);
  const layers = await layersOf(all || tagged ? name : `${name}:latest`, all, context);
  if (layers === undefined) throw new CliError(`An image does not exist locally with the tag: ${familiarName(reference)}`);
  const unreachable = reach(domain === "docker.io" ? "registry-1.docker.io" : domain);
  if (unreachable) throw new CliError(unreachable);
  for (const digest of layers) say(`${digest.slice(7, 19)}: Preparing`);
  const user = userOf(context, serverName(domain));
  if (user !== path.split("/")[0]) throw new CliError("denied: requested access to the resource is denied");
  throw new NotInLab(`you may push to ${domain}/${user}, but the lab's registries keep nothing yet: the image stays where it is.`);
}

/** Layers to be pushed, the last first; nothing when no image has the name. */
async function layersOf(name: string, all: boolean, { engine }: Call["context"]): Promise<string[] | undefined> {
  try {
    const found = all ? (await engine.imageList()).find(({ RepoTags }) => RepoTags.some((tag) => tag.startsWith(`${name}:`)))?.Id : name;
    if (found === undefined) return undefined;
    return [...((await engine.imageInspect(found)).RootFS.Layers ?? [])].reverse();
  } catch (error) {
    if (error instanceof EngineError && error.status === 404) return undefined;
    throw error;
  }
}
