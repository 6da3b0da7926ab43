/** From the flags and variables of `docker compose` to a project (spec compose §1). */
import { absolute, clean } from "../paths.ts";
import type { ComposeCall } from "./command.ts";
import { defaultDotenv, withDotenv } from "./model/environment.ts";
import { type LoadRequest, loadModel, loadProject, type Project } from "./model/load.ts";
import type { ComposeHost } from "./model/host.ts";
import { checkName, locate, type Located } from "./model/locate.ts";
import { ComposeProblem } from "./model/problem.ts";

export interface Surroundings {
  readonly located: Located;
  /** With `.env`. */
  readonly environment: ReadonlyMap<string, string>;
  /** Of `-p` or COMPOSE_PROJECT_NAME. */
  readonly name: string | undefined;
  readonly profiles: readonly string[];
}

/** What is known before any Compose file is read. Throws `ComposeProblem`. */
export function surroundings({ global, context, host }: ComposeCall): Surroundings {
  const { cwd, env } = context;
  const separator = env.get("COMPOSE_PATH_SEPARATOR") ?? ":";
  const directory = global.text("project-directory") || undefined;
  const listed =
    global.list("env-file").length > 0 ? global.list("env-file") : (env.get("COMPOSE_ENV_FILES") ?? "").split(",").filter(Boolean);
  const find = (variables: ReadonlyMap<string, string>, host: ComposeHost): Located => {
    const files = global.list("file");
    const fallback = (variables.get("COMPOSE_FILE") ?? "").split(separator).filter(Boolean);
    return locate({ cwd, files: files.length > 0 ? files : fallback, directory }, host);
  };
  // Only where `.env` is; that may name other files, and what there is to say of these is said once.
  const first = find(env, { ...host, warn: () => {} });
  const dotenv =
    listed.length > 0
      ? { paths: listed.map((path) => clean(absolute(cwd, path))), explicit: true }
      : /^(?:1|t|true)$/i.test(env.get("COMPOSE_DISABLE_ENV_FILE") ?? "")
        ? { paths: [], explicit: false }
        : defaultDotenv(first.directory);
  const environment = withDotenv(env, dotenv, host);
  const name = global.text("project-name") || environment.get("COMPOSE_PROJECT_NAME") || undefined;
  const profiles = global.list("profile").length > 0 ? global.list("profile") : (environment.get("COMPOSE_PROFILES") ?? "").split(",");
  return {
    located: find(environment, host),
    environment,
    name,
    profiles: profiles.map((profile) => profile.trim()).filter(Boolean),
  };
}

export type LoadOptions = Partial<
  Pick<
    LoadRequest,
    | "named"
    | "selects"
    | "interpolates"
    | "normalizes"
    | "resolvesPaths"
    | "checks"
    | "resolvesEnvironment"
    | "keepsEnvironmentFiles"
    | "allResources"
  >
>;

/** The project that the call is about. Throws `ComposeProblem`. */
export async function openProject(call: ComposeCall, options: LoadOptions = {}): Promise<Project> {
  return loadProject({ ...(await requestOf(call)), ...options }, call.host);
}

/** The same files as they were written, merged. Throws `ComposeProblem`. */
export async function openModel(call: ComposeCall, options: LoadOptions = {}): Promise<ReturnType<typeof loadModel>> {
  return loadModel({ ...(await requestOf(call)), ...options }, call.host);
}

async function requestOf(call: ComposeCall): Promise<LoadRequest> {
  const around = surroundings(call);
  const { files, directory } = around.located;
  if (files.length === 0) throw new ComposeProblem("no configuration file provided: not found");
  const texts = await Promise.all(
    files.map(async (path) => ({ path, text: path === "-" ? await call.context.input.readAll() : call.host.read(path) })),
  );
  const { environment, profiles } = around;
  const name = around.name === undefined ? undefined : checkName(around.name);
  return { files: texts, directory, environment, name, profiles, allResources: call.global.bool("all-resources") };
}
