/** What Linux can give a process of its own: the names in `/proc/<pid>/ns`. */
export const namespaceKinds = ["cgroup", "ipc", "mnt", "net", "pid", "time", "user", "uts"] as const;
export type NamespaceKind = (typeof namespaceKinds)[number];
