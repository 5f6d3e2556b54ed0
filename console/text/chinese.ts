import { access } from "./zh-CN/access.ts";
import { activity } from "./zh-CN/activity.ts";
import { brief } from "./zh-CN/brief.ts";
import { cases } from "./zh-CN/cases.ts";
import { company } from "./zh-CN/company.ts";
import { complaint } from "./zh-CN/complaint.ts";
import { complex } from "./zh-CN/complex.ts";
import { credit, punishment } from "./zh-CN/credit.ts";
import { department } from "./zh-CN/department.ts";
import { dispatch } from "./zh-CN/dispatch.ts";
import { erasure } from "./zh-CN/erasure.ts";
import { exit } from "./zh-CN/exit.ts";
import { exposure } from "./zh-CN/exposure.ts";
import { field } from "./zh-CN/field.ts";
import { finding } from "./zh-CN/finding.ts";
import { grade } from "./zh-CN/grade.ts";
import { inspection } from "./zh-CN/inspection.ts";
import { ledgerImport } from "./zh-CN/ledgerImport.ts";
import { letter } from "./zh-CN/letter.ts";
import { mailbox } from "./zh-CN/mailbox.ts";
import { mine } from "./zh-CN/mine.ts";
import { notification } from "./zh-CN/notification.ts";
import { opinion } from "./zh-CN/opinion.ts";
import { overview } from "./zh-CN/overview.ts";
import { paper } from "./zh-CN/paper.ts";
import { penalty } from "./zh-CN/penalty.ts";
import { phaseTask } from "./zh-CN/phaseTask.ts";
import { policyDocument } from "./zh-CN/policyDocument.ts";
import { publicity } from "./zh-CN/publicity.ts";
import { push } from "./zh-CN/push.ts";
import { rectification } from "./zh-CN/rectification.ts";
import { settings } from "./zh-CN/settings.ts";
import { shell } from "./zh-CN/shell.ts";
import { signIn } from "./zh-CN/signIn.ts";
import { spotCheck } from "./zh-CN/spotCheck.ts";
import { supervision } from "./zh-CN/supervision.ts";
import { transfer } from "./zh-CN/transfer.ts";
import { ui } from "./zh-CN/ui.ts";
import { webhook } from "./zh-CN/webhook.ts";

/** The first language. The shape of this tree is what the second must match. */
export const chinese = {
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
