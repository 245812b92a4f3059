import Heading from '@atlaskit/heading/heading';
import { useMemo, type ReactElement } from 'react';
import { ExportMenu } from '../dependencies/export-menu';
import { TextButton } from '../dependencies/text-button';
import { useHost } from '../shared/host';
import { counted } from '../shared/words';
import { heatMapOf, toneOf, type HeatCell, type HeatMap } from './heat';
import { cellInWords, STATUS_MARKS } from './heat-words';
import type { Shown } from './shown';
import { heatExport } from './side-by-side-export';
import './heat-cell.css';

const [MOST_RULES, MOST_COLUMNS] = [8, 10];

/** Rules and projects that fall short most, as they stand in the heat map; all of it is one door away. */
export function GlanceMap({ page }: { readonly page: Shown }): ReactElement | null {
  const { format } = useHost();
  const { view, shown, moving, onOpen } = page;
  const whole = useMemo(() => heatMapOf(view, shown, null), [view, shown]);
  const map = useMemo(() => atAGlance(whole), [whole]);
  if (map.columns.length === 0) return null;
  const all = `All ${counted(whole.rules.length, 'rule', 'rules', format.count)} × ${counted(whole.columns.length, 'project', 'projects', format.count)}`;
  return (
    <section className="overview-part" aria-labelledby="overview-heat">
      <div className="projects-bar">
        <Heading as="h2" size="small" id="overview-heat">
          Rules × projects
        </Heading>
        <div className="projects-actions">
          <ExportMenu words="Export these cells" exported={heatExport(view, map, format)} />
        </div>
      </div>
      <table className="glance-map">
        <caption className="visually-hidden">Rules that fall short together, by project</caption>
        <colgroup>
          <col />
          <col className="glance-cells" span={map.columns.length} />
        </colgroup>
        <tbody>
          {map.rules.map((rule, row) => {
            return (
              <tr key={rule}>
                <th scope="row" title={view.rules[rule].title}>
                  <TextButton onClick={() => moving.list({ rules: [view.rules[rule].id] })}>
                    {view.rules[rule].title}
                  </TextButton>
                </th>
                {map.columns.map((column, place) => {
                  const cell = map.cells[row][place];
                  const words = cellInWords(view, rule, column, cell, format);
                  return (
                    <td key={column.key} title={words}>
                      {cell !== null && (
                        <button
                          type="button"
                          aria-label={words}
                          className={`heat-cell heat-${toneOf(cell)}`}
                          onClick={() => onOpen(column.key, view.rules[rule].id)}
                        >
                          {STATUS_MARKS[toneOf(cell)]}
                        </button>
                      )}
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className="small">
        <TextButton onClick={() => moving.go({ tab: 'heat-map' })}>{all}</TextButton>
      </p>
    </section>
  );
}

/** Of a heat map what falls short most, in its order. */
function atAGlance({ rules, columns, cells }: HeatMap): HeatMap {
  const rows = heaviest(cells, MOST_RULES);
  const places = heaviest(
    columns.map((_, place) => cells.map((row) => row[place])),
    MOST_COLUMNS,
  );
  return {
    rules: rows.map((row) => rules[row]),
    columns: places.map((place) => columns[place]),
    cells: rows.map((row) => places.map((place) => cells[row][place])),
  };
}

/** Places of the lines with most cells that fall short, in their own order. */
function heaviest(lines: readonly (readonly (HeatCell | null)[])[], most: number): readonly number[] {
  const weights = lines.map((line) => line.filter((cell) => cell !== null && isShort(toneOf(cell))).length);
  return weights
    .map((_, place) => place)
    .sort((one, other) => weights[other] - weights[one] || one - other)
    .slice(0, most)
    .sort((one, other) => one - other);
}

function isShort(tone: ReturnType<typeof toneOf>): boolean {
  return tone === 'partial' || tone === 'fail';
}
