/** Finds the services of a name, whatever its case; the bare name after the slash is enough when none has the whole one. */
export function matchServices(name: string | null, services: Iterable<string>): string[] {
  if (name === null) return [];
  const wanted = name.trim().toLowerCase();
  const all = [...services];
  const exact = all.filter((service) => service.toLowerCase() === wanted);
  return exact.length > 0 ? exact : all.filter((service) => bareName(service) === bareName(wanted));
}

/** The first of them. */
export function matchService(name: string | null, services: Iterable<string>): string | null {
  return matchServices(name, services)[0] ?? null;
}

function bareName(service: string): string {
  return service.toLowerCase().split('/').at(-1) ?? '';
}
