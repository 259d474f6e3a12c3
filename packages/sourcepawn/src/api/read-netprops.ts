/** What a line of a dump can look like; each has the name first. */
const shapes: readonly RegExp[] = [
  // sm_dump_netprops: `  -Member: m_iHealth (offset 228) (type integer) (bits 17)`, with or without the sign.
  /^\s*-?\s*Member:\s+"?([^\s"]+)/,
  // sm_dump_netprops_xml and sm_dump_datamaps_xml: `<property name="m_iHealth">`.
  /<property\s+name="([^"]+)"/,
  // sm_dump_datamaps: ` - m_iHealth (Offset 228) (Save|Key)(4 Bytes) - health`.
  /^\s*-\s+(\S+)\s+\(Offset/i,
];
/** A list of names, one a line. */
const bareName = /^\s*"?([A-Za-z_][\w.]*)"?\s*$/;

/**
 * Reads the names of networked and datamap properties from a dump: of `sm_dump_netprops`, `sm_dump_netprops_xml`,
 * `sm_dump_datamaps` or its XML form, or a plain list with one name a line.
 *
 * A text of which less than half of the lines are names is no list, and gives none.
 *
 * Elements of arrays, which the engine names `000`, `001` …, are left out, and so is an index behind a name.
 */
export function readNetprops(text: string): string[] {
  const names = new Set<string>();
  let filled = 0;
  let named = 0;
  const isDump = shapes.some((shape) => new RegExp(shape.source, `${shape.flags.replace("g", "")}m`).test(text));
  for (const line of text.split(/\r?\n/)) {
    const found = isDump
      ? shapes.map((shape) => shape.exec(line)?.[1]).find((name) => name !== undefined)
      : bareName.exec(line)?.[1];
    filled += line.trim() === "" ? 0 : 1;
    named += found === undefined ? 0 : 1;
    const name = found?.replace(/\[\d+\]/g, "");
    if (name !== undefined && name !== "" && !/^\d+$/.test(name)) names.add(name);
  }
  return isDump || 2 * named >= filled ? [...names] : [];
}
