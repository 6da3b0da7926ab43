/** What the daemon says of itself: Docker 28.4 with BuildKit 0.24, on the lab's machine. */
import type { MachineFeatures, SystemInfo, VersionInfo } from "./api.ts";
import { goTime } from "./images/config.ts";

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

const commitOf = (name: string): { readonly ID: string } => ({
  ID: versionInfo.Components.find((component) => component.Name === name)?.Details.GitCommit ?? "",
});

const features: Omit<MachineFeatures, "SystemTime"> = {
  DriverStatus: [
    ["Backing Filesystem", "extfs"],
    ["Supports d_type", "true"],
    ["Using metacopy", "false"],
    ["Native Overlay Diff", "true"],
    ["userxattr", "false"],
  ],
  Plugins: {
    Volume: ["local"],
    Network: ["bridge", "host", "ipvlan", "macvlan", "null", "overlay"],
    Authorization: null,
    Log: ["json-file", "none"],
  },
  MemoryLimit: true,
  SwapLimit: true,
  CpuCfsPeriod: true,
  CpuCfsQuota: true,
  CPUShares: true,
  CPUSet: true,
  PidsLimit: true,
  IPv4Forwarding: true,
  Debug: false,
  NFd: 0,
  OomKillDisable: false,
  NGoroutines: 0,
  LoggingDriver: "json-file",
  CgroupDriver: "cgroupfs",
  CgroupVersion: "2",
  NEventsListener: 0,
  OSVersion: "",
  IndexServerAddress: "https://index.docker.io/v1/",
  RegistryConfig: {
    IndexConfigs: { "docker.io": { Name: "docker.io", Mirrors: [], Secure: true, Official: true } },
    InsecureRegistryCIDRs: ["::1/128", "127.0.0.0/8"],
    Mirrors: null,
  },
  GenericResources: null,
  HttpProxy: "",
  HttpsProxy: "",
  NoProxy: "",
  Labels: [],
  ExperimentalBuild: false,
  Runtimes: { "io.containerd.runc.v2": { path: "runc" }, runc: { path: "runc" } },
  DefaultRuntime: "runc",
  Swarm: { NodeID: "", NodeAddr: "", LocalNodeState: "inactive", ControlAvailable: false, Error: "", RemoteManagers: null },
  LiveRestoreEnabled: false,
  Isolation: "",
  InitBinary: "docker-init",
  ContainerdCommit: commitOf("containerd"),
  RuncCommit: commitOf("runc"),
  InitCommit: commitOf("docker-init"),
  SecurityOptions: ["name=seccomp,profile=builtin", "name=cgroupns"],
  CDISpecDirs: ["/etc/cdi", "/var/run/cdi"],
  Warnings: null,
};

/** @param containers of any state */
export function systemInfo(
  images: number,
  machine: { readonly cpus: number; readonly memory: number; readonly clock: { now(): number } },
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
    ...features,
    SystemTime: goTime(machine.clock.now()),
  };
}
