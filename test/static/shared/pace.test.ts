import { Pace } from '../../../static/shared/pace';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

beforeEach(() => jest.useFakeTimers({ now: new Date('2026-11-20T09:46:00Z') }));
afterEach(() => jest.useRealTimers());

/** How often a page asks within a time in which nothing is new. */
function questionsWithin(milliseconds: number, soonest: number): number {
  const pace = new Pace();
  const end = Date.now() + milliseconds;
  let questions = 0;
  while (Date.now() < end) {
    questions += 1;
    jest.advanceTimersByTime(pace.wait('nothing new', soonest));
  }
  return questions;
}

test('a page asks ever less while nothing is new: twelve times in the first minute, about hundred times an hour', () => {
  expect(questionsWithin(MINUTE, 5 * SECOND)).toBe(12);
  expect(questionsWithin(10 * MINUTE, 5 * SECOND)).toBe(12 + 36);
  expect(questionsWithin(HOUR, 5 * SECOND)).toBe(12 + 36 + 50);
});

test('never sooner than in lively times, however long these pauses are', () => {
  const pace = new Pace();
  expect(pace.wait('', 90 * SECOND)).toBe(90 * SECOND);
  jest.advanceTimersByTime(HOUR);
  expect(pace.wait('', 90 * SECOND)).toBe(90 * SECOND);
});

test('news, and somebody who turns to the page, bring lively times back', () => {
  const pace = new Pace();
  jest.advanceTimersByTime(HOUR);
  pace.wait('revision 1', SECOND);
  jest.advanceTimersByTime(HOUR);
  expect(pace.wait('revision 1', SECOND)).toBe(MINUTE);
  expect(pace.wait('revision 2', SECOND)).toBe(SECOND);
  jest.advanceTimersByTime(HOUR);
  expect(pace.wait('revision 2', SECOND)).toBe(MINUTE);
  pace.quicken();
  expect(pace.wait('revision 2', SECOND)).toBe(SECOND);
});
