/** Requests for more than a container may have, in every form that the API knows. */
import assert from "node:assert/strict";
import { connect } from "../lab.ts";
import type { Rule } from "../../../src/sandbox/policy/refusal.ts";
import { ask, refusedBy, started, type Trial } from "./trial.ts";

type Form = readonly [rule: Rule, host: object, config?: object];

const bind = (Source: string, more: object = {}): object => ({ Mounts: [{ Type: "bind", Source, Target: "/x", ...more }] });

/** `HostConfig` of `POST /containers/create`, each with one thing too much. */
const forms: readonly Form[] = [
  ["privileged", { Privileged: true }],
  ["fields", { privileged: true }],
  ["fields", { PRIVILEGED: true }],
  // The engine's reader takes ſ for s and the sign of the kelvin for k.
  ["fields", { Bindſ: ["/:/host"] }],
  ["fields", { "Networ\u212aMode": "host" }],
  ["fields", {}, { hostconfig: { Privileged: true } }],
  ["fields", {}, { hostConfig: { Binds: ["/:/host"] } }],
  ["host-namespaces", { NetworkMode: "host" }],
  ["host-namespaces", { PidMode: "host" }],
  ["host-namespaces", { IpcMode: "host" }],
  ["host-namespaces", { UTSMode: "host" }],
  ["host-namespaces", { UsernsMode: "host" }],
  ["host-namespaces", { CgroupnsMode: "host" }],
  ["host-namespaces", {}, { NetworkingConfig: { EndpointsConfig: { host: {} } } }],
  ["capabilities", { CapAdd: ["SYS_ADMIN"] }],
  ["capabilities", { CapAdd: ["ALL"] }],
  ["fields", { Capabilities: ["CAP_SYS_ADMIN"] }],
  ["devices", { Devices: [{ PathOnHost: "/dev/sda", PathInContainer: "/dev/sda", CgroupPermissions: "rwm" }] }],
  ["devices", { DeviceCgroupRules: ["a *:* rwm"] }],
  ["devices", { DeviceRequests: [{ Driver: "cdi", DeviceIDs: ["x/y=z"] }] }],
  ["devices", { BlkioDeviceReadBps: [{ Path: "/dev/sda", Rate: 1 }] }],
  ["security", { SecurityOpt: ["seccomp=unconfined"] }],
  ["security", { SecurityOpt: ["apparmor=unconfined"] }],
  ["security", { SecurityOpt: ["label=disable"] }],
  ["security", { SecurityOpt: ["systempaths=unconfined"] }],
  ["security", { SecurityOpt: ["no-new-privileges=false"] }],
  ["security", { MaskedPaths: [] }],
  ["security", { ReadonlyPaths: [] }],
  ["kernel", { Sysctls: { "net.ipv4.ip_forward": "1" } }],
  ["kernel", { OomKillDisable: true }],
  ["limits", { OomScoreAdj: -1000 }],
  ["limits", { Ulimits: [{ Name: "fsize", Soft: -1, Hard: -1 }] }],
  ["limits", { Ulimits: [{ Name: "fsize", Soft: 1, Hard: 2 ** 50 }] }],
  ["limits", { CpuQuota: 200_000, CpuPeriod: 1000 }],
  ["kernel", { CpuRealtimeRuntime: 1000 }],
  ["runtime", { Runtime: "io.containerd.runc.v2" }],
  ["runtime", { Isolation: "process" }],
  ["runtime", { CgroupParent: "/" }],
  ["runtime", { Cgroup: "container:x" }],
  ["runtime", { Annotations: { "run.oci.keep_original_groups": "1" } }],
  ["runtime", { LogConfig: { Type: "syslog", Config: { "syslog-address": "unix:///dev/log" } } }],
  ["runtime", { ContainerIDFile: "/etc/x" }],
  ["binds", { Binds: ["/:/host"] }],
  ["binds", { Binds: ["/var/run/docker.sock:/var/run/docker.sock"] }],
  ["binds", { Binds: ["/run/docker.sock:/s:ro"] }],
  ["binds", { Binds: ["/home/dev/workspace/../../..:/x"] }],
  ["binds", { Binds: ["/home/dev/workspace/./a/../../../../etc:/x"] }],
  ["binds", { Binds: ["/home/dev/workspaceX:/x"] }],
  ["binds", { Binds: ["//etc:/x"] }],
  ["binds", { Binds: ["/home/dev/workspace:/x:rshared"] }],
  ["binds", bind("/")],
  ["binds", bind("/proc")],
  ["binds", bind("/home/dev/workspace/../../../etc/shadow")],
  ["binds", bind("/home/dev/workspace", { BindOptions: { Propagation: "rshared" } })],
  ["fields", bind("/home/dev/workspace", { BindOptions: { Foo: true } })],
  ["fields", { Mounts: [{ type: "bind", source: "/", target: "/x" }] }],
  ["binds", { Mounts: [{ Type: "npipe", Source: "x", Target: "/x" }] }],
  ["binds", { Mounts: [{ Type: "cluster", Source: "x", Target: "/x" }] }],
  ["binds", { Mounts: [{ Type: "image", Source: "alpine:3.20", Target: "/x" }] }],
  [
    "volumes",
    {
      Mounts: [
        {
          Type: "volume",
          Source: "v1",
          Target: "/x",
          VolumeOptions: { DriverConfig: { Name: "local", Options: { type: "none", o: "bind", device: "/" } } },
        },
      ],
    },
  ],
  ["volumes", { Mounts: [{ Type: "volume", Target: "/x", VolumeOptions: { DriverConfig: { Name: "sshfs" } } }] }],
  ["binds", { Mounts: [{ Type: "volume", Source: "v1", Target: "/x", VolumeOptions: { Subpath: "../../.." } }] }],
  ["volumes", { VolumeDriver: "sshfs" }],
  ["binds", { Tmpfs: { "/x": "bind,source=/etc" } }],
  ["limits", { Memory: 64 * 1024 ** 3 }],
  ["limits", { Memory: -1 }],
  ["limits", { NanoCpus: 1.5e9 }],
  ["limits", { CpuQuota: 6_400_000 }],
  ["limits", { PidsLimit: 100_000 }],
  ["limits", { StorageOpt: { size: "1T" } }],
  ["limits", { ShmSize: 64 * 1024 ** 3 }],
  ["limits", { Ulimits: [{ Name: "rtprio", Soft: 99, Hard: 99 }] }],
  ["limits", {}, { Healthcheck: { Test: ["CMD", "true"], Interval: 1_000_000 } }],
  ["ports", { PortBindings: { "80/tcp": [{ HostIp: "192.0.2.1", HostPort: "80" }] } }],
  ["labels", {}, { Labels: { "dev.drydock.session": "dd-00000000" } }],
  ["labels", {}, { Labels: { "Dev.Drydock.Session": "dd-00000000" } }],
  ["labels", { Mounts: [{ Type: "volume", Target: "/x", VolumeOptions: { Labels: { "dev.drydock.session": "x" } } }] }],
  ["images", {}, { Image: "evil.example/rootkit:1" }],
  ["images", {}, { Image: "docker.io/somebody/alpine:3.20" }],
];

