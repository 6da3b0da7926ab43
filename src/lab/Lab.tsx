import "./lab.css";
import "./browser/browser.css";
import "./editor/editor.css";
import "./engine/engine.css";
import "./files/files.css";
import "./layout/divider.css";
import "./notices/notices.css";
import "./panels/panels.css";
import "./terminal/terminal.css";
import { useEffect, useState } from "preact/hooks";
import { wordsOf } from "../backends/error-words.ts";
import { createWorkerBackend } from "../backends/worker/create.ts";
import { LabContext } from "./context.ts";
import { LabView } from "./layout/LabView.tsx";
import type { LabProps } from "./props.ts";
import { Lab as LabModel } from "./state/lab.ts";

export type { LabProps } from "./props.ts";

/** The lab as an island. Taking a lesson over from another tab starts it anew with what that tab wrote down. */
export function Lab(props: LabProps) {
  const [takeOver, setTakeOver] = useState(0);
  const [lab, setLab] = useState<LabModel>();
  const [trouble, setTrouble] = useState<string>();
  useEffect(() => {
    const model = new LabModel(props, createWorkerBackend);
    let gone = false;
    model.start({ takeOver: takeOver > 0, opened: () => !gone && setLab(model) }).catch((error: unknown) => {
      if (!gone) setTrouble(wordsOf(error));
    });
    return () => {
      gone = true;
      setLab(undefined);
      model.dispose();
    };
  }, [takeOver]);
  if (trouble !== undefined) {
    return (
      <div class="lab-out-of-order" role="alert">
        <p>
          <b>The lab could not be started.</b>
        </p>
        <p>{trouble}</p>
        <button type="button" class="btn" onClick={() => location.reload()}>
          Try again
        </button>
      </div>
    );
  }
  if (!lab) return <div class="lab-root" aria-busy="true" />;
  return (
    <LabContext.Provider value={lab}>
      <LabView onTakeOver={() => setTakeOver(takeOver + 1)} />
    </LabContext.Provider>
  );
}
