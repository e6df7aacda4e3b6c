import { readDocument } from '../../../src/document/reader/readDocument';
import { type PageVariant, pageWith, RECEIVED } from './pageFixtures';

const CELL = 'requests.received.businessEnterprise';
const SURE = 0.8;
const read = async (variant: PageVariant) => (await readDocument(Buffer.from(pageWith(variant)))).cells;
const style = (rules: string) => `<style>${rules}</style>`;
const styled = (declarations: string) => ({ cell: `4<span style="${declarations}">7</span>` });
const ruled = (rules: string, inner = '<i class=x>7</i>') => ({ head: style(rules), cell: `4${inner}` });

test.each<[string, PageVariant]>([
  ['the shorthand of a font without a size', styled('font:0/0 a')],
  ['a size that is calculated', styled('font-size:calc(0px)')],
  ['a colour that is hardly opaque', styled('color:rgba(0,0,0,.01)')],
  ['a colour that is hardly opaque in digits', styled('color:#00000001')],
  ['white as hue and lightness', styled('color:hsl(0, 0%, 100%)')],
  ['the smoke of white', styled('color:whitesmoke')],
  ['a place beside its own that is far away', styled('position:relative;left:-9999px')],
  ['a place a window to the left', styled('position:absolute;left:-100vw')],
  ['a place from the right that is far away', styled('position:absolute;right:9999px')],
  ['all sides at once', styled('position:fixed;inset:-9999px auto auto -9999px')],
  ['all margins at once', styled('display:inline-block;margin:0 0 0 -9999px')],
  ['a translation of its own', styled('display:inline-block;translate:-9999px')],
  ['a scale of its own', styled('display:inline-block;scale:0')],
  ['a clip whose sides meet', styled('clip-path:inset(0 100% 0 0)')],
  ['a clip whose corners meet', styled('clip-path:polygon(0 0,0 0,0 0)')],
  ['a width that is calculated', styled('display:inline-block;overflow:hidden;width:calc(0px)')],
  ['what pops up', { cell: '4<div popover>7</div>' }],
  ['a rule within another', ruled('td{color:#111;.x{display:none}}')],
  ['a rule within another of the same', ruled('.x{&.x{display:none}}')],
  ['white by a variable', ruled(':root{--pale:#fff}.x{color:var(--pale)}')],
  [
    'white by a variable of the cell that another one names',
    {
      head: style('td{--ground:white}.x{--own:var(--ground);color:var(--none,var(--own))}'),
      cell: '4<i class=x>7</i>',
    },
  ],
  ['not displayed by a variable without a value of its own', ruled('.x{display:var(--shown,none)}')],
  ['a shadow of the colour of the paper', styled('color:transparent;text-shadow:0 0 0 #fff')],
  ['a rule for windows as people have them', ruled('@media (min-width:768px){.x{display:none}}')],
])('what is not seen is not there: %s', async (_, variant) => {
  const cells = await read(variant);
  for (const [code, value] of Object.entries(RECEIVED)) expect(cells[code].value).toBe(value);
  expect(cells[CELL].confidence).toBeGreaterThanOrEqual(SURE);
});

test.each<[string, PageVariant]>([
  ['a rule for telephones', ruled('@media (max-width:600px){.x{display:none}}')],
  ['a rule for other windows', ruled('@media screen and (min-width:3000px){.x{display:none}}')],
  ['a rule for paper', ruled('@media print{.x{display:none}}')],
  [
    'white on a ground by a variable',
    {
      head: style(':root{--deep:#036}td{background:var(--deep);color:#fff}'),
      cell: '47',
    },
  ],
  ['a variable that has no value', ruled('.x{display:var(--shown);color:var(--ink)}')],
  [
    'the order of a flexible box',
    {
      cell: '<div style="display:flex"><i style="order:2">7</i><i style="order:1">4</i></div>',
    },
  ],
  [
    'a flexible box that runs the other way',
    {
      cell: '<div style="display:flex;flex-direction:row-reverse"><i>7</i><i>4</i></div>',
    },
  ],
  [
    'the order of a grid by a class',
    {
      head: style('.g{display:inline-grid;grid-auto-flow:column}.x{order:-1}'),
      cell: '<span class=g><i>7</i><i class=x>4</i></span>',
    },
  ],
  ['a figure alone in what floats', { cell: '<span style="float:right">47</span>' }],
  ['a small shadow behind a figure', { cell: '<b style="text-shadow:1px 1px 2px #888">47</b>' }],
])('what is seen on a screen is there: %s', async (_, variant) => {
  expect((await read(variant))[CELL]).toMatchObject({ value: 47, confidence: 1 });
});

