import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Command, Option } from "commander";
import type { Adapter } from "../shape.js";
import { type AccountOptions, accountOfProvider, stackAccounts } from "./accounts.js";
import { CommandError, EXIT } from "./command-error.js";
import {
  type Candidate,
  candidates,
  isMeant,
  namesFor,
  ownerOf,
  typesMatching,
  usualAdapter,
} from "./import/candidates.js";
import { yamlOf } from "./import/code.js";
import { declarationOf, declare, setSecrets, writeDeclarations } from "./import/declare.js";
import { addToProgram, callingLines, loadingLine, programAt, providerVariable } from "./import/program.js";
import { type Item, runImport } from "./import/run.js";
import { type CommonOptions, cloudArgument, withCommon, withConfirm, withProvider } from "./options.js";
import { otherStacks } from "./other-stacks.js";
import { print, printError, printJson, relay, table } from "./output.js";
import { runPreview } from "./preview.js";
import { projectOf } from "./project.js";
import { askToConfirm, choose, isInteractive } from "./prompt.js";
import type { AccountSettings, ProviderQueries, ResourceFacts } from "./queries.js";
import { openQueries } from "./queries.js";
import { folderOf, type StackOptions, stackName } from "./stack.js";
import { explicitProvider, hintOfProviders, type StackProvider } from "./stack-providers.js";
import { exportState, nameIn, type StackState } from "./state.js";

interface ImportOptions extends CommonOptions, AccountOptions {
  type: string[];
  filter?: string;
  all?: boolean;
  list?: boolean;
  adapter?: Adapter;
  out?: string;
  yes?: boolean;
}

/** `indiecloud import <cloud> [what...]` */
export function importCommand(program: Command): void {
  const command = withProvider(program.command("import"))
    .description("Import existing objects into the stack, and write the code that declares them")
    .addArgument(cloudArgument())
    .argument("[what...]", "names or IDs (default: choose from a list)")
    .option(
      "--type <type>",
      "only objects of this type, such as Vm; repeatable",
      (one, before: string[]) => [...before, one],
      [],
    )
    .option("--filter <text>", "only objects with this name or ID; * matches anything")
    .option("--all", "import all")
    .option("--list", "show what could be imported, and import nothing")
    .addOption(new Option("--adapter <adapter>", "the adapter of the resources").choices(["dynamic", "plugin"]))
    .option("--out <file>", "file for the code (default: imported-<cloud>, and the provider if one is given)");
  withCommon(withConfirm(command)).action(async (cloud: string, what: string[], options: ImportOptions) => {
    const stack = await stackName(options);
    const queries = openQueries();
    const types = typesMatching(await queries.facts(cloud), options.type);
    const [accounts, { deployment: state }, stackOf] = await Promise.all([
      stackAccounts({ ...options, stack }),
      exportState({ ...options, stack }, options.provider === undefined ? "sealed" : "open"),
      otherStacks(options, stack),
    ]);
    const provider =
      options.provider === undefined ? undefined : explicitProvider(state, options.provider, options.adapter);
    const account = provider === undefined ? accounts(cloud) : accountOfProvider(provider, cloud);
    const hint = provider === undefined ? hintOfProviders(cloud, state) : undefined;
    if (hint !== undefined) {
      printError(hint);
    }
    const { found, unlisted } = await candidates(queries, types, account, state, stackOf);
    const listedCandidates = found.filter((candidate) => isMeant(candidate, options.filter ?? "*"));
    if (options.list === true) {
      list(listedCandidates, unlisted, options);
      return;
    }
    const chosen = what.length > 0 ? named(what, found, types) : await chosenOf(listedCandidates, options);
    if (chosen.length === 0) {
      list(chosen, unlisted, options);
      return;
    }
    const names = namesFor(chosen, state);
    const rows = chosen.map((candidate, index) => [...rowOf(candidate), names[index] ?? ""]);
    printError(table([...COLUMNS, "in the program"], rows));
    for (const text of chosen.flatMap(warningOf)) {
      printError(text);
    }
    if (!(await askToConfirm(options, `Import into the stack ${stack}? Nothing is changed in the cloud.`))) {
      throw new CommandError("Nothing was imported: in non-interactive mode, pass --yes.", EXIT.cancelled);
    }
    const items = await itemsOf(queries, chosen, names, account);
    const outcome = await importItems(items, state, provider, cloud, { ...options, stack });
    report(items, outcome, options);
  });
}

