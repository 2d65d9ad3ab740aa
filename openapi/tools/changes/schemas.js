/** Compares schemas by what they accept: callers suffer when a request accepts less, readers when a response may hold more. */
import { isDeepStrictEqual } from 'node:util';
import { entries, has, isObject, items, keys, typesOf } from '../contract/model.js';
import { isExtension } from './extensions.js';

const PROSE = ['title', 'description', 'example', 'examples', 'externalDocs', 'deprecated', '$comment', 'xml'];
const LOWER = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'];
const UPPER = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'];
const STRUCTURE = ['$ref', 'allOf', 'oneOf', 'anyOf', 'type', 'enum', 'required', 'properties', 'items', 'additionalProperties'];
const MARKERS = ['default', 'discriminator', 'readOnly', 'writeOnly'];

/** Compares two schemas, of a request or a response. */
export function compareSchemas(comparison, was, is, isRequest) {
  new SchemaComparison(comparison, isRequest).compare([was], [is]);
}

class SchemaComparison {
  constructor(comparison, isRequest) {
    this.comparison = comparison;
    this.isRequest = isRequest;
    this.seen = new Set();
  }

  /** A value that was accepted is not any more. */
  narrower(was, is, message) {
    this.comparison.report(this.isRequest ? 'breaking' : 'additive', was, is, message);
  }

  /** A value is accepted that was not. */
  wider(was, is, message) {
    this.comparison.report(this.isRequest ? 'additive' : 'breaking', was, is, message);
  }

  other(was, is, message) {
    this.comparison.report('breaking', was, is, message);
  }

  /** Compares two lists of schemas, each of which applies as an `allOf` does. */
  compare(wasPlaces, isPlaces) {
    const id = [wasPlaces, isPlaces].map((places) => places.map(({ at }) => at.join('/')).join()).join(' → ');
    if (this.seen.has(id)) {
      return;
    }
    this.seen.add(id);
    const [was, is] = [this.view(wasPlaces), this.view(isPlaces)];
    if (was.name && is.name && was.name !== is.name) {
      this.other(was.place, is.place, `the schema ${was.name} is now ${is.name}, and so is the class of the SDK`);
    }
    this.types(was, is);
    this.enums(was, is);
    this.choices(was, is);
    this.properties(was, is);
    this.additional(was, is);
    if (was.items && is.items) {
      this.compare(was.items, is.items);
    } else if (was.items || is.items) {
      this[is.items ? 'narrower' : 'wider'](was.place, is.place, `items are ${is.items ? 'restricted' : 'free'}`);
    }
    this.keywords(was, is);
    this.markers(was, is);
  }

  types(was, is) {
    const accepts = (types, type) => types.includes(type) || (type === 'integer' && types.includes('number'));
    const lost = is.types ? (was.types ?? ['any']).filter((type) => !accepts(is.types, type)) : [];
    const gained = was.types ? (is.types ?? ['any']).filter((type) => !accepts(was.types, type)) : [];
    const message = `the type changes from ${(was.types ?? ['any']).join(' or ')} to ${(is.types ?? ['any']).join(' or ')}`;
    if (lost.length > 0 && gained.length > 0) {
      this.other(was.place, is.place, message);
    } else if (lost.length > 0) {
      this.narrower(was.place, is.place, message);
    } else if (gained.length > 0) {
      this.wider(was.place, is.place, message);
    }
  }

  enums(was, is) {
    const [old, now] = [was.enum, is.enum];
    if (!old || !now) {
      if (old || now) {
        this[now ? 'narrower' : 'wider'](was.place, is.place, now ? 'the values are listed now' : 'the values are listed no longer');
      }
      return;
    }
    for (const value of old.node.filter((one) => !now.node.includes(one))) {
      this.narrower(old, now, `enum loses ${value}`);
    }
    for (const value of now.node.filter((one) => !old.node.includes(one))) {
      // Enums of responses are open: readers accept a value that they do not know.
      this.comparison.report('additive', old, now, `enum gets ${value}`);
    }
  }

