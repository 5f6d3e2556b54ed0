import { Ban, KeyRound, LogIn, Pencil, UserPlus, UserRoundCheck } from "@lucide/vue";
import { useHub } from "../../graph/hub.ts";
import { type Translate, useText } from "../../text/text.ts";
import { type Command, type CommandOutcome, describeCommand } from "../../ui/command.ts";
import type { FieldOption } from "../../ui/fields.ts";
import {
  type AccountRow,
  ChangeAccount_Mutation,
  CreateAccount_Mutation,
  DisableAccount_Mutation,
  ResetPassword_Mutation,
} from "./operations.ts";
import type { Secret } from "./secret.ts";

type Role = AccountRow["role"];
type Department = NonNullable<AccountRow["department"]>;

export const personRoles: readonly Role[] = [
  "LEADER",
  "OFFICE",
  "CITY",
  "COUNTY",
  "SUBDISTRICT",
  "DEPARTMENT",
  "DISCIPLINE",
  "DISPLAY",
  "ADMINISTRATOR",
];
const departments: readonly Department[] = [
  "HOUSING",
  "DEVELOPMENT_REFORM",
  "MARKET_REGULATION",
  "FIRE_RESCUE",
  "PUBLIC_SECURITY",
  "CITY_MANAGEMENT",
  "CREDIT",
];

/** A bureau with its level: here it stands without its region. */
export const roleName = (t: Translate, role: Role): string =>
  role === "CITY" || role === "COUNTY" ? t(`access.bureau.${role}`) : t(`shell.role.${role}`);

/** Those whose name stands on cases. */
export const worksOnCases = ({ role }: AccountRow): boolean =>
  role === "CITY" || role === "COUNTY" || role === "SUBDISTRICT";

/** What the administrator does about accounts, as forms. `show` gets each new password, `leave` whose work is to go on. */
export function useAccountCommands(show: (secret: Secret) => void, leave: (account: AccountRow) => void) {
  const { send, perform } = useHub();
  const { t } = useText();

  const position = (regions: readonly FieldOption[], account?: AccountRow) =>
    [
      {
        kind: "text",
        name: "name",
        label: t("access.account.column.name"),
        required: true,
        maxLength: 50,
        initial: account?.name,
      },
      {
        kind: "select",
        name: "role",
        label: t("access.role"),
        required: true,
        initial: account?.role,
        options: personRoles.map((value) => ({ value, label: roleName(t, value) })),
      },
      {
        kind: "select",
        name: "department",
        label: t("access.department"),
        initial: account?.department ?? undefined,
        options: departments.map((value) => ({ value, label: t(`shell.department.${value}`) })),
      },
      {
        kind: "select",
        name: "region",
        label: t("access.region"),
        required: true,
        initial: account?.region.code,
        options: regions,
      },
    ] as const;
  const shown = (whose: string, text: string | null): CommandOutcome => {
    if (text) show({ kind: "password", whose, text });
    return { done: true };
  };

  return {
    create: (regions: readonly FieldOption[]): Command =>
      describeCommand({
        name: "CREATE",
        label: t("access.command.createAccount"),
        tone: "primary",
        icon: UserPlus,
        intro: t("access.command.createAccountIntro"),
        fields: [
          {
            kind: "text",
            name: "username",
            label: t("access.command.username"),
            hint: t("access.command.usernameHint"),
            required: true,
            maxLength: 64,
          },
          ...position(regions),
        ],
        run: async (values) => {
          const sent = await send(CreateAccount_Mutation, {
            input: { ...values, role: values.role as Role, department: values.department as Department | null },
          });
          return sent.done ? shown(values.username, sent.data.createAccount.password) : sent;
        },
      }),

    onAccount: (account: AccountRow, regions: readonly FieldOption[]): readonly Command[] => {
      const subject = { id: account.id, expectedVersion: account.version };
      return [
        describeCommand({
          name: "ENABLE",
          label: t("access.command.enable"),
          icon: LogIn,
          fields: [],
          run: () => perform(ChangeAccount_Mutation, { input: { ...subject, disabled: false } }),
        }),
        describeCommand({
          name: "CHANGE",
          label: t("access.command.change"),
          icon: Pencil,
          fields: position(regions, account),
          run: (values) =>
            perform(ChangeAccount_Mutation, {
              input: {
                ...subject,
                ...values,
                role: values.role as Role,
                department: values.department as Department | null,
              },
            }),
        }),
        describeCommand({
          name: "RESET",
          label: t("access.command.reset"),
          tone: "danger",
          icon: KeyRound,
          confirm: t("access.command.resetConfirm"),
          fields: [],
          run: async () => {
            const sent = await send(ResetPassword_Mutation, { input: { id: account.id } });
            return sent.done ? shown(account.username, sent.data.resetPassword.password) : sent;
          },
        }),
        describeCommand({
          name: "HAND_ON",
          label: t("access.work.reassign"),
          icon: UserRoundCheck,
          intro: t("access.work.offer"),
          fields: [],
          run: async () => {
            leave(account);
            return { done: true };
          },
        }),
        describeCommand({
          name: "DISABLE",
          label: t("access.command.disable"),
          tone: "danger",
          icon: Ban,
          confirm: t("access.command.disableConfirm"),
          fields: [],
          run: async () => {
            const outcome = await perform(DisableAccount_Mutation, { input: subject });
            // What is still open of them is told at once, and to whom it can go.
            if (outcome.done && worksOnCases(account)) leave(account);
            return outcome;
          },
        }),
      ];
    },
  };
}
