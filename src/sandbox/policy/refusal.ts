/** An answer in the daemon's form: `message` is what follows `Error response from daemon: `. */
export class DaemonError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.name = "DaemonError";
    this.status = status;
  }
}

/** What the sandbox does not allow. Names the rule, as `docs/sandbox.md` lists them. */
export class Refused extends DaemonError {
  readonly rule: Rule;
  /** @param why the rest of the sentence: `containers may not …` */
  constructor(rule: Rule, why: string) {
    super(403, `sandbox rule "${rule}": ${why}`);
    this.name = "Refused";
    this.rule = rule;
  }
}

/** Every rule, and what it keeps out: the list of the documentation, and of the tests. */
const rules = {
  privileged: "full rights over the machine, for containers, commands in them, and build steps",
  "host-namespaces": "the machine's own network, processes, users, names or control groups",
  "other-namespaces": "namespaces of containers that are not the session's own",
  devices: "devices of the machine, and rules about them",
  capabilities: "capabilities beyond those that Docker gives",
  security: "seccomp, AppArmor, SELinux and masked paths other than Docker's own",
  kernel: "settings of the kernel",
  runtime: "another runtime, isolation, control group or log driver than the sandbox's",
  binds: "folders of the machine outside the session's workspace, Docker's socket among them",
  volumes: "volume drivers and their options, which can mount anything",
  networks: "network drivers and options that reach beyond the session",
  ports: "published ports on other addresses than this machine's own",
  images: "images that are not on the list",
  limits: "more than a session may use",
  labels: "the labels that the sandbox tells sessions apart by",
  build: "what a build may ask of the machine",
  api: "parts of Docker's API that concern more than one session",
  fields: "fields that the sandbox does not know",
} as const;

export type Rule = keyof typeof rules;
