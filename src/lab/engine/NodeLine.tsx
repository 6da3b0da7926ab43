import { useLab } from "../context.ts";
import { WhatChanges } from "./WhatChanges.tsx";

/** Who runs what containers start with `node`, in words, and the way to the other with what changes told before. */
export function NodeLine() {
  const lab = useLab();
  const { state } = lab.engine.node;
  const isReal = state.value === "real";
  return (
    <div class="lab-engine" role="status">
      <span class="which">
        Node: <b>{isReal ? "a real one, in a WebContainer" : "the lab's own"}</b>
        {state.value === "booting" && " (a real one is being fetched…)"}
      </span>
      <WhatChanges lines={isReal ? toSimulated : toReal} />
      <button
        type="button"
        class="btn"
        disabled={state.value === "booting" || lab.executing.value}
        onClick={() => (isReal ? lab.engine.node.useSimulated() : void lab.engine.useRealNode())}
      >
        {isReal ? "Use the lab's own Node" : "Run Node for real"}
      </button>
    </div>
  );
}

const toReal = [
  "What containers start with node runs on a real Node.js: StackBlitz's WebContainer, fetched from stackblitz.com and run in this tab. Their terms hold for it; your app's files and the packages it installs go there.",
  "Containers, images, networks and volumes stay the simulator's. Builds and checks keep to the lab's own node.",
  "Packages are installed from the real npm, by package.json, when a container's program starts: the first start takes a while.",
  "One container's programs can be there at a time, and see its app folder only, below /home/drydock. The Node version is StackBlitz's.",
  "Its servers answer the lab's network, also those that listen on localhost alone; it cannot reach other containers. Both output streams come as one; standard input and signals do not get through: stopping ends it at once.",
];

const toSimulated = [
  "Programs that run on the real Node end. What they have written stays.",
  "The lab's own node needs no network, starts at once and reaches other containers; of the packages of npm it knows a few.",
];
