import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Lab } from "./state/lab.ts";

export const LabContext = createContext<Lab | undefined>(undefined);

/** The lab this component is in. Throws outside of one. */
export function useLab(): Lab {
  const lab = useContext(LabContext);
  if (!lab) throw new Error("This component stands in a lab only.");
  return lab;
}
