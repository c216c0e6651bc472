import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Input, Label, SearchField } from "react-aria-components";
import { ProblemNote } from "../problem-note.js";
import { ask } from "../server.js";
import { useWording } from "../wording/wording.js";
import { nameOf, shortType, type Content, type OpenApiDocument, type Operation, type Schema } from "./schema.js";

/** The description of the API, to be read: what can be asked, with what, and what is answered. */
export function ApiView() {
  const { api: wording, page } = useWording();
  const { data, error, refetch } = useQuery({
    queryKey: ["openapi"],
    queryFn: async ({ signal }) => (await ask<OpenApiDocument>("/openapi.json", { signal })).json,
    staleTime: Infinity,
  });
  const [words, setWords] = useState("");
  return (
    <div className="view api">
      <h1>{wording.title}</h1>
      <p className="lead">
        {wording.lead} <a href="/openapi.json">/openapi.json</a>
      </p>
      <ProblemNote error={error} onAgain={() => void refetch()} />
      {data === undefined ? (
        <p className="soft">{page.loading}</p>
      ) : (
        <>
          <p lang="en">
            <Prose>{data.info.description}</Prose>
          </p>
          <SearchField className="field" value={words} onChange={setWords}>
            <Label>{wording.search}</Label>
            <Input />
          </SearchField>
          <Operations document={data} words={words} />
        </>
      )}
    </div>
  );
}

function Operations({ document, words }: { readonly document: OpenApiDocument; readonly words: string }) {
  const { api: wording } = useWording();
  const wanted = words.trim().toLowerCase();
  const all = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const found = all.filter(({ path, method, operation }) =>
    `${method} ${path} ${operation.summary} ${operation.description ?? ""}`.toLowerCase().includes(wanted),
  );
  if (found.length === 0) return <p className="soft">{wording.none}</p>;
  return (
    <ul className="operations">
      {found.map(({ path, method, operation }) => (
        <li key={operation.operationId} id={operation.operationId}>
          <OperationText document={document} path={path} method={method} operation={operation} />
        </li>
      ))}
    </ul>
  );
}

interface OperationProps {
  readonly document: OpenApiDocument;
  readonly path: string;
  readonly method: string;
  readonly operation: Operation;
}

function OperationText({ document, path, method, operation }: OperationProps) {
  const { api: wording } = useWording();
  const { summary, description, parameters = [], requestBody, responses } = operation;
  return (
    <details className="operation">
      <summary>
        <code>
          <b className={`method ${method}`}>{method.toUpperCase()}</b> {path}
        </code>{" "}
        <span lang="en">{summary}</span>
      </summary>
      <div className="operation-text" lang="en">
        {description === undefined ? null : (
          <p>
            <Prose>{description}</Prose>
          </p>
        )}
        {parameters.length === 0 ? null : (
          <dl className="members">
            {parameters.map(({ name, required = false, description, schema = {}, in: place }) => (
              <div key={`${place} ${name}`}>
                <dt>
                  <code>{name}</code> <Remark>{`${place}${required ? `, ${wording.required}` : ""}`}</Remark>
                </dt>
                <dd>
                  <code className="type">{shortType(schema)}</code> <Prose>{description}</Prose>
                </dd>
              </div>
            ))}
          </dl>
        )}
        {requestBody === undefined ? null : (
          <section>
            <h2>{wording.body}</h2>
            <p>
              <Prose>{requestBody.description}</Prose>
            </p>
            <ContentText content={requestBody.content} document={document} />
          </section>
        )}
        {Object.entries(responses).map(([status, { description, content = {} }]) => (
          <section key={status}>
            <h2>
              {status} <Remark>{description}</Remark>
            </h2>
            {status === "default" ? null : <ContentText content={content} document={document} />}
          </section>
        ))}
      </div>
    </details>
  );
}

/** Text of a description: what stands between backticks is code. */
function Prose({ children = "" }: { readonly children?: string | undefined }) {
  return children.split("`").map((part, i) => (i % 2 === 1 ? <code key={i}>{part}</code> : part));
}

function Remark({ children }: { readonly children: string }) {
  return <span className="soft small">{children}</span>;
}

function ContentText({ content, document }: { readonly content: Content; readonly document: OpenApiDocument }) {
  return Object.entries(content).map(([mediaType, { schema }]) => (
    <div key={mediaType}>
      <p className="soft small">{mediaType}</p>
      {schema === undefined ? null : <SchemaText schema={schema} document={document} depth={0} />}
    </div>
  ));
}

/** Deeper than this one opens a schema on purpose; no schema of ours is deeper than twice that. */
const OPEN_DEPTH = 1;
const MAX_DEPTH = 8;

interface SchemaProps {
  readonly schema: Schema;
  readonly document: OpenApiDocument;
  readonly depth: number;
}

/** A schema with its members; what they are made of can be opened. */
function SchemaText({ schema, document, depth }: SchemaProps) {
  const { api: wording } = useWording();
  const name = nameOf(schema);
  const whole = name === undefined ? schema : (document.components.schemas[name] ?? {});
  const alternatives = whole.anyOf ?? whole.oneOf;
  const inner =
    whole.items ?? (typeof whole.additionalProperties === "object" ? whole.additionalProperties : undefined);
  if (depth > MAX_DEPTH) return null;
  const content = (
    <>
      {whole.description === undefined || depth === 0 ? null : (
        <p className="soft small">
          <Prose>{whole.description}</Prose>
        </p>
      )}
      {whole.properties === undefined ? null : (
        <dl className="members">
          {Object.entries(whole.properties).map(([member, of]) => (
            <div key={member}>
              <dt>
                <code>{member}</code>{" "}
                {whole.required?.includes(member) === true ? <Remark>{wording.required}</Remark> : null}
              </dt>
              <dd>
                <code className="type">{shortType(of)}</code> <Prose>{of.description}</Prose>
                <SchemaText schema={of} document={document} depth={depth + 1} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {alternatives?.map((one, i) => (
        <SchemaText key={i} schema={one} document={document} depth={depth + 1} />
      ))}
      {inner === undefined ? null : <SchemaText schema={inner} document={document} depth={depth} />}
    </>
  );
  if (!hasMembers(whole, document)) return null;
  if (depth < OPEN_DEPTH) return content;
  return (
    <details>
      <summary>{name ?? wording.members}</summary>
      {content}
    </details>
  );
}

/** Whether there is more to a schema than its name says. */
function hasMembers(schema: Schema, document: OpenApiDocument, depth = 0): boolean {
  if (depth > MAX_DEPTH) return false;
  const name = nameOf(schema);
  const whole = name === undefined ? schema : (document.components.schemas[name] ?? {});
  if (whole.properties !== undefined) return true;
  const parts = [...(whole.anyOf ?? whole.oneOf ?? []), ...(whole.items === undefined ? [] : [whole.items])];
  if (typeof whole.additionalProperties === "object") parts.push(whole.additionalProperties);
  return parts.some((part) => hasMembers(part, document, depth + 1));
}
