import { useComputed, useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { useLab } from "../context.ts";
import { Divider } from "../layout/Divider.tsx";
import { displayName, isDockerfile } from "../state/names.ts";
import { paneSizes, resize } from "../state/pane-sizes.ts";
import { NameError } from "../state/workspace.ts";
import { NameField } from "./NameField.tsx";
import { ResetDialog } from "./ResetDialog.tsx";
import { type TreeRow, treeRows } from "./tree.ts";

type Naming = { readonly kind: "file" | "directory"; readonly parent: string } | { readonly kind: "rename"; readonly path: string };

/** The workspace's files. Arrows walk, Enter opens, F2 renames, Delete deletes; what is done can be undone. */
export function FileTree() {
  const lab = useLab();
  const list = useRef<HTMLUListElement>(null);
  const focusDue = useRef(false);
  const rows = useComputed(() => treeRows(lab.workspace.files.value, lab.collapsed.value)).value;
  const at = useSignal<string | undefined>(undefined);
  const naming = useSignal<Naming | undefined>(undefined);
  const resetting = useSignal(false);
  const current = rows.find(({ path }) => path === (at.value ?? lab.tabs.active.value)) ?? rows[0];
  const locked = lab.readOnly.value;

  const focusCurrent = () => list.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  const focusRow = (path: string) => {
    // Without a change nothing is drawn anew, and a focus that stayed due would be taken from somewhere else later.
    if (at.value === path) focusCurrent();
    else focusDue.current = true;
    at.value = path;
  };
  // In the same breath as the rows change: a row that goes must not take the keyboard with it.
  useLayoutEffect(() => {
    if (!focusDue.current) return;
    focusDue.current = false;
    focusCurrent();
  });
  const toggle = (path: string) => {
    const next = new Set(lab.collapsed.value);
    if (!next.delete(path)) next.add(path);
    lab.collapsed.value = next;
  };
  const activate = ({ path, entry }: TreeRow) => {
    at.value = path;
    if (entry.kind === "directory") toggle(path);
    else lab.tabs.show(path);
  };
  const remove = ({ path }: TreeRow) => {
    const index = rows.findIndex((row) => row.path === path);
    lab.workspace.remove(path);
    lab.tabs.keep((open) => lab.workspace.get(open) !== undefined);
    const next = rows[index + 1] ?? rows[index - 1];
    if (next) focusRow(next.path);
    lab.notices.say(`Deleted ${path}`, { actions: [{ label: "Undo", run: () => lab.undo() }] });
  };
  const finish = (name: string | undefined): string | undefined => {
    const task = naming.value;
    if (!task) return undefined;
    if (name === undefined) {
      naming.value = undefined;
      if (current) focusRow(current.path);
      return undefined;
    }
    try {
      if (task.kind === "rename") {
        lab.workspace.rename(task.path, name);
        lab.tabs.renamed(task.path, name);
        focusRow(name);
      } else {
        const path = task.parent ? `${task.parent}/${name}` : name;
        lab.workspace.create(path, task.kind);
        if (task.kind === "file") lab.edit(path);
        else focusRow(path);
      }
      naming.value = undefined;
      return undefined;
    } catch (error) {
      if (error instanceof NameError) return error.message;
      throw error;
    }
  };
  const create = (kind: "file" | "directory") => {
    const parent =
      current?.entry.kind === "directory" ? current.path : (current?.path.slice(0, Math.max(0, current.path.lastIndexOf("/"))) ?? "");
    if (parent && lab.collapsed.value.has(parent)) toggle(parent);
    naming.value = { kind, parent };
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (!current || event.target instanceof HTMLInputElement) return;
    const index = rows.indexOf(current);
    const go = (row: TreeRow | undefined) => row && focusRow(row.path);
    const actions: Record<string, () => void> = {
      ArrowDown: () => go(rows[index + 1]),
      ArrowUp: () => go(rows[index - 1]),
      Home: () => go(rows[0]),
      End: () => go(rows.at(-1)),
      ArrowRight: () => (current.expanded === false ? toggle(current.path) : current.expanded && go(rows[index + 1])),
      ArrowLeft: () =>
        current.expanded
          ? toggle(current.path)
          : go(rows.find(({ path }) => path === current.path.slice(0, Math.max(0, current.path.lastIndexOf("/"))))),
      Enter: () => activate(current),
      " ": () => activate(current),
    };
    if (!locked) {
      actions.F2 = () => {
        naming.value = { kind: "rename", path: current.path };
      };
      actions.Delete = () => remove(current);
      if (event.ctrlKey || event.metaKey) actions.z = () => lab.undo();
    }
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  };

  const task = naming.value;
  return (
    <div class="lab-files" style={{ width: "var(--tree)" }}>
      <div class="tools" role="toolbar" aria-label="Files">
        <button type="button" class="lab-icon" disabled={locked} aria-label="New file" title="New file" onClick={() => create("file")}>
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="M3 1.5h6l4 4v9H3z M9 1.5v4h4 M8 7.5v5 M5.5 10h5" />
          </svg>
        </button>
        <button
          type="button"
          class="lab-icon"
          disabled={locked}
          aria-label="New folder"
          title="New folder"
          onClick={() => create("directory")}
        >
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="M1.5 3h4L7 5h7.5v8.5h-13z M8 7v4.5 M5.7 9.2h4.6" />
          </svg>
        </button>
        <button
          type="button"
          class="lab-icon"
          disabled={locked || lab.workspace.undoable.value === undefined}
          aria-label="Undo the last change of files"
          title={lab.workspace.undoable.value === undefined ? "Nothing to undo" : `Undo: ${displayName(lab.workspace.undoable.value)}`}
          onClick={() => lab.undo()}
        >
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="M2.5 6.5h7a4 4 0 0 1 0 8H5 M5.5 3l-3.5 3.5 3.5 3.5" />
          </svg>
        </button>
        <button
          type="button"
          class="lab-icon reset"
          disabled={locked}
          aria-label="Reset the lab"
          title="Reset the lab"
          onClick={() => {
            resetting.value = true;
          }}
        >
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="M13.5 8a5.5 5.5 0 1 1-1.7-4 M12 1v3.2H8.8" />
          </svg>
        </button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a list is what a tree is, read without its roles. */}
      <ul role="tree" aria-label="Workspace" ref={list} onKeyDown={onKeyDown}>
        {rows.map((row) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the tree around it hears the keys.
          <li
            key={row.path}
            role="treeitem"
            aria-level={row.level}
            aria-selected={row.path === lab.tabs.active.value}
            {...(row.expanded === undefined ? {} : { "aria-expanded": row.expanded })}
            tabIndex={row === current ? 0 : -1}
            class={`${row.entry.kind} ${isDockerfile(row.path) ? "dockerfile" : ""} ${row.entry.kind !== "directory" && lab.lit.value(row.path) ? "lit" : ""}`}
            style={{ paddingLeft: `${row.level * 14 - 2}px` }}
            title={displayName(row.path)}
            onClick={() => activate(row)}
            onDblClick={() => {
              if (row.entry.kind !== "directory" && !locked) naming.value = { kind: "rename", path: row.path };
            }}
            onFocus={() => {
              at.value = row.path;
            }}
          >
            {task?.kind === "rename" && task.path === row.path ? (
              <NameField label={`New path of ${displayName(row.path)}`} value={row.path} onDone={finish} />
            ) : (
              <>
                <i aria-hidden="true" />
                <span>{displayName(row.name)}</span>
                {lab.unbuilt(row.path) && <b class="dot" title="Changed since the last build" />}
              </>
            )}
          </li>
        ))}
        {rows.length === 0 && <li class="lab-empty">No files yet.</li>}
      </ul>
      {task && task.kind !== "rename" && (
        <NameField
          label={`Name of the new ${task.kind === "file" ? "file" : "folder"}${task.parent ? ` in ${displayName(task.parent)}` : ""}`}
          value=""
          onDone={finish}
        />
      )}
      <Divider
        class="for-tree"
        label="Width of the file list"
        orientation="vertical"
        value={paneSizes.value.tree / 1000}
        min={0.11}
        max={0.36}
        onChange={(value) => resize({ tree: value * 1000 })}
        onReset={() => resize({ tree: 170 })}
      />
      {resetting.value && (
        <ResetDialog
          onClose={() => {
            resetting.value = false;
          }}
        />
      )}
    </div>
  );
}
