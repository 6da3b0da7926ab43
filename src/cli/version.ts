/** What this client says of itself. The lab speaks as Docker 28.5 does. */
export const clientVersion = {
  Version: "28.5.2",
  ApiVersion: "1.51",
  DefaultAPIVersion: "1.51",
  GitCommit: "drydock",
  GoVersion: "none: TypeScript",
  Os: "linux",
  Arch: "amd64",
  BuildTime: "Thu Jan  1 00:00:00 2026",
  Context: "default",
} as const;
