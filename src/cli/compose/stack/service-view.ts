/** A service's settings with their types. The tree has been checked; what is not there is empty. */
import { child, isList, isMapping, type Mapping, type Tree } from "../model/tree.ts";

export interface Dependency {
  readonly service: string;
  readonly condition: "service_started" | "service_healthy" | "service_completed_successfully";
  /** The service is started again when this one is. */
  readonly restart: boolean;
  readonly required: boolean;
}

export class ServiceView {
  readonly name: string;
  readonly tree: Mapping;

  constructor(name: string, tree: Mapping) {
    this.name = name;
    this.tree = tree;
  }

  text(key: string): string {
    const value = this.tree[key];
    return typeof value === "string" ? value : "";
  }
  /** Sizes and numbers; `undefined` when it is not set. */
  number(key: string): number | undefined {
    return numberOf(this.tree[key]);
  }
  flag(key: string): boolean {
    return this.tree[key] === true;
  }
  texts(key: string): string[] {
    return textsOf(this.tree[key]);
  }
  /** A command line; `undefined` when the image's holds. */
  command(key: "command" | "entrypoint"): string[] | undefined {
    return isList(this.tree[key]) ? textsOf(this.tree[key]) : undefined;
  }
  pairs(key: string): Record<string, string> {
    return textPairs(child(this.tree, key));
  }
  part(key: string): Mapping {
    return child(this.tree, key);
  }
  parts(key: string): Mapping[] {
    return (isList(this.tree[key]) ? this.tree[key] : []).filter(isMapping);
  }

  get dependencies(): Dependency[] {
    return Object.entries(this.part("depends_on")).map(([service, settings]) => {
      const { condition, restart, required } = isMapping(settings) ? settings : {};
      return {
        service,
        condition: (condition ?? "service_started") as Dependency["condition"],
        restart: restart === true,
        required: required !== false,
      };
    });
  }

  /** How many containers it wants. */
  get replicas(): number {
    return numberOf(this.tree.scale) ?? numberOf(child(this.tree, "deploy").replicas) ?? 1;
  }

  /** Its networks as the files name them: the highest `priority` first, then by name. */
  get networksByPriority(): string[] {
    const networks = this.part("networks");
    const priority = (key: string): number => numberOf(child(networks, key).priority) ?? 0;
    return Object.keys(networks).sort((a, b) => priority(b) - priority(a) || (a < b ? -1 : 1));
  }

  get builds(): boolean {
    return isMapping(this.tree.build);
  }
}

export function numberOf(value: Tree | undefined): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "string" && value !== "" && !Number.isNaN(Number(value)) ? Number(value) : undefined;
}

/** Names and texts; a name without a value has an empty one. */
export function textPairs(mapping: Mapping): Record<string, string> {
  return Object.fromEntries(Object.entries(mapping).map(([name, value]) => [name, value === null ? "" : String(value)]));
}

export function textsOf(value: Tree | undefined): string[] {
  return isList(value) ? value.map(String) : [];
}
