/** What the kernel needs to know of a mount table; `mounts.ts` has the table itself. */
import type { WorkingTree } from "../filesystem/working-tree.ts";

/** One line of `/proc/<pid>/mountinfo`. */
export interface MountEntry {
  readonly id: number;
  readonly parentId: number;
  /** `overlay`, `tmpfs`, `/dev/vda1`, `proc`. */
  readonly source: string;
  /** Where inside the source's file system it begins; `/` but for binds. */
  readonly root: string;
  readonly target: string;
  /** `overlay`, `ext4`, `tmpfs`, `proc`, `sysfs`, `cgroup2`, `devpts`, `mqueue`. */
  readonly type: string;
  /** `rw,nosuid,nodev`: of the mount. */
  readonly options: string;
  /** `rw,size=65536k`: of the file system. */
  readonly superOptions: string;
}

export interface Mounts {
  /** In the order they were mounted. */
  entries(): readonly MountEntry[];
  /** Everything mounted, as one tree. */
  readonly tree: WorkingTree;
  /** A table of its own with the same mounts (`unshare -m`). */
  clone(): Mounts;
}