test.each<[string, PageVariant]>([
  ['sub', { cell: '4<sub>7</sub>' }],
  ['an alignment below the line', styled('vertical-align:sub')],
  ['an alignment at the top, in small letters', styled('vertical-align:text-top;font-size:60%')],
  ['an alignment of small letters', { cell: '4<small style="vertical-align:top">7</small>' }],
  ['a place above its own', styled('position:relative;bottom:.5em;font-size:.7em')],
  ['a translation upwards', styled('display:inline-block;transform:translateY(-5px);font-size:.7em')],
  ['a lowered digit of its own', { cell: '4₇' }],
  ['a link to a note of its number', { cell: '4<a href="#n7">7</a>' }],
])('a digit above or below the line is a mark: %s', async (_, variant) => {
  const cell = (await read(variant))[CELL];
  expect(cell.value).toBe(4);
  expect(cell.note).toMatch(/[7₇]/u);
});

test('letters below the line stay where they are words', async () => {
  const { sections } = await readDocument(
    Buffer.from(pageWith({ text: '监测二氧化碳（CO<sub>2</sub>）。' })),
  );
  expect(sections[0].text).toBe('监测二氧化碳（CO2）。');
});

test.each<[string, PageVariant]>([
  ['a pale colour', styled('color:#eee')],
  ['digits of two sizes', { cell: '4<small>7</small>' }],
  ['digits of two sizes by style', styled('font-size:50%')],
  ['a direction that is turned', { cell: '<bdo dir=rtl>47</bdo>' }],
  [
    'a direction that is turned by style',
    { cell: '<i style="unicode-bidi:bidi-override;direction:rtl">47</i>' },
  ],
  ['writing upside down', { cell: '<div style="transform:rotate(180deg)">96</div>' }],
  ['writing in a mirror', { cell: '<div style="transform:scaleX(-1)">47</div>' }],
  ['blurred writing', { cell: '<span style="filter:blur(9px)">4</span>' }],
  ['letters over one another', styled('letter-spacing:-1em')],
  ['a part of its place to the left', styled('position:absolute;left:-200%')],
  ['a box too narrow for the figure', { cell: '<div style="width:8px;overflow:hidden">4217</div>' }],
  ['a clip of another shape', { cell: '<div style="clip-path:circle(20%)">47</div>' }],
  ['an attribute that is printed', ruled('.x::before{content:attr(data-n)}', '<i class=x data-n=7></i>')],
  ['a counter that is printed', ruled('.x::after{content:counter(c)}', '<i class=x></i>')],
  ['what a script writes', { cell: '<script>document.write(4)</script>' }],
  ['a bar of progress', { cell: '<progress value=4 max=9></progress>' }],
  ['a sign of growth', { cell: '+4' }],
  ['a shadow for transparent letters', { cell: '<b style="color:transparent;text-shadow:0 0 0 #000">4</b>' }],
  ['a shadow beside the letters', { cell: '<b style="text-shadow:12px 0 0 #000">4</b>' }],
  [
    'an outline of transparent letters',
    { cell: '<b style="color:transparent;-webkit-text-stroke:1px red">4</b>' },
  ],
  [
    'a ground that shows through the letters',
    {
      cell: '<b style="background:#111;background-clip:text;color:transparent">4</b>',
    },
  ],
  ['dots for letters', { cell: '<b style="-webkit-text-security:disc">4</b>' }],
  ['digits beside a float', { cell: '4<span style="float:left">7</span>' }],
  [
    'digits that change places',
    {
      cell: '<i style="position:relative;left:8px">4</i><i style="position:relative;left:-8px">7</i>',
    },
  ],
  [
    'digits placed in a grid',
    {
      cell: '<div style="display:grid"><i style="grid-column:2">4</i><i style="grid-column:1">7</i></div>',
    },
  ],
  [
    'lines that wrap upwards',
    {
      cell: '<div style="display:flex;flex-wrap:wrap-reverse"><i>4</i><i>7</i></div>',
    },
  ],
  ['an arrow of growth', { cell: '↑4' }],
  ['a small table', { cell: '<table><tr><td>4</td><td>7</td></tr></table>' }],
])('is doubtful, and no cell beside it: %s', async (_, variant) => {
  const { [CELL]: cell, ...others } = await read(variant);
  expect(cell.confidence).toBeLessThan(SURE);
  for (const [code, value] of Object.entries(RECEIVED))
    if (code !== CELL) expect(others[code]).toMatchObject({ value, confidence: 1 });
});

test.each<[string, PageVariant]>([
  ['a turn by a quarter', { cell: '<div style="transform:rotate(90deg)">4</div>' }],
  ['all of a cell in small letters', { cell: '<small>4</small>' }],
  ['grey letters', { cell: '<span style="color:#999">4</span>' }],
  ['a box wide enough', { cell: '<div style="width:60px;overflow:hidden">4</div>' }],
])('is as certain as any other: %s', async (_, variant) => {
  expect((await read(variant))[CELL]).toMatchObject({ value: 4, confidence: 1 });
});

test('rows and cells of a table stand where their order puts them', async () => {
  const cells = await read({
    head: style('tr{display:flex}.x{order:1}.y{order:2}'),
    cell: '<td class=x>0</td>',
    columns: '',
  });
  // Cells in boxes of their own are no longer below their heads.
  expect(cells[CELL].value === 4 && cells[CELL].confidence >= SURE).toBe(false);
});
