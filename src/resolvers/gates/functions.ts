import type Resolver from '@forge/resolver';
import { authorised } from '../answer';
import {
  attachEvidence,
  confirmStatement,
  decideCriterionWaiver,
  decideReview,
  fillRecord,
  findOwners,
  gatePage,
  gatePassport,
  gates,
  raiseCondition,
  requestCriterionWaiver,
  requestReview,
  withdrawCriterionWaiver,
  withdrawReview,
} from './actions';

/** Adds the functions of a project's gates, named as in their contract. */
export function withGates(resolver: Resolver): Resolver {
  return resolver
    .define('gates', authorised(gatePage, 'gates', gates))
    .define('attachEvidence', authorised(gatePage, 'attachEvidence', attachEvidence))
    .define('confirmStatement', authorised(gatePage, 'confirmStatement', confirmStatement))
    .define('fillRecord', authorised(gatePage, 'fillRecord', fillRecord))
    .define('requestCriterionWaiver', authorised(gatePage, 'requestCriterionWaiver', requestCriterionWaiver))
    .define('decideCriterionWaiver', authorised(gatePage, 'decideCriterionWaiver', decideCriterionWaiver))
    .define('withdrawCriterionWaiver', authorised(gatePage, 'withdrawCriterionWaiver', withdrawCriterionWaiver))
    .define('requestReview', authorised(gatePage, 'requestReview', requestReview))
    .define('decideReview', authorised(gatePage, 'decideReview', decideReview))
    .define('withdrawReview', authorised(gatePage, 'withdrawReview', withdrawReview))
    .define('raiseCondition', authorised(gatePage, 'raiseCondition', raiseCondition))
    .define('findOwners', authorised(gatePage, 'findOwners', findOwners))
    .define('gatePassport', authorised(gatePage, 'gatePassport', gatePassport));
}
