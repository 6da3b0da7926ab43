/** The host as the ground, its containers as rooms with walls, and one question asked on both sides of them. */
import "../shapes/shapes.css";
import "./namespaces.css";
import { useState } from "preact/hooks";
import type { NamespaceKind } from "../../engine/api.ts";
import { PictureFrame } from "../frame/PictureFrame.tsx";
import type { Picture, PictureProps } from "../picture.ts";
import { HostRooms } from "./HostRooms.tsx";
import { SplitView } from "./SplitView.tsx";
import { Walls } from "./Walls.tsx";
import { summaryOf, wordsOf } from "./words.ts";

function NamespacesPicture({ view, before, ask, onAsk, run }: PictureProps<"namespaces">) {
  const [lens, look] = useState<NamespaceKind | undefined>(undefined);
  const inside = view.inside?.name;
  const enter = onAsk && ((name: string) => onAsk({ ...ask, inside: name }));
  return (
    <PictureFrame label="Namespaces" summary={summaryOf(view)} words={wordsOf(view)}>
      <div class="namespaces">
        <HostRooms view={view} before={before} lens={lens} onEnter={enter} />
        <Walls view={view} inside={inside} lens={lens} onLens={look} onEnter={enter} run={run} />
        <SplitView view={view} onQuestion={onAsk && ((question) => onAsk({ ...ask, question }))} run={run} />
      </div>
    </PictureFrame>
  );
}

export const namespaces: Picture<"namespaces"> = { title: "Namespaces", ask: { question: "ps" }, Component: NamespacesPicture };
