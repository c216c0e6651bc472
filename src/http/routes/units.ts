import type { z } from "zod";
import { Refusal } from "../../refusal.js";
import type { Memory, Unit } from "../../unit.js";
import type { Workspace } from "../../workspace/workspace.js";
import { etagOf, requireMatch } from "../etags.js";
import { listOf, pageQuery } from "../fields.js";
import { pageOf } from "../page.js";
import { route, type Reply, type Route } from "../route.js";
import { contentIn, contentOut, unitField, unitJson, unitOut, unitVersionJson } from "../unit-json.js";

const params = { id: "The unit's id." };
const ofMemory = { id: "The memory's id." };

/** Units, one by one. */
export function unitRoutes(workspace: Workspace): Route[] {
  return [...memoryUnitRoutes(workspace), ...singleUnitRoutes(workspace)];
}

function memoryUnitRoutes(workspace: Workspace): Route[] {
  return [
    route({
      method: "get",
      path: "/v1/memories/{id}/units",
      summary: "The units of a memory",
      params: ofMemory,
      query: pageQuery,
      answer: listOf(unitJson),
      handle: ({ params: { id }, query }) => {
        const memory = workspace.memory(id);
        const { items, ...rest } = workspace.units(id, query);
        return { json: { items: items.map((unit) => unitOut(unit, memory)), ...rest } };
      },
    }),
    route({
      method: "post",
      path: "/v1/memories/{id}/units",
      summary: "Adds a unit to a memory",
      description:
        "A source that stands in the same place already is not added again: its unit follows the new translation.",
      params: ofMemory,
      body: unitField,
      status: 201,
      otherStatuses: { 200: "The memory has the unit already, or it was changed." },
      answer: unitJson,
      handle: ({ params: { id }, body }) => {
        const { unit, outcome } = workspace.addUnit(id, contentIn(body, workspace.memory(id)));
        const reply = unitReply(workspace, unit);
        if (outcome !== "added") return { ...reply, status: 200 };
        return { ...reply, headers: { Location: `/v1/units/${encodeURIComponent(unit.id)}` } };
      },
    }),
  ];
}

function singleUnitRoutes(workspace: Workspace): Route[] {
  return [
    route({
      method: "get",
      path: "/v1/units/{id}",
      summary: "A unit",
      params,
      answer: unitJson,
      revalidates: true,
      handle: ({ params: { id } }) => unitReply(workspace, workspace.unit(id)),
    }),
    route({
      method: "put",
      path: "/v1/units/{id}",
      summary: "Changes a unit",
      description:
        "By source and target, which keeps the other languages and whatever the body does not name; or by variants, which replaces all.",
      params,
      body: unitField,
      answer: unitJson,
      condition: "If-Match",
      handle: ({ params: { id }, body, request }) => {
        const unit = current(workspace, id, request.headers["if-match"]);
        const content = contentIn(body, workspace.memory(unit.memory), unit);
        return unitReply(workspace, workspace.changeUnit(id, unit.revision, content));
      },
    }),
    route({
      method: "delete",
      path: "/v1/units/{id}",
      summary: "Deletes a unit; its history stays",
      params,
      status: 204,
      condition: "If-Match",
      handle: ({ params: { id }, request }) => {
        workspace.deleteUnit(id, current(workspace, id, request.headers["if-match"]).revision);
        return {};
      },
    }),
    route({
      method: "get",
      path: "/v1/units/{id}/history",
      summary: "The versions that a unit had before, newest first",
      params,
      query: pageQuery,
      answer: listOf(unitVersionJson),
      handle: ({ params: { id }, query }) => historyReply(workspace, id, query),
    }),
  ];
}

function historyReply(
  workspace: Workspace,
  id: string,
  query: z.output<typeof pageQuery>,
): Reply<z.input<ReturnType<typeof listOf<typeof unitVersionJson>>>> {
  const { items, ...rest } = pageOf(workspace.history(id), query, ({ revision }) => String(revision));
  const memory = memoryOf(workspace, id);
  const json = items.map(({ revision, endedAt, unit }) => ({ revision, endedAt, unit: contentOut(unit, memory) }));
  return { json: { items: json, ...rest } };
}

/** The memory that holds a unit; `undefined` where the unit was deleted. */
function memoryOf(workspace: Workspace, unit: string): Memory | undefined {
  try {
    return workspace.memory(workspace.unit(unit).memory);
  } catch (error) {
    if (error instanceof Refusal && error.code === "not-found") return undefined;
    throw error;
  }
}

/** The unit, if the caller's condition is of its current version. */
function current(workspace: Workspace, id: string, ifMatch: string | undefined): Unit {
  const unit = workspace.unit(id);
  requireMatch(ifMatch, etagOf(unit.revision), unitOut(unit, workspace.memory(unit.memory)));
  return unit;
}

function unitReply(workspace: Workspace, unit: Unit): Reply<z.input<typeof unitJson>> {
  return { json: unitOut(unit, workspace.memory(unit.memory)), etag: etagOf(unit.revision) };
}
