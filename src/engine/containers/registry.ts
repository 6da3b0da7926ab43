import { EngineError } from "../api.ts";
import { notFound } from "./errors.ts";
import type { Container } from "./record.ts";

/** Every container, by id and by name. */
export class ContainerRegistry {
  readonly #all = new Map<string, Container>();
  readonly #names = new Map<string, Container>();

  /** The oldest first. */
  all(): Container[] {
    return [...this.#all.values()];
  }
  get size(): number {
    return this.#all.size;
  }

  /** Throws `EngineError` 409 when the name is taken. */
  add(container: Container): void {
    this.reserve(container, container.name);
    this.#all.set(container.id, container);
  }

  hasName(name: string): boolean {
    return this.#names.has(name);
  }

  /** Throws `EngineError` 409 when another container has it. */
  reserve(container: { readonly id: string }, name: string): void {
    const holder = this.#names.get(name);
    if (holder && holder.id !== container.id) {
      const words = `Conflict. The container name "/${name}" is already in use by container "${holder.id}"`;
      throw new EngineError(409, `${words}. You have to remove (or rename) that container to be able to reuse that name.`);
    }
    this.#names.set(name, container as Container);
  }

  release(name: string): void {
    this.#names.delete(name);
  }

  remove(container: Container): void {
    this.#all.delete(container.id);
    this.#names.delete(container.name);
  }

  /** By id, name or the beginning of an id. */
  find(reference: string): Container | undefined {
    const exact = this.#all.get(reference) ?? this.#names.get(reference.replace(/^\//, ""));
    if (exact || reference === "" || !/^[0-9a-f]+$/.test(reference)) return exact;
    const found = this.all().filter(({ id }) => id.startsWith(reference));
    if (found.length > 1) throw new EngineError(400, `multiple IDs found with provided prefix: ${reference}`);
    return found[0];
  }

  /** Throws `EngineError` 404. */
  get(reference: string): Container {
    const found = this.find(reference);
    if (!found) throw notFound(reference);
    return found;
  }
}
