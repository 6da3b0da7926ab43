import { useComputed } from "@preact/signals";
import { useLab } from "../context.ts";
import { displayName, isDockerfile } from "../state/names.ts";
import { CodeArea } from "./CodeArea.tsx";
import { EditorTabs } from "./EditorTabs.tsx";

const nothingToEdit = "There is no file to edit here: what is to be done is done in the terminal.";

/** Tabs, and the file on top. */
export function EditorPane() {
  const lab = useLab();
  const path = lab.tabs.active.value;
  // Only whether it is there and what it is: the text itself is the code area's business, keystroke by keystroke.
  const kind = useComputed(() =>
    lab.tabs.active.value === undefined ? undefined : lab.workspace.files.value.get(lab.tabs.active.value)?.kind,
  ).value;
  const empty = useComputed(() => lab.workspace.files.value.size === 0).value;
  return (
    <div class="lab-editor">
      <EditorTabs />
      <div class="lab-code" id="lab-code" role="tabpanel" aria-label={path === undefined ? "No file is open" : displayName(path)}>
        {path === undefined ? (
          <p class="lab-empty">{empty ? nothingToEdit : "No file is open. Open one from the files on the left, or make a new one."}</p>
        ) : kind === "file" ? (
          <CodeArea path={path} marked={isDockerfile(path)} />
        ) : (
          <p class="lab-empty">
            <b>{displayName(path)}</b> is {kind === "symlink" ? "a link to another file" : "not text"}, so it can't be edited here. Use the
            terminal: <code>ls -l</code>, <code>head -c 64</code>.
          </p>
        )}
      </div>
    </div>
  );
}
