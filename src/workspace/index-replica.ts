import { IndexPart } from "../memory/index-part.js";
import { MemoryIndex } from "../memory/memory-index.js";
import type { Unit } from "../unit.js";
import { collectGarbage } from "./garbage.js";
import type { NamedPart } from "./index-snapshot.js";

/** Bytes of parts that are let go of at once, from which on they are not left to lie. */
const MUCH_GARBAGE = 67_108_864;

/** A part with a bit for each row that lives no more: row r is bit r & 7 of byte r >> 3. */
export interface PartWithDead extends NamedPart {
  readonly dead: Uint8Array;
}

/** What happens to the fuzzy index. Every thread that has one is told of the same changes, in the same order. */
export type IndexChange =
  | { readonly kind: "add"; readonly unit: Unit; readonly version: number }
  | { readonly kind: "remove"; readonly id: string }
  | { readonly kind: "removeMemory"; readonly memory: string }
  | { readonly kind: "addPart"; readonly added: PartWithDead }
  | { readonly kind: "replaceParts"; readonly old: readonly string[]; readonly merged: NamedPart | undefined };

/**
 * The fuzzy index as one thread has it. Replicas that go through the same changes in the same order answer the same; their
 * parts are the same memory, so that a further one costs little.
 */
export class IndexReplica {
  readonly index = new MemoryIndex();
  readonly #parts = new Map<string, IndexPart>();

  apply(change: IndexChange): void {
    switch (change.kind) {
      case "add":
        return this.index.add(change.unit, change.version);
      case "remove":
        return this.index.remove(change.id);
      case "removeMemory":
        return this.index.removeMemory(change.memory);
      case "addPart":
        return this.index.addPart(this.#opened(change.added), change.added.dead);
      case "replaceParts": {
        const old = change.old.map((name) => this.part(name));
        for (const name of change.old) this.#parts.delete(name);
        this.index.replaceParts(old, change.merged && this.#opened(change.merged));
        // When whoever called has let go of the parts too.
        if (old.reduce((sum, { buffer }) => sum + buffer.byteLength, 0) > MUCH_GARBAGE)
          setTimeout(collectGarbage).unref();
      }
    }
  }

  part(name: string): IndexPart {
    const part = this.#parts.get(name);
    if (part === undefined) throw new RangeError(`the index has no part ${name}`);
    return part;
  }

  /** All parts with what is dead in them now. */
  parts(): PartWithDead[] {
    const names = new Map([...this.#parts].map(([name, part]) => [part, name]));
    return this.index.parts.map(({ part, dead }) => {
      const name = names.get(part);
      if (name === undefined) throw new RangeError("a part of the index has no name");
      return { name, buffer: part.buffer, dead };
    });
  }

  #opened({ name, buffer }: NamedPart): IndexPart {
    const part = IndexPart.open(buffer, { checked: true });
    this.#parts.set(name, part);
    return part;
  }
}
