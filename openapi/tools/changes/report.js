/** The report of changes, as text, Markdown, JSON or annotations of GitHub. */
import { shown } from '../cli.js';

const TITLES = { breaking: 'Breaking', additive: 'Added', documentation: 'Documentation' };

export const FORMATS = { text, markdown, json, github };

const placeOf = ({ side, pointer }, sources) => ({ file: shown(sources[side].file), ...sources[side].placeOf(pointer) });

const named = (version) => version ?? 'no version';

function text({ changes, problems, needed, versions }, sources) {
  const lines = changes.map((change) => {
    const { file, line, column } = placeOf(change, sources);
    const reaches = change.operations.length > 0 ? ` [${change.operations.join(', ')}]` : '';
    return `${file}:${line}:${column} ${change.isWaived ? 'waived' : change.verdict} ${change.pointer}: ${change.message}${reaches}`;
  });
  return [...lines, summary({ changes, needed, versions }), ...problems].join('\n');
}

function summary({ changes, needed, versions }) {
  const count = (verdict) => changes.filter((change) => change.verdict === verdict).length;
  const counts = Object.keys(TITLES).map((verdict) => `${count(verdict)} ${verdict}`).join(', ');
  return `${named(versions.version)} since ${named(versions.released)}: ${counts}.${changes.length > 0 && needed ? ` A release needs version ${needed}.` : ''}`;
}

/** A section of the changelog. */
function markdown({ changes, needed, versions }) {
  const sections = Object.entries(TITLES).flatMap(([verdict, title]) => {
    const lines = changes.filter((change) => change.verdict === verdict).map(({ pointer, message, operations, isWaived }) => {
      const where = operations.length > 0 ? ` (${operations.map((one) => `\`${one}\``).join(', ')})` : '';
      return `- \`${pointer.split('/').slice(-3).join('/')}\`: ${message}${where}${isWaived ? '; waived' : ''}`;
    });
    return lines.length > 0 ? [`### ${title}`, '', ...new Set(lines), ''] : [];
  });
  return [`## ${needed ?? named(versions.version)}`, '', ...(sections.length > 0 ? sections : ['No changes.', ''])].join('\n').trimEnd();
}

function json(report, sources) {
  const changes = report.changes.map((change) => ({ ...change, ...placeOf(change, sources) }));
  return JSON.stringify({ ...report, changes }, null, 2);
}

function github({ changes, problems, needed, versions }, sources) {
  const lines = changes.map((change) => {
    const { file, line, column } = placeOf(change, sources);
    const level = change.verdict === 'breaking' && !change.isWaived ? 'error' : 'notice';
    return `::${level} file=${file},line=${line},col=${column},title=${change.verdict}::${change.pointer}: ${change.message}`;
  });
  return [...lines, ...problems.map((problem) => `::error::${problem}`), summary({ changes, needed, versions })].join('\n');
}
