/** One stack, from the hardware up. */
import type { MachinesView } from "../../views/machines.ts";
import { type Breach, falls, pieces, type PieceKind, tenantsOf } from "./model.ts";
import { amount, memory } from "./words.ts";

interface StackProps {
  readonly kind: "machines" | "containers";
  readonly view: MachinesView;
  /** How many pieces have been laid, from the bottom. */
  readonly laid: number;
  readonly breach: Breach;
  /** Containers that were there before; absent at first. */
  readonly known?: ReadonlySet<string> | undefined;
}

export function Stack({ kind, view, laid, breach, known }: StackProps) {
  const tenants = tenantsOf(view);
  const isLaid = (piece: PieceKind): boolean => pieces.indexOf(piece) < laid;
  const virtual = kind === "machines";
  return (
    <section class={`mach-stack ${kind}`} aria-label={virtual ? "Stack of virtual machines" : "Stack of containers"}>
      <div class="mach-title">{virtual ? "virtual machines" : "containers"}</div>
      <div class="mach-tenants">
        {tenants.map((tenant, at) => {
          const fallen = (piece: PieceKind): boolean => falls(kind, piece, at === 0 ? "first" : "other", breach);
          const isNew = !virtual && known !== undefined && !known.has(tenant.name);
          return (
            <div key={tenant.name} class={`mach-tenant${isLaid("between") ? " walled" : ""}${isNew ? " came" : ""}`}>
              <Piece kind="program" laid={isLaid("program")} fallen={fallen("program")} text={tenant.name} />
              <Piece
                kind="files"
                laid={isLaid("files")}
                fallen={fallen("files")}
                text={virtual ? "system" : "files"}
                detail={virtual ? "GBs" : tenant.size > 0 ? amount(tenant.size) : ""}
              />
              {virtual ? (
                <Piece kind="guest-kernel" laid={isLaid("guest-kernel")} fallen={fallen("guest-kernel")} text="kernel" />
              ) : (
                <span class={`mach-piece none${isLaid("guest-kernel") ? "" : " absent"}`}>no kernel</span>
              )}
            </div>
          );
        })}
      </div>
      <Piece
        kind="between"
        laid={isLaid("between")}
        fallen={falls(kind, "between", "common", breach)}
        text={virtual ? "hypervisor" : "namespaces, cgroups"}
      />
      <Piece
        kind="kernel"
        laid={isLaid("kernel")}
        fallen={falls(kind, "kernel", "common", breach)}
        text="host kernel"
        detail={view.kernel}
      />
      <Piece
        kind="hardware"
        laid={isLaid("hardware")}
        fallen={false}
        text="hardware"
        detail={`${view.cpus} CPUs, ${memory(view.memory)}`}
      />
    </section>
  );
}

interface PieceProps {
  readonly kind: PieceKind;
  readonly laid: boolean;
  readonly fallen: boolean;
  readonly text: string;
  readonly detail?: string;
}

function Piece({ kind, laid, fallen, text, detail }: PieceProps) {
  return (
    <span class={`mach-piece ${kind}${laid ? "" : " absent"}${fallen ? " fallen" : ""}`}>
      <b>
        {fallen && "✕ "}
        {text}
      </b>
      {detail && <span>{detail}</span>}
    </span>
  );
}
