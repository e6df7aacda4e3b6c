import { compileXml, slot } from '../../../src/document/print/xmlTemplate';

const paragraph = (text: string) => `<p>${text}</p>`;

test('texts are filled in escaped, and what looks like a slot in a text is a text', () => {
  const template = compileXml(`<t>${slot('a')} of ${slot('b')}</t>`, 'p', []);
  const texts = new Map([
    ['a', `<1 & ${slot('b')}>`],
    ['b', '2'],
  ]);
  expect(template.fill({ texts, repeated: new Map() })).toBe(`<t>&lt;1 &amp; ${slot('b')}&gt; of 2</t>`);
});

test('an element is repeated for each of its texts, and left out when there are none', () => {
  const template = compileXml(
    `<d>${paragraph(slot('head'))}${paragraph(`x ${slot('line')} y`)}${paragraph('end')}</d>`,
    'p',
    ['line', 'not there'],
  );
  const fill = (...lines: string[]) =>
    template.fill({
      texts: new Map([['head', 'H']]),
      repeated: new Map([['line', lines.map((line) => new Map([['line', line]]))]]),
    });
  expect(fill('1', '2')).toBe('<d><p>H</p><p>x 1 y</p><p>x 2 y</p><p>end</p></d>');
  expect(fill()).toBe('<d><p>H</p><p>end</p></d>');
});
