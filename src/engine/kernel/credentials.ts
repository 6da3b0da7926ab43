/** Who a process is and what it may do. */

/** In the order of their numbers, which is that of the bits in `/proc/<pid>/status`. */
export const capabilityNames = [
  "CHOWN",
  "DAC_OVERRIDE",
  "DAC_READ_SEARCH",
  "FOWNER",
  "FSETID",
  "KILL",
  "SETGID",
  "SETUID",
  "SETPCAP",
  "LINUX_IMMUTABLE",
  "NET_BIND_SERVICE",
  "NET_BROADCAST",
  "NET_ADMIN",
  "NET_RAW",
  "IPC_LOCK",
  "IPC_OWNER",
  "SYS_MODULE",
  "SYS_RAWIO",
  "SYS_CHROOT",
  "SYS_PTRACE",
  "SYS_PACCT",
  "SYS_ADMIN",
  "SYS_BOOT",
  "SYS_NICE",
  "SYS_RESOURCE",
  "SYS_TIME",
  "SYS_TTY_CONFIG",
  "MKNOD",
  "LEASE",
  "AUDIT_WRITE",
  "AUDIT_CONTROL",
  "SETFCAP",
  "MAC_OVERRIDE",
  "MAC_ADMIN",
  "SYSLOG",
  "WAKE_ALARM",
  "BLOCK_SUSPEND",
  "AUDIT_READ",
  "PERFMON",
  "BPF",
  "CHECKPOINT_RESTORE",
] as const;

export type Capability = (typeof capabilityNames)[number];
export type CapabilitySet = ReadonlySet<Capability>;

export const allCapabilities: CapabilitySet = new Set(capabilityNames);
export const noCapabilities: CapabilitySet = new Set();

/** What a container's root keeps unless told otherwise. */
export const dockerCapabilities: CapabilitySet = new Set<Capability>([
  "CHOWN",
  "DAC_OVERRIDE",
  "FSETID",
  "FOWNER",
  "MKNOD",
  "NET_RAW",
  "SETGID",
  "SETUID",
  "SETFCAP",
  "SETPCAP",
  "NET_BIND_SERVICE",
  "SYS_CHROOT",
  "KILL",
  "AUDIT_WRITE",
]);

export interface Credentials {
  /** In effect: what permissions are looked up for. */
  readonly uid: number;
  /** Whose process it is: another one than `uid` in a set-user-id program. */
  readonly realUid: number;
  readonly gid: number;
  /** Supplementary groups, without `gid`. */
  readonly groups: readonly number[];
  /** What it may do now; empty for an ordinary user. */
  readonly effective: CapabilitySet;
  readonly permitted: CapabilitySet;
  readonly inheritable: CapabilitySet;
  /** What it and its children can ever have. */
  readonly bounding: CapabilitySet;
  readonly ambient: CapabilitySet;
  /** Set-user-id programs give nothing. */
  readonly noNewPrivileges: boolean;
  /** 0 none, 2 filtered. */
  readonly seccomp: 0 | 2;
}

/**
 * The credentials of a user: root has all of `bounding`, anyone else nothing.
 * @param groups supplementary groups
 */
export function credentialsFor(
  uid: number,
  gid: number,
  groups: readonly number[] = [],
  bounding: CapabilitySet = allCapabilities,
  rest: Partial<Pick<Credentials, "noNewPrivileges" | "seccomp" | "ambient" | "inheritable">> = {},
): Credentials {
  const held = uid === 0 ? bounding : (rest.ambient ?? noCapabilities);
  return {
    uid,
    realUid: uid,
    gid,
    groups: groups.filter((group) => group !== gid),
    effective: held,
    permitted: held,
    inheritable: rest.inheritable ?? noCapabilities,
    bounding,
    ambient: rest.ambient ?? noCapabilities,
    noNewPrivileges: rest.noNewPrivileges ?? false,
    seccomp: rest.seccomp ?? 0,
  };
}

/** Another user with the same limits (`su`, `setpriv`, `--user`). */
export function becomeUser(before: Credentials, uid: number, gid: number, groups: readonly number[] = []): Credentials {
  const { bounding, noNewPrivileges, seccomp } = before;
  return credentialsFor(uid, gid, groups, bounding, { noNewPrivileges, seccomp });
}

/** What a set-user-id program of `owner` runs with; nothing new where new privileges are ruled out. */
export function actingAs(before: Credentials, owner: number): Credentials {
  if (before.noNewPrivileges || owner === before.uid) return before;
  return { ...becomeUser(before, owner, before.gid, before.groups), realUid: before.realUid };
}

/** `00000000a80425fb`, the form of `/proc/<pid>/status`. */
export function capabilityMask(set: CapabilitySet): string {
  let mask = 0n;
  for (const [bit, name] of capabilityNames.entries()) if (set.has(name)) mask |= 1n << BigInt(bit);
  return mask.toString(16).padStart(16, "0");
}

/** `CAP_NET_ADMIN`, `net_admin`; `undefined` when there is no such capability. */
export function parseCapability(text: string): Capability | undefined {
  const name = text.toUpperCase().replace(/^CAP_/, "");
  return capabilityNames.find((known) => known === name);
}
