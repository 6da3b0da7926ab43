/** Services in the order of their start, with what each waits for, and when each was up. */
import "../shapes/shapes.css";
import "./compose.css";
import { useState } from "preact/hooks";
import type { ComposeProject } from "../../views/compose.ts";
import { PictureFrame } from "../frame/PictureFrame.tsx";
import type { Picture, PictureProps } from "../picture.ts";
import { rove } from "../shapes/roving.ts";
import { layoutOf } from "./layout.ts";
import { ServiceRoom } from "./ServiceRoom.tsx";
import { seconds, summaryOf, wordsOf } from "./words.ts";

function ComposePicture({ view, before }: PictureProps<"compose">) {
  return (
    <PictureFrame label="Compose" summary={summaryOf(view)} words={wordsOf(view)}>
      {view.projects.length === 0 && (
        <p class="comp-quiet">
          There is no Compose file in the workspace, and no project runs. With a <code>compose.yaml</code> its services stand here, in the
          order in which they start.
        </p>
      )}
      {view.projects.map((project) => (
        <Project key={project.name} project={project} before={before?.projects.find(({ name }) => name === project.name)} />
      ))}
    </PictureFrame>
  );
}

function Project({ project, before }: { readonly project: ComposeProject; readonly before: ComposeProject | undefined }) {
  const [looked, look] = useState<ReadonlySet<string>>(new Set());
  const layout = layoutOf(project, looked);
  const { left, height, services, edges } = layout;
  const end = lastMoment(project);
  const known = before && new Set(before.services.flatMap(({ replicas }) => replicas.map(({ name }) => name)));
  const toggle = (name: string): void => {
    const next = new Set(looked);
    if (!next.delete(name)) next.add(name);
    look(next);
  };
  return (
    <section class="comp-project" aria-label={`Project ${project.name}`}>
      <div class="comp-title">
        {project.name} <span class="comp-note">{project.file ?? "known by its containers"}</span>
      </div>
      {project.problem !== undefined && <p class="comp-problem">✕ {project.problem}</p>}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys move among the buttons in it */}
      <div class="comp-plan" style={{ height: `${height}px` }} onKeyDown={(event) => rove(event, ".comp-name")}>
        <svg class="comp-lines" width={left} height={height} aria-hidden="true">
          {edges.map(({ from, to, met, path, head }) => (
            <g key={`${from} ${to}`} class={`comp-edge ${met ? "met" : "open"}${looked.has(from) || looked.has(to) ? " looked" : ""}`}>
              <path d={path} />
              <path class="head" d={`M${head.x - 9} ${head.y - 5}l8 5l-8 5z`} />
            </g>
          ))}
        </svg>
        {services.map((placed, index) => (
          <ServiceRoom key={placed.service.name} placed={placed} left={left} end={end} known={known} first={index === 0} onLook={toggle} />
        ))}
      </div>
      {end > 0 && (
        <p class="comp-note comp-scale" style={{ marginLeft: `${left}px` }}>
          the bars: from the beginning of the start-up to {seconds(end)} later
        </p>
      )}
      {project.disabled.length > 0 && <p class="comp-note">not active: {project.disabled.join(", ")} (of a profile)</p>}
    </section>
  );
}

/** Milliseconds after the beginning when the last thing happened. */
function lastMoment({ services }: ComposeProject): number {
  const moments = services.flatMap(({ replicas }) =>
    replicas.flatMap(({ created, started, healthy, ended }) => [created ?? 0, started ?? 0, healthy ?? 0, ended ?? 0]),
  );
  return Math.max(0, ...moments);
}

export const compose: Picture<"compose"> = { title: "Compose", ask: null, Component: ComposePicture };
