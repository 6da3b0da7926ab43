import { expect, test } from "vitest";
import { roomsLayout } from "./rooms.ts";

const rooms = [{ name: "web" }, { name: "api", sub: "here", processes: [{ text: "nginx", pid: 1, hostPid: 1206 }] }, { name: "db" }];

test("everything stands within the picture, and rooms do not overlap", () => {
  const layout = roomsLayout({
    rooms,
    networks: [
      { name: "front", rooms: ["web", "api"] },
      { name: "back", rooms: ["api", "db"] },
    ],
    volumes: [{ name: "rows", rooms: ["db"] }],
    ports: [{ label: "8080", room: "web" }],
  });
  for (const [index, room] of layout.rooms.entries()) {
    expect(room.x + room.width).toBeLessThanOrEqual(layout.rooms[index + 1]?.x ?? layout.width);
    expect(room.y + room.height).toBeLessThan(layout.ground);
  }
  const [front, back] = layout.networks;
  expect(front?.drops[1]?.x).not.toBe(back?.drops[0]?.x);
  expect(layout.volumes[0]?.ties).toHaveLength(1);
  expect(layout.height).toBeGreaterThan(layout.ground);
});

test("a room that is not there is named, with those that are", () => {
  expect(() => roomsLayout({ rooms, ports: [{ label: "80", room: "wbe" }] })).toThrow('there is no room "wbe"; there are: web, api, db');
});
