/** All commands of the lab's client, and how words on the command line find them. */
import type { Command, Group } from "../command.ts";
import { contextCommands } from "./context/contexts.ts";
import { absentCommands } from "./elsewhere.ts";
import { build } from "./build.ts";
import { builderDu } from "./builder-du.ts";
import { builderPrune } from "./builder-prune.ts";
import { builderCommands } from "./buildx/builders.ts";
import { elsewhereCommands } from "./buildx/elsewhere.ts";
import { buildxInspect } from "./buildx/inspect.ts";
import { buildxHistoryInspect } from "./buildx/history-inspect.ts";
import { buildxHistoryLogs } from "./buildx/history-logs.ts";
import { buildxHistoryLs } from "./buildx/history-ls.ts";
import { buildxLs } from "./buildx/ls.ts";
import { attach } from "./container/attach.ts";
import { commit } from "./container/commit.ts";
import { containerInspect } from "./container/container-inspect.ts";
import { cp } from "./container/cp.ts";
import { create } from "./container/create.ts";
import { exec } from "./container/exec.ts";
import { exportContainer } from "./container/export.ts";
import { kill, pause, rename, restart, rm, stop, unpause, wait } from "./container/lifecycle.ts";
import { logs } from "./container/logs.ts";
import { diff, port, top } from "./container/look.ts";
import { containerPrune } from "./container/prune.ts";
import { ps } from "./container/ps.ts";
import { run } from "./container/run.ts";
import { start } from "./container/start.ts";
import { stats } from "./container/stats.ts";
import { update } from "./container/update.ts";
import { groups } from "./groups.ts";
import { history } from "./history.ts";
import { imageInspect } from "./image-inspect.ts";
import { imagePrune } from "./image-prune.ts";
import { images } from "./images.ts";
import { importCommand } from "./import.ts";
import { info } from "./info.ts";
import { inspect } from "./inspect.ts";
import { load } from "./load.ts";
import { rmi } from "./rmi.ts";
import { save } from "./save.ts";
import { systemDf } from "./system-df.ts";
import { tag } from "./tag.ts";
import { buildxVersionCommand, version } from "./version.ts";
import { networkCreate } from "./network/create.ts";
import { networkConnect, networkDisconnect, networkInspect, networkLs, networkPrune, networkRm } from "./network/networks.ts";
import { login, logout } from "./registry/login.ts";
import { pull } from "./registry/pull.ts";
import { push } from "./registry/push.ts";
import { search } from "./registry/search.ts";
import { checkpointCommands } from "./checkpoint.ts";
import { scoutCommands } from "./scout/scout.ts";
import { clusterCommands } from "./swarm/groups.ts";
import { dialStdio } from "./system/dial-stdio.ts";
import { events } from "./system/events.ts";
import { systemPrune } from "./system/prune.ts";
import { volumeCreate, volumeInspect, volumeLs, volumePrune, volumeRm, volumeUpdate } from "./volume/volumes.ts";

export const commands: readonly Command[] = [
  run,
  create,
  start,
  stop,
  restart,
  kill,
  pause,
  unpause,
  wait,
  rename,
  rm,
  ps,
  logs,
  exec,
  attach,
  top,
  stats,
  port,
  diff,
  cp,
  commit,
  exportContainer,
  update,
  containerInspect,
  containerPrune,
  volumeCreate,
  volumeInspect,
  volumeLs,
  volumePrune,
  volumeRm,
  networkCreate,
  networkConnect,
  networkDisconnect,
  networkInspect,
  networkLs,
  networkPrune,
  networkRm,
  events,
  systemPrune,
  pull,
  push,
  search,
  login,
  logout,
  ...contextCommands,
  ...absentCommands,
  ...clusterCommands,
  ...scoutCommands,
  ...checkpointCommands,
  volumeUpdate,
  dialStdio,
  build,
  images,
  history,
  inspect,
  imageInspect,
  tag,
  save,
  load,
  importCommand,
  rmi,
  imagePrune,
  builderPrune,
  builderDu,
  systemDf,
  buildxLs,
  buildxHistoryInspect,
  buildxHistoryLogs,
  buildxHistoryLs,
  buildxInspect,
  ...builderCommands,
  ...elsewhereCommands,
  version,
  buildxVersionCommand,
  info,
];

/** Words of the longest path: `buildx history inspect attachment`. */
const deepest = 4;

export interface Found {
  readonly command?: Command;
  /** The deepest group on the way, when no command was found. */
  readonly group?: Group;
  readonly path: readonly string[];
  /** The words after the path. */
  readonly rest: readonly string[];
}

/** Finds the longest path at the beginning of `words`. */
export function findCommand(words: readonly string[]): Found {
  for (let length = Math.min(deepest, words.length); length >= 1; length--) {
    const path = words.slice(0, length);
    const command = commands.find((candidate) => candidate.paths.some((known) => samePath(known, path)));
    if (command) return { command, path, rest: words.slice(length) };
  }
  const group = groups
    .filter(({ path }) => samePath(path, words.slice(0, path.length)))
    .reduce<Group | undefined>((best, candidate) => (best && best.path.length >= candidate.path.length ? best : candidate), undefined);
  const depth = group?.path.length ?? 0;
  return { ...(group ? { group } : {}), path: words.slice(0, depth), rest: words.slice(depth) };
}

function samePath(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((word, i) => word === b[i]);
}
