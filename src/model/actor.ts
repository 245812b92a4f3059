/**
 * Somebody who did something that stays on record: a name without a meaning, the same for all that one account does.
 * Only the store knows whose it is, for as long as the account exists; a closed account leaves the name and nothing else.
 */
export type ActorId = string;
