import { computed, signal } from "@preact/signals";
import type { FileEdit, FileEntry, Files } from "../../backends/backend.ts";

interface Undo {
  readonly label: string;
  readonly edits: readonly FileEdit[];
}

/** A name or path that cannot be used, with the reason as the learner reads it. */
export class NameError extends Error {}

/**
 * The workspace as the page sees it: a mirror of the disk in the worker. What is done here is told to `onEdit`; what commands
 * did there comes in by `apply`. Operations on whole files can be undone, one after the other.
 */
export class Workspace {
  readonly files = signal<Files>(new Map());
  readonly #undo = signal<readonly Undo[]>([]);
  /** What undoing would bring back: `Deleted app.py`. */
  readonly undoable = computed(() => this.#undo.value.at(-1)?.label);
  #onEdit: (edits: readonly FileEdit[]) => void = () => {};

  constructor(files: Files = new Map()) {
    this.files.value = withFolders(files);
  }

  onEdit(listener: (edits: readonly FileEdit[]) => void): void {
    this.#onEdit = listener;
  }

  get(path: string): FileEntry | undefined {
    return this.files.value.get(path);
  }

  /** A file's text; `undefined` when there is none, or it is not text. */
  text(path: string): string | undefined {
    const entry = this.get(path);
    return entry?.kind === "file" ? entry.text : undefined;
  }

  /** As typed: not undone here, the editor has its own undo. Does nothing when the text is the same. */
  setText(path: string, text: string): void {
    const old = this.get(path);
    if (old?.kind !== "file" || old.text === text) return;
    this.#edit([{ path, entry: { ...old, text } }]);
  }

  /** Makes an empty file or a folder, and the folders above it. Throws `NameError`. */
  create(path: string, kind: "file" | "directory"): void {
    this.#check(path);
    const entry: FileEntry = kind === "file" ? { kind, text: "", mode: 0o644 } : { kind, mode: 0o755 };
    this.#do(`Created ${path}`, [{ path, entry }]);
  }

  /** Moves a file, or a folder with all in it. Throws `NameError`. */
  rename(from: string, to: string): void {
    if (from === to) return;
    this.#check(to);
    if (to.startsWith(`${from}/`)) throw new NameError("A folder can't be moved into itself.");
    const moved = this.#below(from).map(([path, entry]) => ({ path: to + path.slice(from.length), entry }));
    this.#do(`Renamed ${from}`, [{ path: from, entry: null }, ...moved]);
  }

  remove(path: string): void {
    this.#do(`Deleted ${path}`, [{ path, entry: null }]);
  }

  /** Replaces the whole workspace. */
  reset(files: Files, label: string): void {
    const gone = [...this.files.value.keys()].filter((path) => !path.includes("/")).map((path) => ({ path, entry: null }));
    this.#do(label, [...gone, ...[...files].map(([path, entry]) => ({ path, entry }))]);
  }

  /** Takes back the last operation on whole files. */
  undo(): string | undefined {
    const last = this.#undo.value.at(-1);
    if (!last) return undefined;
    this.#undo.value = this.#undo.value.slice(0, -1);
    this.#edit(last.edits);
    return last.label;
  }

  /** Takes over what a command did. */
  apply(edits: readonly FileEdit[]): void {
    this.files.value = applied(this.files.value, edits);
  }

  #do(label: string, edits: readonly FileEdit[]): void {
    const before = this.files.value;
    this.#edit(edits);
    this.#undo.value = [...this.#undo.value, { label, edits: difference(this.files.value, before) }].slice(-50);
  }

  #edit(edits: readonly FileEdit[]): void {
    this.files.value = applied(this.files.value, edits);
    this.#onEdit(edits);
  }

  #below(path: string): [string, FileEntry][] {
    return [...this.files.value].filter(([other]) => other === path || other.startsWith(`${path}/`));
  }

  #check(path: string): void {
    const parts = path.split("/");
    if (parts.some((part) => part === "")) throw new NameError("A name is missing.");
    if (parts.some((part) => part === "." || part === "..")) throw new NameError(`“.” and “..” are not names of files.`);
    if (path.includes("\0")) throw new NameError("A name can't hold a zero byte.");
    if (parts.some((part) => new TextEncoder().encode(part).length > 255)) throw new NameError("A name can have at most 255 bytes.");
    if (this.files.value.has(path)) throw new NameError(`${path} is there already.`);
    for (let depth = 1; depth < parts.length; depth++) {
      const parent = this.get(parts.slice(0, depth).join("/"));
      if (parent && parent.kind !== "directory") throw new NameError(`${parts.slice(0, depth).join("/")} is not a folder.`);
    }
  }
}

/** The files with `edits` done to them, the folders above new ones included. */
export function applied(files: Files, edits: readonly FileEdit[]): Files {
  const next = new Map(files);
  for (const { path, entry } of edits) {
    if (!entry || (entry.kind !== "directory" && next.get(path)?.kind === "directory")) {
      next.delete(path);
      for (const other of [...next.keys()]) if (other.startsWith(`${path}/`)) next.delete(other);
    }
    if (entry) next.set(path, entry);
  }
  return withFolders(next);
}

function withFolders(files: Files): Files {
  const next = new Map(files);
  for (const path of files.keys()) {
    for (let slash = path.lastIndexOf("/"); slash > 0; slash = path.lastIndexOf("/", slash - 1)) {
      const parent = path.slice(0, slash);
      if (next.has(parent)) break;
      next.set(parent, { kind: "directory", mode: 0o755 });
    }
  }
  return next;
}

/** What must be done to `from` to make it `to`. */
export function difference(from: Files, to: Files): FileEdit[] {
  const gone = [...from.keys()].filter((path) => !to.has(path)).map((path) => ({ path, entry: null }));
  const come = [...to].filter(([path, entry]) => from.get(path) !== entry).map(([path, entry]) => ({ path, entry }));
  return [...gone, ...come];
}

/** A short fingerprint of an entry (FNV-1a), for telling whether it is still what was built. */
export function fingerprint(entry: FileEntry): string {
  const text =
    entry.kind === "file" ? entry.text : entry.kind === "symlink" ? entry.target : entry.kind === "binary" ? String(entry.size) : "";
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return `${entry.kind}:${"mode" in entry ? entry.mode : 0}:${text.length}:${(hash >>> 0).toString(36)}`;
}
