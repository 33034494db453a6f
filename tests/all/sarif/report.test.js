// Holds every report beside this file against the schema of SARIF 2.1.0, which `@microsoft/jest-sarif` brings along (MIT).
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";

const require = createRequire(import.meta.url);
const Ajv = require("ajv");

// The schema is of draft 4, in which an id is called so.
const ajv = new Ajv({ schemaId: "id", allErrors: true, meta: false });
ajv.addMetaSchema(require("ajv/lib/refs/json-schema-draft-04.json"));
const schema = "node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json";
const isSarif = ajv.compile(JSON.parse(readFileSync(schema, "utf8")));

const faults = (report) => (isSarif(report) ? [] : isSarif.errors.map((fault) => `${fault.dataPath} ${fault.message}`));
const reports = readdirSync(".").filter((name) => name.endsWith(".sarif"));

test("there are reports", () => assert.ok(reports.length >= 4, reports.join(", ")));

for (const name of reports) {
  test(`${name} is SARIF`, () => {
    const report = JSON.parse(readFileSync(name, "utf8"));
    assert.deepEqual(faults(report), []);
    // A schema that takes anything would prove nothing.
    report.runs[0].results.push({ message: { text: 1 } });
    report.runs[0].columnKind = "bytes";
    assert.ok(faults(report).length >= 2);
  });
}
