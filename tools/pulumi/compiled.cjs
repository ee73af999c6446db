// Keeps the compiled form of what a program of a test stack loads, as Node.js does itself from 22.1 on: a sixth of the
// CPU time of a command would be compiling the SDK, the bundle and Pulumi's own packages. A package for this keeps them
// as they are before they run, without the functions that are compiled when they are first called, and saves nothing.
const { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } = require("node:fs");
const Module = require("node:module");
const { basename, dirname, join } = require("node:path");
const { Script } = require("node:vm");

/** Not the programs of stacks, each of which is another one. */
const IS_LASTING = /[\\/](node_modules|dist)[\\/]/;
/** What Node.js 20 cannot do in a kept form. What the provider's bundle imports is not installed here. */
const IMPORTS = /\bimport\((?!"kerberos")/;

/** @param {string} folder Where they are kept, one file for each main script. */
exports.keepCompiled = (folder) => {
  if (Module.enableCompileCache !== undefined) {
    Module.enableCompileCache(folder);
    return;
  }
  const [, main] = process.argv;
  // Without a script, Node.js was asked where a module is.
  if (main === undefined) return;
  const file = join(folder, `${process.version}-${basename(dirname(main))}-${basename(main)}`);
  const kept = read(file);
  /** Those that are not kept yet. */
  const added = new Map();

  const compile = Module.prototype._compile;
  Module.prototype._compile = function (text, path) {
    if (!IS_LASTING.test(path) || IMPORTS.test(text)) return Reflect.apply(compile, this, [text, path]);
    const { size, mtimeMs } = statSync(path);
    const known = kept.get(path);
    const cachedData = known?.size === size && known.mtimeMs === mtimeMs ? known.data : undefined;
    const script = new Script(Module.wrap(text.replace(/^#!/, "//")), { filename: path, cachedData });
    if (cachedData === undefined || script.cachedDataRejected) added.set(path, { size, mtimeMs, script });
    const run = script.runInThisContext();
    return Reflect.apply(run, this.exports, [this.exports, Module.createRequire(path), this, path, dirname(path)]);
  };

  const keep = () => {
    if (added.size === 0) return;
    for (const [path, { script, ...rest }] of added) kept.set(path, { ...rest, data: script.createCachedData() });
    added.clear();
    try {
      write(file, kept);
    } catch {
      // Only slower next time.
    }
  };
  process.once("exit", keep);
  // The CLI ends the process that serves dynamic resources without notice.
  setTimeout(keep, 800).unref();
};

/* A file: the size of the list, the list, and the data of its entries one after another. */

function read(file) {
  try {
    const bytes = readFileSync(file);
    const start = 4 + bytes.readUInt32LE(0);
    let end = start;
    return new Map(
      JSON.parse(bytes.toString("utf8", 4, start)).map(({ path, length, ...rest }) => {
        end += length;
        return [path, { ...rest, data: bytes.subarray(end - length, end) }];
      }),
    );
  } catch {
    return new Map();
  }
}

/** Whole or not at all, as several may do so at once. */
function write(file, kept) {
  const rows = [...kept].map(([path, { data, ...rest }]) => ({ path, ...rest, length: data.length }));
  const list = Buffer.from(JSON.stringify(rows));
  const size = Buffer.alloc(4);
  size.writeUInt32LE(list.length);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.${process.pid}`, Buffer.concat([size, list, ...[...kept.values()].map(({ data }) => data)]));
  renameSync(`${file}.${process.pid}`, file);
}
