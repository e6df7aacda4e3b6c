import { assert, integer, property, record } from 'fast-check';
import { regionAround } from '../src/original/region';

const PAGE = { width: 595, height: 842 };

test('what is shown of a page holds the box and does not leave the page, with all of its width where there is room', () => {
  assert(
    property(
      record({
        left: integer({ min: 0, max: 500 }),
        top: integer({ min: 0, max: 800 }),
        width: integer({ min: 1, max: 90 }),
        height: integer({ min: 1, max: 40 }),
        pixels: integer({ min: 200, max: 900 }),
      }),
      ({ left, top, width, height, pixels }) => {
        const box = { left, top, right: left + width, bottom: top + height };
        const region = regionAround(box, PAGE, pixels);
        expect(region.left).toBeGreaterThanOrEqual(0);
        expect(region.top).toBeGreaterThanOrEqual(0);
        expect(region.left).toBeLessThanOrEqual(box.left);
        expect(region.top).toBeLessThanOrEqual(box.top);
        expect(region.right).toBeGreaterThanOrEqual(box.right);
        expect(region.bottom).toBeGreaterThanOrEqual(box.bottom);
        expect(region.right).toBeLessThanOrEqual(PAGE.width);
        expect(region.bottom).toBeLessThanOrEqual(PAGE.height);
      },
    ),
    { seed: 501 },
  );
  const box = { left: 500, top: 100, right: 540, bottom: 120 };
  expect(regionAround(box, PAGE, 900)).toMatchObject({ left: 0, right: PAGE.width });
});