  choices(was, is) {
    if (!was.choices !== !is.choices) {
      this.other(was.place, is.place, 'the choice between schemas changes');
      return;
    }
    const [old, now] = [was.choices, is.choices].map((places) => new Map(items(places).map((place, index) => [place.name ?? `${index + 1}`, place])));
    for (const [name, place] of old) {
      if (now.has(name)) {
        this.compare([place], [now.get(name)]);
      } else {
        this.narrower(place, undefined, `the choice ${name} is removed`);
      }
    }
    for (const [name, place] of [...now].filter(([one]) => !old.has(one))) {
      this.wider(undefined, place, `the choice ${name} is added`);
    }
  }

  properties(was, is) {
    for (const name of was.required.keys()) {
      if (!is.required.has(name)) {
        this.wider(was.required.get(name), is.place, `${name} is optional`);
      }
    }
    for (const name of is.required.keys()) {
      if (!was.required.has(name)) {
        this.narrower(was.place, is.required.get(name), `${name} is required`);
      }
    }
    for (const [name, places] of was.properties) {
      if (is.properties.has(name)) {
        this.compare(places, is.properties.get(name));
      } else {
        this.other(places[0], undefined, `property ${name} is removed`);
      }
    }
    for (const [name, places] of is.properties) {
      if (!was.properties.has(name)) {
        this.comparison.report('additive', undefined, places[0], `property ${name} is added`);
      }
    }
  }

  additional(was, is) {
    const [old, now] = [was.additional, is.additional];
    if (isObject(old?.node) && isObject(now?.node)) {
      this.compare([old], [now]);
      return;
    }
    // 2: any field, 1: fields of a schema, 0: none.
    const openness = (place) => (place === undefined || place.node === true ? 2 : place.node === false ? 0 : 1);
    if (openness(now) < openness(old)) {
      this.narrower(was.place, now, 'additionalProperties accepts less');
    } else if (openness(now) > openness(old)) {
      // Readers accept a field that they do not know.
      this.comparison.report('additive', old, now ?? is.place, 'additionalProperties accepts more');
    }
  }

  keywords(was, is) {
    for (const keyword of new Set([...was.keywords.keys(), ...is.keywords.keys()])) {
      const [old, now] = [was.keywords.get(keyword), is.keywords.get(keyword)];
      if (isDeepStrictEqual(old?.node, now?.node)) {
        continue;
      }
      const message = `${keyword} changes from ${shown(old)} to ${shown(now)}`;
      const report = (kind) => this[kind](old ?? was.place, now ?? is.place, message);
      if (LOWER.includes(keyword) || UPPER.includes(keyword)) {
        const rises = now?.node > old?.node === LOWER.includes(keyword);
        report(!old || (now && rises) ? 'narrower' : 'wider');
      } else if (keyword === 'uniqueItems') {
        report(now?.node ? 'narrower' : 'wider');
      } else if (['pattern', 'format', 'const', 'multipleOf'].includes(keyword)) {
        report(!old ? 'narrower' : !now ? 'wider' : 'other');
      } else {
        report('other');
      }
    }
  }

  markers(was, is) {
    const marker = (name) => [was, is].map((view) => view.markers.get(name));
    const [oldDefault, newDefault] = marker('default');
    if (this.isRequest && !isDeepStrictEqual(oldDefault?.node, newDefault?.node)) {
      this.comparison.report(oldDefault ? 'breaking' : 'additive', oldDefault, newDefault, `the default changes from ${shown(oldDefault)} to ${shown(newDefault)}`);
    }
    const hides = this.isRequest ? 'readOnly' : 'writeOnly';
    const [oldHides, newHides] = marker(hides);
    if ((oldHides?.node ?? false) !== (newHides?.node ?? false)) {
      this.comparison.report(newHides?.node ? 'breaking' : 'additive', oldHides, newHides, `${hides} is ${newHides?.node ?? false}`);
    }
    const [old, now] = marker('discriminator');
    if (old?.node.propertyName !== now?.node.propertyName) {
      this.other(old, now, 'the discriminator is another property');
    }
    for (const [value, target] of entries(old?.node.mapping)) {
      if (now && now.node.mapping?.[value] !== target) {
        this.other(old, now, `the discriminator maps ${value} otherwise`);
      }
    }
  }

