import { graphql } from "../../graph/graphql.ts";

export const Regions_Query = graphql(`
  query Regions_Query($within: String, $level: RegionLevel) {
    regions(within: $within, level: $level) { code name level path }
  }
`);
