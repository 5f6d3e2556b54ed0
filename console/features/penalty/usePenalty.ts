import { readFragment } from "../../graph/graphql.ts";
import { useCase } from "../activity/useCase.ts";
import { PenaltyPage_penaltyCase, PenaltyPage_Query } from "./operations.ts";

export const usePenalty = (id: () => string) =>
  useCase(id, {
    query: PenaltyPage_Query,
    read: ({ penaltyCase }) => readFragment(PenaltyPage_penaltyCase, penaltyCase),
  });
