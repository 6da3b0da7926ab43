/** `INFO`: what a server says about itself, from what it has. */
import { textToBytes } from "../shell/bytes.ts";
import type { Server } from "./server.ts";

type Section = readonly (readonly [string, string | number])[];

function human(bytes: number): string {
  return bytes < 1024 ** 2 ? `${(bytes / 1024).toFixed(2)}K` : `${(bytes / 1024 ** 2).toFixed(2)}M`;
}

/** @param wanted a section's name; the usual ones when empty */
export function information(server: Server, wanted: string): string {
  const { process, configuration } = server;
  const up = Math.floor((process.clock.now() - server.started) / 1000);
  const data = server.databases.reduce((sum, database) => sum + textToBytes(JSON.stringify(database.save())).length, 0);
  const used = 900_000 + data;
  const sections: Readonly<Record<string, Section>> = {
    Server: [
      ["redis_version", server.version],
      ["redis_mode", "standalone"],
      ["os", "Linux 6.12.0 x86_64"],
      ["arch_bits", 64],
      ["process_id", process.pid],
      ["tcp_port", configuration.get("port")],
      ["uptime_in_seconds", up],
      ["uptime_in_days", Math.floor(up / 86_400)],
      ["executable", "/data/redis-server"],
      ["config_file", ""],
    ],
    Clients: [
      ["connected_clients", server.clients.size],
      ["maxclients", configuration.get("maxclients")],
    ],
    Memory: [
      ["used_memory", used],
      ["used_memory_human", human(used)],
      ["maxmemory", configuration.get("maxmemory")],
      ["maxmemory_policy", configuration.get("maxmemory-policy")],
    ],
    Persistence: [
      ["loading", 0],
      ["rdb_changes_since_last_save", server.changes],
      ["rdb_last_save_time", Math.floor(server.lastSave / 1000)],
      ["rdb_last_bgsave_status", "ok"],
      ["aof_enabled", configuration.get("appendonly") === "yes" ? 1 : 0],
    ],
    Stats: [
      ["total_connections_received", server.connections],
      ["total_commands_processed", server.commands],
    ],
    Replication: [
      ["role", "master"],
      ["connected_slaves", 0],
    ],
    Keyspace: server.databases.flatMap((database, index) =>
      database.size === 0 ? [] : [[`db${index}`, `keys=${database.size},expires=${database.expiring},avg_ttl=0`] as const],
    ),
  };
  return Object.entries(sections)
    .filter(([name]) => wanted === "" || /^(all|everything|default)$/i.test(wanted) || name.toLowerCase() === wanted.toLowerCase())
    .map(([name, lines]) => `# ${name}\r\n${lines.map(([key, value]) => `${key}:${value}\r\n`).join("")}`)
    .join("\r\n");
}
