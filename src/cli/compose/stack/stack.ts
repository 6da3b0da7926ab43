/** A project with its services in their order, and what commands ask of it. */
import type { Project } from "../model/load.ts";
import { ComposeProblem } from "../model/problem.ts";
import { onlyServices } from "../model/profiles.ts";
import { imageOf } from "../model/service.ts";
import { child, isMapping, type Mapping, mapValues } from "../model/tree.ts";
import { ServiceView } from "./service-view.ts";

export class Stack {
  readonly project: Project;
  /** Each after those that it depends on; those side by side by name. */
  readonly services: readonly ServiceView[];

  constructor(project: Project) {
    this.project = project;
    const views = new Map(
      Object.entries(child(project.tree, "services")).flatMap(([name, tree]) =>
        isMapping(tree) ? [[name, new ServiceView(name, tree)]] : [],
      ),
    );
    const ordered: ServiceView[] = [];
    const visit = (name: string): void => {
      const view = views.get(name);
      if (!view || ordered.includes(view)) return;
      for (const { service } of view.dependencies.toSorted((a, b) => (a.service < b.service ? -1 : 1))) visit(service);
      ordered.push(view);
    };
    for (const name of [...views.keys()].sort()) visit(name);
    this.services = ordered;
  }

  get name(): string {
    return this.project.name;
  }

  get serviceNames(): string[] {
    return this.services.map(({ name }) => name);
  }

  service(name: string): ServiceView | undefined {
    return this.services.find((view) => view.name === name);
  }

  /** Throws `ComposeProblem` for a name that no service has. */
  required(name: string): ServiceView {
    const found = this.service(name);
    if (!found) throw new ComposeProblem(`no such service: ${name}`);
    return found;
  }

  /** Those named, or all; each after what it depends on. Throws `ComposeProblem` for a name that no service has. */
  named(names: readonly string[]): ServiceView[] {
    for (const name of names) this.required(name);
    return names.length === 0 ? [...this.services] : this.services.filter(({ name }) => names.includes(name));
  }

  /** Those named and everything that they depend on. */
  withDependencies(names: readonly string[]): ServiceView[] {
    return this.#reached(names, (view) => view.dependencies.map(({ service }) => service));
  }

  /** Those named and everything that depends on them. */
  withDependents(names: readonly string[]): ServiceView[] {
    return this.#reached(names, (view) =>
      this.services.filter((other) => other.dependencies.some(({ service }) => service === view.name)).map(({ name }) => name),
    );
  }

  #reached(names: readonly string[], next: (view: ServiceView) => readonly string[]): ServiceView[] {
    const wanted = new Set<string>();
    const visit = (view: ServiceView): void => {
      if (wanted.has(view.name)) return;
      wanted.add(view.name);
      for (const name of next(view)) {
        const other = this.service(name);
        if (other) visit(other);
      }
    };
    for (const view of this.named(names)) visit(view);
    return this.services.filter(({ name }) => wanted.has(name));
  }

  /** The same project with these services alone; all others are as if their profiles were off. */
  only(names: readonly string[]): Stack {
    const { project } = this;
    const disabled = new Set([...project.disabled, ...this.serviceNames.filter((name) => !names.includes(name))]);
    return new Stack({ ...project, disabled, tree: onlyServices(project.tree, names) });
  }

  /** The same project with its services changed. */
  change(change: (view: ServiceView) => Mapping): Stack {
    const services = mapValues(child(this.project.tree, "services"), (tree, name) =>
      change(this.service(name) ?? new ServiceView(name, tree as Mapping)),
    );
    return new Stack({ ...this.project, tree: { ...this.project.tree, services } });
  }

  image(view: ServiceView): string {
    return imageOf(this.name, view.name, view.tree);
  }

  resources(kind: "networks" | "volumes" | "secrets" | "configs"): [key: string, settings: Mapping][] {
    return Object.entries(child(this.project.tree, kind)).flatMap(([key, value]) => (isMapping(value) ? [[key, value]] : []));
  }

  resourceName(kind: "networks" | "volumes", key: string): string {
    return String(child(child(this.project.tree, kind), key).name ?? key);
  }

  containerName(view: ServiceView, number: number): string {
    return view.text("container_name") || `${this.name}-${view.name}-${number}`;
  }
}
