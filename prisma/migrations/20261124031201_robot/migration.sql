-- CreateEnum
CREATE TYPE "WebhookFormat" AS ENUM ('hub', 'wecom', 'dingtalk');

-- AlterTable
ALTER TABLE "Webhook" ADD COLUMN     "format" "WebhookFormat" NOT NULL DEFAULT 'hub';
