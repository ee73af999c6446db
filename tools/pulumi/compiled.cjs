// Keeps what a Node.js process of a stack loads from this repository: where each import leads, and the code, compiled. Most of
// the start of such a process is searching for some 500 files and compiling them. The first process of a kind records
// its files, the second one keeps what V8 made of them, and from the third on they start in half the time.
const { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } = require("node:fs");
const Module = require("node:module");
const { dirname, join, sep } = require("node:path");
const { constants, Script } = require("node:vm");

const root = join(__dirname, "../..");
const folder = join(root, "build/compiled");
const installed = join(root, "node_modules", sep);
/** Files that were not in it, before it is worth being written again. */
const FEW = 10;

const stamp = (path) => {
  const { size, mtimeMs } = statSync(path);
  return `${size} ${mtimeMs}`;
};

/** `kind` names the files: processes that load the same. */
exports.loadCompiled = (kind) => {
  if (Module.enableCompileCache !== undefined) {
    Module.enableCompileCache(folder);
    return;
  }
  const file = join(folder, `${kind}-${process.version}-${process.arch}`);
  const packages = stamp(join(installed, ".package-lock.json"));
  const known = read(file, packages);
  const functions = known?.script.runInThisContext();
  const paths = { ...known?.paths };
  const texts = new Map();

  const resolve = Module._resolveFilename;
  Module._resolveFilename = (id, parent, isMain, options) => {
    const from = parent?.filename;
    if (options !== undefined || !from?.startsWith(root)) return resolve(id, parent, isMain, options);
    const key = `${dirname(from)}\0${id}`;
    const found = paths[key] ?? resolve(id, parent, isMain);
    if (found.startsWith(root)) paths[key] = found;
    return found;
  };

  const compile = Module.prototype._compile;
  Module.prototype._compile = function (text, path) {
    // V8 forgets what the import() of a compiled form belongs to.
    if (path?.startsWith(root) && !/\bimport\(/.test(text)) texts.set(path, text);
    return compile.call(this, text, path);
  };
  for (const extension of [".js", ".cjs"]) {
    const load = Module._extensions[extension] ?? Module._extensions[".js"];
    Module._extensions[extension] = (module, path) => {
      const own = functions?.[path];
      if (own === undefined) return load(module, path);
      own.call(module.exports, module.exports, requireOf(module), module, path, dirname(path));
    };
  }

  let isKept = false;
  const keep = () => {
    if (isKept) return;
    isKept = true;
    try {
      if (known === undefined || texts.size >= FEW) {
        record(file, packages, paths, new Map([...(known?.texts() ?? []), ...texts]));
      } else if (!known.isCompiled) {
        replace(`${file}.compiled`, known.script.createCachedData());
      }
    } catch {
      // Only slower next time.
    }
  };
  if (!known?.isCompiled || texts.size >= FEW) {
    process.once("exit", keep);
    // What ends a provider.
    process.once("SIGINT", () => {
      keep();
      if (process.listenerCount("SIGINT") === 0) process.kill(process.pid, "SIGINT");
    });
  }
};

/** What an earlier process kept, unless a file has changed since. */
function read(file, packages) {
  try {
    const index = JSON.parse(readFileSync(`${file}.json`, "utf8"));
    const isSame = index.packages === packages && index.built.every(([path, was]) => stamp(path) === was);
    if (!isSame) return undefined;
    const source = readFileSync(`${file}.js`, "latin1");
    let cachedData;
    try {
      cachedData = readFileSync(`${file}.compiled`);
    } catch {
      // The second process.
    }
    const script = new Script(source, {
      filename: `${file}.js`,
      cachedData,
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    });
    const isCompiled = cachedData !== undefined && !script.cachedDataRejected;
    const texts = () => index.files.map(([path, start, end]) => [path, source.slice(start, end)]);
    return { script, isCompiled, paths: index.paths, texts };
  } catch {
    return undefined;
  }
}

/** Writes the files as one script, whose value is an object of a function for each. */
function record(file, packages, paths, texts) {
  let source = "({";
  const files = [];
  for (const [path, text] of texts) {
    source += `${JSON.stringify(path)}: function (exports, require, module, __filename, __dirname) {`;
    const start = source.length;
    source += text
      // Neither is allowed inside a function, or of any use there.
      .replace(/^#!.*/, "")
      .replaceAll(/^\/\/# sourceMappingURL=.*$/gm, "")
      // Decoding UTF-8 would take longer than everything else.
      .replaceAll(/[^\0-\x7f]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
    files.push([path, start, source.length]);
    source += "\n},\n";
  }
  source += "})";
  const built = [...texts.keys()].filter((path) => !path.startsWith(installed)).map((path) => [path, stamp(path)]);
  mkdirSync(folder, { recursive: true });
  replace(`${file}.js`, source);
  replace(`${file}.json`, JSON.stringify({ packages, built, paths, files }));
}

/** Whole or not at all, as several processes may do it at once. */
function replace(path, content) {
  const part = `${path}.${process.pid}`;
  writeFileSync(part, content);
  renameSync(part, path);
}

function requireOf(module) {
  const own = (id) => module.require(id);
  own.resolve = (id, options) => Module._resolveFilename(id, module, false, options);
  own.resolve.paths = (id) => Module._resolveLookupPaths(id, module);
  own.main = process.mainModule;
  own.cache = Module._cache;
  own.extensions = Module._extensions;
  return own;
}
