/** Judges values by JSON Schema, and puts the errors into words. */
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { pointerParts } from './model.js';

/** A validator for many schemas of one document. */
export function newAjv() {
  const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: true, validateSchema: false, verbose: true });
  addFormats(ajv);
  return ajv;
}

const ajv = newAjv();

/** What is wrong with a value, as `{path, message}`. */
export function problemsOf(schema, value) {
  const validate = ajv.compile(schema);
  return validate(value) ? [] : problemsIn(validate.errors);
}

/** The errors of ajv as `{path, message}`, without those that only repeat what is wrong inside. */
export function problemsIn(errors) {
  const inside = errors.filter(({ keyword }) => !['oneOf', 'anyOf', 'if', '$ref'].includes(keyword));
  const problems = (inside.length > 0 ? inside : errors).map((error) => {
    const path = pointerParts(error.instancePath).map((part) => (/^\d+$/.test(part) ? Number(part) : part));
    const { missingProperty, additionalProperty, allowedValues, allowedValue } = error.params;
    if (missingProperty !== undefined) {
      return { path, message: `must have the property ${missingProperty}` };
    }
    if (additionalProperty !== undefined) {
      return { path: [...path, additionalProperty], message: 'is unknown' };
    }
    const allowed = allowedValues ?? (allowedValue === undefined ? undefined : [allowedValue]);
    const wanted = allowed ? `must be ${allowed.length > 1 ? 'one of ' : ''}${allowed.join(', ')}` : error.message;
    return { path, message: `${wanted}; it is ${shortened(JSON.stringify(error.data))}` };
  });
  return [...new Map(problems.map((problem) => [`${problem.path.join('/')} ${problem.message}`, problem])).values()];
}

const shortened = (text) => (text?.length > 60 ? `${text.slice(0, 60)}…` : text);
