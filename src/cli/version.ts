/** What this client says of itself: it is of the engine's own release. */
export const clientVersion = {
  Version: "28.4.0",
  ApiVersion: "1.51",
  DefaultAPIVersion: "1.51",
  GitCommit: "d8eb465",
  GoVersion: "go1.24.7",
  Os: "linux",
  Arch: "amd64",
  BuildTime: "Wed Sep  3 20:57:05 2025",
} as const;

export const buildxVersion = "github.com/docker/buildx v0.29.1 a32761aeb3debd39be1eca514af3693af0db334b";
