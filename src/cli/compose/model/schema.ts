/** The shape of a Compose file, as Compose 2.40 checks it. */
import type { Kind, Shape } from "./shape.ts";

const anyOf = (...kinds: Kind[]): Shape => ({ kinds });
const text = anyOf("string");
const flag = anyOf("boolean", "string");
const whole = anyOf("integer", "string");
const number = anyOf("number", "string");
const texts: Shape = { kinds: ["array"], items: text };
const distinctTexts: Shape = { ...texts, unique: true };
const textOrTexts: Shape = { oneOf: [text, distinctTexts] };
const extension: readonly [RegExp, Shape] = [/^x-/, {}];
const name = /^[a-zA-Z0-9._-]+$/;

const list = (items: Shape, more: Partial<Shape> = {}): Shape => ({ kinds: ["array"], items, ...more });
/** A mapping with these keys, and extensions. */
const mapping = (keys: Readonly<Record<string, Shape>>, more: Partial<Shape> = {}): Shape => ({
  kinds: ["object"],
  keys,
  patterns: [extension],
  ...more,
});
/** A mapping with any keys of a form. */
const named = (pattern: RegExp, value: Shape, more: Partial<Shape> = {}): Shape => ({
  kinds: ["object"],
  patterns: [[pattern, value]],
  ...more,
});
const limited = (minimum: number, maximum?: number): Shape => ({
  oneOf: [text, { kinds: ["integer"], minimum, ...(maximum === undefined ? {} : { maximum }) }],
});

const pairs: Shape = { oneOf: [named(/.+/, anyOf("string", "number", "boolean", "null")), distinctTexts] };
const options = named(/^.+$/, anyOf("string", "number"), { open: true });
const command: Shape = { oneOf: [anyOf("null"), text, texts] };
const extraHosts: Shape = { oneOf: [named(/.+/, { oneOf: [text, texts] }), distinctTexts] };
const grants = list({ oneOf: [text, mapping({ source: text, target: text, uid: text, gid: text, mode: number })] });
const ulimits = named(
  /^[a-z]+$/,
  { oneOf: [whole, mapping({ hard: whole, soft: whole }, { required: ["soft", "hard"] })] },
  { open: true },
);
const environmentFiles: Shape = {
  oneOf: [text, list({ oneOf: [text, mapping({ path: text, format: text, required: flag }, { patterns: [], required: ["path"] })] })],
};
const external: Shape = mapping({ name: text }, { kinds: ["boolean", "string", "object"] });

const build = mapping({
  context: text,
  dockerfile: text,
  dockerfile_inline: text,
  entitlements: texts,
  args: pairs,
  ssh: pairs,
  labels: pairs,
  cache_from: texts,
  cache_to: texts,
  no_cache: flag,
  additional_contexts: pairs,
  network: text,
  provenance: flag,
  sbom: flag,
  pull: flag,
  target: text,
  shm_size: whole,
  extra_hosts: extraHosts,
  isolation: text,
  privileged: flag,
  secrets: grants,
  tags: texts,
  ulimits,
  platforms: texts,
});

const rate = list(mapping({ path: text, rate: whole }, { patterns: [] }));

const hook = mapping({ command, user: text, privileged: flag, working_dir: text, environment: pairs }, { required: ["command"] });

const deviceRequest: Readonly<Record<string, Shape>> = {
  capabilities: distinctTexts,
  count: anyOf("string", "integer"),
  device_ids: distinctTexts,
  driver: text,
  options: pairs,
};

const rollout = mapping({
  parallelism: whole,
  delay: text,
  failure_action: text,
  monitor: text,
  max_failure_ratio: number,
  order: { kinds: ["string"], values: ["start-first", "stop-first"] },
});

const deploy = mapping(
  {
    mode: text,
    endpoint_mode: text,
    replicas: whole,
    labels: pairs,
    rollback_config: rollout,
    update_config: rollout,
    resources: mapping({
      limits: mapping({ cpus: number, memory: text, pids: whole }),
      reservations: mapping({
        cpus: number,
        memory: text,
        generic_resources: list(mapping({ discrete_resource_spec: mapping({ kind: text, value: number }) })),
        devices: list(mapping(deviceRequest, { required: ["capabilities"] })),
      }),
    }),
    restart_policy: mapping({ condition: text, delay: text, max_attempts: whole, window: text }),
    placement: mapping({ constraints: texts, preferences: list(mapping({ spread: text })), max_replicas_per_node: whole }),
  },
  { kinds: ["object", "null"] },
);