/** Other requests. */
const others: readonly (readonly [rule: Rule, method: string, target: string, body?: object])[] = [
  ["api", "POST", "/swarm/init", {}],
  ["api", "POST", "/services/create", {}],
  ["api", "GET", "/secrets"],
  ["api", "POST", "/plugins/pull?remote=x"],
  ["api", "POST", "/build?remote=https://example.org"],
  ["api", "POST", "/session", {}],
  ["api", "POST", "/grpc", {}],
  ["api", "POST", "/images/load", {}],
  ["images", "POST", "/images/create?fromSrc=-", {}],
  ["images", "POST", "/images/create?fromImage=evil.example/x&tag=1", {}],
  ["api", "POST", "/images/alpine:3.20/push", {}],
  ["api", "POST", "/auth", { username: "a", password: "b" }],
  ["api", "POST", "/build/prune", {}],
  ["api", "GET", "/containers/x/attach/ws"],
  ["api", "POST", "/containers/x/checkpoints", {}],
  ["api", "GET", "/../containers/json"],
  ["api", "GET", "/v1.51/../swarm"],
  ["api", "TRACE", "/containers/json"],
  ["images", "DELETE", "/images/alpine:3.20?force=1"],
  ["volumes", "POST", "/volumes/create", { Name: "v1", DriverOpts: { type: "none", o: "bind", device: "/" } }],
  ["volumes", "POST", "/volumes/create", { Name: "v1", Driver: "sshfs" }],
  ["fields", "POST", "/volumes/create", { Name: "v1", driveropts: { type: "none", o: "bind", device: "/" } }],
  ["networks", "POST", "/networks/create", { Name: "n", Driver: "macvlan" }],
  ["networks", "POST", "/networks/create", { Name: "n", Options: { "com.docker.network.bridge.name": "docker0" } }],
  ["networks", "POST", "/networks/create", { Name: "n", Options: { "com.docker.network.bridge.host_binding_ipv4": "0.0.0.0" } }],
  ["networks", "POST", "/networks/create", { Name: "n", IPAM: { Config: [{ Subnet: "8.8.8.0/24" }] } }],
  ["networks", "POST", "/networks/create", { Name: "n", ConfigFrom: { Network: "host" } }],
  ["labels", "POST", "/networks/create", { Name: "n", Labels: { "dev.drydock.session": "x" } }],
  ["host-namespaces", "POST", "/networks/host/connect", { Container: "x" }],
  ["privileged", "POST", "/v1.24/containers/create", { Image: "alpine:3.20", HostConfig: { Privileged: true } }],
  [
    "host-namespaces",
    "POST",
    "/v1.51/containers/create?name=x&platform=linux%2Famd64",
    { Image: "alpine:3.20", HostConfig: { PidMode: "host" } },
  ],
  ["api", "POST", "/v1.24/v1.24/containers/create", { Image: "alpine:3.20", HostConfig: { Privileged: true } }],
  ["api", "POST", "/containers%2Fcreate", { Image: "alpine:3.20", HostConfig: { Privileged: true } }],
  ["api", "POST", "//containers/create", { Image: "alpine:3.20", HostConfig: { Privileged: true } }],
  ["api", "POST", "/nodes/x/update", {}],
  ["api", "POST", "/configs/create", {}],
  ["labels", "GET", `/containers/json?filters=${encodeURIComponent(JSON.stringify({ label: ["dev.drydock.session"] }))}`],
];