  /** What a list of schemas says together, references and `allOf` resolved. */
  view(places) {
    const parts = places.flatMap((place) => this.parts(place, new Set()));
    const view = { place: parts[0] ?? places[0], properties: new Map(), required: new Map(), keywords: new Map(), markers: new Map() };
    view.name = parts.length === 1 ? parts[0].name : undefined;
    for (const part of parts) {
      const { node } = part;
      const child = (...path) => ({ side: part.side, node: path.reduce((owner, key) => owner[key], node), at: [...part.at, ...path] });
      const types = typesOf(node).concat([node.type].flat().includes('null') || part.isNullable ? ['null'] : []);
      if (node.type !== undefined) {
        view.types = view.types ? view.types.filter((type) => types.includes(type)) : types;
      }
      if (has(node, 'enum') && !(view.enum?.node.length < node.enum.length)) {
        view.enum = child('enum');
      }
      items(node.required).forEach((name) => view.required.set(name, child('required')));
      for (const name of keys(node.properties)) {
        view.properties.set(name, [...(view.properties.get(name) ?? []), this.comparison.child(part, 'properties', name)]);
      }
      if (isObject(node.items)) {
        view.items = [...(view.items ?? []), this.comparison.child(part, 'items')];
      }
      if (has(node, 'additionalProperties') && view.additional?.node !== false) {
        view.additional = this.comparison.child(part, 'additionalProperties');
      }
      for (const keyword of ['oneOf', 'anyOf'].filter((one) => has(node, one) && !part.isNullable)) {
        view.choices = items(node[keyword]).map((_, index) => this.named(this.comparison.child(part, keyword, index)));
      }
      for (const keyword of keys(node).filter((one) => !PROSE.includes(one) && !STRUCTURE.includes(one) && !isExtension(one))) {
        const target = MARKERS.includes(keyword) ? view.markers : view.keywords;
        if (!target.has(keyword)) {
          target.set(keyword, child(keyword));
        }
      }
    }
    return view;
  }

  /** The schemas that apply to a value together. A choice between a schema and null is that schema, or null. */
  parts(place, seen) {
    const { node, at, side } = this.named(place);
    if (!isObject(node) || seen.has(node)) {
      return [];
    }
    seen.add(node);
    const choices = node.oneOf ?? node.anyOf;
    const isNull = (choice) => choice?.type === 'null';
    if (items(choices).length === 2 && choices.some(isNull) && !choices.every(isNull)) {
      const keyword = node.oneOf ? 'oneOf' : 'anyOf';
      const inner = this.comparison.child({ side, node, at }, keyword, choices.findIndex((choice) => !isNull(choice)));
      return this.parts(inner, seen).map((part) => ({ ...part, isNullable: true }));
    }
    const inAllOf = items(node.allOf).flatMap((_, index) => this.parts(this.comparison.child({ side, node, at }, 'allOf', index), seen));
    const own = keys(node).some((key) => key !== 'allOf' && !PROSE.includes(key)) || inAllOf.length === 0;
    return [...(own ? [this.named(place)] : []), ...inAllOf];
  }

  named(place) {
    return place.at.length === 3 && place.at[1] === 'schemas' ? { ...place, name: place.at[2] } : place;
  }
}

const shown = (place) => (place?.node === undefined ? 'none' : JSON.stringify(place.node));
