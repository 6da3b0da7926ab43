/** What this client says of itself: it speaks as Docker's client 28.5.2 does. */
export const clientVersion = {
  Version: "28.5.2",
  ApiVersion: "1.51",
  DefaultAPIVersion: "1.51",
  GitCommit: "ecc6942",
  GoVersion: "go1.25.3",
  Os: "linux",
  Arch: "amd64",
  BuildTime: "Wed Nov  5 14:43:33 2025",
  Context: "default",
} as const;

export const buildxVersion = "github.com/docker/buildx v0.29.1 a32761aeb3debd39be1eca514af3693af0db334b";
