import { XLIFF2_MODULE_RULES } from "./xliff2-module-rules.js";
import { XLIFF2_CORE_RULES } from "./xliff2-rules.js";

/** The rules of XLIFF 2.x, its core and its modules. */
export const XLIFF2_RULES = { ...XLIFF2_CORE_RULES, ...XLIFF2_MODULE_RULES };

export type Xliff2Rule = keyof typeof XLIFF2_RULES;
