/** The Compose projects that lie in the workspace: in itself and in the folders in it. */
import { defaultDotenv, withDotenv } from "../cli/compose/model/environment.ts";
import { configHash } from "../cli/compose/model/hash.ts";
import type { ComposeHost } from "../cli/compose/model/host.ts";
import { loadProject, type Project } from "../cli/compose/model/load.ts";
import { locate } from "../cli/compose/model/locate.ts";
import { ComposeProblem } from "../cli/compose/model/problem.ts";
import { imageOf } from "../cli/compose/model/service.ts";
import { child, isMapping } from "../cli/compose/model/tree.ts";
import { ServiceView } from "../cli/compose/stack/service-view.ts";
import type { WorkingTree } from "../engine/filesystem/working-tree.ts";
import type { ComposePlan, PlannedService } from "../views/compose-plan.ts";

/** More folders than a lesson has. */
const mostFolders = 20;

/** @param environment the shell's variables */
export function composePlans(disk: WorkingTree, workspace: string, environment: ReadonlyMap<string, string>): ComposePlan[] {
  const root = disk.lookup(workspace);
  if (root?.kind !== "directory") return [];
  const folders = [...root.entries].filter(([, { kind }]) => kind === "directory").map(([name]) => `${workspace}/${name}`);
  return [workspace, ...folders.slice(0, mostFolders)].flatMap((folder) => planOf(disk, workspace, folder, environment) ?? []);
}

function planOf(disk: WorkingTree, workspace: string, folder: string, variables: ReadonlyMap<string, string>): ComposePlan | undefined {
  const host = quietHost(disk);
  const { files, directory } = locate({ cwd: folder, files: [], directory: undefined }, host);
  const [first] = files;
  // Compose looks in the folders above too; each is asked for itself.
  if (first === undefined || directory !== folder) return undefined;
  const file = first.slice(workspace.length + 1);
  try {
    const environment = withDotenv(variables, defaultDotenv(directory), host);
    const name = environment.get("COMPOSE_PROJECT_NAME") || undefined;
    const profiles = (environment.get("COMPOSE_PROFILES") ?? "").split(",").filter(Boolean);
    const project = loadProject({ files: files.map((path) => ({ path })), directory, environment, name, profiles }, host);
    return { name: project.name, file, services: servicesOf(project), disabled: [...project.disabled].sort() };
  } catch (error) {
    if (!(error instanceof ComposeProblem)) throw error;
    return { name: folder.split("/").at(-1) ?? "", file, services: [], disabled: [], problem: error.message };
  }
}

function servicesOf({ name: project, tree }: Project): PlannedService[] {
  return Object.entries(child(tree, "services")).flatMap(([name, settings]) => {
    if (!isMapping(settings)) return [];
    const service = new ServiceView(name, settings);
    return {
      name,
      image: imageOf(project, name, settings),
      builds: service.builds,
      replicas: service.replicas,
      dependencies: service.dependencies.map(({ service: other, condition }) => ({ service: other, condition })),
      networks: Object.keys(service.part("networks")),
      volumes: service
        .parts("volumes")
        .flatMap(({ type, source }) => (type === "volume" && typeof source === "string" && source !== "" ? [source] : [])),
      hash: configHash(settings),
    };
  });
}

/** The learner's disk; warnings are for the terminal, where the command itself tells them. */
function quietHost(disk: WorkingTree): ComposeHost {
  return {
    home: "/home/dev",
    kind(path) {
      const found = disk.lookup(path);
      return found && (found.kind === "directory" ? "directory" : "file");
    },
    read(path) {
      if (disk.lookup(path)?.kind !== "file") throw new ComposeProblem(`open ${path}: no such file or directory`);
      return disk.readText(path);
    },
    warn: () => {},
  };
}
