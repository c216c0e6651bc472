import { z } from "zod";
import { TERM_STATUSES, TERM_TYPES, type Concept, type Glossary } from "../../concept.js";
import { Refusal } from "../../refusal.js";
import type { VersionedConcept, Workspace } from "../../workspace/workspace.js";
import { conditionMissing, etagOf, requireMatch, stale } from "../etags.js";
import { idField, instantField, languageField, listOf, nameField, pageQuery, textField } from "../fields.js";
import { MAX_NOTES, MAX_NOTE_LENGTH, MAX_TERMS, MAX_TERM_LENGTH } from "../limits.js";
import { pageOf } from "../page.js";
import { route, type Reply, type Route } from "../route.js";

export const glossaryJson = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    note: z.string().exactOptional(),
    readOnly: z.boolean(),
    concepts: z.int(),
    modified: instantField,
  })
  .meta({ id: "Glossary", description: "A collection of concepts, kept in a file of the home." });

const note = textField({ max: MAX_NOTE_LENGTH });
const sources = z
  .array(textField({ max: MAX_NOTE_LENGTH }))
  .max(MAX_NOTES)
  .meta({ description: "Page addresses or titles." });
const fileProperties = z.record(idField, textField({ min: 0, max: MAX_NOTE_LENGTH }));

const glossaryInput = z.strictObject({ name: nameField, note: note.exactOptional() }).meta({ id: "GlossaryInput" });

const termField = z
  .strictObject({
    lang: languageField,
    text: textField({ max: MAX_TERM_LENGTH }),
    status: z.enum(TERM_STATUSES),
    type: z.enum(TERM_TYPES),
    note: note.exactOptional(),
    sources: sources.exactOptional(),
    properties: fileProperties.exactOptional(),
  })
  .meta({ id: "Term", description: "A designation of a concept in one language." });

const conceptMembers = {
  subject: note.exactOptional(),
  definition: note.exactOptional(),
  note: note.exactOptional(),
  terms: z.array(termField).min(1).max(MAX_TERMS),
  sources: sources.exactOptional(),
  properties: fileProperties
    .exactOptional()
    .meta({ description: '`doNotCheck: "true"` keeps the checks from speaking about the concept.' }),
};

export const conceptField = z
  .strictObject({ id: idField.meta({ description: "Chosen by the terminologist." }), ...conceptMembers })
  .meta({ id: "Concept", description: "One meaning, with its terms in each language." });

/** As the body of a PUT, where the address says the id; the body may say it again. */
const conceptPut = z.strictObject({ id: idField.exactOptional(), ...conceptMembers }).meta({ id: "ConceptInput" });

const ofGlossary = { id: "The glossary's id." };
const ofConcept = { id: "The glossary's id.", concept: "The concept's id." };

/** Glossaries and their concepts. */
export function glossaryRoutes(workspace: Workspace): Route[] {
  return [...wholeRoutes(workspace), ...conceptListRoutes(workspace), ...conceptRoutes(workspace)];
}

function wholeRoutes(workspace: Workspace): Route[] {
  return [
    route({
      method: "get",
      path: "/v1/glossaries",
      summary: "The glossaries",
      query: pageQuery,
      answer: listOf(glossaryJson),
      handle: ({ query }) => ({ json: pageOf(workspace.glossaries(), query, ({ id }) => id) }),
    }),
    route({
      method: "post",
      path: "/v1/glossaries",
      summary: "Makes an empty glossary",
      body: glossaryInput,
      status: 201,
      answer: glossaryJson,
      handle: async ({ body }) => {
        const { id } = await workspace.createGlossary(body);
        return {
          ...glossaryReply(workspace, id),
          headers: { Location: `/v1/glossaries/${encodeURIComponent(id)}` },
        };
      },
    }),
    route({
      method: "get",
      path: "/v1/glossaries/{id}",
      summary: "A glossary",
      params: ofGlossary,
      answer: glossaryJson,
      revalidates: true,
      handle: ({ params: { id } }) => glossaryReply(workspace, id),
    }),
    route({
      method: "delete",
      path: "/v1/glossaries/{id}",
      summary: "Deletes a glossary with all its concepts",
      params: ofGlossary,
      status: 204,
      condition: "If-Match",
      handle: async ({ params: { id }, request }) => {
        const ifMatch = request.headers["if-match"];
        const version = workspace.glossaryVersion(id);
        requireMatch(ifMatch, etagOf(version), workspace.glossary(id));
        await workspace.deleteGlossary(id, ifMatch?.trim() === "*" ? undefined : version);
        return {};
      },
    }),
  ];
}