const develop = mapping(
  {
    watch: list(
      mapping(
        {
          ignore: textOrTexts,
          include: textOrTexts,
          path: text,
          action: { kinds: ["string"], values: ["rebuild", "sync", "restart", "sync+restart", "sync+exec"] },
          target: text,
          exec: hook,
          initial_sync: anyOf("boolean"),
        },
        { required: ["path", "action"] },
      ),
    ),
  },
  { kinds: ["object", "null"] },
);

const mount = mapping(
  {
    type: { kinds: ["string"], values: ["bind", "volume", "tmpfs", "cluster", "npipe", "image"] },
    source: text,
    target: text,
    read_only: flag,
    consistency: text,
    bind: mapping({
      propagation: text,
      create_host_path: flag,
      recursive: { kinds: ["string"], values: ["enabled", "disabled", "writable", "readonly"] },
      selinux: { kinds: ["string"], values: ["z", "Z"] },
    }),
    volume: mapping({ labels: pairs, nocopy: flag, subpath: text }),
    tmpfs: mapping({ size: { oneOf: [{ kinds: ["integer"], minimum: 0 }, text] }, mode: number }),
    image: mapping({ subpath: text }),
  },
  { required: ["type"] },
);

const port = mapping({
  name: text,
  mode: text,
  host_ip: text,
  target: whole,
  published: anyOf("string", "integer"),
  protocol: text,
  app_protocol: text,
});

const endpoint = mapping({
  aliases: distinctTexts,
  interface_name: text,
  ipv4_address: text,
  ipv6_address: text,
  link_local_ips: distinctTexts,
  mac_address: text,
  driver_opts: options,
  priority: anyOf("number"),
  gw_priority: anyOf("number"),
});

const dependency = mapping(
  {
    restart: flag,
    required: anyOf("boolean"),
    condition: { kinds: ["string"], values: ["service_started", "service_healthy", "service_completed_successfully"] },
  },
  { required: ["condition"] },
);

