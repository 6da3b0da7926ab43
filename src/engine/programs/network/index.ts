/** Tools that use the machine's network. */
import type { Applet, Applets } from "../coreutils/applet.ts";
import { arp } from "./arp.ts";
import { busyboxWget } from "./busybox-wget.ts";
import { curl } from "./curl/curl.ts";
import { httpd } from "./httpd.ts";
import { ip } from "./interfaces.ts";
import { nc } from "./nc.ts";
import { nslookup } from "./nslookup.ts";
import { ping } from "./ping.ts";
import { ifconfig, netstat, route, ss } from "./sockets-list.ts";

const wget: Applet = (process, args, tool) => busyboxWget(process, args, tool);

export const networkApplets: Applets = { arp, curl, httpd, ifconfig, ip, nc, netstat, nslookup, ping, ping6: ping, route, ss, wget };
