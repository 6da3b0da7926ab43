/** Containers and virtual machines on the same machine: how they are stacked, how they start, how many fit, what a break-in reaches. */
import "./machines.css";
import { useState } from "preact/hooks";
import { PictureFrame } from "../frame/PictureFrame.tsx";
import type { Picture, PictureProps } from "../picture.ts";
import { Density } from "./Density.tsx";
import { type Breach, pieces, type PieceKind, source, tenantsOf } from "./model.ts";
import { Race } from "./Race.tsx";
import { Stack } from "./Stack.tsx";
import { breachWords, pieceWords, summaryOf, wordsOf } from "./words.ts";

const breaches: readonly (readonly [Breach, string])[] = [
  ["nothing", "nobody"],
  ["program", "the first program"],
  ["kernel", "its kernel"],
];

function MachinesPicture({ view, before }: PictureProps<"machines">) {
  const [laid, lay] = useState<number>(pieces.length);
  const [breach, breakIn] = useState<Breach>("nothing");
  const last = pieces[laid - 1] as PieceKind;
  const words = pieceWords(last, view);
  const running = view.containers.filter(({ status }) => status === "running").length;
  const drawn = tenantsOf(view).length;
  return (
    <PictureFrame label="Containers and virtual machines" summary={summaryOf(view)} words={wordsOf(view, breach)}>
      <div class="mach">
        <div class="mach-stacks">
          <Stack kind="machines" view={view} laid={laid} breach={breach} />
          <Stack
            kind="containers"
            view={view}
            laid={laid}
            breach={breach}
            known={before && new Set(before.containers.map(({ name }) => name))}
          />
        </div>
        {running === 0 && <p class="mach-note">no container runs: these are examples</p>}
        {running > drawn && <p class="mach-note">and {running - drawn} more beside them, on either side</p>}
        <div class="mach-build">
          <button type="button" class="btn" disabled={laid === 1} onClick={() => lay(laid - 1)}>
            Take a piece away
          </button>
          <button type="button" class="btn" disabled={laid === pieces.length} onClick={() => lay(laid + 1)}>
            Lay the next piece
          </button>
          <p role="status">
            {words.machines === words.containers ? words.machines : `At the left: ${words.machines} At the right: ${words.containers}`}
          </p>
        </div>
        <fieldset class="mach-breach">
          <legend>Who has been broken into?</legend>
          {breaches.map(([kind, name]) => (
            <button key={kind} type="button" aria-pressed={breach === kind} onClick={() => breakIn(kind)}>
              {name}
            </button>
          ))}
          <p role="status">{breachWords(breach)}</p>
        </fieldset>
        <Race view={view} />
        <Density view={view} />
        <p class="mach-note">{source}</p>
      </div>
    </PictureFrame>
  );
}

export const machines: Picture<"machines"> = { title: "Machines", ask: null, Component: MachinesPicture };
