/** Time zones as `tzdata` brings them: those people name in a Dockerfile. */
import type { WorkingTree } from "../../filesystem/working-tree.ts";
import { hole } from "./binaries.ts";

const zones =
  "UTC GMT EST MST HST CET EET MET WET Africa/Cairo Africa/Johannesburg Africa/Lagos Africa/Nairobi America/Anchorage America/Argentina/Buenos_Aires America/Bogota America/Chicago America/Denver America/Halifax America/Lima America/Los_Angeles America/Mexico_City America/New_York America/Phoenix America/Santiago America/Sao_Paulo America/Toronto America/Vancouver Asia/Bangkok Asia/Dhaka Asia/Dubai Asia/Ho_Chi_Minh Asia/Hong_Kong Asia/Jakarta Asia/Jerusalem Asia/Kathmandu Asia/Karachi Asia/Kolkata Asia/Calcutta Asia/Manila Asia/Riyadh Asia/Seoul Asia/Shanghai Asia/Singapore Asia/Taipei Asia/Tehran Asia/Tokyo Australia/Brisbane Australia/Melbourne Australia/Perth Australia/Sydney Etc/UTC Etc/GMT Europe/Amsterdam Europe/Athens Europe/Belgrade Europe/Berlin Europe/Brussels Europe/Bucharest Europe/Budapest Europe/Copenhagen Europe/Dublin Europe/Helsinki Europe/Istanbul Europe/Kiev Europe/Kyiv Europe/Lisbon Europe/London Europe/Madrid Europe/Moscow Europe/Oslo Europe/Paris Europe/Prague Europe/Rome Europe/Sofia Europe/Stockholm Europe/Vienna Europe/Warsaw Europe/Zurich Pacific/Auckland Pacific/Honolulu".split(
    " ",
  );

/** Writes them; returns their paths. */
export function writeZones(fs: WorkingTree): string[] {
  return zones.map((name) => {
    const path = `/usr/share/zoneinfo/${name}`;
    fs.writeFile(path, hole(name.includes("/") ? 1_900 : 114, `TZif2 ${name}`), { parents: true });
    return path;
  });
}
