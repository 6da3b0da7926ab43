/** An address inside the site, wherever the site is mounted: `href("/course/")` is `/drydock/course/` below `/drydock`. */
export function href(path: `/${string}`): string {
  return import.meta.env.BASE_URL.replace(/\/$/, "") + path;
}
