// The rooms of the house and the one direction between them: prisma <- schema <- api; the console knows the printed
// schema only; seeds speak the domain; tests may look everywhere.
const room = (name) => `^${name}/`;

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    {
      name: "prisma-knows-nothing-of-ours",
      severity: "error",
      from: { path: room("prisma") },
      to: { path: "^(schema|api|console|seeds|test)/" },
    },
    {
      name: "schema-speaks-to-prisma-only",
      severity: "error",
      from: { path: room("schema") },
      to: { path: "^(api|console|seeds|test)/" },
    },
    {
      name: "api-is-wiring",
      severity: "error",
      from: { path: room("api") },
      to: { path: "^(console|test)/" },
    },
    {
      name: "seeds-only-at-first-start",
      comment: "The process fills a new hub through one door; nothing else of it knows the data files.",
      severity: "error",
      from: { path: room("api"), pathNot: "^api/first-start\\.ts$" },
      to: { path: room("seeds") },
    },
    {
      name: "console-knows-the-schema-only",
      severity: "error",
      from: { path: room("console") },
      to: { path: "^(schema|prisma|api|seeds|test)/", pathNot: "^schema/schema\\.graphql$" },
    },
    {
      name: "ui-knows-no-graphql",
      severity: "error",
      from: { path: "^console/ui/" },
      to: { path: "^console/(graph|features)/|@urql|gql\\.tada" },
    },
    {
      name: "seeds-speak-the-domain",
      severity: "error",
      from: { path: room("seeds") },
      to: { path: "^(api|console|test)/" },
    },
    {
      name: "rules-are-pure",
      comment: "No database, no network, no transaction: rules are decided from what they are given.",
      severity: "error",
      from: {
        path: "^schema/[^/]+/(rules|states|clocks|conclude|outcomes|weeks|disclosure|follow-up|vote|notice|suit|input|ranges|surcharge)\\.ts$",
      },
      to: {
        path: "(commands|policy|graphql|types|queries|mutations|transact|client)\\.ts$|^node:",
        pathNot: "generated/enums",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "no-circles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules|generated|console/dist" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { extensions: [".ts", ".js", ".json", ".vue", ".graphql"] },
  },
};