function conceptListRoutes(workspace: Workspace): Route[] {
  return [
    route({
      method: "get",
      path: "/v1/glossaries/{id}/concepts",
      summary: "The concepts of a glossary",
      params: ofGlossary,
      query: pageQuery,
      answer: listOf(conceptField),
      handle: ({ params: { id }, query }) => ({ json: workspace.concepts(id, query) }),
    }),
    route({
      method: "post",
      path: "/v1/glossaries/{id}/concepts",
      summary: "Adds a concept to a glossary",
      params: ofGlossary,
      body: conceptField,
      status: 201,
      answer: conceptField,
      handle: async ({ params: { id }, body }) => {
        if (conceptIn(workspace, id, body.id) !== undefined) {
          throw new Refusal(
            "conflict",
            `the glossary has a concept ${JSON.stringify(body.id)} already; change it with PUT`,
          );
        }
        return createdReply(id, await workspace.putConcept(id, body, undefined));
      },
    }),
  ];
}

function conceptRoutes(workspace: Workspace): Route[] {
  const path = "/v1/glossaries/{id}/concepts/{concept}";
  return [
    route({
      method: "get",
      path,
      summary: "A concept",
      params: ofConcept,
      answer: conceptField,
      revalidates: true,
      handle: ({ params: { id, concept } }) => conceptReply(workspace.concept(id, concept)),
    }),
    route({
      method: "put",
      path,
      summary: "Changes a concept, or adds it",
      description:
        "With `If-Match` it changes the version named; with `If-None-Match: *` it adds a concept that is not there.",
      params: ofConcept,
      body: conceptPut,
      otherStatuses: { 201: "The concept was added." },
      answer: conceptField,
      condition: "If-Match or If-None-Match",
      handle: async ({ params: { id, concept }, body, request }) => {
        if (body.id !== undefined && body.id !== concept) {
          const message = `the address names the concept ${concept}, the body ${body.id}; an id never changes`;
          throw new Refusal("invalid", message, { path: "$.id" });
        }
        const version = versionToChange(workspace, { id, concept }, request.headers);
        const put = await workspace.putConcept(id, { ...body, id: concept }, version);
        return put.created ? createdReply(id, put) : conceptReply(put);
      },
    }),
    route({
      method: "delete",
      path,
      summary: "Deletes a concept",
      params: ofConcept,
      status: 204,
      condition: "If-Match",
      handle: async ({ params: { id, concept }, request }) => {
        const there = workspace.concept(id, concept);
        requireMatch(request.headers["if-match"], etagOf(there.version), there.concept);
        await workspace.deleteConcept(id, concept, there.version);
        return {};
      },
    }),
  ];
}

/** The version that a PUT replaces; `undefined` where it is to add the concept. */
function versionToChange(
  workspace: Workspace,
  { id, concept }: { readonly id: string; readonly concept: string },
  headers: { readonly "if-match"?: string | undefined; readonly "if-none-match"?: string | undefined },
): string | undefined {
  const there = conceptIn(workspace, id, concept);
  if (headers["if-none-match"]?.trim() === "*") {
    if (there === undefined) return undefined;
    throw stale("there is such a concept already", etagOf(there.version), there.concept);
  }
  if (headers["if-match"] === undefined) {
    throw conditionMissing("send If-Match with the ETag that you have seen, or If-None-Match: * to add a new concept");
  }
  if (there === undefined) {
    throw new Refusal(
      "not-found",
      `there is no concept ${JSON.stringify(concept)} to change; add it with If-None-Match: *`,
    );
  }
  requireMatch(headers["if-match"], etagOf(there.version), there.concept);
  return there.version;
}

function conceptIn(workspace: Workspace, glossary: string, id: string): VersionedConcept | undefined {
  workspace.glossary(glossary);
  try {
    return workspace.concept(glossary, id);
  } catch (error) {
    if (error instanceof Refusal && error.code === "not-found") return undefined;
    throw error;
  }
}

function glossaryReply(workspace: Workspace, id: string): Reply<Glossary> {
  return { json: workspace.glossary(id), etag: etagOf(workspace.glossaryVersion(id)) };
}

function conceptReply({ concept, version }: VersionedConcept): Reply<Concept> {
  return { json: concept, etag: etagOf(version) };
}

function createdReply(glossary: string, put: VersionedConcept): Reply<Concept> {
  const Location = `/v1/glossaries/${encodeURIComponent(glossary)}/concepts/${encodeURIComponent(put.concept.id)}`;
  return { ...conceptReply(put), status: 201, headers: { Location } };
}
