import { json, jsonParseLinter } from '@codemirror/lang-json';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { linter } from '@codemirror/lint';
import { EditorState, type Extension, Prec } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { graphql, updateSchema } from 'cm6-graphql';
import { basicSetup } from 'codemirror';
import type { GraphQLSchema } from 'graphql';

/** A text that can be read and replaced. */
export interface Editor {
  readText(): string;
  /** Replaces the text, without a word to who listens for changes. */
  showText(text: string): void;
}

/** The look of an editor in the colours of the page, which are light or dark as the page is. */
const LOOK: Extension = [
  EditorView.theme({
    '&': { color: 'var(--ink)', backgroundColor: 'transparent' },
    '.cm-gutters': { color: 'var(--quiet)', backgroundColor: 'var(--back)', borderColor: 'var(--line)' },
    '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--mark)' },
    '.cm-cursor': { borderLeftColor: 'var(--ink)' },
    '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
      backgroundColor: 'var(--chosen)',
    },
    '.cm-tooltip, .cm-panels': {
      color: 'var(--ink)',
      backgroundColor: 'var(--back)',
      borderColor: 'var(--line)',
    },
    '.cm-foldPlaceholder': { color: 'var(--quiet)', backgroundColor: 'transparent' },
  }),
  syntaxHighlighting(
    HighlightStyle.define([
      { tag: tags.comment, color: 'var(--quiet)' },
      { tag: [tags.keyword, tags.definitionKeyword, tags.modifier], color: 'var(--code-keyword)' },
      { tag: [tags.string, tags.special(tags.string)], color: 'var(--code-string)' },
      { tag: [tags.number, tags.bool, tags.null, tags.atom], color: 'var(--code-value)' },
      { tag: [tags.propertyName, tags.attributeName], color: 'var(--accent)' },
      { tag: [tags.typeName, tags.variableName, tags.special(tags.name)], color: 'var(--code-name)' },
    ]),
  ),
];

/** What an editor needs. */
export interface EditorOptions {
  readonly parent: HTMLElement;
  readonly label: string;
  /** Lets the styles of the editor pass the policy of the page. */
  readonly nonce: string;
  onChange?(text: string): void;
  onRun?(): void;
}

function createEditor(
  { parent, label, nonce, onChange, onRun }: EditorOptions,
  extensions: Extension,
): { editor: Editor; view: EditorView } {
  let isReplacing = false;
  const all: Extension = [
    Prec.highest(
      keymap.of([
        {
          key: 'Mod-Enter',
          run: () => {
            onRun?.();
            return true;
          },
        },
      ]),
    ),
    basicSetup,
    LOOK,
    EditorView.cspNonce.of(nonce),
    EditorView.contentAttributes.of({ 'aria-label': label }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged && !isReplacing) onChange?.(update.state.doc.toString());
    }),
    extensions,
  ];
  const view = new EditorView({ parent, state: EditorState.create({ extensions: all }) });
  const editor: Editor = {
    readText: () => view.state.doc.toString(),
    showText(text) {
      isReplacing = true;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, scrollIntoView: false });
      isReplacing = false;
      view.scrollDOM.scrollTop = 0;
    },
  };
  return { editor, view };
}

/** Returns an editor of operations; it completes and checks once it has a schema, and shows what a word is with Ctrl-click. */
export function createQueryEditor(
  options: EditorOptions,
  showType: (typeName: string) => void,
): Editor & { useSchema(schema: GraphQLSchema): void } {
  const language = graphql(undefined, {
    onShowInDocs: (_field, type, parentType) => {
      const name = type ?? parentType;
      if (name) showType(name.replace(/[[\]!]/g, ''));
    },
  });
  const { editor, view } = createEditor(options, language);
  return { ...editor, useSchema: (schema) => updateSchema(view, schema) };
}

/** Returns an editor of the JSON of variables. */
export function createVariablesEditor(options: EditorOptions): Editor {
  const check = jsonParseLinter();
  // No variables at all are as good as an empty object.
  const checkText = linter((view) => (view.state.doc.toString().trim() === '' ? [] : check(view)));
  return createEditor(options, [json(), checkText]).editor;
}

/** Returns a view of answers, which can be read, folded and searched. */
export const createAnswerView = (options: EditorOptions): Editor =>
  createEditor(options, [json(), EditorState.readOnly.of(true), EditorView.lineWrapping]).editor;
