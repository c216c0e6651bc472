/** @type {import("jest").Config} */
export default {
  testEnvironment: "node",
  roots: ["<rootDir>/tests"],
  testMatch: ["**/*.test.ts"],
  extensionsToTreatAsEsm: [".ts"],
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      { jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "es6" } },
    ],
  },
  // TypeScript's sources name each other by the .js file that they become.
  moduleNameMapper: { "^(\\.{1,2}/(?!.*dist/).*)\\.js$": "$1" },
  testTimeout: 60_000,
};