export const requests: readonly Trial[] = [
  {
    name: `${forms.length} containers that ask for too much`,
    async run(gateway) {
      const connection = await connect(gateway);
      for (const [rule, HostConfig, config] of forms) {
        const body = { Image: "alpine:3.20", Cmd: ["true"], HostConfig, ...config };
        try {
          refusedBy(rule, await ask(connection, "POST", "/containers/create", body));
        } catch (error) {
          throw new Error(`${JSON.stringify({ HostConfig, ...config })}: ${(error as Error).message}`);
        }
      }
      connection.close();
    },
  },
  {
    name: `${others.length} other requests`,
    async run(gateway) {
      const connection = await connect(gateway);
      for (const [rule, method, target, body] of others) {
        try {
          refusedBy(rule, await ask(connection, method, target, body));
        } catch (error) {
          throw new Error(`${method} ${target} ${JSON.stringify(body)}: ${(error as Error).message}`);
        }
      }
      connection.close();
    },
  },
  {
    name: "exec with full rights, and an update beyond the limits",
    async run(gateway) {
      const connection = await connect(gateway);
      const id = await started(connection, ["sleep", "60"]);
      refusedBy("privileged", await ask(connection, "POST", `/containers/${id}/exec`, { Cmd: ["id"], Privileged: true }));
      refusedBy("fields", await ask(connection, "POST", `/containers/${id}/exec`, { Cmd: ["id"], privileged: true }));
      for (const update of [{ Memory: 2 ** 40 }, { NanoCpus: 1.5e9 }, { PidsLimit: 1e6 }])
        refusedBy("limits", await ask(connection, "POST", `/containers/${id}/update`, update));
      refusedBy("limits", await ask(connection, "POST", `/containers/${id}/update`, { CgroupParent: "/" }));
      connection.close();
    },
  },
  {
    name: "full rights asked for at the start, as old versions of the API had it",
    async run(gateway) {
      const connection = await connect(gateway);
      const made = await ask(connection, "POST", "/containers/create", { Image: "alpine:3.20", Cmd: ["sleep", "60"] });
      const id = made.json.Id as string;
      for (const target of [`/containers/${id}/start`, `/v1.20/containers/${id}/start`])
        await ask(connection, "POST", target, { Privileged: true, Binds: ["/:/host"], PidMode: "host" });
      const { HostConfig } = await gateway.upstream.json<{ HostConfig: { Privileged: boolean; Binds: unknown; PidMode: string } }>(
        "GET",
        `/containers/${id}/json`,
      );
      assert.deepEqual([HostConfig.Privileged, HostConfig.Binds ?? [], HostConfig.PidMode], [false, [], ""]);
      connection.close();
    },
  },
  {
    name: "labels forged in the changes of a commit",
    async run(gateway) {
      const connection = await connect(gateway);
      const id = await started(connection, ["sleep", "60"]);
      const commit = (...changes: string[]) =>
        ask(connection, "POST", `/commit?${new URLSearchParams([["container", id], ...changes.map((change) => ["changes", change])])}`);
      const plain = await commit("ENV a=b", "LABEL mine=1");
      assert.equal(plain.status, 201, plain.text);
      // The last line of each takes in the line that the gateway adds.
      refusedBy("labels", await commit("LABEL dev.drydock.session=dd-00000000", "CMD echo \\"));
      refusedBy("labels", await commit("LABEL dev.drydock.session=dd-00000000 dev.drydock.gateway=other", "CMD echo \\\n\\\n"));
      await commit("LABEL dev.drydock.gateway=other", "CMD echo \\");
      for (const label of ["dev.drydock.session=dd-00000000", "dev.drydock.gateway=other"])
        assert.deepEqual(
          await gateway.upstream.json("GET", `/images/json?all=1&filters=${encodeURIComponent(JSON.stringify({ label: [label] }))}`),
          [],
        );
      connection.close();
    },
  },
];
