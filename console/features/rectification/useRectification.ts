import { readFragment } from "../../graph/graphql.ts";
import { useCase } from "../activity/useCase.ts";
import { RectificationPage_Query, RectificationPage_rectification } from "./operations.ts";

export const useRectification = (id: () => string) =>
  useCase(id, {
    query: RectificationPage_Query,
    read: ({ rectification }) => readFragment(RectificationPage_rectification, rectification),
    // Inspections, findings and debts of its complex may be its own: they do not name the order.
    concerns: ({ complex, subject }, held) => complex?.id === held?.complex.id && subject.type !== "Complaint",
  });
