-- AlterEnum
ALTER TYPE "ComplaintNoteKind" ADD VALUE 'joining';
ALTER TYPE "ComplaintNoteKind" ADD VALUE 'separation';
