/** What one layer added, changed and hid, largest first. */
import { useEffect, useState } from "preact/hooks";
import type { LayerChange, StepView } from "../../engine/api.ts";
import { sizeInWords } from "./words.ts";

interface Props {
  id: string;
  step: StepView;
  load(step: StepView): Promise<LayerChange[]>;
  onClose(): void;
}

type State =
  | { readonly is: "loading" }
  | { readonly is: "there"; readonly changes: readonly LayerChange[] }
  | { readonly is: "missing"; readonly why: string };

/** More than anyone reads; the rest is counted. */
const SHOWN = 200;
const KINDS = [
  { kind: "added", mark: "+", word: "added" },
  { kind: "modified", mark: "~", word: "changed" },
  { kind: "deleted", mark: "−", word: "hidden" },
] as const;

export function LayerFiles({ id, step, load, onClose }: Props) {
  const [state, setState] = useState<State>({ is: "loading" });
  useEffect(() => {
    let current = true;
    setState({ is: "loading" });
    load(step).then(
      (changes) => current && setState({ is: "there", changes }),
      (error: unknown) => current && setState({ is: "missing", why: error instanceof Error ? error.message : String(error) }),
    );
    return () => {
      current = false;
    };
  }, [step.id, step.layer, step.key, load]);
  return (
    <div class="files" id={id}>
      <button type="button" class="close" onClick={onClose} aria-label="Close the files of this layer">
        ×
      </button>
      {state.is === "loading" && <p class="note">Reading the layer…</p>}
      {state.is === "missing" && <p class="note">{state.why}</p>}
      {state.is === "there" && <Changes changes={state.changes} />}
    </div>
  );
}

function Changes({ changes }: { changes: readonly LayerChange[] }) {
  if (changes.length === 0) return <p class="note">This layer changes no file.</p>;
  const files = changes.filter(({ type, kind }) => type !== "directory" || kind === "deleted");
  const sorted = [...(files.length > 0 ? files : changes)].sort(
    (a, b) => b.size + b.hidden - (a.size + a.hidden) || (a.path < b.path ? -1 : 1),
  );
  const totals = KINDS.map(({ kind, mark, word }) => ({
    mark,
    word,
    count: sorted.filter((change) => change.kind === kind).length,
  })).filter(({ count }) => count > 0);
  return (
    <>
      <p class="totals">
        {totals.map(({ mark, word, count }) => (
          <span key={word}>
            <i aria-hidden="true">{mark}</i> {count} {word}
          </span>
        ))}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <ul tabIndex={0} aria-label="Files of this layer">
        {sorted.slice(0, SHOWN).map((change) => (
          <li key={change.path} class={change.kind}>
            <span class="mark" role="img" aria-label={wordOf(change.kind)}>
              {markOf(change.kind)}
            </span>
            <span class="path" title={change.path}>
              <bdi>{change.path}</bdi>
            </span>
            <span class="size">{change.kind === "deleted" ? `hides ${sizeInWords(change.hidden)}` : sizeInWords(change.size)}</span>
          </li>
        ))}
        {sorted.length > SHOWN && <li class="rest">and {sorted.length - SHOWN} smaller ones</li>}
      </ul>
    </>
  );
}

const markOf = (kind: LayerChange["kind"]) => KINDS.find((row) => row.kind === kind)?.mark ?? "";
const wordOf = (kind: LayerChange["kind"]) => KINDS.find((row) => row.kind === kind)?.word ?? kind;
