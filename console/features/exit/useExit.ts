import { readFragment } from "../../graph/graphql.ts";
import { useCase } from "../activity/useCase.ts";
import { tellsOf } from "../push/push.ts";
import { ExitPage_exit, ExitPage_Query } from "./operations.ts";

export const useExit = (id: () => string) =>
  useCase(id, {
    query: ExitPage_Query,
    read: ({ exit }) => readFragment(ExitPage_exit, exit),
    concerns: (event, exit) => tellsOf(event, exit?.deliveries),
  });
