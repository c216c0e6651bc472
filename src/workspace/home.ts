import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { ownerOf, type HomeOwner } from "../store/home-lock.js";

/**
 * A home: the folder that a workspace owns, laid out as OmegaT users know it. `glossary/` and `tm/` are people's; the
 * database, its lock, the spool of uploads and the index lie in `tm/` too and are nobody's to edit.
 */
export interface Home {
  readonly root: string;
  readonly glossary: string;
  readonly tm: string;
  readonly database: string;
  /** What reviewers set for the whole home: theirs to edit, and to keep in git. */
  readonly settings: string;
  /** Uploads wait here, whole and synced, until their job has read them. */
  readonly spool: string;
  /** The fuzzy index, in files that only save the next start work: it may be deleted. */
  readonly index: string;
}

/** The paths of a home; its folders are made where they are missing. */
export function openHome(root: string): Home {
  const home = resolve(root);
  const tm = join(home, "tm");
  const layout: Home = {
    root: home,
    glossary: join(home, "glossary"),
    tm,
    database: join(tm, "entente.db"),
    settings: join(home, "entente.json"),
    spool: join(tm, ".spool"),
    index: join(tm, ".index"),
  };
  for (const folder of [layout.glossary, layout.tm, layout.spool]) mkdirSync(folder, { recursive: true });
  return layout;
}

/** The process that has a home, and the address of its server, where one has. */
export function homeOwner(root: string): Partial<HomeOwner> | undefined {
  return ownerOf(resolve(root));
}
