/** The pictures that can stand beside the lab, in the order of their buttons. Each is loaded when it is first looked at. */
import type { Picture } from "../../visualizers/picture.ts";
import type { ViewName } from "../../views/views.ts";

/** Builds have a panel of their own. */
export type PictureName = Exclude<ViewName, "builds">;

export const pictures: { readonly [Name in PictureName]: { readonly title: string; readonly load: () => Promise<Picture<Name>> } } = {
  api: { title: "API calls", load: async () => (await import("../../visualizers/api/ApiPicture.tsx")).api },
  compose: { title: "Compose", load: async () => (await import("../../visualizers/compose/ComposePicture.tsx")).compose },
  machines: { title: "Machines", load: async () => (await import("../../visualizers/machines/MachinesPicture.tsx")).machines },
  networks: { title: "Networks", load: async () => (await import("../../visualizers/networks/NetworksPicture.tsx")).networks },
  namespaces: {
    title: "Namespaces",
    load: async () => (await import("../../visualizers/namespaces/NamespacesPicture.tsx")).namespaces,
  },
  overlay: { title: "Overlay", load: async () => (await import("../../visualizers/overlay/OverlayPicture.tsx")).overlay },
  storage: { title: "Storage", load: async () => (await import("../../visualizers/storage/StoragePicture.tsx")).storage },
};

export function isPicture(name: string): name is PictureName {
  return Object.hasOwn(pictures, name);
}

export const pictureNames = Object.keys(pictures) as readonly PictureName[];
