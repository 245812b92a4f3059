export { portfolioDay } from './day';
export { movesOfWeek } from './moves';
export { patterns, type ProjectGroup, type RecurringRule, type Waiting } from './patterns';
export { comparable, continuedRow, freshRow } from './row';
export { rulesIn, trendOf, turnsOf, type GroupOnDay } from './trends';
