import { graphql, type ResultOf } from "../../graph/graphql.ts";

export const SettingsPage_Query = graphql(`
  query SettingsPage_Query {
    campaignSettings {
      on
      mayChange
      settings { path label value default unit min max source }
      history { holdsFrom reason writtenAt author { name } changes { path before after } }
    }
  }
`);
export type Settings = ResultOf<typeof SettingsPage_Query>["campaignSettings"];
export type Setting = Settings["settings"][number];

export const ChangeCampaignSettings_Mutation = graphql(`
  mutation ChangeCampaignSettings_Mutation($input: ChangeCampaignSettingsInput!) {
    changeCampaignSettings(input: $input) {
      result { on }
      errors { code message path }
    }
  }
`);
