import { useLab } from "../context.ts";
import { reportOf, surprises } from "./surprises.ts";
import { WhatChanges } from "./WhatChanges.tsx";

/** Which engine the lab works on, in words, and the way to the other one with what changes told before. */
export function EngineLine() {
  const lab = useLab();
  const { inUse, sandbox, isAway, isDown } = lab.engine.choice;
  const real = sandbox.value;
  const onSandbox = inUse.value === "sandbox";
  const build = lab.builds.value.at(-1);
  const count = build ? surprises(build).length : 0;
  return (
    <div class="lab-engine" role="status">
      <span class="which">
        Engine: <b>{onSandbox ? (real ?? "a real Docker Engine") : "the simulator in this browser"}</b>
        {onSandbox && isAway.value && " (the connection is away; it comes back by itself)"}
        {isDown.value && ` (${real} does not answer; it is looked at again and again)`}
      </span>
      {real !== undefined && <WhatChanges lines={onSandbox ? toSimulator : toSandbox} />}
      {real !== undefined && (
        <button
          type="button"
          class="btn"
          disabled={lab.executing.value || isDown.value}
          onClick={() => void lab.engine.use(onSandbox ? "simulator" : "sandbox")}
        >
          {onSandbox ? "Use the simulator" : `Use ${real}`}
        </button>
      )}
      {onSandbox && build && count > 0 && (
        <button type="button" class="btn" onClick={() => download(reportOf(build, lab.workspace.text(lab.dockerfile.value) ?? ""))}>
          {count === 1 ? "One step came" : `${count} steps came`} otherwise than foretold: save a report
        </button>
      )}
    </div>
  );
}

const toSandbox = [
  "Your files come along. Images, containers and volumes do not: each engine has its own.",
  "Commands take as long as they really take, and images are really pulled.",
  "The sandbox has rules: no privileged containers, nothing of this machine outside the workspace, limits on everything.",
  "Checks look at the very containers and images that you have made, not at a copy.",
];

const toSimulator = [
  "Your files come along. The real containers go on running, and are there when you come back, as long as the session lasts.",
  "The simulator's images and containers are as you left them.",
  "Time runs faster there, nothing is downloaded, and no rule of the sandbox applies.",
];

function download(text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = "drydock-report.json";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
