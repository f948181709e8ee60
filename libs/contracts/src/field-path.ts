/**
 * The path of a request's field with the names that the .proto files have, whatever client it is told to.
 *
 * @param parts names in camel case, as they are called here, and places in lists.
 * @returns `dataset.upload_id`, `requests[2].max_new_tokens`.
 */
export function fieldPath(parts: readonly PropertyKey[]): string {
  return parts.reduce<string>((path, part) => {
    if (typeof part === 'number') return `${path}[${part}]`;
    const name = String(part).replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    return path === '' ? name : `${path}.${name}`;
  }, '');
}
