/** The parts of an OpenAPI 3.1 document that the page shows (https://spec.openapis.org/oas/v3.1.1). */

export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly additionalProperties?: Schema | boolean;
}

export interface Content {
  readonly [mediaType: string]: { readonly schema?: Schema };
}

export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly description?: string;
    readonly schema?: Schema;
  }[];
  readonly requestBody?: { readonly description?: string; readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: Content }>>;
}

export interface OpenApiDocument {
  readonly info: {
    readonly title: string;
    readonly version: string;
    readonly summary?: string;
    readonly description?: string;
  };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** The name that a reference leads to. */
export function nameOf({ $ref }: Schema): string | undefined {
  return $ref?.split("/").at(-1);
}

/** A schema in few words: `array of Match`, `string, at most 200 characters`. */
export function shortType(schema: Schema): string {
  const name = nameOf(schema);
  if (name !== undefined) return name;
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (alternatives !== undefined) return alternatives.map(shortType).join(" | ");
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.items !== undefined) return `${bracketed(shortType(schema.items))}[]`;
  const type = typeof schema.type === "string" ? schema.type : (schema.type?.join(" | ") ?? "any");
  return [type, ...boundsOf(schema)].join(", ");
}

function bracketed(type: string): string {
  return type.includes(" ") ? `(${type})` : type;
}

function boundsOf({ format, minimum, maximum, maxLength, maxItems }: Schema): string[] {
  const range =
    minimum === undefined || Math.abs(minimum) >= Number.MAX_SAFE_INTEGER
      ? maximum === undefined || maximum >= Number.MAX_SAFE_INTEGER
        ? undefined
        : `≤ ${maximum}`
      : maximum === undefined || maximum >= Number.MAX_SAFE_INTEGER
        ? `≥ ${minimum}`
        : `${minimum}–${maximum}`;
  const longest = maxLength === undefined ? undefined : `≤ ${maxLength}`;
  const most = maxItems === undefined ? undefined : `≤ ${maxItems}`;
  return [format, range, longest, most].filter((bound) => bound !== undefined);
}
