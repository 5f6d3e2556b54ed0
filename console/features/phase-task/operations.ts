import { graphql, type ResultOf } from "../../graph/graphql.ts";

export const TaskMatrix_Query = graphql(`
  query TaskMatrix_Query($within: String!) {
    phaseTasks(within: $within) {
      columns { code name level }
      rows {
        task { code title source dueOn owedBy phase { title } }
        own { standing returnId owed done doneLate late region { code } }
        cells { standing returnId owed done doneLate late region { code } }
      }
    }
  }
`);
export type TaskMatrix = ResultOf<typeof TaskMatrix_Query>["phaseTasks"];

export const TaskReturn_return = graphql(`
  fragment TaskReturn_return on PhaseTaskReturn @_unmask {
    id
    version
    standing
    dueAt
    doneAt
    proof
    allowedCommands
    region { code name path level }
    task { code title source phase { title } }
  }
`);
export type TaskReturn = ResultOf<typeof TaskReturn_return>;

export const TaskReturns_Query = graphql(
  `
    query TaskReturns_Query($filter: PhaseTaskReturnFilter, $first: Int!, $after: String) {
      phaseTaskReturns(filter: $filter, first: $first, after: $after) {
        totalCount
        edges { cursor node { ...TaskReturn_return } }
        pageInfo { hasNextPage endCursor }
      }
    }
  `,
  [TaskReturn_return],
);

export const CompletePhaseTask_Mutation = graphql(
  `
    mutation CompletePhaseTask_Mutation($input: CompletePhaseTaskInput!) {
      completePhaseTask(input: $input) {
        task { ...TaskReturn_return }
        errors { code message path }
      }
    }
  `,
  [TaskReturn_return],
);
