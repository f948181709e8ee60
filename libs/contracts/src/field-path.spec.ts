import { expect, it } from 'vitest';

import { fieldPath } from './field-path.js';

it.each([
  [[], ''],
  [['text'], 'text'],
  [['overrides', 'batchSize'], 'overrides.batch_size'],
  [['requests', 2, 'maxNewTokens'], 'requests[2].max_new_tokens'],
])('names the field %j as the contract does', (parts, path) => {
  expect(fieldPath(parts)).toBe(path);
});
