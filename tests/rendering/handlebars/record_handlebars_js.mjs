// Renders templates with Handlebars.js; see record_handlebars_js.py. argv[2] is the folder in which it is installed.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const Handlebars = createRequire(resolve(process.argv[2], "index.js"))("handlebars");
const { variables, templates } = JSON.parse(readFileSync(0, "utf8"));

function answer(template) {
  try {
    return Handlebars.compile(template, { noEscape: true })(variables);
  } catch {
    return null;
  }
}

process.stdout.write(JSON.stringify(templates.map(answer)));
