import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { readdir } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import { Entente, tmx } from "./entente.js";

let entente: Entente;
beforeAll(async () => void (entente = await Entente.start()));
afterAll(() => entente.end());

const PAIRS = [
  ["L’Alliance soutient l’Ukraine.", "The Alliance supports Ukraine."],
  ["Tu & moi < nous.", "You & I < us."],
] as const;

/** Every file below the home, for what should have left nothing. */
async function filesOfHome(): Promise<string[]> {
  const entries = await readdir(entente.home, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function form(parts: readonly { name: string; fileName?: string; body: string }[]): { type: string; body: string } {
  const boundary = "----entente-test";
  const body = parts.map(({ name, fileName, body }) => {
    const file = fileName === undefined ? "" : `; filename="${fileName}"`;
    return `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n${body}\r\n`;
  });
  return { type: `multipart/form-data; boundary=${boundary}`, body: `${body.join("")}--${boundary}--\r\n` };
}

describe("an import", () => {
  test("of a raw body becomes a job at its address, and its units are found", async () => {
    const id = await entente.memory("Brut");
    const started = await entente.post(`/v1/memories/${id}/import?name=a%20b.tmx`, tmx(...PAIRS), {
      "content-type": "application/octet-stream",
    });
    expect(started.status).toBe(202);
    expect(started.headers.location).toBe(`/v1/jobs/${started.json.job.id}`);
    const job = await entente.ended(started.headers.location ?? "");
    expect(job).toMatchObject({
      kind: "import",
      memory: id,
      state: "done",
      file: "a b.tmx",
      read: 2,
      added: 2,
      problems: [],
    });
    const { json } = await entente.get(`/v1/memories/${id}/units`);
    expect(json.items.map(({ target }) => target)).toEqual(PAIRS.map(([, en]) => en));
    const list = await entente.get("/v1/jobs?limit=1000");
    expect(list.json.items).toContainEqual(job);
  });

  test("of a form takes the file part with its name", async () => {
    const id = await entente.memory("Formulaire");
    const { type, body } = form([{ name: "file", fileName: "été.tmx", body: tmx(...PAIRS) }]);
    const started = await entente.post(`/v1/memories/${id}/import`, body, { "content-type": type });
    expect(started.status).toBe(202);
    expect(await entente.ended(started.headers.location ?? "")).toMatchObject({
      state: "done",
      file: "été.tmx",
      added: 2,
    });
  });

  test("of an XLIFF counts what was left out by state, and takes it where asked to", async () => {
    const id = await entente.memory("XLIFF");
    const unit = (n: number, state: string): string =>
      `<trans-unit id="${n}"><source>Phrase ${n}.</source><target state="${state}">Sentence ${n}.</target></trans-unit>`;
    const units = [unit(1, "final"), unit(2, "new"), unit(3, "new"), unit(4, "needs-translation")].join("");
    const file = `<xliff version="1.2"><file source-language="fr" target-language="en" original="r"><body>${units}</body></file></xliff>`;
    const imported = async (query: string): Promise<unknown> =>
      entente.ended((await entente.post(`/v1/memories/${id}/import${query}`, file)).headers.location ?? "");
    expect(await imported("")).toMatchObject({
      state: "done",
      read: 1,
      added: 1,
      leftOut: { new: 2, "needs-translation": 1 },
    });
    expect(await imported("?states=new,final")).toMatchObject({
      read: 3,
      added: 2,
      leftOut: { "needs-translation": 1 },
    });
    const all = await imported("?states=all");
    expect(all).toMatchObject({ read: 4, added: 1, unchanged: 3 });
    expect(all).not.toHaveProperty("leftOut");
    expect((await entente.post(`/v1/memories/${id}/import?states=`, file)).status).toBe(422);
  });

  test("of an XLIFF that is ambiguous fails whole, and says where", async () => {
    const id = await entente.memory("Ambigu");
    const unit = '<trans-unit id="1"><source>a</source><target>b</target></trans-unit>';
    const file = `<xliff version="1.2"><file source-language="fr" target-language="en"><body>\n${unit}\n${unit}</body></file></xliff>`;
    const { headers } = await entente.post(`/v1/memories/${id}/import`, file);
    expect(await entente.ended(headers.location ?? "")).toMatchObject({
      state: "failed",
      problems: [{ line: 3, column: 1, reason: expect.stringContaining('"1"') }],
    });
    expect((await entente.get(`/v1/memories/${id}/units`)).json.items).toEqual([]);
  });

  test("of a file that breaks rules of its format reads it, counts each rule, and names the first", async () => {
    const id = await entente.memory("Manquements");
    const file = tmx(...PAIRS)
      .replace(' o-tmf="test"', "")
      .replace("<tu>", '<tu creationdate="yesterday">')
      .replace("</seg></tuv></tu>", '<bpt i="1"/></seg></tuv></tu>');
    const breaches = {
      count: 3,
      byRule: { "tmx.attribute-missing": 1, "tmx.date": 1, "tmx.start-without-end": 1 },
      first: [
        { rule: "tmx.attribute-missing", line: 2, column: 20, message: expect.stringContaining("o-tmf") },
        { rule: "tmx.date", line: 3, column: 7, message: expect.stringContaining("yesterday") },
        { rule: "tmx.start-without-end", line: 3, column: expect.any(Number), message: expect.any(String) },
      ],
    };
    for (const query of ["?dryRun=true", ""]) {
      const { headers } = await entente.post(`/v1/memories/${id}/import${query}`, file);
      expect(await entente.ended(headers.location ?? "")).toMatchObject({ state: "done", read: 2, added: 2, breaches });
      const { headers: told } = await entente.get(headers.location ?? "");
      expect(told["entente-problems"]).toBe("tmx.attribute-missing=1, tmx.date=1, tmx.start-without-end=1");
    }
    const { headers } = await entente.post(`/v1/memories/${id}/import`, tmx(...PAIRS));
    const path = headers.location ?? "";
    expect(await entente.ended(path)).toMatchObject({ breaches: { count: 0, byRule: {}, first: [] } });
    expect((await entente.get(path)).headers).not.toHaveProperty("entente-problems");
  });

  test("of an XLIFF says so too, and fails whole where a breach leaves open what version 2 means", async () => {
    const id = await entente.memory("XLIFF fautif");
    const ended = async (file: string): Promise<unknown> =>
      entente.ended((await entente.post(`/v1/memories/${id}/import`, file)).headers.location ?? "");
    const one = '<trans-unit id="1" phase-name="none"><source>Un.</source><target>One.</target></trans-unit>';
    const version1 = `<xliff version="1.2"><file source-language="fr" target-language="en" original="r" datatype="plaintext"><body>${one}</body></file></xliff>`;
    expect(await ended(version1)).toMatchObject({ added: 1, breaches: { byRule: { "xliff1.phase-reference": 1 } } });
    const version2 = (...units: string[]): string =>
      `<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="fr"><file id="f">\n${units.join("\n")}</file></xliff>`;
    const unit = (id: number, data = ""): string =>
      `<unit id="${id}">${data}<segment><source>Phrase ${id}.</source><target>Sentence ${id}.</target></segment></unit>`;
    expect(await ended(version2(unit(2)))).toMatchObject({
      added: 1,
      problemCount: 0,
      breaches: { byRule: { "xliff2.target-language-missing": 1 } },
    });
    const twice = '<originalData><data id="d">a</data><data id="d">b</data></originalData>';
    const ambiguous = version2(unit(3), unit(4, twice)).replace("srcLang", 'trgLang="en" srcLang');
    const failed = await ended(ambiguous);
    expect(failed).toMatchObject({ state: "failed", error: expect.stringContaining("xliff2.data-id-unique") });
    expect(failed).toMatchObject({ problems: [{ line: 3 }] });
    expect(failed).not.toHaveProperty("breaches");
  });

  test("of a table has no rules of a specification to break", async () => {
    const id = await entente.memory("Tableau");
    const { headers } = await entente.post(`/v1/memories/${id}/import?name=a.csv`, "fr,en\nUn.,One.\n");
    const job = await entente.ended(headers.location ?? "");
    expect(job).toMatchObject({ state: "done", added: 1 });
    expect(job).not.toHaveProperty("breaches");
  });

  test("twice changes nothing", async () => {
    const id = await entente.memory("Deux fois");
    for (const expected of [{ added: 2 }, { added: 0, unchanged: 2 }]) {
      const { headers } = await entente.post(`/v1/memories/${id}/import`, tmx(...PAIRS));
      expect(await entente.ended(headers.location ?? "")).toMatchObject({ state: "done", read: 2, ...expected });
    }
  });

  test("keeps both translations where it is told to", async () => {
    const id = await entente.memory("Les deux");
    for (const target of ["Good day.", "Hello."]) {
      const file = tmx(["Bonjour.", target]);
      const { headers } = await entente.post(`/v1/memories/${id}/import?onSame=keep-both`, file);
      await entente.ended(headers.location ?? "");
    }
    expect((await entente.get(`/v1/memories/${id}`)).json.units).toBe(2);
  });

  test("of a file cut in half fails, says where, and changes nothing", async () => {
    const id = await entente.memory("Moitié");
    const file = tmx(...PAIRS);
    const { headers } = await entente.post(`/v1/memories/${id}/import`, file.slice(0, file.length - 40));
    const job = await entente.ended(headers.location ?? "");
    expect(job.state).toBe("failed");
    expect(job.error).toMatch(/line \d+|:\d+/);
    expect((await entente.get(`/v1/memories/${id}`)).json.units).toBe(0);
  });

  test.each<[string, ReturnType<typeof form>, number]>([
    ["without a file", form([]), 422],
    ["whose file has another name", form([{ name: "tmx", fileName: "a.tmx", body: tmx(...PAIRS) }]), 422],
    [
      "with another field before",
      form([
        { name: "x", body: "1" },
        { name: "file", fileName: "a.tmx", body: tmx(...PAIRS) },
      ]),
      422,
    ],
    [
      "with another field behind",
      form([
        { name: "file", fileName: "a.tmx", body: tmx(...PAIRS) },
        { name: "x", body: "1" },
      ]),
      422,
    ],
    [
      "with two files",
      form([
        { name: "file", fileName: "a", body: tmx(...PAIRS) },
        { name: "file", fileName: "b", body: "x" },
      ]),
      422,
    ],
    [
      "that breaks off",
      { ...form([]), body: form([{ name: "file", fileName: "a.tmx", body: tmx(...PAIRS) }]).body.slice(0, -30) },
      400,
    ],
    ["without a boundary", { type: "multipart/form-data", body: "x" }, 400],
  ])("of a form %s is refused and leaves nothing", async (_, { type, body }, status) => {
    const id = await entente.memory("Refus");
    const [files, jobs] = [await filesOfHome(), (await entente.get("/v1/jobs?limit=1000")).json.items.length];
    const answer = await entente.post(`/v1/memories/${id}/import`, body, { "content-type": type });
    expect(answer.status).toBe(status);
    expect(await filesOfHome()).toEqual(files);
    expect((await entente.get("/v1/jobs?limit=1000")).json.items).toHaveLength(jobs);
  });

  test("into no memory, under a wrong rule, or compressed is refused", async () => {
    const id = await entente.memory("Refusés");
    expect((await entente.post("/v1/memories/nobody/import", tmx(...PAIRS))).status).toBe(404);
    const { type, body } = form([{ name: "file", fileName: "a.tmx", body: tmx(...PAIRS).repeat(100) }]);
    expect((await entente.post("/v1/memories/nobody/import", body, { "content-type": type })).status).toBe(404);
    expect((await entente.post(`/v1/memories/${id}/import?onSame=both`, tmx(...PAIRS))).status).toBe(422);
    expect((await entente.post(`/v1/memories/${id}/import`, "x", { "content-encoding": "gzip" })).status).toBe(415);
  });

  test("that says to be larger than the limit is refused before it is read", async () => {
    const id = await entente.memory("Trop");
    const status = await new Promise((resolve, reject) => {
      const headers = { "content-length": String(5 * 2 ** 30) };
      const asked = request(`${entente.url}/v1/memories/${id}/import`, { method: "POST", headers }, (answer) => {
        resolve(answer.statusCode);
        asked.destroy();
      });
      asked.on("error", reject);
      asked.write("<tmx>");
    });
    expect(status).toBe(413);
  });

  test.each(["raw", "form"])("whose sender leaves in the middle (%s) leaves nothing", async (kind) => {
    const id = await entente.memory("Parti");
    const [files, jobs] = [await filesOfHome(), (await entente.get("/v1/jobs?limit=1000")).json.items.length];
    const { type, body } = form([{ name: "file", fileName: "a.tmx", body: tmx(...PAIRS) }]);
    const headers =
      kind === "raw" ? { "content-length": "100000" } : { "content-type": type, "content-length": "100000" };
    const asked = request(`${entente.url}/v1/memories/${id}/import`, { method: "POST", headers });
    asked.on("error", () => {});
    asked.write(kind === "raw" ? tmx(...PAIRS) : body.slice(0, -60));
    await until(async () => (await filesOfHome()).length > files.length);
    asked.destroy();
    await until(async () => (await filesOfHome()).length === files.length);
    expect(await filesOfHome()).toEqual(files);
    expect((await entente.get("/v1/jobs?limit=1000")).json.items).toHaveLength(jobs);
    expect(entente.logged.filter(({ level }) => level === "error")).toEqual([]);
  });
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 10));
}

describe("an unknown job", () => {
  test("is not found", async () => {
    expect((await entente.get("/v1/jobs/999")).status).toBe(404);
    expect((await entente.get("/v1/jobs/x")).status).toBe(404);
  });
});

describe("an export", () => {
  test.each([
    ["tmx", "application/x-tmx+xml", "export.tmx"],
    ["xliff12", "application/x-xliff+xml", "export.xlf"],
    ["xliff2", "application/xliff+xml", "export.xlf"],
  ])("as %s is a file with a name, escaped, and not sent again while nothing changes", async (format, type, name) => {
    const id = await entente.memory("Export");
    const own = name.replace("export", id);
    for (const [source, target] of PAIRS) await entente.unit(id, source, target);
    const path = `/v1/memories/${id}/export?format=${format}`;
    const file = await entente.get(path);
    expect(file.status).toBe(200);
    expect(file.headers["content-type"]).toBe(`${type}; charset=utf-8`);
    expect(file.headers["content-disposition"]).toBe(`attachment; filename="${own}"`);
    expect(file.text).toContain("Tu &amp; moi &lt; nous.");
    expect(file.text).toContain("The Alliance supports Ukraine.");

    const etag = file.headers.etag ?? "";
    const again = await entente.get(path, { "if-none-match": etag });
    expect([again.status, again.text, again.headers.etag]).toEqual([304, "", etag]);
    await entente.unit(id, "Nouveau.", "New.");
    const changed = await entente.get(path, { "if-none-match": etag });
    expect(changed.status).toBe(200);
    expect(changed.text).toContain("Nouveau.");
    expect(changed.headers.etag).not.toBe(etag);
  });

  test("read back into another memory is the same memory", async () => {
    const [from, to] = [await entente.memory("De"), await entente.memory("Vers")];
    for (const [source, target] of PAIRS) await entente.unit(from, source, target);
    const file = await entente.get(`/v1/memories/${from}/export?format=tmx`);
    const { headers } = await entente.post(`/v1/memories/${to}/import`, file.text);
    expect(await entente.ended(headers.location ?? "")).toMatchObject({ state: "done", added: 2 });
    const texts = async (id: string): Promise<unknown> =>
      (await entente.get(`/v1/memories/${id}/units`)).json.items.map((unit) => [unit.source, unit.target]);
    expect(await texts(to)).toEqual(await texts(from));
  });

  test("of many units comes whole, to a slow reader too, while others are answered", async () => {
    const id = await entente.memory("Grand");
    const many = Array.from(
      { length: 3_000 },
      (_, i) => [`Phrase ${i}. ${"mot ".repeat(50)}`, `Sentence ${i}.`] as const,
    );
    const { headers } = await entente.post(`/v1/memories/${id}/import`, tmx(...many));
    await entente.ended(headers.location ?? "");
    const text = await new Promise<string>((resolve, reject) => {
      request(`${entente.url}/v1/memories/${id}/export?format=tmx`, (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk)).pause();
        answer.on("end", () => resolve(Buffer.concat(chunks).toString("utf8"))).on("error", reject);
        void entente.get("/healthz").then(() => answer.resume(), reject);
      }).end();
    });
    expect(text.match(/<tu[ >]/g)).toHaveLength(3_000);
    expect(text.trimEnd().endsWith("</tmx>")).toBe(true);
  });

  test("left in the middle troubles nobody", async () => {
    const id = await entente.memory("Laissé");
    const many = Array.from({ length: 3_000 }, (_, i) => [`Texte ${i}. ${"mot ".repeat(50)}`, `Text ${i}.`] as const);
    const { headers } = await entente.post(`/v1/memories/${id}/import`, tmx(...many));
    await entente.ended(headers.location ?? "");
    await new Promise<void>((resolve) => {
      const asked = request(`${entente.url}/v1/memories/${id}/export?format=tmx`, (answer) => {
        answer
          .once("data", () => asked.destroy())
          .on("error", () => {})
          .on("close", resolve);
      });
      asked.on("error", () => {}).end();
    });
    expect((await entente.get("/healthz")).status).toBe(200);
    expect(entente.logged.filter(({ level }) => level === "error")).toEqual([]);
  });

  test("by HEAD says what a GET would, without the file", async () => {
    const id = await entente.memory("Tête");
    const path = `/v1/memories/${id}/export?format=tmx`;
    const [head, get] = [await entente.ask("HEAD", path), await entente.get(path)];
    expect([head.status, head.text, head.headers.etag]).toEqual([200, "", get.headers.etag]);
    expect(head.headers["content-type"]).toBe(get.headers["content-type"]);
  });

  test("needs a format that there is, and a memory", async () => {
    const id = await entente.memory("Sans");
    for (const query of ["", "?format=docx", "?format=", "?format=tmx&sourceLang=!"]) {
      expect((await entente.get(`/v1/memories/${id}/export${query}`)).status).toBe(422);
    }
    expect((await entente.get("/v1/memories/nobody/export?format=tmx")).status).toBe(404);
  });
});
