// The parts of the product that are driven here, from its build: most are no public API, and this is the only file that knows where they are.
export { applyPlan } from '../../../packages/lifecycle/dist/apply/apply-plan.js';
export { connect } from '../../../packages/lifecycle/dist/database/connect.js';
export { openDatabase } from '../../../packages/lifecycle/dist/database/open-database.js';
export { readStore } from '../../../packages/lifecycle/dist/database/store.js';
export { findBinaries } from '../../../packages/lifecycle/dist/database/embedded/binaries.js';
export {
  embeddedState,
  embeddedUrl,
  socketUrl,
  stopEmbedded,
} from '../../../packages/lifecycle/dist/database/embedded/embedded-server.js';
export { verifyChain } from '../../../packages/lifecycle/dist/ledger/verify-chain.js';
export { countsOf, newSum } from '../../../packages/lifecycle/dist/plan/guards/app-counts.js';
export { draftPlan } from '../../../packages/lifecycle/dist/plan/file/plan-draft.js';
export { planId } from '../../../packages/lifecycle/dist/plan/file/plan-id.js';
export { recordPlan } from '../../../packages/lifecycle/dist/plan/recorded-plan.js';
export { createPgBossQueue } from '../../../packages/lifecycle/dist/queue/pg-boss-queue.js';
export { createSharedLimiter } from '../../../packages/lifecycle/dist/rate/shared-limiter.js';
