/** A project with its services in their order, and what commands ask of it. */
import type { Project } from "../model/load.ts";
import { ComposeProblem } from "../model/problem.ts";
import { imageOf } from "../model/service.ts";
import { child, isMapping, type Mapping } from "../model/tree.ts";
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

  service(name: string): ServiceView | undefined {
    return this.services.find((view) => view.name === name);
  }

  /** Those named, or all; each after what it depends on. Throws `ComposeProblem` for a name that no service has. */
  named(names: readonly string[]): ServiceView[] {
    for (const name of names) if (!this.service(name)) throw new ComposeProblem(`no such service: ${name}`);
    return names.length === 0 ? [...this.services] : this.services.filter(({ name }) => names.includes(name));
  }

  /** Those named and everything that they depend on. */
  withDependencies(names: readonly string[]): ServiceView[] {
    const wanted = new Set<string>();
    const visit = (view: ServiceView): void => {
      if (wanted.has(view.name)) return;
      wanted.add(view.name);
      for (const { service } of view.dependencies) {
        const dependency = this.service(service);
        if (dependency) visit(dependency);
      }
    };
    for (const view of this.named(names)) visit(view);
    return this.services.filter(({ name }) => wanted.has(name));
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
