import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { Job, OnSame } from "../../src/job.js";
import type { LanguageTag } from "../../src/language.js";
import type { Store } from "../../src/store/store.js";
import { variantFor, type Unit, type UnitContent } from "../../src/unit.js";
import { refused } from "./refused.js";
import { dated, de, en, fr, memory, unit, variant } from "./sample-units.js";

/** A database under test. */
export interface StoreUnderTest {
  /** Another connection to the same database. */
  open(): Store;
  /** Closes what was opened and removes the database. */
  remove(): void;
}

/** What every store does, whatever database it stands on. */
export function storeContract(name: string, make: () => StoreUnderTest): void {
  describe(name, () => {
    let database: StoreUnderTest;
    let store: Store;

    beforeEach(() => {
      database = make();
      store = database.open();
      store.createMemory(memory("m"));
    });

    afterEach(() => database.remove());

    function importAll(units: readonly UnitContent[], onSame: OnSame = "newer", removeUnseen = false): Job {
      const { id } = store.createJob({ kind: removeUnseen ? "follow" : "import", memory: "m" });
      const importer = store.importer(id, "m", { onSame, removeUnseen });
      importer.write(units);
      return importer.commit();
    }

    const targets = (id = "m"): string[] => [...store.eachUnit(id)].map(english).sort();
    const add = (source: string, target: string): Unit => store.addUnit("m", unit(source, target)).unit;
    const find = (word: string, lang: LanguageTag = fr): string[] =>
      store
        .concordance({ phrases: [{ words: [word], by: "folded" }], lang, limit: 10 })
        .map((entry) => entry.variant.segment.text);

    describe("memories", () => {
      test("are listed as they were made", () => {
        const made = store.createMemory(memory("n", { penalty: 30, readOnly: true, file: "penalty-30/n.tmx" }));
        expect(store.memories().map(({ id }) => id)).toEqual(["m", "n"]);
        expect(store.memory("n")).toEqual(made);
        expect(made).toMatchObject({ penalty: 30, readOnly: true, file: "penalty-30/n.tmx", units: 0, revision: 1 });
      });

      test("have ids, names and files of their own", async () => {
        store.createMemory(memory("n", { file: "n.tmx" }));
        await refused("conflict", () => store.createMemory(memory("m", { name: "another" })));
        await refused("conflict", () => store.createMemory(memory("o", { name: "Memory m" })));
        await refused("conflict", () => store.createMemory(memory("o", { file: "n.tmx" })));
        await refused("conflict", () => store.changeMemory("n", 1, { name: "Memory m" }));
        expect(store.changeMemory("n", 1, { name: "Memory n" }).revision).toBe(2);
      });

      test("change by their revision only, and tell the current one", async () => {
        const changed = store.changeMemory("m", 1, { penalty: 7 });
        expect(changed).toMatchObject({ penalty: 7, name: "Memory m", revision: 2 });
        const refusal = await refused("stale", () => store.changeMemory("m", 1, { penalty: 9 }));
        expect(refusal.detail.current).toEqual(changed);
        await refused("not-found", () => store.changeMemory("none", 1, {}));
      });

      test("are gone at once when deleted, and leave nothing to one of the same id", async () => {
        const { id } = add("Bonjour", "Hello");
        await refused("stale", () => store.deleteMemory("m", 2));
        store.deleteMemory("m", 1);
        expect([store.memories(), store.memory("m"), store.unit(id)]).toEqual([[], undefined, undefined]);
        expect([store.history(id), find("bonjour"), [...store.eachUnit()]]).toEqual([[], [], []]);
        await refused("not-found", () => store.addUnit("m", unit("a", "b")));

        store.createMemory(memory("m"));
        expect(targets()).toEqual([]);
        const again = add("Bonjour", "Hello");
        expect(again.revision).toBe(1);
        while (store.sweep(1));
        expect(targets()).toEqual(["Hello"]);
        expect(store.unit(again.id)).toEqual(again);
        expect(find("bonjour")).toEqual(["Bonjour"]);
        expect(Number(again.id)).toBeGreaterThan(Number(id));
      });

      test("never give a number again, though the last units are swept away", () => {
        const { id } = add("Bonjour", "Hello");
        store.deleteMemory("m", 1);
        while (store.sweep(100));
        store.createMemory(memory("m"));
        expect(Number(add("Bonjour", "Hello").id)).toBeGreaterThan(Number(id));
      });

      test("keep their edits while they are offline", () => {
        store.createMemory(memory("f", { file: "f.tmx" }));
        const { unit: edited } = store.addUnit("f", unit("Chat", "Cat"));
        store.setOnline("f", false);
        expect(store.memory("f")).toBeUndefined();
        expect([store.unit(edited.id), [...store.eachUnit()], find("chat")]).toEqual([undefined, [], []]);
        expect([store.isOnline("f"), store.isTaken("f"), store.fileMemories().map(({ id }) => id)]).toEqual([
          false,
          true,
          ["f"],
        ]);
        store.setOnline("f", true);
        expect(store.unit(edited.id)).toEqual(edited);
        expect(find("chat")).toEqual(["Chat"]);
      });

      test("remember the file they follow", () => {
        expect(store.fileState("m")).toBeUndefined();
        const state = { size: 5_000_000_000, modifiedAt: 1_748_390_400_123, digest: "abc" };
        store.setFileState("m", state);
        expect(store.fileState("m")).toEqual(state);
      });

      test("count their units and tell when they last changed", () => {
        const before = store.memory("m");
        const kept = add("Bonjour", "Hello");
        add("Merci", "Thanks");
        store.deleteUnit(add("Oui", "Yes").id, 1);
        store.changeUnit(kept.id, 1, unit("Bonjour", "Good morning"));
        importAll([unit("Bonjour", "Good morning"), unit("Non", "No")]);
        expect(store.memory("m")?.units).toBe(3);
        expect(store.memory("m")?.modified).not.toBe(undefined);
        expect(Date.parse(store.memory("m")?.modified ?? "")).toBeGreaterThanOrEqual(
          Date.parse(before?.modified ?? ""),
        );
      });
    });

    describe("a unit", () => {
      test("comes back with everything that it said", () => {
        const content: UnitContent = {
          sourceLang: fr,
          variants: [
            variant(fr, "Cliquez sur OK\u00a0!", {
              segment: {
                text: "Cliquez sur OK\u00a0!",
                codes: [
                  { at: 12, id: "1", kind: "open", pair: "2", data: '<b class="x">', type: "bold" },
                  { at: 14, id: "2", kind: "close", pair: "1" },
                ],
              },
              properties: [{ type: "x-state", value: "final", lang: "fr" }],
              notes: [{ text: "à voir", lang: "fr" }],
              createdBy: "ana",
              usageCount: 3,
            }),
            variant("zh-Hant-TW" as LanguageTag, "按「OK」👩🏽‍💻"),
            variant(en, ""),
          ],
          context: { key: "k", before: null, after: "e\u0301" },
          origin: "unofficial",
          properties: [{ type: "x-project", value: "" }],
          notes: [{ text: "n" }],
          createdAt: "2025-05-28T00:00:00Z",
          changedBy: "Zoé",
          lastUsedAt: "2025-05-29T00:00:00Z",
        };
        const { unit: added } = store.addUnit("m", content);
        expect(added).toEqual({ id: added.id, memory: "m", revision: 1, ...content });
        expect(store.unit(added.id)).toEqual(added);
        expect([...store.eachUnit()]).toEqual([added]);
      });

      test("of one word, of 14,000 characters and of codes alone are all kept", () => {
        const long = "Très long. ".repeat(1_273);
        const codes = unit("", "");
        const [source, target] = codes.variants;
        if (source === undefined || target === undefined) throw new Error("a unit has two variants");
        const code = { at: 0, id: "1", kind: "alone", data: "<br/>" } as const;
        const tagsOnly = { ...codes, variants: [{ ...source, segment: { text: "", codes: [code] } }, target] };
        for (const content of [unit("Oui", "Yes"), unit(long, long), tagsOnly]) {
          const added = store.addUnit("m", content).unit;
          expect(store.unit(added.id)).toMatchObject({ variants: content.variants });
        }
      });

      test("changes by its revision only, and tells the current one", async () => {
        const { id } = add("Bonjour", "Hello");
        const changed = store.changeUnit(id, 1, unit("Bonjour", "Good morning"));
        expect(changed).toMatchObject({ id, revision: 2 });
        const refusal = await refused("stale", () => store.changeUnit(id, 1, unit("Bonjour", "Hi")));
        expect(refusal.detail.current).toEqual(changed);
        await refused("stale", () => store.deleteUnit(id, 1));
        await refused("not-found", () => store.changeUnit("999999", 1, unit("a", "b")));
        for (const odd of ["", "0", "-1", "1.5", "1e3", "x", "' or 1=1", "9".repeat(30)]) {
          expect(store.unit(odd)).toBeUndefined();
          expect(store.history(odd)).toEqual([]);
        }
        expect(targets()).toEqual(["Good morning"]);
      });

      test("has its history, newest first, and keeps it when deleted", async () => {
        const { id } = add("Bonjour", "Hello");
        store.changeUnit(id, 1, unit("Bonjour", "Hi"));
        store.changeUnit(id, 2, unit("Bonsoir", "Good evening"));
        expect(store.history(id).map(({ revision, unit }) => [revision, english(unit)])).toEqual([
          [2, "Hi"],
          [1, "Hello"],
        ]);
        store.deleteUnit(id, 3);
        expect(store.unit(id)).toBeUndefined();
        expect(store.history(id).map(({ revision }) => revision)).toEqual([3, 2, 1]);
        expect(store.history(id).every(({ endedAt }) => Date.parse(endedAt) > 0)).toBe(true);
        await refused("not-found", () => store.deleteUnit(id, 3));
        expect([find("bonjour"), find("bonsoir"), store.memory("m")?.units]).toEqual([[], [], 0]);
      });

      test("of 300 languages is refused and nothing of it kept", async () => {
        const many = Array.from({ length: 300 }, (_, i) => variant(`x-${i}` as LanguageTag, "a"));
        await refused("too-large", () => store.addUnit("m", unit("a", "b", { variants: [variant(fr, "a"), ...many] })));
        expect(targets()).toEqual([]);
      });

      test("lists in pages in the order of the ids", () => {
        const ids = Array.from({ length: 12 }, (_, i) => add(`S${i}`, `T${i}`).id);
        store.changeUnit(ids[2] ?? "", 1, unit("S2", "changed"));
        const listed: string[] = [];
        for (let after: string | undefined; ; after = listed.at(-1)) {
          const page = store.units("m", { limit: 5, ...(after === undefined ? {} : { after }) });
          if (page.length === 0) break;
          listed.push(...page.map(({ id }) => id));
        }
        expect(listed).toEqual(ids);
        expect(store.units("m", { after: "nonsense", limit: 5 })).toEqual([]);
        expect(store.units("none", { limit: 5 })).toEqual([]);
      });
    });

    describe("the rule of identity", () => {
      test("leaves a unit that says the same", () => {
        const { id } = add("Bonjour", "Hello");
        const again = store.addUnit("m", unit("Bonjour", "Hello", { notes: [{ text: "new" }], usageCount: 9 }));
        expect([again.outcome, again.unit.id, again.unit.revision]).toEqual(["unchanged", id, 1]);
        expect(store.addUnit("m", unit("e\u0301te\u0301", "summer")).outcome).toBe("added");
        expect(store.addUnit("m", unit("\u00e9t\u00e9", "summer")).outcome).toBe("unchanged");
      });

      test("lets a newer translation follow the older one", () => {
        const { id } = add("Bonjour", "Hello");
        const { outcome, unit: updated } = store.addUnit("m", unit("Bonjour", "Good morning"));
        expect([outcome, updated.id, updated.revision]).toEqual(["updated", id, 2]);
        expect(store.history(id).map(({ unit }) => english(unit))).toEqual(["Hello"]);
        expect(importAll([dated("Bonjour", "Hi", 1)])).toMatchObject({ added: 1, updated: 0 });
        expect(targets()).toEqual(["Good morning", "Hi"]);
      });

      test("lets an edit follow an edit within the same millisecond", () => {
        const { id } = add("Bonjour", "0");
        const outcomes = Array.from({ length: 100 }, (_, i) => store.addUnit("m", unit("Bonjour", `${i + 1}`)));
        expect(outcomes.filter(({ outcome, unit }) => outcome !== "updated" || unit.id !== id)).toEqual([]);
        expect(store.history(id)).toHaveLength(100);
      });

      test("goes by the dates of a file's units", () => {
        importAll([dated("Bonjour", "Hello", 10), unit("Merci", "Thanks")]);
        const job = importAll([dated("Bonjour", "Hi", 11), dated("Merci", "Thank you", 1)]);
        expect(job).toMatchObject({ read: 2, updated: 2 });
        expect(importAll([dated("Bonjour", "Good day", 9), unit("Merci", "Cheers")])).toMatchObject({ added: 2 });
        expect(targets()).toEqual(["Cheers", "Good day", "Hi", "Thank you"]);
      });

      test("tells places apart by key, then by neighbours, then not at all", () => {
        const outcome = (context: UnitContent["context"]): string =>
          store.addUnit("m", unit("Fichier", "File", { context })).outcome;
        expect(outcome({})).toBe("added");
        expect(outcome({ key: "a" })).toBe("added");
        expect(outcome({ key: "b" })).toBe("added");
        expect(outcome({ key: "a", before: "x" })).toBe("unchanged");
        expect(outcome({ before: null })).toBe("added");
        expect(outcome({ before: null, after: null })).toBe("added");
        expect(outcome({ before: "null", after: null })).toBe("added");
        expect(outcome({ before: "e\u0301" })).toBe("added");
        expect(outcome({ before: "\u00e9" })).toBe("unchanged");
        expect(outcome({})).toBe("unchanged");
      });

      test("tells codes apart by kind, place and data", () => {
        const coded = (data: string | undefined, at = 0): UnitContent => {
          const plain = unit("a b", "c");
          const codes = [{ at, id: "1", kind: "alone" as const, ...(data === undefined ? {} : { data }) }];
          return { ...plain, variants: [variant(fr, "a b", { segment: { text: "a b", codes } }), variant(en, "c")] };
        };
        const outcome = (content: UnitContent): string => store.addUnit("m", content).outcome;
        expect([coded("<i/>"), coded("<b/>"), coded("<i/>", 1), unit("a b", "c")].map(outcome)).toEqual(
          Array(4).fill("added"),
        );
        expect([coded("<i/>"), coded("<b/>"), unit("a b", "c")].map(outcome)).toEqual(Array(3).fill("unchanged"));
      });

      test("sees every language: fewer say the same, more are taken over", () => {
        const two = dated("Bonjour", "Hello", 10);
        const three = { ...dated("Bonjour", "Hello", 1), variants: [...two.variants, variant(de, "Guten Tag")] };
        importAll([two]);
        expect(importAll([three])).toMatchObject({ updated: 1 });
        expect(importAll([two, dated("Bonjour", "Hello", 20)])).toMatchObject({ unchanged: 2 });
        expect([...store.eachUnit()].map(({ variants }) => variants.length)).toEqual([3]);
        const other = { ...three, variants: [...two.variants, variant(de, "Hallo")] };
        expect(importAll([other])).toMatchObject({ added: 1 });
      });

      test("keeps alternatives of one file apart, and finds both when the file comes again", () => {
        const file = [dated("Oui", "Yes", 1), dated("Oui", "Aye", 2), dated("Oui", "Yeah", 3)];
        expect(importAll(file)).toMatchObject({ added: 3, updated: 0 });
        expect(importAll(file)).toMatchObject({ unchanged: 3, added: 0, updated: 0 });
        expect(importAll([...file].reverse())).toMatchObject({ unchanged: 3 });
        expect(targets()).toEqual(["Aye", "Yeah", "Yes"]);
      });

      test("keeps alternatives apart though the memory held one of them", () => {
        importAll([dated("Oui", "Yes", 1)]);
        const file = [dated("Oui", "Aye", 2), dated("Oui", "Yes", 1)];
        importAll(file);
        expect(targets()).toEqual(["Aye", "Yes"]);
        expect(importAll(file)).toMatchObject({ unchanged: 2 });
        expect(importAll([...file].reverse())).toMatchObject({ unchanged: 2 });
        expect(targets()).toEqual(["Aye", "Yes"]);
      });

      test("changes nothing when an older file is read again", () => {
        const old = [dated("Oui", "Yes", 1), unit("Non", "No")];
        importAll(old);
        importAll([dated("Oui", "Aye", 2)]);
        importAll([unit("Non", "Nay")], "replace");
        expect(importAll(old)).toMatchObject({ unchanged: 2, added: 0, updated: 0 });
        expect(targets()).toEqual(["Aye", "Nay"]);
        expect(importAll([dated("Oui", "Yes", 3)])).toMatchObject({ updated: 1 });
      });

      test("does not bring back what was deleted, unless it is newer or added by hand", () => {
        const file = [dated("Oui", "Yes", 1), dated("Non", "No", 1)];
        importAll(file);
        const yes = [...store.eachUnit()].find((unit) => english(unit) === "Yes");
        store.deleteUnit(yes?.id ?? "", 1);
        expect(importAll(file)).toMatchObject({ unchanged: 2, added: 0 });
        expect(importAll(file, "newer", true)).toMatchObject({ unchanged: 2, added: 0, removed: 0 });
        expect(importAll(file, "replace", true)).toMatchObject({ unchanged: 2, added: 0, removed: 0 });
        expect(targets()).toEqual(["No"]);
        const { outcome, unit: again } = store.addUnit("m", dated("Oui", "Yes", 1));
        expect([outcome, again.id, again.revision]).toEqual(["added", yes?.id, 2]);
        expect(store.memory("m")?.units).toBe(2);
        store.deleteUnit(again.id, 2);
        expect(importAll([unit("Oui", "Yes", { changedAt: "2999-01-01T00:00:00Z" })])).toMatchObject({ added: 1 });
      });

      test("can be overridden", () => {
        const start = [dated("Oui", "Yes", 5)];
        const other = [dated("Oui", "Aye", 1)];
        importAll(start);
        expect(importAll(other, "skip")).toMatchObject({ read: 1, skipped: 1, problemCount: 0 });
        expect(importAll(start, "skip")).toMatchObject({ unchanged: 1 });
        expect(targets()).toEqual(["Yes"]);
        expect(importAll(other, "replace")).toMatchObject({ updated: 1 });
        expect(targets()).toEqual(["Aye"]);
        expect(importAll(start, "keep-both")).toMatchObject({ added: 1 });
        expect(targets()).toEqual(["Aye", "Yes"]);
        expect(importAll([...start, ...other], "keep-both")).toMatchObject({ unchanged: 2 });
      });

      test("holds within one memory only", () => {
        store.createMemory(memory("n"));
        add("Oui", "Yes");
        expect(store.addUnit("n", unit("Oui", "Yes")).outcome).toBe("added");
      });
    });

    describe("an import", () => {
      test("is seen by nobody before its commit, and whole after it", () => {
        const kept = add("Oui", "Yes");
        const elsewhere = database.open();
        const { id } = store.createJob({ kind: "import", memory: "m", file: "f.tmx" });
        const importer = store.importer(id, "m", { onSame: "replace" });
        importer.write([unit("Oui", "Aye"), unit("Non", "No")]);
        importer.write([unit("Merci", "Thanks")]);
        for (const looking of [store, elsewhere]) {
          expect([...looking.eachUnit()]).toEqual([kept]);
          expect(looking.units("m", { limit: 10 })).toEqual([kept]);
          expect(looking.unit(kept.id)).toEqual(kept);
          expect(looking.history(kept.id)).toEqual([]);
          expect(looking.memory("m")?.units).toBe(1);
          expect([...looking.changedBy(id)]).toEqual([]);
          expect(looking.job(id)).toMatchObject({ state: "running", read: 3, added: 2, updated: 1 });
        }
        expect([find("merci"), find("oui")]).toEqual([[], ["Oui"]]);
        const done = importer.commit();
        expect(done).toMatchObject({ state: "done", file: "f.tmx", read: 3, added: 2, updated: 1 });
        expect(elsewhere.job(id)).toEqual(done);
        expect([...elsewhere.eachUnit()].map(english).sort()).toEqual(["Aye", "No", "Thanks"]);
        expect([find("merci"), find("oui"), find("yes", en)]).toEqual([["Merci"], ["Oui"], []]);
        expect(elsewhere.history(kept.id).map(({ revision }) => revision)).toEqual([1]);
        expect(new Set(elsewhere.changedBy(id))).toEqual(new Set([...elsewhere.eachUnit()].map((unit) => unit.id)));
      });

      test("of which only some units are wanted is read by their numbers", () => {
        importAll(["a", "b", "c", "d"].map((word) => unit(word, word)));
        store.createMemory(memory("n"));
        store.addUnit("n", unit("elsewhere", "elsewhere"));
        const [first, second, third, fourth] = [...store.eachUnit("m")];
        if (second === undefined) throw new Error("there are four units");
        store.changeUnit(second.id, second.revision, unit("b", "changed"));
        store.deleteUnit(String(third?.id), 1);
        const numbers = store.unitNumbers("m");
        expect([...numbers].map(String)).toEqual([first?.id, second.id, fourth?.id]);
        const among = (after: number, to: number): string[] => [...store.eachUnit("m", { after, to })].map(english);
        expect(among(0, numbers[1] ?? 0)).toEqual(["a", "changed"]);
        expect(among(numbers[1] ?? 0, numbers[2] ?? 0)).toEqual(["d"]);
        expect(among(numbers[2] ?? 0, Number.MAX_SAFE_INTEGER)).toEqual([]);
        expect([...store.unitNumbers("nowhere")]).toEqual([]);
      });

      test("of the same file twice changes nothing", () => {
        const file = [
          unit("Oui", "Yes"),
          dated("Non", "No", 1),
          unit("Oui", "Yes"),
          unit("Fin", "End", { context: { key: "1" } }),
        ];
        expect(importAll(file)).toMatchObject({ read: 4, added: 3, unchanged: 1 });
        const before = [...store.eachUnit()];
        const job = importAll(file);
        expect(job).toMatchObject({ read: 4, unchanged: 4, added: 0, updated: 0 });
        expect([...store.changedBy(job.id)]).toEqual([]);
        expect([...store.eachUnit()]).toEqual(before);
      });

      test("leaves nothing when it is abandoned, and its memory goes on", () => {
        const kept = add("Oui", "Yes");
        const { id } = store.createJob({ kind: "import", memory: "m" });
        const importer = store.importer(id, "m", { onSame: "replace" });
        importer.write([unit("Oui", "Aye"), unit("Non", "No")]);
        expect(importer.abandon("line 3: no")).toMatchObject({ state: "failed", error: "line 3: no" });
        expect([...store.eachUnit()]).toEqual([kept]);
        // Before and after what it left is swept away.
        expect(store.changeUnit(kept.id, 1, unit("Oui", "Yeah")).revision).toBe(2);
        expect(importAll([unit("Oui", "Aye")], "replace")).toMatchObject({ updated: 1 });
        while (store.sweep(1));
        expect(targets()).toEqual(["Aye"]);
        expect(store.history(kept.id).map(({ unit }) => english(unit))).toEqual(["Yeah", "Yes"]);
        expect([find("non"), find("oui"), find("aye", en)]).toEqual([[], ["Oui"], ["Aye"]]);
        expect(store.memory("m")?.units).toBe(1);
      });

      test("that failed does not take back what a later one did", () => {
        importAll([dated("Oui", "Yes", 1)]);
        const { id } = store.createJob({ kind: "import", memory: "m" });
        const importer = store.importer(id, "m", { onSame: "newer" });
        importer.write([dated("Oui", "Aye", 2)]);
        store.abandonJob(id, "gone");
        expect(importAll([dated("Oui", "Yeah", 3)])).toMatchObject({ updated: 1 });
        while (store.sweep(10));
        expect(targets()).toEqual(["Yeah"]);
        const [only] = [...store.eachUnit()];
        expect(store.history(only?.id ?? "").map(({ unit }) => english(unit))).toEqual(["Yes"]);
      });

      test("cannot go on once its job was ended by another", async () => {
        const { id } = store.createJob({ kind: "import", memory: "m" });
        const importer = store.importer(id, "m", { onSame: "newer" });
        store.abandonJob(id, "stopped");
        await refused("conflict", () => importer.write([unit("Oui", "Yes")]));
        await refused("conflict", () => importer.commit());
        expect(store.job(id)).toMatchObject({ state: "failed", error: "stopped" });
        expect(targets()).toEqual([]);
      });

      test("has its memory to itself", async () => {
        const [first, second] = [
          store.createJob({ kind: "import", memory: "m" }),
          store.createJob({ kind: "import", memory: "m" }),
        ];
        const importer = store.importer(first.id, "m", { onSame: "newer" });
        await refused("conflict", () => store.importer(second.id, "m", { onSame: "newer" }));
        await refused("conflict", () => store.importer(first.id, "m", { onSame: "newer" }));
        importer.commit();
        store.importer(second.id, "m", { onSame: "newer" }).commit();
        await refused("not-found", () => store.createJob({ kind: "import", memory: "none" }));
      });

      test("gives way to an edit made meanwhile", () => {
        const [a, b] = [add("Oui", "Yes"), add("Non", "No")];
        const { id } = store.createJob({ kind: "import", memory: "m" });
        const importer = store.importer(id, "m", { onSame: "replace" });
        importer.write([unit("Oui", "Aye"), unit("Non", "Nay")]);
        expect(store.changeUnit(a.id, 1, unit("Oui", "Yeah")).revision).toBe(2);
        store.deleteUnit(b.id, 1);
        expect(importer.commit()).toMatchObject({ updated: 0, skipped: 2 });
        expect(targets()).toEqual(["Yeah"]);
        expect([store.memory("m")?.units, find("aye", en), find("nay", en)]).toEqual([1, [], []]);
      });

      test("keeps the first thousand problems and counts the rest", () => {
        const { id } = store.createJob({ kind: "import", memory: "m" });
        const importer = store.importer(id, "m", { onSame: "newer" });
        for (let line = 1; line <= 2_500; line++)
          importer.addProblem({ line, column: 1, reason: "broken" }, line % 2 === 0);
        importer.addProblem({ line: 9, column: 4, unit: "#7", reason: "last" }, true);
        const job = importer.commit();
        expect(job).toMatchObject({ read: 1_251, skipped: 1_251, problemCount: 2_501 });
        expect(job.problems.length).toBe(1_000);
        expect(job.problems[999]).toEqual({ line: 1_000, column: 1, reason: "broken" });
      });

      test("keeps the problems found before it failed", () => {
        const { id } = store.createJob({ kind: "import", memory: "m" });
        const importer = store.importer(id, "m", { onSame: "newer" });
        importer.addProblem({ line: 9, column: 4, unit: "#7", reason: "empty" }, true);
        expect(importer.abandon("cut").problems).toEqual([{ line: 9, column: 4, unit: "#7", reason: "empty" }]);
      });
    });

    describe("a followed file", () => {
      const follow = (...units: UnitContent[]): Job => importAll(units, "replace", true);

      test("adds, updates and removes", () => {
        follow(unit("Oui", "Yes"), unit("Non", "No"), unit("Fin", "End"));
        const removed = [...store.eachUnit()].find((unit) => english(unit) === "End");
        const job = follow(unit("Oui", "Aye"), unit("Non", "No"), unit("Eau", "Water"));
        expect(job).toMatchObject({ read: 3, added: 1, updated: 1, unchanged: 1, removed: 1, problemCount: 0 });
        expect(targets()).toEqual(["Aye", "No", "Water"]);
        expect([find("fin"), store.memory("m")?.units]).toEqual([[], 3]);
        const changed = [...store.changedBy(job.id)];
        expect([changed.length, new Set(changed).size, changed.includes(removed?.id ?? "")]).toEqual([3, 3, true]);
        expect(store.history(removed?.id ?? "").map(({ unit }) => english(unit))).toEqual(["End"]);
      });

      test("that takes a change back gives the old translation and the removed unit again", () => {
        follow(unit("Oui", "Yes"), unit("Fin", "End"));
        const before = [...store.eachUnit()].map(({ id }) => id);
        follow(unit("Oui", "Aye"));
        expect(follow(unit("Oui", "Yes"), unit("Fin", "End"))).toMatchObject({ updated: 1, added: 1, removed: 0 });
        expect(targets()).toEqual(["End", "Yes"]);
        expect([...store.eachUnit("m")].map(({ id }) => id)).toEqual(before);
        expect(store.memory("m")?.units).toBe(2);
      });

      test("does not overwrite, remove or bring back what was edited here", () => {
        follow(unit("Oui", "Yes"), unit("Non", "No"), unit("Fin", "End"), unit("Eau", "Water"));
        const [yes, no, end] = [...store.eachUnit("m")];
        store.changeUnit(yes?.id ?? "", 1, unit("Oui", "Yeah"));
        store.changeUnit(no?.id ?? "", 1, unit("Non", "Nope"));
        store.deleteUnit(end?.id ?? "", 1);
        add("Sel", "Salt");
        const same = follow(unit("Oui", "Yes"), unit("Non", "No"), unit("Fin", "End"), unit("Eau", "Water"));
        expect(same).toMatchObject({ unchanged: 4, added: 0, updated: 0, removed: 0 });
        expect(targets()).toEqual(["Nope", "Salt", "Water", "Yeah"]);

        const changed = follow(unit("Oui", "Aye"), unit("Fin", "End"));
        expect(changed).toMatchObject({ read: 2, skipped: 1, unchanged: 1, added: 0, removed: 1 });
        expect(targets()).toEqual(["Nope", "Salt", "Yeah"]);
        // The translation left out, and the two units that the file does not hold.
        expect(changed.problems.map(({ unit }) => unit)).toContain(yes?.id);
        expect(changed.problems.map(({ unit }) => unit)).toContain(no?.id);
        expect(changed.problemCount).toBe(3);
      });

      test("may come to nothing", () => {
        follow(unit("Oui", "Yes"));
        expect(follow()).toMatchObject({ read: 0, removed: 1 });
        expect(targets()).toEqual([]);
      });
    });

    describe("jobs", () => {
      test("are listed newest first, in pages", () => {
        const ids = Array.from({ length: 5 }, () => store.createJob({ kind: "import", memory: "m" }).id);
        expect(store.jobs({ limit: 2 }).map(({ id }) => id)).toEqual([ids[4], ids[3]]);
        expect(store.jobs({ after: ids[3] ?? "", limit: 9 }).map(({ id }) => id)).toEqual([ids[2], ids[1], ids[0]]);
        expect([store.job("x"), store.job("99"), store.jobs({ after: "x", limit: 3 })]).toEqual([
          undefined,
          undefined,
          [],
        ]);
      });

      test("that were under way are interrupted when the next owner starts, and leave nothing", () => {
        const kept = add("Oui", "Yes");
        const [queued, running] = [
          store.createJob({ kind: "import", memory: "m" }),
          store.createJob({ kind: "import", memory: "m" }),
        ];
        store.importer(running.id, "m", { onSame: "replace" }).write([unit("Oui", "Aye"), unit("Non", "No")]);
        const next = database.open();
        expect(next.job(running.id)?.state).toBe("running");
        next.recover();
        expect([queued, running].map(({ id }) => next.job(id)?.state)).toEqual(["interrupted", "interrupted"]);
        while (next.sweep(1));
        expect([...next.eachUnit()]).toEqual([kept]);
        expect(importAll([unit("Non", "No")])).toMatchObject({ added: 1 });
      });

      test("that are run again leave nothing of the run before, half swept or not at all", () => {
        const kept = add("Oui", "Yes");
        for (const swept of [0, 2, 99]) {
          const { id } = store.createJob({
            kind: "import",
            memory: "m",
            spooled: "file",
            request: { onSame: "replace" },
          });
          const units = [
            unit("Oui", "Aye"),
            ...Array.from({ length: 5 }, (_, n) => unit(`Non ${swept} ${n}`, `No ${n}`)),
          ];
          store.importer(id, "m", { onSame: "replace" }).write(units);
          expect(store.ledger.cancel(id)).toBe(true);
          for (let n = 0; n < swept; n++) store.sweep(1);
          expect(store.ledger.requeue(id)).toBe(true);
          expect(store.job(id)).toMatchObject({ state: "queued", read: 0, added: 0, problemCount: 0 });
          while (store.clearJob(id, 2));
          const importer = store.importer(id, "m", { onSame: "newer" });
          importer.write([unit(`Peut-être ${swept}`, "Perhaps")]);
          expect(importer.commit()).toMatchObject({ state: "done", read: 1, added: 1 });
          while (store.sweep(10));
          expect(store.unit(kept.id)).toEqual(kept);
          expect(targets().filter((target) => target.startsWith("No") || target === "Aye")).toEqual([]);
        }
        expect(store.memory("m")?.units).toBe(4);
      });

      test("can be run again only where they ended without being done and their file is kept", () => {
        const done = importAll([unit("Oui", "Yes")]);
        const waiting = store.createJob({ kind: "import", memory: "m", spooled: "file" });
        const bare = store.createJob({ kind: "import", memory: "m" });
        store.ledger.cancel(bare.id);
        expect([done, waiting, bare].map(({ id }) => store.ledger.requeue(id))).toEqual([false, false, false]);
        expect(store.ledger.cancel(done.id)).toBe(false);
        store.ledger.cancel(waiting.id);
        expect(store.job(waiting.id)).toMatchObject({ state: "cancelled", canRunAgain: true });
        store.ledger.forget(waiting.id, "spooled");
        expect(store.ledger.requeue(waiting.id)).toBe(false);
        expect(store.job(waiting.id)).not.toHaveProperty("canRunAgain");
      });

      test("that only try count as an import would, and nothing of them is ever seen", () => {
        const kept = add("Oui", "Yes");
        const units = [unit("Oui", "Yes"), unit("Oui", "Aye"), unit("Non", "No"), unit("Non", "No")];
        const { id } = store.createJob({ kind: "dry-run", memory: "m" });
        const before = store.memory("m");
        const importer = store.importer(id, "m", { onSame: "newer", dryRun: true });
        importer.write(units);
        const { kind, state, ...tried } = importer.commit();
        expect([kind, state, store.memory("m"), [...store.eachUnit()]]).toEqual(["dry-run", "done", before, [kept]]);
        expect([...store.changedBy(id)]).toEqual([]);
        const { read, added, updated, unchanged, skipped } = importAll(units);
        expect(tried).toMatchObject({ read, added, updated, unchanged, skipped });
        while (store.sweep(1));
        expect(store.memory("m")?.units).toBe([...store.eachUnit()].length);
      });

      test("may make a file in the place of writing to a memory", () => {
        const { id } = store.createJob({
          kind: "check",
          file: "a.xlf",
          fileSize: 9,
          spooled: "in",
          request: { checks: ["a"] },
        });
        expect(store.job(id)).toMatchObject({ state: "queued", fileSize: 9 });
        expect(store.job(id)).not.toHaveProperty("memory");
        const made = { kept: "out", contentType: "text/csv", fileName: "a.csv", size: 3, notes: { a: "b" } };
        expect(store.ledger.finish(id, made)).toBe(false);
        store.ledger.begin(id);
        expect(store.ledger.finish(id, made)).toBe(true);
        expect(store.job(id)).toMatchObject({
          state: "done",
          result: { contentType: "text/csv", fileName: "a.csv", size: 3 },
        });
        expect(store.ledger.files(id)).toMatchObject({ spooled: "in", request: { checks: ["a"] }, result: made });
        store.ledger.forget(id, "spooled");
        expect(store.ledger.withFiles()).toMatchObject([{ job: id, result: made }]);
        store.ledger.forget(id, "result");
        expect(store.ledger.withFiles()).toEqual([]);
        while (store.sweep(1));
      });

      test("outlive the memory that they wrote to", () => {
        const { id } = importAll([unit("Oui", "Yes")]);
        store.deleteMemory("m", 1);
        while (store.sweep(10));
        expect(store.job(id)).toMatchObject({ memory: "m", state: "done", added: 1 });
      });
    });

    describe("concordance", () => {
      const texts = (...phrases: { words: string[]; by: "folded" | "stem"; prefix?: boolean }[]): string[] =>
        store.concordance({ phrases, lang: fr, limit: 10 }).map(({ variant }) => variant.segment.text);

      beforeEach(() => {
        importAll([
          unit("Le conseil de sécurité", "The security council"),
          unit("Les conseils de prudence", "The advice of conseil"),
          unit("De la sécurité, le conseil parle", "Council speaks"),
        ]);
      });

      test("finds words as folded, by stem, by their beginning and side by side", () => {
        expect(texts({ words: ["conseil"], by: "folded" })).toHaveLength(2);
        expect(texts({ words: ["conse"], by: "stem" })).toHaveLength(3);
        expect(texts({ words: ["conse"], by: "folded" })).toEqual([]);
        expect(texts({ words: ["conse"], by: "folded", prefix: true })).toHaveLength(3);
        expect(texts({ words: ["conseil", "de"], by: "folded" })).toEqual(["Le conseil de sécurité"]);
        expect(texts({ words: ["conseil", "d"], by: "folded", prefix: true })).toEqual(["Le conseil de sécurité"]);
        expect(texts({ words: ["sécurité"], by: "folded" }, { words: ["conseil"], by: "folded" })).toHaveLength(2);
        expect(texts({ words: ["prudence"], by: "folded" }, { words: ["parle"], by: "folded" })).toEqual([]);
      });

      test("looks in one language, whatever its region, and tells the variant", () => {
        expect(find("conseil", en)).toEqual(["The advice of conseil"]);
        expect(find("conseil", "fr-CA" as LanguageTag)).toHaveLength(2);
        expect(find("conseil", de)).toEqual([]);
        const [entry] = store.concordance({ phrases: [{ words: ["advice"], by: "folded" }], lang: en, limit: 1 });
        expect(entry?.unit.variants).toContainEqual(entry?.variant);
      });

      test("looks in the memories that are named, newest units first", () => {
        store.createMemory(memory("n"));
        store.addUnit("n", unit("Conseil", "Advice"));
        expect(find("conseil")[0]).toBe("Conseil");
        const named = (...memories: string[]): number =>
          store.concordance({ phrases: [{ words: ["conseil"], by: "folded" }], lang: fr, limit: 10, memories }).length;
        expect([named("n"), named("m", "n"), named(), named("none", "'; drop table memory; --")]).toEqual([1, 3, 0, 0]);
        expect(store.concordance({ phrases: [{ words: ["conseil"], by: "folded" }], lang: fr, limit: 1 })).toHaveLength(
          1,
        );
      });

      test("takes any text for words and never for syntax", () => {
        const odd = `a"b OR NOT NEAR(x) * ^ : {folded stems} : (q) - + AND "" \u0000 \u0001 75\u00a0000 e\u0301 👩🏽‍💻 \ud800 ''`;
        store.addUnit("m", unit(odd, "odd"));
        for (const word of [
          '"',
          '""',
          "'",
          'a"b',
          "OR",
          "AND",
          "*",
          "NEAR(",
          "folded:",
          "{x}",
          "^a",
          "-",
          "+",
          "\u0000",
          "\ud800",
          " ",
          "fr:x",
        ]) {
          for (const prefix of [false, true]) {
            expect(texts({ words: [word], by: "folded", prefix }, { words: ["zzz"], by: "stem" })).toEqual([]);
          }
        }
        expect(texts()).toEqual([]);
        expect(texts({ words: [], by: "folded" })).toEqual([]);
        expect(texts({ words: [""], by: "folded" })).toEqual([]);
      });

      test("takes a hundred words and refuses a thousand", async () => {
        const long = Array.from({ length: 100 }, (_, i) => `mot${i}`);
        store.addUnit("m", unit(long.join(" "), "long"));
        expect(texts(...long.map((word) => ({ words: [word], by: "folded" as const })))).toHaveLength(1);
        expect(texts({ words: long, by: "folded" })).toHaveLength(1);
        await refused("too-large", () => texts({ words: Array<string>(1_000).fill("a"), by: "folded" }));
      });

      test("follows every edit", () => {
        const { id } = add("Girafe", "Giraffe");
        expect(find("girafe")).toEqual(["Girafe"]);
        store.changeUnit(id, 1, unit("Zèbre", "Zebra"));
        expect([find("girafe"), find("zèbre")]).toEqual([[], ["Zèbre"]]);
        store.deleteUnit(id, 2);
        expect(find("zèbre")).toEqual([]);
        importAll([unit("Oui", "Yes")]);
        importAll([unit("Oui", "Aye")], "replace");
        expect([find("yes", en), find("aye", en)]).toEqual([[], ["Aye"]]);
        while (store.sweep(1));
        expect([find("yes", en), find("aye", en), find("oui")]).toEqual([[], ["Aye"], ["Oui"]]);
      });
    });

    describe("the versions of units", () => {
      const english = ({ unit }: { unit: Unit }): string => variantFor(unit, en)?.segment.text ?? "";
      const living = (id?: string): string[] => [...store.ofVersions(store.livingVersions(id))].map(english);

      test("that live are those that readers see, in ascending order", () => {
        store.createMemory(memory("n"));
        const kept = add("Oui", "Yes");
        const changed = add("Non", "No");
        store.addUnit("n", unit("Fin", "End"));
        store.deleteUnit(add("Merci", "Thanks").id, 1);
        store.changeUnit(changed.id, 1, unit("Non", "Nope"));
        expect(living()).toEqual(["Yes", "End", "Nope"]);
        expect([living("m"), living("n"), living("o")]).toEqual([["Yes", "Nope"], ["End"], []]);
        expect([...store.livingVersions()]).toEqual([...store.livingVersions()].sort((a, b) => a - b));
        expect(store.living(kept.id)).toEqual({ unit: kept, version: store.livingVersions()[0] });
        expect(store.living(changed.id)?.unit).toEqual(store.unit(changed.id));
        store.setOnline("n", false);
        expect([living(), living("n")]).toEqual([["Yes", "Nope"], []]);
        store.deleteMemory("m", 1);
        expect([living(), store.living(kept.id)]).toEqual([[], undefined]);
      });

      test("stand for their content for ever", () => {
        const { id } = add("Oui", "Yes");
        const before = store.livingVersions();
        store.changeUnit(id, 1, unit("Oui", "Aye"));
        expect([...store.ofVersions(before)]).toEqual([]);
        const after = store.livingVersions();
        expect(after[0]).toBeGreaterThan(before[0] ?? 0);
        store.deleteUnit(id, 2);
        add("Oui", "Yes");
        expect(store.livingVersions()[0]).toBeGreaterThan(after[0] ?? 0);
      });

      test("that an import writes are told to its caller, and live from its commit on", () => {
        const kept = add("Oui", "Yes");
        const old = add("Non", "No");
        const { id } = store.createJob({ kind: "import", memory: "m" });
        const importer = store.importer(id, "m", { onSame: "replace" });
        const written = importer.write([unit("Oui", "Yes"), unit("Non", "Nope"), unit("Fin", "End")]);
        expect(written.map((one) => one.version !== undefined)).toEqual([false, true, true]);
        expect(written.slice(0, 2).map((one) => one.unit)).toEqual([Number(kept.id), Number(old.id)]);
        expect([...store.livingVersionsBy(id)]).toEqual([]);
        const between = add("Merci", "Thanks");
        importer.write([unit("Voix", "Voice")]);
        importer.commit();
        const by = store.livingVersionsBy(id);
        expect(written.slice(1).every(({ version = 0 }) => by.includes(version))).toBe(true);
        expect([...store.ofVersions(by)].map(english)).toEqual(["Nope", "End", "Thanks", "Voice"]);
        store.deleteUnit(between.id, 1);
        expect([...store.ofVersions(store.livingVersionsBy(id))].map(english)).toEqual(["Nope", "End", "Voice"]);
      });

      test("that an import removes are told by their units", () => {
        importAll([unit("Oui", "Yes"), unit("Non", "No")], "replace", true);
        const [yes] = [...store.eachUnit()];
        const job = importAll([unit("Non", "Nope")], "replace", true);
        expect([...store.removedBy(job.id)]).toEqual([yes?.id]);
        expect([...store.removedBy("0")]).toEqual([]);
      });
    });

    test("a mark is known to the database that made it, for a while", () => {
      const marks = Array.from({ length: 10 }, () => store.marks.make());
      expect(new Set(marks).size).toBe(10);
      expect(marks.map((mark) => database.open().marks.knows(mark))).toEqual([
        false,
        false,
        ...Array<boolean>(8).fill(true),
      ]);
      expect(store.marks.knows("")).toBe(false);
    });

    test("two connections write in turns and see each other", () => {
      const other = database.open();
      const { id } = store.createJob({ kind: "import", memory: "m" });
      const importer = other.importer(id, "m", { onSame: "newer" });
      for (let i = 0; i < 20; i++) {
        importer.write(Array.from({ length: 50 }, (_, n) => unit(`S${i}-${n}`, `T${i}-${n}`)));
        add(`edit ${i}`, `made ${i}`);
      }
      importer.commit();
      expect(store.memory("m")?.units).toBe(1_020);
      expect([...store.eachUnit("m")].length).toBe(1_020);
      expect(new Set([...other.eachUnit()].map((unit) => unit.id)).size).toBe(1_020);
      expect([...store.changedBy(id)].length).toBe(1_000);
    });
  });
}

function english(unit: UnitContent): string {
  return variantFor(unit, en)?.segment.text ?? "";
}