const service = mapping({
  develop,
  deploy,
  annotations: pairs,
  attach: flag,
  build: { oneOf: [text, build] },
  blkio_config: mapping(
    {
      device_read_bps: rate,
      device_read_iops: rate,
      device_write_bps: rate,
      device_write_iops: rate,
      weight: whole,
      weight_device: list(mapping({ path: text, weight: whole }, { patterns: [] })),
    },
    { patterns: [] },
  ),
  cap_add: distinctTexts,
  cap_drop: distinctTexts,
  cgroup: { kinds: ["string"], values: ["host", "private"] },
  cgroup_parent: text,
  command,
  configs: grants,
  container_name: { kinds: ["string"], pattern: /[a-zA-Z0-9][a-zA-Z0-9_.-]+/ },
  cpu_count: limited(0),
  cpu_percent: limited(0, 100),
  cpu_shares: number,
  cpu_quota: number,
  cpu_period: number,
  cpu_rt_period: number,
  cpu_rt_runtime: number,
  cpus: number,
  cpuset: text,
  credential_spec: mapping({ config: text, file: text, registry: text }),
  depends_on: { oneOf: [distinctTexts, named(name, dependency)] },
  device_cgroup_rules: distinctTexts,
  devices: list({ oneOf: [text, mapping({ source: text, target: text, permissions: text }, { required: ["source"] })] }),
  dns: textOrTexts,
  dns_opt: distinctTexts,
  dns_search: textOrTexts,
  domainname: text,
  entrypoint: command,
  env_file: environmentFiles,
  label_file: { oneOf: [text, texts] },
  environment: pairs,
  expose: list(anyOf("string", "number"), { unique: true }),
  extends: { oneOf: [text, mapping({ service: text, file: text }, { patterns: [], required: ["service"] })] },
  provider: mapping(
    {
      type: text,
      options: named(/^.+$/, { oneOf: [anyOf("string", "number", "boolean"), list(anyOf("string", "number", "boolean"))] }, { open: true }),
    },
    { required: ["type"] },
  ),
  external_links: distinctTexts,
  extra_hosts: extraHosts,
  gpus: { oneOf: [{ kinds: ["string"], values: ["all"] }, list({ kinds: ["object"], keys: deviceRequest, open: true })] },
  group_add: list(anyOf("string", "number"), { unique: true }),
  healthcheck: mapping({
    disable: flag,
    interval: text,
    retries: number,
    test: { oneOf: [text, texts] },
    timeout: text,
    start_period: text,
    start_interval: text,
  }),
  hostname: text,
  image: text,
  init: flag,
  ipc: text,
  isolation: text,
  labels: pairs,
  links: distinctTexts,
  logging: mapping({ driver: text, options: named(/^.+$/, anyOf("string", "number", "null"), { open: true }) }),
  mac_address: text,
  mem_limit: number,
  mem_reservation: whole,
  mem_swappiness: whole,
  memswap_limit: number,
  network_mode: text,
  models: { oneOf: [distinctTexts, named(name, mapping({ endpoint_var: text, model_var: text }), { open: true })] },
  networks: { oneOf: [distinctTexts, named(name, { oneOf: [endpoint, anyOf("null")] })] },
  oom_kill_disable: flag,
  oom_score_adj: limited(-1000, 1000),
  pid: anyOf("string", "null"),
  pids_limit: number,
  platform: text,
  ports: list({ oneOf: [anyOf("number"), text, port] }, { unique: true }),
  post_start: list(hook),
  pre_stop: list(hook),
  privileged: flag,
  profiles: distinctTexts,
  pull_policy: {
    kinds: ["string"],
    pattern: /always|never|build|if_not_present|missing|refresh|daily|weekly|every_([0-9]+[wdhms])+/,
  },
  pull_refresh_after: text,
  read_only: flag,
  restart: text,
  runtime: text,
  scale: whole,
  security_opt: distinctTexts,
  shm_size: number,
  secrets: grants,
  sysctls: pairs,
  stdin_open: flag,
  stop_grace_period: text,
  stop_signal: text,
  storage_opt: anyOf("object"),
  tmpfs: textOrTexts,
  tty: flag,
  ulimits,
  use_api_socket: anyOf("boolean"),
  user: text,
  uts: text,
  userns_mode: text,
  volumes: list({ oneOf: [text, mount] }, { unique: true }),
  volumes_from: distinctTexts,
  working_dir: text,
});

const network = mapping(
  {
    name: text,
    driver: text,
    driver_opts: options,
    ipam: mapping({
      driver: text,
      config: list(mapping({ subnet: text, ip_range: text, gateway: text, aux_addresses: named(/^.+$/, text) })),
      options: named(/^.+$/, text),
    }),
    external,
    internal: flag,
    enable_ipv4: flag,
    enable_ipv6: flag,
    attachable: flag,
    labels: pairs,
  },
  { kinds: ["object", "null"] },
);

const volume = mapping({ name: text, driver: text, driver_opts: options, external, labels: pairs }, { kinds: ["object", "null"] });

const secret = mapping({
  name: text,
  environment: text,
  file: text,
  external: { ...external, open: true },
  labels: pairs,
  driver: text,
  driver_opts: options,
  template_driver: text,
});

const config = mapping({
  name: text,
  content: text,
  environment: text,
  file: text,
  external: { ...external, open: true },
  labels: pairs,
  template_driver: text,
});

const model = mapping({ name: text, model: text, context_size: anyOf("integer"), runtime_flags: texts }, { required: ["model"] });

/** A whole Compose file. */
export const composeFile = mapping({
  version: text,
  name: text,
  include: list({
    oneOf: [text, mapping({ path: textOrTexts, env_file: textOrTexts, project_directory: text }, { patterns: [] })],
  }),
  services: named(name, service),
  models: named(name, model, { open: true }),
  networks: named(name, network, { open: true }),
  volumes: named(name, volume),
  secrets: named(name, secret),
  configs: named(name, config),
});
