import { bytesToText, textToBytes } from "../programs/shell/bytes.ts";
import { groupsOf } from "./accounts.ts";
import { writeTo } from "./process-streams.ts";
import { ProcessTree } from "./process-tree.ts";
import { TaskEnded } from "./signals.ts";
import type { Task } from "./task.ts";

/** The file system as a task sees it: with its user's permissions, its umask, and its own standard streams in `/dev`. */
export function processView(task: Task): ProcessTree {
  const { root, credentials } = task;
  const parent = root instanceof ProcessTree ? root : undefined;
  const { uid } = credentials;
  return new ProcessTree(root, {
    uid,
    gid: credentials.gid,
    groups: [...credentials.groups, ...groupsOf(root, uid)],
    capabilities: credentials.effective,
    umask: task.umask,
    task,
    readOnly: parent?.readOnly ?? [],
    devices: {
      readInput: () => textToBytes(task.descriptors.get(0)?.available() ?? ""),
      writeOutput: (bytes) => writeTo(task, 1, bytesToText(bytes)),
      writeError: (bytes) => writeTo(task, 2, bytesToText(bytes)),
    },
    beforeWrite() {
      if (task.status) throw new TaskEnded(task.status);
    },
  });
}
