// Bundles the sources into ./static, or another folder: node build.mjs [FOLDER].
// The output is committed: nobody who installs the sidecar needs Node.
import { build } from "esbuild";
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";

const OUTPUT = process.argv[2] ?? new URL("static", import.meta.url).pathname;

const result = await build({
  entryPoints: { console: "src/main.js", style: "src/style.css" },
  absWorkingDir: new URL(".", import.meta.url).pathname,
  bundle: true,
  splitting: true,
  chunkNames: "[name]",
  format: "esm",
  target: ["es2022"],
  minify: true,
  legalComments: "none",
  metafile: true,
  outdir: OUTPUT,
  write: false,
});

await rm(OUTPUT, { recursive: true, force: true });
await mkdir(OUTPUT, { recursive: true });
for (const file of result.outputFiles) await writeFile(file.path, file.contents);
for (const name of ["index.html", "icon.svg"]) await copyFile(new URL(`src/${name}`, import.meta.url), `${OUTPUT}/${name}`);
await writeFile(`${OUTPUT}/LICENSES.txt`, await licenses(result.metafile));

/** Returns the licence texts of all packages in the bundles. */
async function licenses(metafile) {
  const names = new Set(Object.keys(metafile.inputs).flatMap((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []));
  const texts = [...names].sort().map(async (name) => {
    const folder = new URL(`node_modules/${name}/`, import.meta.url);
    const { version, license } = JSON.parse(await readFile(new URL("package.json", folder), "utf8"));
    const text = await readFile(new URL("LICENSE", folder), "utf8");
    return `${name} ${version} (${license})\n\n${text.trim()}\n`;
  });
  return (await Promise.all(texts)).join(`\n${"-".repeat(80)}\n\n`);
}
