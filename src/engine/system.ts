/** What the daemon says of itself: Docker 28.4 with BuildKit 0.24, on the lab's machine. */
import type { SystemInfo, VersionInfo } from "./api.ts";

export const versionInfo: VersionInfo = {
  Version: "28.4.0",
  ApiVersion: "1.51",
  MinAPIVersion: "1.24",
  GitCommit: "249d679",
  GoVersion: "go1.24.7",
  Os: "linux",
  Arch: "amd64",
  BuildTime: "2025-09-03T20:57:37.000000000+00:00",
  Components: [
    {
      Name: "Engine",
      Version: "28.4.0",
      Details: {
        ApiVersion: "1.51",
        Arch: "amd64",
        BuildTime: "2025-09-03T20:57:37.000000000+00:00",
        Experimental: "false",
        GitCommit: "249d679",
        GoVersion: "go1.24.7",
        MinAPIVersion: "1.24",
        Os: "linux",
      },
    },
    { Name: "containerd", Version: "1.7.27", Details: { GitCommit: "05044ec0a9a75232cad458027ca83437aae3f4da" } },
    { Name: "runc", Version: "1.2.5", Details: { GitCommit: "v1.2.5-0-g59923ef" } },
    { Name: "docker-init", Version: "0.19.0", Details: { GitCommit: "de40ad0" } },
  ],
};

/** @param containers of any state */
export function systemInfo(
  images: number,
  machine: { readonly cpus: number; readonly memory: number },
  containers: readonly { readonly isRunning: boolean; readonly paused: boolean }[] = [],
): SystemInfo {
  const running = containers.filter(({ isRunning, paused }) => isRunning && !paused).length;
  const paused = containers.filter((container) => container.paused).length;
  return {
    ID: "d0c4d0c4-5a1e-4b0a-9d0c-c0ffee5ea11a",
    Containers: containers.length,
    ContainersRunning: running,
    ContainersPaused: paused,
    ContainersStopped: containers.length - running - paused,
    Images: images,
    Driver: "overlay2",
    ServerVersion: "28.4.0",
    OperatingSystem: "Drydock (simulated)",
    OSType: "linux",
    Architecture: "x86_64",
    KernelVersion: "6.12.0-drydock",
    NCPU: machine.cpus,
    MemTotal: machine.memory,
    Name: "drydock",
    DockerRootDir: "/var/lib/docker",
  };
}
