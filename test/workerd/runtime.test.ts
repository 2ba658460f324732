import { exports } from 'cloudflare:workers';
import { expect, it } from 'vitest';
import { fold } from '../../worker/core/fold.ts';

it('runs inside workerd', () => {
  expect(navigator.userAgent).toBe('Cloudflare-Workers');
});

it('folds as Node does: both build and query depend on the same Unicode tables', () => {
  expect(fold('Ärztin İstanbul ｶﾞｲﾄﾞ 軟件工程師 نَجَّار')).toBe('arztin istanbul ガイド 软件工程师 نجار');
});

it('answers /health without a taxonomy', async () => {
  const response = await exports.default.fetch('https://crosswalk.test/health');
  expect(response.status).toBe(200);
});
