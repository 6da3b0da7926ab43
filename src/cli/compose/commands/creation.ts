/** What `up` and `create` say alike about containers that are there, and images that are not. */
import type { FlagSpec } from "../../flags/flag.ts";
import type { ComposeCall } from "../command.ts";
import { ComposeProblem } from "../model/problem.ts";
import type { Mapping } from "../model/tree.ts";
import { type CreateOptions, ordinaryCreation } from "../stack/create.ts";
import type { Stack } from "../stack/stack.ts";
import { isTrue } from "../variables.ts";

export const creationFlags: readonly FlagSpec[] = [
  { name: "build", type: "bool", help: "Build images before starting containers" },
  { name: "force-recreate", type: "bool", help: "Recreate containers even if their configuration and image haven't changed" },
  { name: "no-build", type: "bool", help: "Don't build an image, even if it's policy" },
  { name: "no-recreate", type: "bool", help: "If containers already exist, don't recreate them. Incompatible with --force-recreate." },
  { name: "quiet-pull", type: "bool", help: "Pull without printing progress information" },
  { name: "remove-orphans", type: "bool", help: "Remove containers for services not defined in the Compose file" },
  {
    name: "scale",
    type: "stringArray",
    shown: "scale",
    help: "Scale SERVICE to NUM instances. Overrides the scale setting in the Compose file if present.",
  },
  { name: "yes", short: "y", type: "bool", help: 'Assume "yes" as answer to all prompts and run non-interactively' },
];

/** Throws `ComposeProblem` for flags that contradict each other. */
export function checkCreation({ flags }: ComposeCall): void {
  if (flags.bool("build") && flags.bool("no-build")) throw new ComposeProblem("--build and --no-build are incompatible");
  if (flags.bool("force-recreate") && flags.bool("no-recreate"))
    throw new ComposeProblem("--force-recreate and --no-recreate are incompatible");
}

/** What the flags ask for. Throws `ComposeProblem`. */
export function creationOf(call: ComposeCall): CreateOptions {
  const { flags, args, context } = call;
  const isYes = (name: string): boolean => isTrue(context.env.get(name));
  const removes = flags.has("remove-orphans") ? flags.bool("remove-orphans") : isYes("COMPOSE_REMOVE_ORPHANS");
  const ignores = isYes("COMPOSE_IGNORE_ORPHANS");
  if (removes && ignores) throw new ComposeProblem("cannot combine COMPOSE_IGNORE_ORPHANS and --remove-orphans");
  const { build, ...ordinary } = ordinaryCreation;
  const never = flags.bool("no-recreate");
  return {
    ...ordinary,
    ...(flags.bool("no-build") ? {} : { build }),
    quietPull: flags.bool("quiet-pull"),
    recreate: never ? "never" : flags.bool("force-recreate") ? "force" : "diverged",
    recreateDependencies: never ? "never" : "diverged",
    named: args,
    orphans: ignores ? "ignore" : removes ? "remove" : "warn",
    assumesYes: flags.bool("yes"),
  };
}

const pullPolicies = ["always", "never", "build", "missing", "if_not_present"];

/** The project with what `--pull` and `--build` say of its services. Throws `ComposeProblem`. */
export function asAsked(stack: Stack, { flags }: ComposeCall): Stack {
  const pull = flags.has("pull") ? flags.text("pull") : undefined;
  if (pull !== undefined && !pullPolicies.includes(pull)) throw new ComposeProblem(`invalid --pull option ${JSON.stringify(pull)}`);
  return stack.change(({ tree, builds }): Mapping => {
    if (builds && flags.bool("build")) return { ...tree, pull_policy: "build" };
    return pull === undefined ? tree : { ...tree, pull_policy: pull };
  });
}

/** `--scale`. Throws `ComposeProblem`. */
export function askedScale(stack: Stack, { flags }: ComposeCall): Stack {
  const counts = flags.list("scale").map((text): [string, number] => {
    const [service = "", count = "", ...more] = text.split("=");
    if (!text.includes("=") || more.length > 0)
      throw new ComposeProblem(`invalid --scale option ${JSON.stringify(text)}. Should be SERVICE=NUM`);
    return [service, wholeNumber(count)];
  });
  return scaled(stack, new Map(counts));
}

/** The project with other numbers of containers. Throws `ComposeProblem` for a service that it has not. */
export function scaled(stack: Stack, counts: ReadonlyMap<string, number>): Stack {
  for (const name of counts.keys()) if (!stack.service(name)) throw new ComposeProblem(`no such service: ${name}: not found`);
  return stack.change(({ name, tree }) => (counts.has(name) ? { ...tree, scale: counts.get(name) as number } : tree));
}

/** Throws `ComposeProblem` in the words of Go's strconv. */
function wholeNumber(text: string): number {
  if (/^[+-]?\d+$/.test(text)) return Number(text);
  throw new ComposeProblem(`strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`);
}