/** Imports objects into the state and writes their declarations. */
async function importItems(
  items: readonly Item[],
  state: StackState,
  provider: StackProvider | undefined,
  cloud: string,
  options: ImportOptions & { stack: string },
): Promise<Outcome> {
  const out = options.out ?? ["imported", cloud, ...(provider ? [fileName(provider)] : [])].join("-");
  const cwd = folderOf(options);
  const { runtime, root, main } = await projectOf(cwd);
  const isNode = runtime === "nodejs";
  // Pulumi writes the declarations in other languages.
  const isOurs = isNode || runtime === "yaml";
  const program = isNode ? await programAt(main) : undefined;
  const adapter = provider?.adapter ?? options.adapter ?? usualAdapter(state, runtime);
  const declarations = items.map(declarationOf);
  if (isOurs) {
    await setSecrets(declarations, options.stack, cwd);
  }
  const generated = await runImport(items, {
    stack: options.stack,
    cwd,
    ...{ adapter, provider },
    isGenerating: !isOurs,
    onText: relay,
  });
  if ("problem" in generated) {
    const file = await writeDeclarations(root, out, "yaml", yamlOf(declarations, false, provider?.name));
    return { file, entry: undefined, differing: undefined, problem: generated.problem };
  }
  if (runtime === "yaml") {
    const file = await writeDeclarations(root, out, runtime, yamlOf(declarations, true, provider?.name));
    return { file, entry: undefined, differing: undefined };
  }
  if (!isNode) {
    const file = await writeDeclarations(root, out, runtime, generated.code);
    for (const { name, secrets } of declarations.filter((each) => each.secrets.length > 0)) {
      printError(
        `${file} contains ${secrets.join(", ")} of ${name} in plain text. Move it to the stack's configuration (pulumi config set --secret) before you commit the file.`,
      );
    }
    return { file, entry: undefined, differing: undefined };
  }
  const { file, call } = await declare(
    program ?? { entry: join(root, "index.ts"), modules: "import" },
    out,
    adapter,
    declarations,
    provider?.name,
  );
  const variable = provider && program && providerVariable(await readFile(program.entry, "utf8"), provider.name);
  if (program === undefined || (call !== undefined && variable === undefined)) {
    return { file, entry: undefined, differing: undefined, call };
  }
  await addToProgram(
    program,
    call === undefined || variable === undefined
      ? loadingLine(program, file)
      : callingLines(program, file, call, variable),
  );
  return { file, entry: program.entry, differing: await differences(options, items, file), call };
}

/** The provider's name as a part of a file's. */
const fileName = ({ name }: StackProvider): string => name.replace(/[^\p{L}\p{N}_-]+/gu, "-");

function list(listedCandidates: readonly Candidate[], unlisted: readonly string[], { json }: ImportOptions): void {
  if (json === true) {
    printJson({
      importable: listedCandidates.map(({ resource, isGenerated: _, ...more }) => ({ type: resource.token, ...more })),
      unlisted,
    });
    return;
  }
  const rows = listedCandidates.map(rowOf);
  print(
    rows.length === 0
      ? "There is nothing to import: the stacks of this project have everything."
      : table(COLUMNS, rows),
  );
  for (const text of unlisted) {
    printError(text);
  }
}

const COLUMNS = ["type", "id", "name", "region", "state", "belongs to"];

const rowOf = (candidate: Candidate): string[] => {
  const { resource, id, name, region = "", state = "" } = candidate;
  return [resource.token, id, name, region, state, ownerOf(candidate)];
};

/** What a user should know before an object that may have another owner gets a second one. */
function warningOf({ id, name, stack, isGenerated }: Candidate): string[] {
  if (stack !== undefined) {
    return [
      `${id} is in the state of stack ${stack} too: both stacks would change and delete it. Remove it there first.`,
    ];
  }
  return isGenerated === true
    ? [
        `${id}: indiecloud generated the name ${name}, so a stack of another project may have it in its state. If an interrupted run of this stack created it, indiecloud recover adds it.`,
      ]
    : [];
}

/**
 * The objects that the user named, each by a text that matches exactly one. An object that no list contains is named by
 * its type and ID.
 */
const named = (
  what: readonly string[],
  found: readonly Candidate[],
  types: readonly ResourceFacts[],
): readonly Candidate[] =>
  what.map((text) => {
    const byId = found.filter(({ id }) => id === text);
    const meant = byId.length === 1 ? byId : found.filter((candidate) => isMeant(candidate, text));
    const [only, ...others] = meant;
    const [type, ...otherTypes] = types;
    if (only === undefined && type !== undefined && otherTypes.length === 0) {
      return { resource: type, id: text, name: "" };
    }
    if (only === undefined) {
      throw new CommandError(
        `There is no ${text} to import. indiecloud import --list shows what there is; for an ID that is not listed, pass --type.`,
      );
    }
    if (others.length > 0) {
      const ids = meant.map(({ resource, id }) => `${resource.token} ${id}`);
      throw new CommandError(`${text} is ambiguous: ${ids.join(", ")}. Pass an ID, or --type.`);
    }
    return only;
  });

