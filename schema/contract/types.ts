import { ServiceContractKind } from "../../prisma/generated/enums.ts";
import { permitted } from "../activity/instruct.ts";
import { builder } from "../builder.ts";
import { dateOf } from "../calendar/rules.ts";
import { enumOf } from "../enum.ts";
import { visibleById } from "../node.ts";
import { Region } from "../region/graphql.ts";
import { regionOf } from "../region/policy.ts";
import { externalIdOf } from "../source/records.ts";
import { visibleTo } from "./policy.ts";
import { isExpired } from "./rules.ts";
import { termOf } from "./serve.ts";

export const ServiceContractKindEnum = enumOf("ServiceContractKind", ServiceContractKind, "Who concluded a contract.", {
  preliminary: "前期物业服务合同: by the developer, before the owners' assembly decided.",
  owners: "By decision of the owners.",
});

const commands = ["change"] as const;
const ServiceContractCommand = enumOf("ServiceContractCommand", { change: "change" }, "Commands on a contract.");

export const ServiceContract = builder.prismaNode("ServiceContract", {
  description: "The contract by which a company serves a complex.",
  id: { field: "id" },
  findUnique: visibleById(visibleTo),
  nullable: true,
  fields: (t) => ({
    version: t.exposeInt("version"),
    complex: t.relation("complex"),
    company: t.relation("company"),
    region: t.field({ type: Region, resolve: (contract) => ({ code: regionOf(contract) }) }),
    kind: t.expose("kind", { type: ServiceContractKindEnum }),
    startsOn: t.expose("startsOn", { type: "Date" }),
    endsOn: t.expose("endsOn", { type: "Date", nullable: true, description: "The last day; null: without term." }),
    expired: t.boolean({
      description: "The term has ended; where no other contract has started it runs on without term (Civil Code 948).",
      resolve: (contract, _args, { clock }) => isExpired(termOf(contract), dateOf(clock.now()).toString()),
    }),
    serviceGrade: t.exposeString("serviceGrade", { nullable: true }),
    chargeFen: t.exposeInt("chargeFen", { nullable: true, description: "Fen per m² and month." }),
    externalId: t.string({
      nullable: true,
      description: "What you call it: for API clients, null for everybody else.",
      resolve: ({ id }, _args, context) => externalIdOf(context, "contract", id),
    }),
    allowedCommands: t.field({
      type: [ServiceContractCommand],
      description: "What you may do with it now; anything else is refused.",
      resolve: (_contract, _args, { viewer }) => permitted(viewer, "contract", commands),
    }),
  }),
});
