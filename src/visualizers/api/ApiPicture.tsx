/** Client, daemon, what is behind it, registry: four lines down the page, and each command's requests between them. */
import "./api.css";
import { useState } from "preact/hooks";
import type { ApiCommand } from "../../views/api-calls.ts";
import { PictureFrame } from "../frame/PictureFrame.tsx";
import type { Picture, PictureProps } from "../picture.ts";
import { rove } from "../shapes/roving.ts";
import { Command } from "./Command.tsx";
import { summaryOf, wordsOf } from "./words.ts";

/** Requests to be read at once: commands older than these hold fold. The newest is always told. */
const readable = 16;

function ApiPicture({ view, before, ask, onAsk }: PictureProps<"api">) {
  const [opened, open] = useState<ReadonlySet<number>>(new Set());
  const last = before?.commands.at(-1)?.calls.at(-1)?.id;
  const toggle = (id: number): void => {
    const next = new Set(opened);
    if (!next.delete(id)) next.add(id);
    open(next);
    if (ask.open !== "all") onAsk?.({ open: [...next] });
  };
  const commands = [...view.commands].reverse();
  const unfolded = Math.max(1, foldsFrom(commands));
  return (
    <PictureFrame label="API calls" summary={summaryOf(view)} words={wordsOf(view)}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys move among the buttons in it */}
      <div class="api-sequence" onKeyDown={(event) => rove(event, ".api-command button")}>
        <p class="api-lanes" aria-hidden="true">
          <span>client</span>
          <span>daemon</span>
          <span>containerd, runc</span>
          <span>registry</span>
        </p>
        {commands.length === 0 && (
          <p class="api-quiet">
            No command yet. Each <code>docker</code> line that you run shows here as the requests that it makes of the daemon.
          </p>
        )}
        {commands.map((command, index) => (
          <Command
            key={command.id}
            command={command}
            version={view.version}
            newest={index === 0}
            folded={index >= unfolded}
            last={last}
            opened={opened}
            onToggle={toggle}
          />
        ))}
      </div>
    </PictureFrame>
  );
}

/** The first command whose requests are more than can be read at once, with those before it. */
function foldsFrom(commands: readonly ApiCommand[]): number {
  let requests = 0;
  const at = commands.findIndex(({ calls }) => {
    requests += calls.length;
    return requests > readable;
  });
  return at < 0 ? commands.length : at;
}

export const api: Picture<"api"> = { title: "API calls", ask: { open: [] }, Component: ApiPicture };
