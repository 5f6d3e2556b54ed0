import type { chinese } from "./chinese.ts";
import { access } from "./en/access.ts";
import { activity } from "./en/activity.ts";
import { brief } from "./en/brief.ts";
import { cases } from "./en/cases.ts";
import { company } from "./en/company.ts";
import { complaint } from "./en/complaint.ts";
import { complex } from "./en/complex.ts";
import { credit, punishment } from "./en/credit.ts";
import { department } from "./en/department.ts";
import { dispatch } from "./en/dispatch.ts";
import { erasure } from "./en/erasure.ts";
import { exit } from "./en/exit.ts";
import { exposure } from "./en/exposure.ts";
import { field } from "./en/field.ts";
import { finding } from "./en/finding.ts";
import { grade } from "./en/grade.ts";
import { inspection } from "./en/inspection.ts";
import { ledgerImport } from "./en/ledgerImport.ts";
import { letter } from "./en/letter.ts";
import { mailbox } from "./en/mailbox.ts";
import { mine } from "./en/mine.ts";
import { notification } from "./en/notification.ts";
import { opinion } from "./en/opinion.ts";
import { overview } from "./en/overview.ts";
import { paper } from "./en/paper.ts";
import { penalty } from "./en/penalty.ts";
import { phaseTask } from "./en/phaseTask.ts";
import { policyDocument } from "./en/policyDocument.ts";
import { publicity } from "./en/publicity.ts";
import { push } from "./en/push.ts";
import { rectification } from "./en/rectification.ts";
import { settings } from "./en/settings.ts";
import { shell } from "./en/shell.ts";
import { signIn } from "./en/signIn.ts";
import { spotCheck } from "./en/spotCheck.ts";
import { supervision } from "./en/supervision.ts";
import { transfer } from "./en/transfer.ts";
import { ui } from "./en/ui.ts";
import { webhook } from "./en/webhook.ts";
import type { Translated } from "./text.ts";

/** The second language, loaded when it is first asked for. */
export const english: Translated<typeof chinese> = {
  access,
  activity,
  brief,
  cases,
  company,
  complaint,
  complex,
  credit,
  department,
  dispatch,
  erasure,
  exit,
  exposure,
  field,
  finding,
  grade,
  inspection,
  ledgerImport,
  letter,
  mailbox,
  mine,
  notification,
  opinion,
  overview,
  paper,
  penalty,
  phaseTask,
  punishment,
  policyDocument,
  publicity,
  push,
  rectification,
  settings,
  shell,
  signIn,
  spotCheck,
  supervision,
  transfer,
  webhook,
  ui,
};
