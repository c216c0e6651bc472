import { z } from "zod";
import {
  CODE_KINDS,
  MAX_SEGMENT_CODES,
  MAX_SEGMENT_LENGTH,
  segmentFault,
  type InlineCode,
  type Segment,
} from "../segment.js";
import { MAX_ID_LENGTH } from "./limits.js";

/** An inline code as the contract writes it: the domain's own shape. */
export const codeJson = z
  .strictObject({
    at: z.int().min(0).meta({ description: "The offset in `text` that the code stands before, in UTF-16 code units." }),
    id: z.string().max(MAX_ID_LENGTH),
    kind: z.enum(CODE_KINDS),
    pair: z.string().max(MAX_ID_LENGTH).exactOptional().meta({ description: "The id of the other half." }),
    data: z.string().max(MAX_SEGMENT_LENGTH).exactOptional().meta({ description: "The original markup, untouched." }),
    type: z.string().max(MAX_ID_LENGTH).exactOptional(),
  })
  .meta({ id: "InlineCode" });

/** The two members that a segment with codes has, for bodies that hold them beside others. */
export const segmentMembers = {
  text: z.string().meta({ maxLength: MAX_SEGMENT_LENGTH }),
  codes: z.array(codeJson).max(MAX_SEGMENT_CODES).exactOptional(),
};

/** A segment in JSON: its text, or text and codes. Answers give the text alone where there are no codes. */
export const segmentJson = z
  .union([z.string().meta({ maxLength: MAX_SEGMENT_LENGTH }), z.strictObject(segmentMembers)])
  .meta({
    id: "Segment",
    description: "Text, with its inline codes where it has any. Codes have no width: offsets count `text` alone.",
  });

export type SegmentJson = z.output<typeof segmentJson>;

/** A segment of a request that may be empty, as a translation still to be made is. */
export const anySegmentField = segmentJson.transform((json, ctx) => segmentIn(json, ctx));

/** A segment of a request that has something to say: text other than spaces, or a code. */
export const segmentField = segmentJson.transform((json, ctx) => filled(segmentIn(json, ctx), ctx));

/** The segment that a value says, with an issue at `ctx` for what breaks its rules. */
export function segmentIn(json: SegmentJson, ctx: z.RefinementCtx): Segment {
  const segment = typeof json === "string" ? { text: json, codes: [] } : { text: json.text, codes: json.codes ?? [] };
  const fault = segmentFault(segment) ?? codeFault(segment.codes);
  if (fault !== undefined) ctx.issues.push({ code: "custom", input: json, message: fault });
  return segment;
}

/** The same segment, with an issue at `ctx` where it is empty. */
export function filled(segment: Segment, ctx: z.RefinementCtx): Segment {
  if (segment.text.trim() === "" && segment.codes.length === 0) {
    const message = "the text is empty; at least one character other than a space is needed";
    ctx.issues.push({ code: "custom", input: segment.text, message });
  }
  return segment;
}

/** Ids and data of codes are written to XML files too. */
function codeFault(codes: readonly InlineCode[]): string | undefined {
  for (const [i, code] of codes.entries()) {
    for (const text of [code.id, code.pair, code.data, code.type]) {
      const fault = text === undefined ? undefined : segmentFault({ text, codes: [] });
      if (fault !== undefined) return `codes[${i}]: ${fault}`;
    }
  }
  return undefined;
}

/** A segment as answers give it. */
export function segmentOut({ text, codes }: Segment): SegmentJson {
  return codes.length === 0 ? text : { text, codes: [...codes] };
}
