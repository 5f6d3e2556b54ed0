import {
  BadgeAlert,
  Bell,
  Building2,
  CalendarClock,
  ChartNoAxesColumn,
  ClipboardCheck,
  CloudUpload,
  Dices,
  DoorOpen,
  FileText,
  Flame,
  Gauge,
  Gavel,
  HousePlus,
  Inbox,
  KeyRound,
  ListChecks,
  ListTodo,
  Mail,
  MailOpen,
  Megaphone,
  MessageSquareWarning,
  Scale,
  ScrollText,
  Send,
  ShieldOff,
  SlidersHorizontal,
  TrendingDown,
  UsersRound,
  Webhook,
  Wrench,
} from "@lucide/vue";
import type { Component } from "vue";
import type { LocationQueryRaw } from "vue-router";
import type { MessageKey } from "../../text/text.ts";

export type PageName =
  | "overview"
  | "mine"
  | "department"
  | "complaints"
  | "complexes"
  | "inspections"
  | "spotChecks"
  | "rectifications"
  | "gradeReviews"
  | "transfers"
  | "penaltyCases"
  | "exits"
  | "papers"
  | "policyDocuments"
  | "opinions"
  | "publicity"
  | "companies"
  | "credit"
  | "pushes"
  | "exposures"
  | "dispatch"
  | "phaseTasks"
  | "supervision"
  | "people"
  | "erasure"
  | "letters"
  | "webhooks"
  | "mailboxes"
  | "notifications"
  | "settings"
  | "access";

export interface NavigationEntry {
  page: PageName;
  title: MessageKey;
  icon: Component;
  /** What is shown at first: a list of cases begins with those in hand. */
  query?: LocationQueryRaw;
}

export interface NavigationGroup {
  title?: MessageKey;
  entries: readonly NavigationEntry[];
}

/** What waits behind an entry: a red badge for overdue work, a quiet one for work that is only waiting. */
export type Badges = Partial<Record<PageName, { count: number; overdue?: boolean }>>;

export const navigation: readonly NavigationGroup[] = [
  {
    entries: [
      { page: "overview", title: "overview.title", icon: Gauge },
      { page: "mine", title: "mine.title", icon: ListTodo },
      { page: "department", title: "department.title", icon: Inbox },
    ],
  },
  {
    title: "shell.group.cases",
    entries: [
      { page: "complaints", title: "complaint.title", icon: MessageSquareWarning, query: { open: "yes" } },
      { page: "complexes", title: "complex.title", icon: HousePlus },
      { page: "inspections", title: "inspection.title", icon: ClipboardCheck },
      { page: "spotChecks", title: "spotCheck.title", icon: Dices },
      { page: "rectifications", title: "rectification.title", icon: Wrench, query: { open: "yes" } },
      { page: "gradeReviews", title: "grade.title", icon: TrendingDown, query: { open: "yes" } },
      { page: "transfers", title: "transfer.title", icon: Send, query: { open: "yes" } },
      { page: "penaltyCases", title: "penalty.title", icon: Gavel, query: { open: "yes" } },
      { page: "exits", title: "exit.title", icon: DoorOpen, query: { open: "yes" } },
      { page: "papers", title: "paper.title", icon: FileText },
    ],
  },
  {
    title: "shell.group.grassRoots",
    entries: [
      { page: "policyDocuments", title: "policyDocument.title", icon: ScrollText },
      { page: "opinions", title: "opinion.title", icon: Flame, query: { open: "yes" } },
      { page: "publicity", title: "publicity.title", icon: Megaphone },
    ],
  },
  {
    title: "shell.group.credit",
    entries: [
      { page: "companies", title: "company.title", icon: Building2 },
      { page: "credit", title: "credit.title", icon: Scale },
      { page: "pushes", title: "push.title", icon: CloudUpload },
      { page: "exposures", title: "exposure.title", icon: BadgeAlert },
    ],
  },
  {
    title: "shell.group.dispatch",
    entries: [
      { page: "dispatch", title: "dispatch.title", icon: CalendarClock },
      { page: "supervision", title: "supervision.title", icon: ChartNoAxesColumn },
      { page: "phaseTasks", title: "phaseTask.title", icon: ListChecks },
    ],
  },
  {
    title: "shell.group.system",
    entries: [
      { page: "people", title: "access.people.title", icon: UsersRound },
      { page: "erasure", title: "erasure.title", icon: ShieldOff },
      { page: "letters", title: "letter.title", icon: Mail },
      { page: "mailboxes", title: "mailbox.title", icon: MailOpen, query: { state: "SET_ASIDE" } },
      { page: "settings", title: "settings.title", icon: SlidersHorizontal },
      { page: "access", title: "access.title", icon: KeyRound },
      { page: "webhooks", title: "webhook.title", icon: Webhook },
      { page: "notifications", title: "notification.title", icon: Bell },
    ],
  },
];
