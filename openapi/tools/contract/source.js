/** The text of a contract: its data, and the line and column of each part. */
import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';
import { shown, UsageError } from '../cli.js';
import { isObject, pointerParts } from './model.js';

export class Source {
  /** Reads a file. Throws the error of the file system. */
  static of(file) {
    return new Source(readFileSync(file, 'utf8'), file);
  }

  constructor(text, file) {
    this.text = text;
    this.file = file;
    this.lines = new LineCounter();
    this.document = parseDocument(text, { lineCounter: this.lines, prettyErrors: false });
    this.data = this.document.errors.length > 0 ? undefined : this.document.toJS();
  }

  /** Where the key, or the item, at a path or pointer is written; of what is missing, its closest owner. */
  placeOf(pathOrPointer) {
    const path = Array.isArray(pathOrPointer) ? pathOrPointer : pointerParts(pathOrPointer);
    for (let length = path.length; length > 0; length--) {
      const owner = this.document.getIn(path.slice(0, length - 1), true);
      const key = owner?.items?.find((item) => item?.key !== undefined && String(item.key?.value ?? item.key) === String(path[length - 1]))?.key;
      const node = key ?? this.document.getIn(path.slice(0, length), true);
      if (node?.range) {
        return this.at(node.range[0]);
      }
    }
    return { line: 1, column: 1 };
  }

  /** The line and column of an offset in the text, both from 1. */
  at(offset) {
    const { line, col } = this.lines.linePos(offset);
    return { line, column: col };
  }
}

/** Opens a file, whatever is in it. Throws why it cannot be read. */
export function openSource(file) {
  try {
    return Source.of(file);
  } catch (error) {
    throw new UsageError(`${shown(file)} cannot be read: ${error.code ?? error.message}`);
  }
}

/** Reads a contract that has to be one. Throws what keeps it from that, with its line and column. */
export function readContract(file) {
  const source = openSource(file);
  const [error] = source.document.errors;
  if (error) {
    const { line, column } = source.at(error.pos[0]);
    throw new UsageError(`${shown(file)}:${line}:${column} ${error.message}`);
  }
  if (!isObject(source.data) || !isObject(source.data.paths)) {
    throw new UsageError(`${shown(file)}:1:1 is no OpenAPI document: it has no paths`);
  }
  return source;
}
