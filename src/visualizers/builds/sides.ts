/** The sides from which a build can be looked at, each loaded when it is first asked for. */
import type { ComponentType } from "preact";
import type { BuildSide } from "../../views/builds.ts";
import type { SideProps } from "./side.ts";

export const sides: { readonly [Side in BuildSide]: { readonly title: string; readonly load: () => Promise<ComponentType<SideProps>> } } = {
  graph: { title: "Graph", load: async () => (await import("../graph/GraphPicture.tsx")).GraphPicture },
  sizes: { title: "Sizes", load: async () => (await import("../sizes/SizesPicture.tsx")).SizesPicture },
  compare: { title: "Compare", load: async () => (await import("../compare/ComparePicture.tsx")).ComparePicture },
};
