// A class is started on the page, played in the simulator, and photographed in passing.
import { chromium } from '../dashboard/node_modules/playwright-core/index.mjs';
import { mkdirSync, readFileSync } from 'node:fs';

const { dashboard, key } = JSON.parse(readFileSync('.data/run.json', 'utf8'));
const folder = '.data/screenshots';
const desk = { width: 1280, height: 800 };
const looks = {
  light: { viewport: desk, colorScheme: 'light' },
  dark: { viewport: desk, colorScheme: 'dark' },
  phone: { viewport: { width: 390, height: 844 }, colorScheme: 'light', deviceScaleFactor: 2 },
};

mkdirSync(folder, { recursive: true });
const flags = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: flags });

async function open(look, withKey = true) {
  const context = await browser.newContext({ ...looks[look], locale: 'en-GB', reducedMotion: 'reduce' });
  const page = await context.newPage();
  if (withKey)
    await page.addInitScript((k) => {
      sessionStorage.credential ??= JSON.stringify({ kind: 'key', key: k });
      localStorage.professor ??= '1';
    }, key);
  return page;
}

const pages = {};
for (const look of Object.keys(looks)) pages[look] = await open(look);

// What is shown may be gone again while another page is looked at: all of them wait, and are photographed, at the same time.
const everywhere = (act) => Promise.all(Object.entries(pages).map(([look, page]) => act(page, look)));

async function shoot(view, shows) {
  await everywhere(shows);
  await everywhere((page, look) => page.screenshot({ path: `${folder}/${view}-${look}.png` }));
}

const visit = (view) => (page) => page.goto(`${dashboard}/#/${view}`);

for (const look of Object.keys(looks)) {
  const page = await open(look, false);
  await page.goto(dashboard);
  await page.getByRole('dialog').waitFor();
  await page.screenshot({ path: `${folder}/key-${look}.png` });
  await page.close();
}

await shoot('start', async (page) => {
  await visit('new')(page);
  await page.getByLabel('Topic').fill('Recursion');
  for (const name of ['Alice', 'Bob', 'Charlie', 'Diana', 'Ethan']) await page.getByRole('checkbox', { name }).check();
  await page.locator('[data-light=well]').filter({ hasText: /^Zoom/ }).waitFor();
});
await pages.light.getByRole('button', { name: 'Start session' }).click();
await pages.light.waitForFunction(() => location.hash.startsWith('#/sessions/'));
const session = new URL(pages.light.url()).hash.slice(2);
await everywhere(visit(session));
await pages.light.getByLabel('Speed').selectOption('60');
const openRooms = everywhere((page) => page.getByText('Open All Rooms').first().waitFor());
const otherRoom = everywhere((page) => page.locator('[data-location=other_room]').waitFor({ timeout: 90_000 }));
await pages.light.getByRole('button', { name: 'Play' }).click();
await openRooms;
await shoot('live-open-rooms', (page) => page.getByText('The meeting started').waitFor());
await otherRoom;
await shoot('live', (page) => page.getByText('entered the room “Bob Brown”').waitFor());
await pages.light.screenshot({ path: 'docs/dashboard.png' });
await pages.light.locator('[data-location=left]').last().waitFor({ timeout: 90_000 });
await pages.light.getByText('Played to its end').waitFor({ timeout: 120_000 });
await pages.light.getByRole('button', { name: 'End session' }).click();
await pages.light.screenshot({ path: `${folder}/end-light.png` });
await pages.light.getByRole('button', { name: 'End for everybody' }).click();
await shoot('after', async (page) => {
  await page.getByRole('row', { name: 'Alice' }).waitFor();
  await page.getByText('The meeting ended').waitFor();
});
await shoot('history', async (page) => {
  await visit('history')(page);
  await page.getByRole('link', { name: 'Recursion' }).first().waitFor();
});
await browser.close();
console.log(`The pictures are in ${folder}, the README's is docs/dashboard.png.`);
