/** Findings as text, JSON, SARIF or annotations of GitHub. */
import { pathToFileURL } from 'node:url';
import { rules } from '../../rules/index.js';
import { shown } from '../cli.js';

export const FORMATS = { text, json, sarif, github };

function text(findings) {
  const lines = findings.map(({ file, line, column, rule, message }) => `${shown(file)}:${line}:${column} ${rule} ${message}`);
  const reasons = Object.keys(rules).filter((id) => findings.some(({ rule }) => rule === id));
  const why = reasons.length > 0 ? ['', 'Why:', ...reasons.map((id) => `  ${id}: ${rules[id].description}`)] : [];
  return [...lines, ...why].join('\n');
}

function json(findings) {
  return JSON.stringify(findings.map((finding) => ({ ...finding, file: shown(finding.file) })), null, 2);
}

function sarif(findings) {
  const ids = [...new Set(findings.map(({ rule }) => rule))];
  const results = findings.map(({ file, line, column, rule, message }) => ({
    ruleId: rule,
    level: 'error',
    message: { text: message },
    locations: [{ physicalLocation: { artifactLocation: { uri: pathToFileURL(file).href }, region: { startLine: line, startColumn: column } } }],
  }));
  const driver = { name: 'vicsee-openapi', rules: ids.map((id) => ({ id, shortDescription: { text: rules[id]?.description ?? id } })) };
  return JSON.stringify({ version: '2.1.0', $schema: 'https://json.schemastore.org/sarif-2.1.0.json', runs: [{ tool: { driver }, results }] }, null, 2);
}

function github(findings) {
  const escaped = (message) => message.replaceAll('%', '%25').replaceAll('\n', '%0A');
  return findings
    .map(({ file, line, column, rule, message }) => `::error file=${shown(file)},line=${line},col=${column},title=${rule}::${escaped(message)}`)
    .join('\n');
}
