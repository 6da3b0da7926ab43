import type { Task } from "./task.ts";

/**
 * `setpriority(2)` as `from`: gives why it can't be done. Everyone may become nicer; what has become nice can't be taken back without
 * CAP_SYS_NICE.
 */
export function setNiceness(from: Task, target: Task, wanted: number): "EACCES" | "EPERM" | undefined {
  const { uid, realUid, effective } = from.credentials;
  const nice = Math.min(19, Math.max(-20, wanted));
  if (!effective.has("SYS_NICE")) {
    if (![uid, realUid].includes(target.credentials.realUid) && uid !== target.credentials.uid) return "EPERM";
    if (nice < target.nice) return "EACCES";
  }
  target.nice = nice;
  return undefined;
}
