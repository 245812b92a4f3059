import { keysOf, world } from './support/world';

describe('ORDER BY', () => {
  it.each([
    ['key asc', ['OPS-1', 'OPS-2', 'OPS-3', 'PAY-1', 'PAY-2', 'PAY-3', 'PAY-10']],
    ['key desc', ['PAY-10', 'PAY-3', 'PAY-2', 'PAY-1', 'OPS-3', 'OPS-2', 'OPS-1']],
    ['issuekey', ['OPS-1', 'OPS-2', 'OPS-3', 'PAY-1', 'PAY-2', 'PAY-3', 'PAY-10']],
    // Empty is the greatest: last ascending, first descending.
    ['due asc, key', ['PAY-2', 'PAY-10', 'PAY-1', 'OPS-1', 'OPS-2', 'OPS-3', 'PAY-3']],
    ['due desc, key', ['OPS-1', 'OPS-2', 'OPS-3', 'PAY-3', 'PAY-1', 'PAY-10', 'PAY-2']],
    ['assignee, key desc', ['PAY-3', 'PAY-1', 'PAY-2', 'OPS-2', 'PAY-10', 'OPS-3', 'OPS-1']],
    // Dates and priorities descend unless told otherwise; the highest priority is the greatest.
    ['priority, key', ['PAY-10', 'PAY-2', 'PAY-1', 'OPS-2', 'OPS-3', 'PAY-3', 'OPS-1']],
    ['priority asc, key', ['OPS-1', 'OPS-2', 'OPS-3', 'PAY-3', 'PAY-1', 'PAY-2', 'PAY-10']],
    ['created, key', ['PAY-10', 'OPS-2', 'OPS-3', 'PAY-2', 'PAY-3', 'PAY-1', 'OPS-1']],
    ['created asc, key', ['OPS-1', 'PAY-1', 'OPS-2', 'OPS-3', 'PAY-2', 'PAY-3', 'PAY-10']],
    ['updated asc, key', ['PAY-3', 'OPS-1', 'OPS-2', 'OPS-3', 'PAY-1', 'PAY-10', 'PAY-2']],
    ['status, key', ['OPS-2', 'PAY-2', 'PAY-10', 'OPS-3', 'PAY-1', 'PAY-3', 'OPS-1']],
    ['project desc, type, key', ['PAY-1', 'PAY-3', 'PAY-2', 'PAY-10', 'OPS-3', 'OPS-2', 'OPS-1']],
    ['fixVersion, key', ['OPS-2', 'PAY-3', 'PAY-1', 'OPS-1', 'OPS-3', 'PAY-2', 'PAY-10']],
    ['labels, key', ['PAY-1', 'PAY-3', 'OPS-2', 'OPS-1', 'OPS-3', 'PAY-2', 'PAY-10']],
    ['sprint, key', ['PAY-2', 'PAY-3', 'PAY-10', 'OPS-1', 'OPS-2', 'OPS-3', 'PAY-1']],
    ['rank, key', ['PAY-3', 'PAY-2', 'PAY-1', 'OPS-1', 'OPS-2', 'OPS-3', 'PAY-10']],
    ['"Story point estimate", key', ['PAY-3', 'PAY-2', 'OPS-1', 'OPS-2', 'OPS-3', 'PAY-1', 'PAY-10']],
    ['parent, key', ['OPS-3', 'OPS-2', 'PAY-2', 'PAY-3', 'PAY-10', 'OPS-1', 'PAY-1']],
    ['statusCategory, resolution, summary', ['OPS-2', 'PAY-2', 'PAY-10', 'PAY-1', 'OPS-3', 'PAY-3', 'OPS-1']],
    ['component, key', ['PAY-2', 'OPS-2', 'OPS-1', 'OPS-3', 'PAY-1', 'PAY-3', 'PAY-10']],
  ])('%s', (order, keys) => {
    expect(keysOf(world, `project is not empty ORDER BY ${order}`)).toEqual(keys);
    expect(keysOf(world, `ORDER BY ${order}`)).toEqual(keys);
  });

  it('shows the newest key first where the query does not say', () => {
    expect(keysOf(world, 'project = PAY')).toEqual(['PAY-10', 'PAY-3', 'PAY-2', 'PAY-1']);
  });

  it('keeps equal issues in the order of their keys', () => {
    expect(keysOf(world, 'project = OPS ORDER BY updated DESC')).toEqual(['OPS-1', 'OPS-2', 'OPS-3']);
  });
});
