import { z } from "zod";
import type { Workspace } from "../../workspace/workspace.js";
import { idField, instantField, listOf, nameField, pageQuery, textField } from "../fields.js";
import { MAX_NOTE_LENGTH, MAX_REASON_LENGTH } from "../limits.js";
import { categoryField } from "../review-fields.js";
import { route, type Route } from "../route.js";

const ignoreMembers = {
  id: z.string().meta({ description: "The finding's id." }),
  reason: textField({ max: MAX_REASON_LENGTH }),
  by: nameField.meta({ description: "The name of the one who decides." }),
  category: categoryField.exactOptional(),
  message: textField({ max: MAX_NOTE_LENGTH })
    .exactOptional()
    .meta({ description: "The finding's message, so that the list can be read." }),
};

const ignoreInput = z.strictObject(ignoreMembers).meta({ id: "IgnoreInput" });

export const ignoreJson = z
  .strictObject({
    ...ignoreMembers,
    at: instantField,
    undoneAt: instantField.exactOptional(),
    undoneBy: z.string().exactOptional(),
  })
  .meta({ id: "Ignore", description: "A finding that is reported no more: the same fault in the same two texts." });

const flag = z.enum(["true", "false"]).transform((text) => text === "true");

const ignoresQuery = pageQuery.extend({
  finding: idField.exactOptional().meta({ description: "Only those of the finding with this id." }),
  undone: flag.exactOptional().meta({ description: "Whether those that were undone are listed too." }),
});

const undoQuery = z.strictObject({
  by: nameField.exactOptional().meta({ description: "The name of the one who undoes it." }),
});

/** The findings that reviewers ignore. */
export function ignoreRoutes({ review }: Workspace): Route[] {
  return [
    route({
      method: "get",
      path: "/v1/ignores",
      summary: "The ignored findings, newest first",
      query: ignoresQuery,
      answer: listOf(ignoreJson),
      handle: ({ query }) => ({ json: review.ignores(query) }),
    }),
    route({
      method: "post",
      path: "/v1/ignores",
      summary: "Ignores a finding for good",
      description:
        "Checks leave it out from then on, wherever its two texts stand. Where it is ignored already, that is answered and stands.",
      body: ignoreInput,
      status: 201,
      otherStatuses: { 200: "It was ignored already." },
      answer: ignoreJson,
      handle: ({ body }) => {
        const { ignore, added } = review.ignore(body);
        return added
          ? { json: ignore, headers: { Location: `/v1/ignores?finding=${encodeURIComponent(ignore.id)}` } }
          : { json: ignore, status: 200 };
      },
    }),
    route({
      method: "delete",
      path: "/v1/ignores/{id}",
      summary: "Has a finding reported again",
      description: "The list shows it still where `undone` is asked for.",
      params: { id: "The finding's id." },
      query: undoQuery,
      status: 204,
      handle: ({ params: { id }, query: { by } }) => {
        review.undoIgnore(id, by);
        return {};
      },
    }),
  ];
}