/** If nothing is named: all that match, or those that the user chooses. */
async function chosenOf(
  listedCandidates: readonly Candidate[],
  { all, filter }: ImportOptions,
): Promise<readonly Candidate[]> {
  if (listedCandidates.length === 0 || all === true || filter !== undefined) {
    const others = listedCandidates.filter(({ stack }) => stack !== undefined);
    for (const { id, stack } of others) {
      printError(`${id} is left out: stack ${stack} has it in its state. Name it to import it all the same.`);
    }
    return listedCandidates.filter((candidate) => !others.includes(candidate));
  }
  if (!isInteractive()) {
    throw new CommandError(
      "Pass what to import: names or IDs, --filter <text> or --all. --list shows what there is.",
      EXIT.usage,
    );
  }
  return choose(
    "Import which? (space selects, enter confirms)",
    listedCandidates.map((value) => ({
      value,
      label: value.name || value.id,
      hint: rowOf(value)
        .filter((text) => text !== "" && text !== value.name)
        .join(", "),
    })),
  );
}

async function itemsOf(
  queries: ProviderQueries,
  chosen: readonly Candidate[],
  names: readonly string[],
  account: AccountSettings,
): Promise<readonly Item[]> {
  const wanted = chosen.map(({ resource, id }) => ({ token: resource.token, id }));
  const found = await queries.readTogether(wanted, account);
  return chosen.map(({ resource, id }, index) => {
    const object = found[index];
    if (object === undefined) {
      throw new CommandError(`There is no ${resource.token} ${id} in this account. Check the ID and the credentials.`);
    }
    return { resource, object, name: names[index] ?? "" };
  });
}

interface Differing {
  name: string;
  op: string;
  properties: readonly string[];
}

/** What the next `up` would do with the imported objects. It should be nothing. */
async function differences(options: StackOptions, items: readonly Item[], file: string): Promise<readonly Differing[]> {
  const names = new Set(items.map(({ name }) => name));
  const ids = new Set(items.map(({ object }) => object.id));
  const { steps, errors } = await runPreview(await stackName(options), folderOf(options));
  if (errors.length > 0) {
    throw new CommandError(`Imported, and ${file} declares them, but pulumi preview failed: ${errors.join("\n")}`);
  }
  return steps.flatMap(({ op, urn, oldState, diffReasons }) => {
    const name = nameIn(urn);
    const isOurs = names.has(name) && (oldState?.id === undefined || ids.has(oldState.id));
    return isOurs && op !== "same" ? [{ name, op, properties: diffReasons ?? [] }] : [];
  });
}

interface Outcome {
  file: string;
  /** The program's file that loads the declarations; absent if the user has to add them. */
  entry: string | undefined;
  differing: readonly Differing[] | undefined;
  /** The function in `file` that takes the explicit provider. */
  call?: string | undefined;
  /** Why Pulumi could not write the declarations. They are then in YAML, whatever the program's language. */
  problem?: string;
}

function report(items: readonly Item[], outcome: Outcome, { json, provider }: ImportOptions): void {
  const { file, entry, differing, call, problem } = outcome;
  const isDone = differing !== undefined && differing.length === 0;
  if (json === true) {
    const imported = items.map(({ resource, object, name }) => ({ type: resource.token, id: object.id, name }));
    printJson({ imported, file, entry, differing, call, problem });
  } else {
    print(
      problem === undefined
        ? `Imported ${items.length}. The code is in ${file}${entry === undefined ? "" : `, which ${entry} loads`}.`
        : `Imported ${items.length} as protected resources. Pulumi could not write the code (${problem}); ${file} has the declarations in YAML.`,
    );
    print(
      differing === undefined
        ? `${call === undefined ? "Add it to the program" : `Call ${call} of this file in the program, with the provider ${provider}`}; pulumi preview --expect-no-changes should then pass.`
        : isDone
          ? "The preview is empty. Run pulumi up once, which records in what order they depend on each other. The resources are protected; remove the option protect when you are ready."
          : `The preview is not empty:\n${differing.map(({ name, op, properties }) => `  ${name}: ${op} ${properties.join(", ")}`).join("\n")}\nNothing was changed. Correct these in ${file}, and run pulumi preview.`,
    );
  }
  for (const { name, object } of items) {
    for (const { property, reason } of object.lacks) {
      printError(
        `${name}: the cloud does not show ${property}, without which it could not be created anew: ${reason}.`,
      );
    }
  }
  if (problem !== undefined || (differing !== undefined && !isDone)) {
    process.exitCode = EXIT.found;
  }
}
