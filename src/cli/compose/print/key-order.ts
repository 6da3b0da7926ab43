/** The order in which `config` prints the keys of each part (spec compose §4); keys that are not named follow, sorted. */
import type { Path } from "../model/tree.ts";
import { byNature } from "./natural-order.ts";

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

const top = words("name services networks volumes secrets configs models");

const service = words(`
  profiles annotations attach build develop blkio_config cap_add cap_drop cgroup_parent cgroup cpu_count cpu_percent cpu_period
  cpu_quota cpu_rt_period cpu_rt_runtime cpus cpuset cpu_shares command configs container_name credential_spec depends_on deploy
  device_cgroup_rules devices dns dns_opt dns_search domainname entrypoint provider environment env_file expose external_links
  extra_hosts group_add gpus hostname healthcheck image init ipc isolation labels label_file links logging mem_limit
  mem_reservation memswap_limit mem_swappiness mac_address models network_mode networks oom_kill_disable oom_score_adj pid
  pids_limit platform ports privileged pull_policy read_only restart runtime scale secrets security_opt shm_size stdin_open
  stop_grace_period stop_signal storage_opt sysctls tmpfs tty ulimits use_api_socket user userns_mode uts volumes volumes_from
  working_dir post_start pre_stop`);

const grant = words("source target uid gid mode");
const hook = words("command user privileged working_dir environment");
const rollout = words("parallelism delay failure_action monitor max_failure_ratio order");
const deviceRequest = words("capabilities driver count device_ids options");

const orders: Readonly<Record<string, readonly string[]>> = {
  "": top,
  "services.*": service,
  "services.*.build": words(`context dockerfile dockerfile_inline entitlements args provenance sbom ssh labels cache_from cache_to
    no_cache additional_contexts pull extra_hosts isolation network target secrets shm_size tags ulimits platforms privileged`),
  "services.*.build.secrets.*": grant,
  "services.*.build.ulimits.*": words("soft hard"),
  "services.*.blkio_config": words("weight weight_device device_read_bps device_read_iops device_write_bps device_write_iops"),
  "services.*.configs.*": grant,
  "services.*.credential_spec": words("config file registry"),
  "services.*.depends_on.*": words("condition restart required"),
  "services.*.deploy": words("mode replicas labels update_config rollback_config resources restart_policy placement endpoint_mode"),
  "services.*.deploy.update_config": rollout,
  "services.*.deploy.rollback_config": rollout,
  "services.*.deploy.resources": words("limits reservations"),
  "services.*.deploy.resources.limits": words("cpus memory pids devices generic_resources"),
  "services.*.deploy.resources.reservations": words("cpus memory pids devices generic_resources"),
  "services.*.deploy.resources.reservations.devices.*": deviceRequest,
  "services.*.deploy.restart_policy": words("condition delay max_attempts window"),
  "services.*.deploy.placement": words("constraints preferences max_replicas_per_node"),
  "services.*.develop.watch.*": words("path action target exec include ignore initial_sync"),
  "services.*.develop.watch.*.exec": hook,
  "services.*.devices.*": words("source target permissions"),
  "services.*.env_file.*": words("path required format"),
  "services.*.extends": words("file service"),
  "services.*.gpus.*": deviceRequest,
  "services.*.healthcheck": words("test timeout interval retries start_period start_interval disable"),
  "services.*.logging": words("driver options"),
  "services.*.networks.*": words(
    "aliases driver_opts gw_priority interface_name ipv4_address ipv6_address link_local_ips mac_address priority",
  ),
  "services.*.ports.*": words("name mode host_ip target published protocol app_protocol"),
  "services.*.post_start.*": hook,
  "services.*.pre_stop.*": hook,
  "services.*.provider": words("type options"),
  "services.*.secrets.*": grant,
  "services.*.ulimits.*": words("soft hard"),
  "services.*.volumes.*": words("type source target read_only consistency bind volume tmpfs image"),
  "services.*.volumes.*.bind": words("selinux propagation create_host_path recursive"),
  "services.*.volumes.*.volume": words("labels nocopy subpath"),
  "services.*.volumes.*.tmpfs": words("size mode"),
  "networks.*": words("name driver driver_opts ipam external internal attachable labels enable_ipv4 enable_ipv6"),
  "networks.*.ipam": words("driver config"),
  "networks.*.ipam.config.*": words("subnet gateway ip_range aux_addresses"),
  "volumes.*": words("name driver driver_opts external labels"),
  "secrets.*": words("name file environment content external labels driver driver_opts template_driver"),
  "configs.*": words("name file environment content external labels driver driver_opts template_driver"),
  "models.*": words("name model context_size runtime_flags"),
};

const byDepth = new Map<number, readonly (readonly [readonly string[], readonly string[]])[]>();
for (const [pattern, order] of Object.entries(orders)) {
  const parts = pattern === "" ? [] : pattern.split(".");
  byDepth.set(parts.length, [...(byDepth.get(parts.length) ?? []), [parts, order]]);
}

/** The fields of the part at a place; `undefined` where any key may stand. */
export function fieldsAt(path: Path): readonly string[] | undefined {
  return byDepth.get(path.length)?.find(([parts]) => parts.every((part, index) => part === "*" || part === path[index]))?.[1];
}

/** The keys of the mapping at a place, in the order of printing: those that are not fields of Compose sorted by `compare`. */
export function orderedKeys(keys: readonly string[], path: Path, compare = byNature): string[] {
  const order = fieldsAt(path);
  const sorted = [...keys].sort(compare);
  if (!order) return sorted;
  const known = order.filter((key) => keys.includes(key));
  return [...known, ...sorted.filter((key) => !order.includes(key))];
}
