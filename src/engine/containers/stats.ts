/** `docker stats`: what a container's control group and interfaces have counted. */
import type { CpuStats, NetworkStats, StatsResponse } from "../api.ts";
import { goTime } from "../images/config.ts";
import type { Daemon } from "./daemon.ts";
import type { Container } from "./record.ts";

const never = "0001-01-01T00:00:00Z";
const nothing: CpuStats = {
  cpu_usage: { total_usage: 0, usage_in_kernelmode: 0, usage_in_usermode: 0 },
  throttling_data: { periods: 0, throttled_periods: 0, throttled_time: 0 },
};

/** A reading; `before` is the one it is compared with. */
export function statsOf(daemon: Daemon, container: Container, before?: StatsResponse): StatsResponse {
  const cgroup = container.running?.init.cgroup;
  const base = { name: `/${container.name}`, id: container.id, storage_stats: {}, num_procs: 0 };
  if (!cgroup) {
    return {
      ...base,
      read: never,
      preread: never,
      pids_stats: {},
      blkio_stats: { io_service_bytes_recursive: null },
      cpu_stats: nothing,
      precpu_stats: nothing,
      memory_stats: {},
    };
  }
  const { machine, clock } = daemon;
  const used = cgroup.cpu.usage * 1000;
  const cpu: CpuStats = {
    cpu_usage: { total_usage: used, usage_in_kernelmode: 0, usage_in_usermode: used },
    system_cpu_usage: Math.round((clock.now() - machine.bootedAt) * 1e6 * machine.cpus),
    online_cpus: machine.cpus,
    throttling_data: {
      periods: cgroup.cpu.periods,
      throttled_periods: cgroup.cpu.throttledPeriods,
      throttled_time: Math.round(cgroup.cpu.throttled * 1000),
    },
  };
  return {
    ...base,
    read: goTime(clock.now()),
    preread: before?.read ?? never,
    pids_stats: { current: cgroup.pids.current, limit: cgroup.limits.pidsMax ?? machine.cgroups.limits.pidsMax ?? 0 },
    blkio_stats: { io_service_bytes_recursive: [] },
    cpu_stats: cpu,
    precpu_stats: before?.cpu_stats ?? nothing,
    memory_stats: {
      usage: cgroup.memory.current,
      limit: cgroup.limits.memoryMax ?? machine.memory,
      stats: { inactive_file: 0, anon: cgroup.memory.current },
    },
    ...(networksOf(container) && { networks: networksOf(container) as Record<string, NetworkStats> }),
  };
}

function networksOf({ running }: Container): Record<string, NetworkStats> | undefined {
  const endpoints = running?.sandbox?.endpoints.filter(({ device }) => device) ?? [];
  if (endpoints.length === 0) return undefined;
  return Object.fromEntries(
    endpoints.flatMap(({ device }) =>
      device
        ? [
            [
              device.name,
              {
                rx_bytes: device.received.bytes,
                rx_packets: device.received.packets,
                rx_errors: 0,
                rx_dropped: 0,
                tx_bytes: device.sent.bytes,
                tx_packets: device.sent.packets,
                tx_errors: 0,
                tx_dropped: 0,
              },
            ],
          ]
        : [],
    ),
  );
}

/** A reading every second, each with the one before, until the signal aborts. The first is compared with nothing. */
export async function* statsStream(daemon: Daemon, container: Container, signal: AbortSignal): AsyncGenerator<StatsResponse> {
  let before: StatsResponse | undefined;
  while (!signal.aborted && daemon.containers.find(container.id)) {
    before = statsOf(daemon, container, before);
    yield before;
    await daemon.clock.sleep(1000, signal).catch(() => {});
  }
}
