import { Argument, type Command } from "commander";
import type { Image, Plan, Region } from "../types.js";
import { type AccountOptions, accountAtHand } from "./accounts.js";
import { CommandError } from "./command-error.js";
import { type CommonOptions, cloudArgument, numeric, withCommon, withProvider } from "./options.js";
import { print, printJson, table } from "./output.js";
import type { CloudFacts } from "./queries.js";
import { openQueries } from "./queries.js";

const KINDS = ["plans", "images", "regions"] as const;
type Kind = (typeof KINDS)[number];

interface CatalogOptions extends CommonOptions, AccountOptions {
  region?: string;
  project?: string;
  name?: string;
  minVcpus?: number;
  minMemoryMb?: number;
  os?: string;
}

/** `indiecloud catalog <cloud> plans|images|regions` */
export function catalog(program: Command): void {
  const command = program
    .command("catalog")
    .description("List what a cloud offers: plans (with prices if the cloud publishes them), images, regions")
    .addArgument(cloudArgument())
    .addArgument(new Argument("<kind>").choices([...KINDS]))
    .option("--region <region>", "only those of this region (ID or name)")
    .option("--project <project>", "only those of this project (OVHcloud)")
    .option("--name <text>", "only those whose name or description contains it")
    .option("--min-vcpus <number>", "only plans with at least this many virtual CPUs", numeric)
    .option("--min-memory-mb <number>", "only plans with at least this much memory, in MiB", numeric)
    .option("--os <kind>", "only images of linux, windows or bsd");
  withCommon(withProvider(command)).action(async (cloud: string, kind: Kind, options: CatalogOptions) => {
    const queries = openQueries();
    const facts = await queries.facts(cloud);
    const token = `${cloud}:get${kind[0]?.toUpperCase()}${kind.slice(1)}`;
    if (!facts.functions.includes(token)) {
      throw new CommandError(`${facts.title} has no list of ${kind}.${suggestion(facts)}`);
    }
    const { region, project, name, minVcpus, minMemoryMb, os } = options;
    const requested = Object.entries({ region, project, name, minVcpus, minMemoryMb, os });
    const args = Object.fromEntries([
      ...requested.filter(([, value]) => value !== undefined),
      ...(kind === "plans" ? [["prices", true]] : []),
    ]);
    const account = await accountAtHand(queries, cloud, options);
    const result = await queries.invoke(token, args, account);
    if (options.json === true) {
      printJson(result);
    } else {
      const entries = result[kind];
      print(Array.isArray(entries) && entries.length > 0 ? formatTable(entries) : `No ${kind} match.`);
    }
  });
}

const suggestion = ({ functions, name }: CloudFacts): string => {
  const kinds = KINDS.filter((kind) => functions.some((token) => token.toLowerCase() === `${name}:get${kind}`));
  return kinds.length === 0
    ? " See its panel for what you can order."
    : ` It has ${kinds.join(", ")}: indiecloud catalog ${name} ${kinds[0]}`;
};

/** Every property that an entry of any of the lists may have. */
type CatalogInfo = Plan & Image & Region;

interface Column {
  head: string;
  of(info: CatalogInfo): string | number | undefined;
}

const COLUMNS: readonly Column[] = [
  { head: "name", of: ({ name }) => name },
  { head: "id", of: ({ id, name }) => (id === name ? undefined : id) },
  { head: "region", of: ({ region }) => region },
  { head: "vCPUs", of: ({ vcpus }) => vcpus },
  { head: "memory MiB", of: ({ memoryMb }) => memoryMb },
  { head: "disk GB", of: ({ diskGb }) => diskGb },
  { head: "per hour", of: ({ price }) => price?.hourly && `${price.hourly} ${price.currency}` },
  { head: "per month", of: ({ price }) => price?.monthly && `${price.monthly} ${price.currency}` },
  { head: "os", of: ({ os }) => os },
  { head: "distribution", of: ({ distribution }) => distribution },
  { head: "version", of: ({ version }) => version },
  { head: "available", of: ({ available }) => (available === false ? "closed" : undefined) },
  { head: "description", of: ({ description }) => description },
];

/** Omits columns that are empty for every entry. */
function formatTable(entries: readonly CatalogInfo[]): string {
  const used = COLUMNS.filter(({ of }) => entries.some((info) => of(info) !== undefined));
  return table(
    used.map(({ head }) => head),
    entries.map((info) => used.map(({ of }) => String(of(info) ?? ""))),
  );
}
