import type { Page } from 'playwright-core';
import type { OpenedPage } from './browser';

/** Returns the buttons with a name. */
export const button = (page: Page, name: RegExp | string) => page.getByRole('button', { name });

/** Confirms what a dialog asks. */
export const confirm = (page: Page, name: RegExp) =>
  page.getByRole('dialog').getByRole('button', { name }).first().click();

/** Chooses what is found by a part of its name. */
export async function choose(page: Page, label: string, typed: string, found: RegExp) {
  await page.getByRole('combobox', { name: label }).fill(typed);
  await page.locator('.ant-select-item-option').filter({ hasText: found }).first().click();
}

/** Goes to a room by its link. */
export async function enter({ page }: OpenedPage, room: string) {
  await page.getByRole('navigation', { name: '办理与管理' }).getByRole('link', { name: room }).click();
  await page.getByRole('heading', { level: 1, name: room }).waitFor();
}
