import { z } from "zod";
import type { Workspace } from "../../workspace/workspace.js";
import { route, type Route } from "../route.js";
import type { Access } from "../access.js";

const faultJson = z
  .strictObject({
    file: z.string(),
    line: z.int().exactOptional(),
    column: z.int().exactOptional(),
    reason: z.string(),
  })
  .meta({
    id: "FileFault",
    description: "A file of the home that could not be read; what it last said is still served.",
  });

const healthJson = z
  .strictObject({
    status: z.enum(["ok", "degraded"]).meta({ description: "`degraded`: files of the home could not be read." }),
    version: z.string().exactOptional(),
    faults: z.array(faultJson).exactOptional(),
    memories: z.int().exactOptional(),
    units: z.int().exactOptional(),
    glossaries: z.int().exactOptional(),
  })
  .meta({ id: "Health", description: "Without the access token, where there is one, the status alone." });

/** How the service is. */
export function healthRoutes(workspace: Workspace, access: Access, version: string): Route[] {
  return [
    route({
      method: "get",
      path: "/healthz",
      summary: "How the service is",
      answer: healthJson,
      handle: ({ request }) => {
        const faults = workspace.faults.map(({ file, reason, ...place }) => ({ file, ...place, reason }));
        const status = faults.length === 0 ? ("ok" as const) : ("degraded" as const);
        if (!access.isGranted(request)) return { json: { status } };
        const memories = workspace.memories();
        const units = memories.reduce((sum, memory) => sum + memory.units, 0);
        const glossaries = workspace.glossaries().length;
        return { json: { status, version, faults, memories: memories.length, units, glossaries } };
      },
    }),
  ];
}
