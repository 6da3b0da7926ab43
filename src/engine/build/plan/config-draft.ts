/** An image's config while a stage's instructions change it. Each change costs the same, however many came before. */
import type { ImageConfig } from "../../api.ts";
import { splitVariable } from "./environment.ts";

type Settings = Omit<ImageConfig, "Env" | "Labels" | "Volumes" | "ExposedPorts" | "OnBuild">;

interface Collections {
  /** `Env`: there, a name keeps the place where it was first set. */
  readonly env: Map<string, string>;
  readonly labels: Map<string, string>;
  readonly volumes: Set<string>;
  readonly ports: Set<string>;
}

export class ConfigDraft {
  #settings: Settings;
  #collections: Collections;
  /** The collections are another draft's as well, and are copied before the first change. */
  #shared = false;
  readonly #triggers: string[];

  private constructor(settings: Settings, collections: Collections, triggers: string[]) {
    this.#settings = settings;
    this.#collections = collections;
    this.#triggers = triggers;
  }

  /** @param env the variables the stage starts with, `K=V` */
  static from({ Env: _, Labels, Volumes, ExposedPorts, OnBuild, ...settings }: ImageConfig, env: readonly string[]): ConfigDraft {
    const collections = {
      env: new Map(env.map(splitVariable)),
      labels: new Map(Object.entries(Labels ?? {})),
      volumes: new Set(Object.keys(Volumes ?? {})),
      ports: new Set(Object.keys(ExposedPorts ?? {})),
    };
    return new ConfigDraft(settings, collections, [...(OnBuild ?? [])]);
  }

  /** For a stage that starts from this one. Triggers have done their work by then. */
  inherit(): ConfigDraft {
    this.#shared = true;
    const heir = new ConfigDraft(this.#settings, this.#collections, []);
    heir.#shared = true;
    return heir;
  }

  /** What a stage that starts from this one has to do first. */
  get triggers(): readonly string[] {
    return this.#triggers;
  }

  change(settings: Settings): void {
    this.#settings = { ...this.#settings, ...settings };
  }

  setVariables(pairs: Iterable<readonly [string, string]>): void {
    const { env } = this.#own();
    for (const [name, value] of pairs) env.set(name, value);
  }

  setLabels(pairs: Iterable<readonly [string, string]>): void {
    const { labels } = this.#own();
    for (const [name, value] of pairs) labels.set(name, value);
  }

  addVolumes(paths: Iterable<string>): void {
    const { volumes } = this.#own();
    for (const path of paths) volumes.add(path);
  }

  addPorts(added: Iterable<string>): void {
    const { ports } = this.#own();
    for (const port of added) ports.add(port);
  }

  addTrigger(text: string): void {
    this.#triggers.push(text);
  }

  /** The config as it stands. */
  get config(): ImageConfig {
    const { env, labels, volumes, ports } = this.#collections;
    return {
      ...this.#settings,
      Env: [...env].map(([name, value]) => `${name}=${value}`),
      ...(labels.size > 0 && { Labels: Object.fromEntries(labels) }),
      ...(volumes.size > 0 && { Volumes: asSet(volumes) }),
      ...(ports.size > 0 && { ExposedPorts: asSet([...ports].sort()) }),
      OnBuild: this.#triggers.length > 0 ? [...this.#triggers] : null,
    };
  }

  #own(): Collections {
    if (this.#shared) {
      const { env, labels, volumes, ports } = this.#collections;
      this.#collections = { env: new Map(env), labels: new Map(labels), volumes: new Set(volumes), ports: new Set(ports) };
      this.#shared = false;
    }
    return this.#collections;
  }
}

function asSet(values: Iterable<string>): Record<string, Record<string, never>> {
  return Object.fromEntries([...values].map((value) => [value, {}]));
}
