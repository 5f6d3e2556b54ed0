import type { RouteRecordRaw } from "vue-router";
import type { PageName } from "./features/shell/navigation.ts";
import type { MessageKey } from "./text/text.ts";

declare module "vue-router" {
  interface RouteMeta {
    /** Title of the browser tab. */
    title: MessageKey;
    /** The entry of the navigation that is lit. */
    page?: PageName;
    /** Shown to whoever comes, without the frame. */
    bare?: boolean;
  }
}

/** Every page is loaded when it is first visited; only the frame is there from the start. */
export const routes: RouteRecordRaw[] = [
  {
    path: "/",
    name: "overview",
    component: () => import("./features/overview/OverviewPage.vue"),
    meta: { title: "overview.title", page: "overview" },
  },
  {
    path: "/mine",
    name: "mine",
    component: () => import("./features/mine/MinePage.vue"),
    meta: { title: "mine.title", page: "mine" },
  },
  {
    path: "/department",
    name: "department",
    component: () => import("./features/department/DepartmentPage.vue"),
    meta: { title: "department.title", page: "department" },
  },
  {
    path: "/complaints",
    name: "complaints",
    component: () => import("./features/complaint/ComplaintsPage.vue"),
    meta: { title: "complaint.title", page: "complaints" },
  },
  {
    path: "/complaints/:id",
    name: "complaint",
    component: () => import("./features/complaint/ComplaintPage.vue"),
    props: true,
    meta: { title: "complaint.one", page: "complaints" },
  },
  {
    path: "/complexes",
    name: "complexes",
    component: () => import("./features/complex/ComplexesPage.vue"),
    meta: { title: "complex.title", page: "complexes" },
  },
  {
    path: "/complexes/import",
    name: "ledgerImport",
    component: () => import("./features/import/ImportPage.vue"),
    meta: { title: "ledgerImport.title", page: "complexes" },
  },
  {
    path: "/complexes/:id",
    name: "complex",
    component: () => import("./features/complex/ComplexPage.vue"),
    meta: { title: "complex.one", page: "complexes" },
  },
  {
    path: "/inspections",
    name: "inspections",
    component: () => import("./features/inspection/InspectionsPage.vue"),
    meta: { title: "inspection.title", page: "inspections" },
  },
  {
    path: "/field",
    name: "field",
    component: () => import("./features/field/FieldPage.vue"),
    meta: { title: "field.title", bare: true },
  },
  {
    path: "/inspections/:id",
    name: "inspection",
    component: () => import("./features/inspection/InspectionPage.vue"),
    props: true,
    meta: { title: "inspection.one", page: "inspections" },
  },
  {
    path: "/rectifications",
    name: "rectifications",
    component: () => import("./features/rectification/RectificationsPage.vue"),
    meta: { title: "rectification.title", page: "rectifications" },
  },
  {
    path: "/findings",
    name: "findings",
    component: () => import("./features/finding/FindingsPage.vue"),
    meta: { title: "finding.title", page: "rectifications" },
  },
  {
    path: "/rectifications/:id",
    name: "rectification",
    component: () => import("./features/rectification/RectificationPage.vue"),
    props: true,
    meta: { title: "rectification.one", page: "rectifications" },
  },
  {
    path: "/grade-reviews",
    name: "gradeReviews",
    component: () => import("./features/grade/GradeReviewsPage.vue"),
    meta: { title: "grade.title", page: "gradeReviews" },
  },
  {
    path: "/grade-reviews/:id",
    name: "gradeReview",
    component: () => import("./features/grade/GradeReviewPage.vue"),
    props: true,
    meta: { title: "grade.one", page: "gradeReviews" },
  },
  {
    path: "/spot-checks",
    name: "spotChecks",
    component: () => import("./features/spot-check/SpotChecksPage.vue"),
    meta: { title: "spotCheck.title", page: "spotChecks" },
  },
  {
    path: "/spot-checks/:id",
    name: "spotCheck",
    component: () => import("./features/spot-check/SpotCheckPage.vue"),
    props: true,
    meta: { title: "spotCheck.one", page: "spotChecks" },
  },
  {
    path: "/transfers",
    name: "transfers",
    component: () => import("./features/transfer/TransfersPage.vue"),
    meta: { title: "transfer.title", page: "transfers" },
  },
  {
    path: "/transfers/:id",
    name: "transfer",
    component: () => import("./features/transfer/TransferPage.vue"),
    props: true,
    meta: { title: "transfer.one", page: "transfers" },
  },
  {
    path: "/penalties",
    name: "penaltyCases",
    component: () => import("./features/penalty/PenaltyCasesPage.vue"),
    meta: { title: "penalty.title", page: "penaltyCases" },
  },
  {
    path: "/penalties/:id",
    name: "penaltyCase",
    component: () => import("./features/penalty/PenaltyCasePage.vue"),
    props: true,
    meta: { title: "penalty.one", page: "penaltyCases" },
  },
  {
    path: "/exits",
    name: "exits",
    component: () => import("./features/exit/ExitsPage.vue"),
    meta: { title: "exit.title", page: "exits" },
  },
  {
    path: "/exits/:id",
    name: "exit",
    component: () => import("./features/exit/ExitPage.vue"),
    props: true,
    meta: { title: "exit.one", page: "exits" },
  },
  {
    path: "/exposures",
    name: "exposures",
    component: () => import("./features/exposure/ExposuresPage.vue"),
    meta: { title: "exposure.title", page: "exposures" },
  },
  {
    path: "/exposures/:id",
    name: "exposureBatch",
    component: () => import("./features/exposure/ExposurePage.vue"),
    props: true,
    meta: { title: "exposure.one", page: "exposures" },
  },
  {
    path: "/papers",
    name: "papers",
    component: () => import("./features/paper/PapersPage.vue"),
    meta: { title: "paper.title", page: "papers" },
  },
  {
    path: "/opinions",
    name: "opinions",
    component: () => import("./features/opinion/OpinionsPage.vue"),
    meta: { title: "opinion.title", page: "opinions" },
  },
  {
    path: "/opinions/:id",
    name: "opinion",
    component: () => import("./features/opinion/OpinionPage.vue"),
    props: true,
    meta: { title: "opinion.one", page: "opinions" },
  },
  {
    path: "/policy-documents",
    name: "policyDocuments",
    component: () => import("./features/policy-document/PolicyDocumentsPage.vue"),
    meta: { title: "policyDocument.title", page: "policyDocuments" },
  },
  {
    path: "/policy-receipts",
    name: "policyReceipts",
    component: () => import("./features/policy-document/PolicyReceiptsPage.vue"),
    meta: { title: "policyDocument.receipts", page: "policyDocuments" },
  },
  {
    path: "/policy-documents/:id",
    name: "policyDocument",
    component: () => import("./features/policy-document/PolicyDocumentPage.vue"),
    props: true,
    meta: { title: "policyDocument.one", page: "policyDocuments" },
  },
  {
    path: "/publicity",
    name: "publicity",
    component: () => import("./features/publicity/PublicityPage.vue"),
    meta: { title: "publicity.title", page: "publicity" },
  },
  {
    path: "/publicity/:id",
    name: "publicityItem",
    component: () => import("./features/publicity/PublicityItemPage.vue"),
    props: true,
    meta: { title: "publicity.one", page: "publicity" },
  },
  {
    path: "/companies",
    name: "companies",
    component: () => import("./features/company/CompaniesPage.vue"),
    meta: { title: "company.title", page: "companies" },
  },
  {
    path: "/companies/:id",
    name: "company",
    component: () => import("./features/company/CompanyPage.vue"),
    meta: { title: "company.title", page: "companies" },
  },
  {
    path: "/credit",
    name: "credit",
    component: () => import("./features/credit/CreditPage.vue"),
    meta: { title: "credit.title", page: "credit" },
  },
  {
    path: "/credit/events/:id",
    name: "creditEvent",
    component: () => import("./features/credit/CreditEventPage.vue"),
    meta: { title: "credit.event", page: "credit" },
  },
  {
    path: "/credit/punishments/:id",
    name: "jointPunishment",
    component: () => import("./features/credit/PunishmentPage.vue"),
    meta: { title: "punishment.one", page: "credit" },
  },
  {
    path: "/pushes",
    name: "pushes",
    component: () => import("./features/push/PushesPage.vue"),
    meta: { title: "push.title", page: "pushes" },
  },
  {
    path: "/pushes/:id",
    name: "push",
    component: () => import("./features/push/PushPage.vue"),
    props: true,
    meta: { title: "push.one", page: "pushes" },
  },
  {
    path: "/dispatch",
    name: "dispatch",
    component: () => import("./features/dispatch/DispatchPage.vue"),
    meta: { title: "dispatch.title", page: "dispatch" },
  },
  {
    path: "/dispatch/reports/:id",
    name: "dispatchReport",
    component: () => import("./features/dispatch/ReportPage.vue"),
    meta: { title: "dispatch.report", page: "dispatch" },
  },
  {
    path: "/dispatch/briefs/:id",
    name: "brief",
    component: () => import("./features/brief/BriefPage.vue"),
    meta: { title: "brief.one", page: "dispatch" },
  },
  {
    path: "/supervision",
    name: "supervision",
    component: () => import("./features/supervision/SupervisionPage.vue"),
    meta: { title: "supervision.title", page: "supervision" },
  },
  {
    path: "/supervision/:id",
    name: "supervisionMatter",
    component: () => import("./features/supervision/MatterPage.vue"),
    props: true,
    meta: { title: "supervision.one", page: "supervision" },
  },
  {
    path: "/phase-tasks",
    name: "phaseTasks",
    component: () => import("./features/phase-task/PhaseTasksPage.vue"),
    meta: { title: "phaseTask.title", page: "phaseTasks" },
  },
  {
    path: "/people",
    name: "people",
    component: () => import("./features/access/PeoplePage.vue"),
    meta: { title: "access.people.title", page: "people" },
  },
  {
    path: "/erasure",
    name: "erasure",
    component: () => import("./features/erasure/ErasurePage.vue"),
    meta: { title: "erasure.title", page: "erasure" },
  },
  {
    path: "/letters",
    name: "letters",
    component: () => import("./features/letter/LettersPage.vue"),
    meta: { title: "letter.title", page: "letters" },
  },
  {
    path: "/webhooks",
    name: "webhooks",
    component: () => import("./features/webhook/WebhooksPage.vue"),
    meta: { title: "webhook.title", page: "webhooks" },
  },
  {
    path: "/mailboxes",
    name: "mailboxes",
    component: () => import("./features/mailbox/MailboxesPage.vue"),
    meta: { title: "mailbox.title", page: "mailboxes" },
  },
  {
    path: "/mailboxes/:id",
    name: "incomingMail",
    component: () => import("./features/mailbox/IncomingMailPage.vue"),
    props: true,
    meta: { title: "mailbox.one", page: "mailboxes" },
  },
  {
    path: "/notifications",
    name: "notifications",
    component: () => import("./features/notification/NotificationsPage.vue"),
    meta: { title: "notification.title", page: "notifications" },
  },
  {
    path: "/settings",
    name: "settings",
    component: () => import("./features/settings/SettingsPage.vue"),
    meta: { title: "settings.title", page: "settings" },
  },
  {
    path: "/access",
    name: "access",
    component: () => import("./features/access/AccessPage.vue"),
    meta: { title: "access.title", page: "access" },
  },
  {
    path: "/sign-in",
    name: "signIn",
    component: () => import("./features/sign-in/SignInPage.vue"),
    meta: { title: "signIn.title", bare: true },
  },
  {
    path: "/:path(.*)*",
    name: "notFound",
    component: () => import("./features/shell/NotFoundPage.vue"),
    meta: { title: "shell.notFound" },
  },
];
